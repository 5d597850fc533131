"""The records that istor learns from: they stand off texts that are put together from the corpora."""

import json
from pathlib import Path

import pytest

from evals.data import SHARED
from istor.model import Party
from training.gold import RECORDS, REPORTS, Corpora, check, corpus_of, gold_reports, is_for_honesty, read_notes, roles

DATA = SHARED / "data"
with_data = pytest.mark.skipif(not DATA.exists(), reason="the corpora belong in ../shared/data")


@pytest.fixture(scope="module")
def corpora() -> Corpora:
    return Corpora(DATA)


@with_data
def test_every_record_finds_its_trigger() -> None:
    """Each is checked against its digest while it is read."""
    reports = list(gold_reports(SHARED / "gold", DATA))
    assert sum(len(records) for *_, records in reports) > 5000
    assert all(text[first:last].strip() for _, text, records in reports for _, first, last in records)


def test_every_written_report_has_records_of_its_words() -> None:
    corpora, told = Corpora(DATA), set()
    for row in map(json.loads, RECORDS.read_text(encoding="utf-8").splitlines()):
        if corpus_of(row["report"]) == "written":
            told.add(row["report"])
            if row["type"]:
                check(row, corpora.text(row["report"]))
    assert told == {path.stem for path in REPORTS.glob("*.txt")}


@with_data
def test_no_own_record_is_of_a_text_that_the_shared_gold_has(corpora: Corpora) -> None:
    """Else what is kept apart there, to measure by, would teach."""
    files = (SHARED / "gold" / "train" / "sentences.texts.jsonl", SHARED / "gold" / "sentences-dev.texts.jsonl")
    shared = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    own = {json.loads(line)["report"] for line in RECORDS.read_text(encoding="utf-8").splitlines()}
    assert not own & {row["report"] for row in shared}
    assert not {bare(corpora.text(report)) for report in own} & {bare(row["text"]) for row in shared}


def bare(text: str) -> str:
    """The letters and digits of a text, in lower case: corpora differ in their spaces."""
    return "".join(filter(str.isalnum, text.lower()))


@with_data
def test_about_a_quarter_is_kept_from_the_encoder() -> None:
    reports = [name for name, *_ in gold_reports(SHARED / "gold", DATA)]
    assert 0.22 < sum(map(is_for_honesty, reports)) / len(reports) < 0.28


@with_data
def test_a_sentence_of_the_press_stands_in_its_stretch(corpora: Corpora) -> None:
    report, first, last = corpora.place("parseme-00287")
    assert report == "parseme-00280"
    assert corpora.text(report)[first:last] == corpora.press[287]


@with_data
def test_notes_become_records_that_stand_off(corpora: Corpora, tmp_path: Path) -> None:
    report = next(f"elner-train-{n:05d}" for n, words in enumerate(corpora.sentences) if len(words) > 10)
    word = next(w for w in corpora.sentences[int(report[-5:])] if len(w) > 4)
    notes = tmp_path / "notes.tsv"
    notes.write_text(f"{report}\t{word}\tREQUEST\t-\tGRC|TUR\t-\tactual\tKCNA\tindirect\nelner-train-00001\n", "utf-8")
    record, empty = read_notes(notes, corpora)
    assert corpora.text(report)[record["start"] : record["end"]] == word
    assert (record["actors"], record["recipients"], record["mode"]) == (["GRC", "TUR"], [], None)
    assert empty == {"report": "elner-train-00001", "type": None}
    assert word not in str(record)


@with_data
def test_a_note_of_another_text_is_refused(corpora: Corpora, tmp_path: Path) -> None:
    notes = tmp_path / "notes.tsv"
    notes.write_text("elner-train-00001\tανύπαρκτη λέξη\tREQUEST\t-\t-\t-\tactual\t-\t-\n", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"notes\.tsv:1: not a record of this text"):
        list(read_notes(notes, corpora))


def test_a_party_is_who_the_gold_names_or_the_only_one_of_its_state() -> None:
    found = [Party("FRA", "Luc Martin"), Party("DEU"), Party("FRA")]
    assert roles(found, ["FRA:Luc Martin"], ["DEU:Foreign Ministry"]) == [1, 2, 0]
    assert roles(found, ["FRA:government"], []) == [0, 0, 0]  # two of France: neither is surely meant
