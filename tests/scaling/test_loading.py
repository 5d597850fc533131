"""Other coders' claims in an archive: where they are put, what they are linked with, and what they leave alone."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from istor.errors import ArchiveError
from istor.model import Party
from istor.reading.coded import Coding, Line
from istor.scaling.loading import load, load_to
from istor.storing import Archive
from istor.telling import Record
from istor.telling.coders import agreements, coders
from istor.telling.exports import export
from tests.scaling import stories, wordlist

RAID = "Η Ρωσία βομβάρδισε το Χάρκοβο, με 12 νεκροί ως τώρα."


def coding(**fields: Any) -> Coding:
    """A raid as a coder called Maria sees it."""
    given: dict[str, Any] = {
        "coder": "Maria", "report": "raid", "sentence": RAID, "type": "ASSAULT", "mode": "aerial",
        "actors": (Party("RUS"),), "recipients": (Party("UKR"),), "trigger": "βομβάρδισε",
    }  # fmt: skip
    return Coding(**{**given, **fields})


def line(*codings: Coding) -> Line:
    return Line("ngec.jsonl, line 1", codings)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    stories.fill(tmp_path / "istor.db", [stories.report(name) for name in stories.STORIES])
    with Archive.open(tmp_path / "istor.db") as archive:
        yield archive


def test_a_claim_is_put_where_its_words_stand(archive: Archive) -> None:
    summary = load(archive, [line(coding())])
    assert str(summary) == (
        "read 1 lines, kept 1 claims (1 in reports of the archive, 0 by their sentence alone), repeated 0, skipped 0"
    )
    (claim,) = (claim for claim in archive.claims() if claim.made.coder == "Maria")
    report = archive.report(claim.report)
    assert report and report.name == "raid" and claim.sentence.of(report.text) == RAID
    assert claim.trigger.of(report.text) == "βομβάρδισε"
    assert (claim.made.step, claim.confidence) == ("coder:Maria", 0.0)


def test_a_claim_that_agrees_is_linked_with_ours(archive: Archive) -> None:
    load(archive, [line(coding(when=None), coding(type="ACCUSE", mode=None, trigger=""))])
    record = Record.read(archive)
    raid = next(e for e in record.events if e.type == "ASSAULT" and record.report(e.reports[0]).name == "raid")
    assert {claim.made.coder for claim in raid.claims} == {"istor", "Maria"}
    ours, hers = coders(record)[1], coders(record)[0]
    assert (hers.name, hers.claims, hers.events, hers.alone) == ("Maria", 2, 2, 1)
    assert (ours.name, ours.claims, ours.alone) == ("istor", 7, 4)
    (pair,) = agreements(record)
    assert (pair.reports, pair.both, pair.only_left, pair.only_right) == (1, 1, 1, 0)


def test_white_space_may_differ(archive: Archive) -> None:
    broken = stories.report("broken", "date 2030-06-11\n\nΗ Ρωσία βομβάρδισε\nτο Χάρκοβο.")
    archive.add(broken, ())
    load(archive, [line(coding(report="broken", sentence="Η Ρωσία  βομβάρδισε το Χάρκοβο."))])
    (claim,) = (claim for claim in archive.claims() if claim.report == broken.id)
    assert claim.sentence.of(broken.text) == "Η Ρωσία βομβάρδισε\nτο Χάρκοβο."


def test_offsets_tell_which_of_two_like_sentences(archive: Archive) -> None:
    text = "Βομβάρδισε. Τίποτε άλλο. Βομβάρδισε."
    archive.add(stories.report("twice", text), ())
    load(archive, [line(coding(report="twice", sentence="Βομβάρδισε.", start=25, end=35, trigger=""))])
    (claim,) = (claim for claim in archive.claims() if claim.made.coder == "Maria")
    assert (claim.trigger.start, claim.trigger.end, claim.sentence.start) == (25, 35, 25)


@pytest.mark.parametrize("fields", [{"report": "elsewhere"}, {"sentence": "Άλλα λόγια."}])
def test_without_its_report_the_sentence_is_kept(archive: Archive, fields: dict[str, Any]) -> None:
    summary = load(archive, [line(coding(**fields, start=3, end=5, source="outlet.gr"))])
    assert (summary.placed, summary.unplaced) == (0, 1)
    (claim,) = (claim for claim in archive.claims() if claim.made.coder == "Maria")
    report = archive.report(claim.report)
    assert report and report.text == coding(**fields).sentence and report.source == "outlet.gr"
    assert report.made.step == "loading" and claim.sentence.of(report.text) == report.text
    assert claim.trigger.of(report.text) in ("βομβάρδισε", report.text)  # the offsets are those of another text


def test_what_is_kept_already_changes_nothing(archive: Archive) -> None:
    given = [line(coding(), coding(report="elsewhere"))]
    load(archive, given)
    before = archive.counts()
    again = load(archive, given)
    assert (again.claims, again.repeated) == (0, 2)
    assert {**archive.counts(), "runs": 0} == {**before, "runs": 0}


def test_the_order_of_lines_does_not_matter(tmp_path: Path) -> None:
    given = [line(coding()), line(coding(report="x")), line(coding(report="x", type="THREATEN", mode=None))]
    for name, lines in (("a.db", given), ("b.db", given[::-1])):
        load_to(tmp_path / name, lines)
    first, second = (_exported(tmp_path / name) for name in ("a.db", "b.db"))
    assert first and first == second


def test_lines_that_are_no_claims_make_no_archive(tmp_path: Path) -> None:
    bad = Line("x.jsonl, line 1", problem="x.jsonl, line 1: is no JSON object; give one on each line")
    summary = load_to(tmp_path / "none.db", [bad, bad])
    assert summary.is_useless and summary.row()["reasons"] == {"is no JSON object": 2}
    assert not (tmp_path / "none.db").exists()


def test_our_own_plover_lines_come_back(archive: Archive, tmp_path: Path) -> None:
    from istor.reading.coded import codings

    ours = list(archive.claims())
    exported = tmp_path / "other.jsonl"
    exported.write_text("".join(map(str, export("plover-jsonl")(Record.read(archive)))), encoding="utf-8")
    summary = load(archive, codings(exported))
    record = Record.read(archive)
    assert (summary.placed, summary.unplaced, summary.skipped) == (len(ours), 0, 0)
    places = sorted((claim.report, claim.trigger, claim.sentence) for claim in record.claims)
    assert places[::2] == places[1::2]  # each of them twice, once by each coder
    assert [event.claims[0].type for event in record.events] == ["CONSULT", "ACCUSE", "ASSAULT", "ASSAULT", "SANCTION"]


def test_coding_anew_leaves_the_claims_of_others_alone(archive: Archive) -> None:
    load(archive, [line(coding())])
    raid = next(report for report in archive.reports() if report.name == "raid")
    archive.recode(raid.id, ())
    (left,) = (claim for claim in archive.claims() if claim.report == raid.id)
    assert left.made.coder == "Maria"


def test_claims_need_their_report(archive: Archive) -> None:
    strange = wordlist.code_report(stories.report("strange", "Η Ρωσία βομβάρδισε."))
    with pytest.raises(ArchiveError, match="there is no report report-"):
        archive.add_claims(strange.claims)


def _exported(where: Path) -> list[Any]:
    with Archive.open(where) as archive:
        return [json.loads(line) for line in map(str, export("jsonl")(Record.read(archive)))]
