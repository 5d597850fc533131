"""``istor code`` and ``istor times``: no archive, one object a line."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scaling import stories

from .conftest import Istor


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_claims_of_files(istor: Istor, folder: Path) -> None:
    result = istor("code", folder, "--format", "jsonl")
    found = lines(result.stdout)
    assert [row["report"] for row in found] == ["again", "again", "later", "meeting", "meeting", "raid", "undated"]
    assert len({row["event"] for row in found if row["type"] == "CONSULT"}) == 1
    for row in found:
        text = (folder / f"{row['report']}.txt").read_text(encoding="utf-8")
        assert text[row["start"] : row["end"]] in row["sentence"]
    assert not Path("istor.db").exists()


def test_claims_of_json_lines(istor: Istor) -> None:
    texts = [{"report": name, "text": text} for name, text in stories.STORIES.items()]
    Path("all.jsonl").write_text("\n".join(json.dumps(text, ensure_ascii=False) for text in texts), encoding="utf-8")
    found = lines(istor("code", "all.jsonl").stdout)
    assert list(dict.fromkeys(row["report"] for row in found)) == list(stories.STORIES)


def test_claims_to_a_file(istor: Istor, folder: Path) -> None:
    istor("code", folder, "-o", "out.jsonl")
    assert Path("out.jsonl").read_bytes() == istor("code", folder).stdout_bytes


def test_a_report_given_twice_counts_once(istor: Istor, folder: Path) -> None:
    once = istor("code", folder / "raid.txt").stdout
    assert istor("code", folder / "raid.txt", folder / "raid.txt").stdout == once


def test_bad_input_is_told_and_the_rest_coded(istor: Istor, folder: Path) -> None:
    result = istor("code", "none", folder / "raid.txt")
    assert result.stderr.startswith("none: no such file or folder") and len(lines(result.stdout)) == 1


@pytest.mark.parametrize("command", ["code", "times"])
def test_no_usable_input_ends_with_3(istor: Istor, command: str) -> None:
    result = istor(command, "none", code=3)
    assert result.stdout == ""
    assert result.stderr.splitlines()[1] == "istor: no input could be used: nothing to do"


@pytest.mark.parametrize("command", ["code", "times"])
def test_an_unknown_format_is_one_line(istor: Istor, folder: Path, command: str) -> None:
    assert "no such format" in istor(command, folder, "--format", "docx", code=2).stderr


@pytest.mark.parametrize("form", ["plover-jsonl", "csv", "html"])
def test_other_formats(istor: Istor, folder: Path, form: str) -> None:
    coded = istor("code", folder, "--format", form).stdout_bytes
    istor("add", folder)
    exported = istor("export", form).stdout_bytes
    assert coded == exported or form == "html"  # the page shows reports in their order: by name there, by day here


def test_a_report_without_claims_gives_nothing(istor: Istor) -> None:
    result = istor("code", "-", input="Καλημέρα.")
    assert (result.stdout, result.stderr) == ("", "")


def test_times(istor: Istor) -> None:
    Path("a.txt").write_text(
        "date 2030-05-02\n\nΣυναντήθηκαν την Τρίτη. Είχαν συναντηθεί στις 5 Ιουνίου 2029.\n", encoding="utf-8"
    )
    found = lines(istor("times", "a.txt", "--format", "jsonl").stdout)
    text = Path("a.txt").read_text(encoding="utf-8")
    for row in found:
        assert list(row) == ["report", "start", "end", "text", "kind", "value", "basis"]
        assert text[row["start"] : row["end"]] == row["text"]
    assert {row["value"] for row in found} >= {"2030-04-30", "2029-06-05"}


def test_times_of_an_undated_report(istor: Istor) -> None:
    (row,) = lines(istor("times", "-", input="Έφυγαν στις 5 Ιουνίου 2029.").stdout)
    assert (row["report"], row["value"], row["basis"]) == ("stdin", "2029-06-05", "stated")
