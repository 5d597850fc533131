"""Claims of other coders, line by line: what is understood, what is left out, and what is no claim."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from istor.model import Party, Voice
from istor.reading.coded import Coding, Line, codings

OWN = {"report": "raid", "sentence": "Η Ρωσία βομβάρδισε το Χάρκοβο.", "type": "assault"}
PLOVER = {
    "id": "p-1", "date": "2030-06-10", "source": [{"code": "RUSMIL"}], "event": ["ASSAULT"], "text": "Βομβάρδισε.",
}  # fmt: skip


def lines(tmp_path: Path, *rows: Any, coder: str = "") -> list[Line]:
    path = tmp_path / "ngec.jsonl"
    path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r, ensure_ascii=False) for r in rows), "utf-8")
    return list(codings(path, coder))


def one(tmp_path: Path, row: dict[str, Any], **fields: Any) -> Coding:
    (line,) = lines(tmp_path, row | fields)
    (coding,) = line.codings
    return coding


def test_the_form_of_istor_code(tmp_path: Path) -> None:
    found = one(
        tmp_path, OWN, start=8, end=18, mode="aerial", actors=["RUS"], recipients=["UKR:Volodymyr Zelenskyy", "χωριό"],
        date="2030-06", place="Kharkiv", status="negated", sources=["PRK:KCNA", "CNN"], quote="direct", confidence=0.4,
        figures=[{"what": "killed", "value": 12, "unit": "people", "approx": True}], rule="r7", event="event-x",
    )  # fmt: skip
    assert (found.coder, found.type, found.mode, found.status) == ("ngec", "ASSAULT", "aerial", "negated")
    assert found.recipients == (Party("UKR", "Volodymyr Zelenskyy"), Party("---", "χωριό"))
    assert found.voices == (Voice("KCNA", "PRK"), Voice("CNN"))
    assert found.when and (found.when.first, found.when.last) == (date(2030, 6, 1), date(2030, 6, 30))
    (figure,) = found.figures
    assert (figure.what, figure.value, figure.is_approximate, found.confidence) == ("killed", 12.0, True, 0.4)
    assert found.left_out == ()


def test_the_form_of_the_plover_manual(tmp_path: Path) -> None:
    found = one(
        tmp_path, PLOVER, enddate="2030-06-12", mode=["aerial"], context=["military"], event_text=["Βομβάρδισε"],
        recipient=[{"code": "GOV", "actor_text": "η κυβέρνηση"}, {"code": "UKR", "identifier_text": "Kyiv"}, "IGOUNO"],
        cite_info={"citation": "raid", "title": "Τίτλος", "publication": "outlet.gr"}, coder="Maria",
    )  # fmt: skip
    assert (found.coder, found.report, found.title, found.source) == ("Maria", "raid", "Τίτλος", "outlet.gr")
    assert found.actors == (Party("RUS"),)
    assert found.recipients == (Party("---", "η κυβέρνηση"), Party("UKR", "Kyiv"), Party("IGO"))
    assert found.when and found.when.edtf == "2030-06-10/2030-06-12"
    assert (found.trigger, found.mode, found.context, found.confidence) == ("Βομβάρδισε", "aerial", "military", 0.0)


def test_who_coded(tmp_path: Path) -> None:
    assert [line.codings[0].coder for line in lines(tmp_path, OWN, OWN | {"coder": "B"}, coder="A")] == ["A", "B"]


def test_two_types_are_two_claims(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, PLOVER | {"event": ["ASSAULT", "THREATEN"], "mode": ["aerial"]})
    assert [(coding.type, coding.mode) for coding in line.codings] == [("ASSAULT", "aerial"), ("THREATEN", None)]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"mode": "meet"}, "\"mode\" 'meet' was left out"),
        ({"date": "yesterday"}, "\"date\" 'yesterday' was left out"),
        ({"status": "maybe"}, "\"status\" 'maybe' was left out"),
        ({"confidence": 7}, '"confidence" 7 was left out'),
        ({"actors": [3]}, '"actors" 3 was left out'),
        ({"figures": ["x"]}, "\"figures\" 'x' was left out"),
        ({"place": 5}, '"place" 5 was left out'),
    ],
)
def test_what_is_not_understood_is_left_out_and_told(tmp_path: Path, fields: dict[str, Any], told: str) -> None:
    found = one(tmp_path, OWN, **fields)
    assert found.left_out == (told,)
    assert (found.status, found.when, found.mode) == ("actual", None, None)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("{", "line 1: is not JSON ("),
        ("[]", "line 1: is no JSON object; give one on each line"),
        ({**OWN, "type": "KISS"}, "line 1: 'KISS' is no PLOVER type; there are AGREE"),
        ({**OWN, "type": None}, "line 1: None is no PLOVER type"),
        ({**OWN, "sentence": " "}, 'line 1: has no "sentence" with words in it; istor keeps no claim without'),
        ({**OWN, "report": ""}, 'line 1: has no "report"; istor keeps no claim without it'),
        ({**PLOVER, "text": None}, 'line 1: has no "text" with words in it'),
        ({**PLOVER, "event": []}, "line 1: None is no PLOVER type"),
        ({**OWN, "sentence": "α\0β"}, "line 1: is binary, not text"),
    ],
)
def test_a_line_that_is_no_claim_is_told(tmp_path: Path, row: Any, problem: str) -> None:
    bad, good = lines(tmp_path, row, OWN)
    assert bad.codings == () and bad.problem and problem in bad.problem
    assert len(good.codings) == 1


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (line,) = codings(tmp_path / "none.jsonl")
    assert line.problem and "none.jsonl: cannot be read (no such file or directory)" in line.problem
    (line,) = lines(tmp_path, "")
    assert line.problem and line.problem.endswith("the file is empty; give it one JSON object a line or leave it out")
