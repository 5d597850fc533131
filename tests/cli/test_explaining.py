"""``istor code --explain``: how it looks at any width, what it lets through, and what the command does with it."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from istor.cli import explanations
from istor.coding import explain
from istor.coding.explanation import Explanation
from istor.scaling import release
from tests.coding.docs import Row, tree
from tests.coding.test_coder import AHEAD, CONDEMNS, LIGHT, NEGATED, SWALLOWED

from .conftest import Istor

model = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here"),
]
TWO = "date 2030-06-13\n\nΗ Γαλλία καταδίκασε τη Ρωσία την Τρίτη.\n\nΗ Ιταλία δεν στήριξε την Τουρκία.\n"


def explained(*rows: Row) -> Explanation:
    """How a tree was decided, where the event head is sure of a condemnation."""
    doc = tree(*rows)
    doc._.predicates = {t.i: {"ACCUSE": 0.97, "-": 0.02, "REJECT": 0.01} for t in doc if t.lemma_ == "καταδικάζω"}
    return explain(doc)


def shown(*rows: Row) -> str:
    return "".join(explanations.pieces([explained(*rows)], is_terminal=False))


def hostile() -> Explanation:
    found = explained(*CONDEMNS)
    (sentence,) = found.sentences
    words = tuple(replace(word, text=f"\x1b[31m{word.text}[/bold]") for word in sentence.words)
    return replace(found, report="a\x1b]0;b\x07", sentences=(replace(sentence, text="\x1b[2J[red]", words=words),))


def test_what_is_told() -> None:
    text = shown(*CONDEMNS)
    assert "✔ καταδίκασε  ACCUSE  FRA → RUS" in text
    (subject,) = [line for line in text.splitlines() if "subject «Η Γαλλία»" in line]
    (object_,) = [line for line in text.splitlines() if "object «τη Ρωσία»" in line]
    assert subject.endswith("→ actor FRA") and object_.endswith("→ recipient RUS")
    assert "sources     the report itself" in text
    assert "├── Γαλλία  nsubj PROPN  state FRA  (det Η)" in text


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (LIGHT, "· είχε    carries «συνάντηση», and lends it its arguments"),
        (AHEAD, "future, by «θα»"),
        (NEGATED, "negated, by «δεν»"),
        (AHEAD, "not tried, the frame before it fits"),
    ],
)
def test_what_decided_and_what_lost(rows: list[Row], words: str) -> None:
    assert words in shown(*rows)


def test_of_a_promise_and_its_content_the_one_that_is_not_told_names_the_other() -> None:
    doc = tree(*SWALLOWED)
    doc._.predicates = {2: {"AGREE": 0.99, "-": 0.01}, 4: {"SUPPORT": 0.98, "-": 0.02}}
    assert "not told: one event with «" in "".join(explanations.pieces([explain(doc)], is_terminal=False))


def test_a_terminal_has_colours_and_plain_text_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    found = [explained(*CONDEMNS)]
    assert "\x1b[1;32m✔" in "".join(explanations.pieces(found, is_terminal=True))
    assert "\x1b" not in "".join(explanations.pieces(found, is_terminal=False))


@pytest.mark.parametrize("width", [30, 60, 100, 200])
@pytest.mark.parametrize("rows", [CONDEMNS, SWALLOWED, LIGHT], ids=["told", "swallowed", "light verb"])
def test_it_fits_terminals_of_any_width(width: int, rows: list[Row]) -> None:
    console = Console(width=width, file=io.StringIO())
    for part in explanations.view(explained(*rows), width):
        console.print(part)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert max(map(len, text.splitlines())) <= width
    assert "confidence" in text and "…" not in text, "nothing is cut off"


def test_a_report_can_neither_steer_the_terminal_nor_write_markup() -> None:
    text = "".join(explanations.pieces([hostile()], is_terminal=False))
    assert "\x1b" not in text and "\x07" not in text
    assert "[2J[red]" in text and "[31mκαταδίκασε[/bold]" in text


@pytest.mark.parametrize("options", [["--sentence", "1"], ["--about", "λέξη"], ["--json"]])
def test_options_of_an_explanation_need_one(istor: Istor, options: list[str]) -> None:
    assert "go with --explain" in istor("code", "-", *options, input=TWO, code=2).stderr


def test_an_explanation_has_no_other_format(istor: Istor) -> None:
    assert "does not go with --explain" in istor("code", "-", "--explain", "--format", "csv", input=TWO, code=2).stderr


class TestWithTheModel:
    """The command on real sentences."""

    pytestmark = model

    def test_from_stdin(self, istor: Istor) -> None:
        text = istor("code", "-", "--explain", input=TWO).stdout
        assert text.startswith("stdin · dated 2030-06-13") and "sentence 1" in text and "sentence 2" in text
        assert istor("code", "--explain", "-", input=TWO).stdout == text

    def test_narrowed_to_a_sentence_or_a_word(self, istor: Istor) -> None:
        by_number = istor("code", "-", "--explain", "--sentence", "2", input=TWO).stdout
        assert "Ιταλία" in by_number and "Γαλλία" not in by_number
        assert istor("code", "-", "--explain", "--about", "στηρίζω", input=TWO).stdout == by_number
        nothing = istor("code", "-", "--explain", "--about", "Κίνα", input=TWO)
        assert (nothing.stdout, nothing.stderr) == ("", "no sentence fits\n")

    def test_as_json_it_tells_what_is_coded(self, istor: Istor) -> None:
        from istor.annotating import annotate
        from istor.coding import code
        from istor.reading import read

        (explained,) = json.loads(istor("code", "-", "--explain", "--json", input=TWO).stdout)
        told = [v["account"]["claim"] for s in explained["sentences"] for v in s["verdicts"] if v["outcome"] == "told"]
        coded = code(annotate(read(TWO.encode(), "stdin")))
        assert [(c["id"], c["confidence"], c["made"]["reason"]) for c in told] == [
            (c.id, c.confidence, c.made.reason) for c in coded
        ]
        (chosen,) = [e for e in explained["sentences"][0]["verdicts"][0]["account"]["expressions"] if e["is_chosen"]]
        assert (chosen["value"], chosen["base"], chosen["tense"]) == ("2030-06-11", "2030-06-13", "past")

    def test_to_a_file(self, istor: Istor) -> None:
        istor("code", "-", "--explain", "-o", "why.txt", input=TWO)
        assert Path("why.txt").read_text(encoding="utf-8") == istor("code", "-", "--explain", input=TWO).stdout
