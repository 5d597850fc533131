"""``istor load``, ``coders`` and the formats of ``istor export``, from the command line."""

import json
from pathlib import Path

import pytest

from istor.telling.exports import BINARY, FORMATS

from .conftest import Istor

RAID = {
    "report": "raid", "sentence": "Η Ρωσία βομβάρδισε το Χάρκοβο, με 12 νεκροί ως τώρα.", "type": "ASSAULT",
    "actors": ["RUS"], "recipients": ["UKR"],
}  # fmt: skip


def write(name: str, *rows: object) -> Path:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def test_claims_of_others_are_loaded_and_compared(filled: Istor) -> None:
    file = write("her.jsonl", RAID, {**RAID, "type": "THREATEN", "mode": "meet"}, "{")
    result = filled("load", file, "--coder", "Maria")
    assert result.stdout.startswith("read 3 lines, kept 2 claims (2 in reports of the archive, ")
    left_out, bad = result.stderr.splitlines()
    assert left_out == "her.jsonl, line 2: \"mode\" 'meet' was left out"
    assert bad.startswith("her.jsonl, line 3: is not JSON (")
    found = json.loads(filled("coders", "--json").stdout)
    assert [coder["name"] for coder in found["coders"]] == ["Maria", "istor"]
    assert "Maria and istor, 1 reports: 1 events both, 1 only Maria, 0 only istor" in filled("coders").stdout


def test_nothing_to_load_is_told(istor: Istor) -> None:
    result = istor("load", write("bad.jsonl", "[]"), code=3)
    assert result.stderr.splitlines()[-1] == "istor: no line is a claim: nothing was loaded"
    assert not Path("istor.db").exists()


def test_export_lists_its_formats(istor: Istor) -> None:
    assert [line.split()[0] for line in istor("export").stdout.splitlines()] == list(FORMATS)


@pytest.mark.parametrize("form", sorted(BINARY))
def test_what_is_no_text_is_not_for_a_terminal(filled: Istor, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled("export", form, "-o", "out.bin")
    assert Path("out.bin").read_bytes() == filled("export", form).stdout_bytes
    monkeypatch.setattr("istor.cli.export.is_terminal", lambda: True)
    assert filled("export", form, code=2).stderr == f"istor: {form} is no text for a terminal: name a file with -o\n"
