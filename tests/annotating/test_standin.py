"""Another spaCy pipeline in the encoder's place: built here, kept in a folder, and loaded as a user would."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from typer.testing import CliRunner

from istor.annotating import annotate
from istor.annotating.standin import StandIn
from istor.cli import app
from istor.errors import ModelError
from istor.model import Block, Made, Report
from istor.model import Span as Stretch
from istor.storing import Archive

TEXT = "Η Μαρία Βλάχου πήγε στον υπουργό της Γαλλίας.\nΚατηγόρησε την Τουρκία για τις επιθέσεις."
# form: lemma, tag, features, place of the head, relation, type of name
WORDS = {
    "Η": ("ο", "DET", "Case=Nom", 1, "det", ""), "Μαρία": ("Μαρία", "PROPN", "Case=Nom", 2, "nsubj", "B-PER"),
    "Βλάχου": ("Βλάχου", "PROPN", "", -1, "flat", "I-PER"), "πήγε": ("πάω", "VERB", "Tense=Past", 0, "ROOT", ""),
    "στον": ("στον", "ADP", "Case=Acc", 1, "case", ""), "υπουργό": ("υπουργός", "NOUN", "Case=Acc", -2, "obl", ""),
    "της": ("ο", "DET", "", 1, "det", ""), "Γαλλίας": ("Γαλλία", "PROPN", "Case=Gen", -2, "nmod", "B-GPE"),
    "Κατηγόρησε": ("κατηγορώ", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|Voice=Act", 0, "ROOT", ""),
    "την": ("ο", "DET", "", 1, "det", ""), "Τουρκία": ("Τουρκία", "PROPN", "Case=Acc", -2, "obj", "B-MISC"),
    "για": ("για", "ADP", "", 2, "case", ""), "τις": ("ο", "DET", "", 1, "det", ""),
    "επιθέσεις": ("επίθεση", "NOUN", "Case=Acc", -4, "obl", ""), ".": (".", "PUNCT", "", -1, "punct", ""),
}


@Language.component("table_of_words")
def table_of_words(doc: Doc) -> Doc:
    """A tagger, parser and name finder that knows the words above, and how the probe's look."""
    rows = [WORDS.get(t.text, ("_", "X", "", 0, "dep", "")) for t in doc]
    return Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc],
               lemmas=[r[0] for r in rows], pos=[r[1] for r in rows], morphs=[r[2] for r in rows],
               heads=[i + r[3] for i, r in enumerate(rows)], deps=[r[4] for r in rows],
               ents=[r[5] or "O" for r in rows])


@Language.component("tags_alone")
def tags_alone(doc: Doc) -> Doc:
    """Tags, and nothing else."""
    for token in doc:
        token.pos_ = "NOUN"
    return doc


def save(folder: Path, component: str, lang: str = "el") -> str:
    nlp = spacy.blank(lang)
    nlp.add_pipe(component)
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture
def model(tmp_path: Path) -> str:
    return save(tmp_path / "pipeline", "table_of_words")


def report() -> Report:
    end = TEXT.index("\n")
    blocks = (Block("body", Stretch(0, end)), Block("body", Stretch(end + 1, len(TEXT))))
    return Report("report-1", "hand", TEXT, blocks, Made("test", "1", "hand"))


def test_what_it_says_is_told_in_istors_words(model: str) -> None:
    doc = annotate(report(), model)
    rows = {t.text: (t.pos_, t.lemma_, t.head.text, t.dep_) for t in doc if not t.is_space}
    assert rows["σ"] == ("ADP", "σε", "υπουργό", "case") and rows["τον"] == ("DET", "ο", "υπουργό", "det")
    assert rows["πήγε"] == ("VERB", "πάω", "πήγε", "root") and rows["Γαλλίας"][2:] == ("υπουργό", "nmod")
    assert doc.text == TEXT and [s.text.strip() for s in doc.sents] == TEXT.split("\n")
    assert [(s.text, s.label_) for s in doc.spans["names"]] == [("Μαρία Βλάχου", "PERSON"), ("Γαλλίας", "GPE")]


def test_heads_are_counted_in_istors_words_from_each_sentences_first(model: str) -> None:
    words = ["Η", "Μαρία", "Βλάχου", "πήγε", "σ", "τον", "υπουργό", ".", "Κατηγόρησε", "την", "Τουρκία", "."]
    spaced = [True, True, True, True, True, False, True, False, True, True, True, False]
    [[first, second]] = StandIn.load(model).parse([(words, spaced)])
    assert (first.start, second.start) == (0, 8)
    assert first.heads == [2, 4, 2, 0, 7, 7, 4, 7] and first.relations[3] == "root"
    assert second.heads == [0, 3, 1, 3] and second.names == ["O"] * 4


def test_a_contraction_that_is_the_root_keeps_a_tree() -> None:
    nlp = spacy.blank("el")
    doc = Doc(nlp.vocab, words=["στον"], pos=["ADP"], deps=["ROOT"], heads=[0], lemmas=["στον"])
    (sentence,) = doc.sents
    parsed = StandIn(nlp)._sentence(sentence, [[0, 1]])
    assert (parsed.heads, parsed.relations) == ([0, 1], ["root", "det"])


def test_claims_through_the_command(model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Κατηγόρησε την Τουρκία για τις επιθέσεις.\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["code", "a.txt", "--model", model])
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert [c["recipients"] for c in claims if c["type"] == "ACCUSE"] == [["TUR"]]


def test_an_archive_notes_what_read(model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Κατηγόρησε την Τουρκία για τις επιθέσεις.\n", encoding="utf-8")
    assert CliRunner().invoke(app, ["add", "a.txt", "--model", model]).exit_code == 0
    with Archive.open("istor.db") as archive:
        assert [run.model for run in archive.runs()] == [f"spacy:{model}"] and not archive.has_vectors()


@pytest.mark.parametrize("command", ["code", "add"])
def test_a_missing_pipeline_is_one_line(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Κατηγόρησε την Τουρκία.\n", encoding="utf-8")
    result = CliRunner().invoke(app, [command, "a.txt", "--model", "el_no_such_pipeline"])
    assert result.exit_code == 5 and result.stderr.count("\n") == 1
    assert "el_no_such_pipeline" in result.stderr and not Path("istor.db").exists()


@pytest.mark.parametrize(
    ("make", "reason"),
    [(lambda f: save(f, "tags_alone"), "gives no lemmas and no trees"),
     (lambda f: save(f, "table_of_words", "en"), "reads en")],
    ids=["no trees", "another language"],
)
def test_a_pipeline_of_no_use_is_refused(tmp_path: Path, make: Callable[[Path], str], reason: str) -> None:
    with pytest.raises(ModelError, match=reason):
        StandIn.load(make(tmp_path / "pipeline"))


def test_other_relations_than_universal_ones_are_refused() -> None:
    nlp = spacy.blank("el")
    parser: Any = nlp.add_pipe("parser")
    parser.add_label("nsubjpass")
    assert "nsubjpass" in (StandIn(nlp).problem("el") or "")
