"""Files, folders and JSON lines: what is read, in which order, and the one line for each that cannot be."""

import io
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import IO, Any

import pytest

from istor.reading import Outcome, gather
from istor.reading import outcome as outcome_module
from istor.reading import records as records_module

TEXT = "Νέα μέτρα για τους αγρότες\n\nΗ κυβέρνηση ανακοίνωσε το πρωί νέα μέτρα για όλους τους αγρότες της χώρας.\n"


def write(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def names(outcomes: list[Outcome]) -> list[str]:
    return [outcome.report.name for outcome in outcomes if outcome.report]


def problem(outcomes: list[Outcome]) -> str:
    """The one problem among ``outcomes``, a single line that can be printed and begins with its path."""
    (outcome,) = [o for o in outcomes if o.problem]
    assert outcome.report is None and outcome.problem
    assert outcome.problem.startswith(outcome.path or "(no name)")
    assert outcome.problem.isprintable()
    return outcome.problem


def test_folders_are_read_by_name_with_their_subfolders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.TEXT", "c.txt", "a.txt", "d.md", "e.urls", ".hidden.txt", ".git/f.txt"):
        write(tmp_path / name)
    outcomes = list(gather([tmp_path]))
    assert names(outcomes) == ["c", "z", "a", "b", "c"]
    assert not [o for o in outcomes if o.problem]


def test_the_order_is_that_of_names_whatever_the_file_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.txt", "a.txt", "c.txt"):
        write(tmp_path / name)
    listed = os.listdir
    for order in (sorted, lambda found: sorted(found, reverse=True)):
        monkeypatch.setattr(os, "listdir", lambda path, order=order: order(listed(path)))
        assert names(list(gather([tmp_path]))) == ["a", "b", "c"]


def test_files_are_read_in_the_order_given(tmp_path: Path) -> None:
    first, second = write(tmp_path / "b.txt"), write(tmp_path / "a.txt")
    assert names(list(gather([str(first), second]))) == ["b", "a"]


def test_a_named_file_may_be_hidden_or_have_no_suffix(tmp_path: Path) -> None:
    assert names(list(gather([write(tmp_path / ".a.txt"), write(tmp_path / "report")]))) == [".a", "report"]


def test_the_same_stem_with_another_text_has_another_id(tmp_path: Path) -> None:
    write(tmp_path / "a" / "report.txt")
    write(tmp_path / "b" / "report.txt", f"{TEXT}Και άλλα.")
    reports = [outcome.report for outcome in gather([tmp_path]) if outcome.report]
    assert [r.name for r in reports] == ["report", "report"]
    assert len({r.id for r in reports}) == 2


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (outcome,) = gather(["-"])
    assert outcome.path == "-"
    assert outcome.report and (outcome.report.name, outcome.report.text) == ("stdin", TEXT)


def test_empty_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert "empty" in problem(list(gather(["-"])))


def test_a_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", b"")
    write(tmp_path / "c.txt")
    outcomes = list(gather([tmp_path]))
    assert names(outcomes) == ["a", "c"]
    assert problem(outcomes).startswith(f"{tmp_path}/b.txt: the file is empty")


CONTENT = {"empty": (b"", "empty"), "blank": (b" \n", "white space"), "binary": (b"a\0b", "binary")}


@pytest.mark.parametrize(("data", "says"), CONTENT.values(), ids=CONTENT)
def test_bad_content(data: bytes, says: str, tmp_path: Path) -> None:
    assert says in problem(list(gather([write(tmp_path / "a.txt", data)])))


@pytest.mark.parametrize("name", ["missing", "missing.txt", "a/b/c.jsonl", "", "a\0b", "new\nline"])
def test_missing_paths(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "no such file or folder" in problem(list(gather([name])))


def test_a_name_too_long_for_the_system(tmp_path: Path) -> None:
    assert problem(list(gather([tmp_path / ("a" * 300)])))


def test_a_folder_without_text(tmp_path: Path) -> None:
    write(tmp_path / "a.mp3")
    (tmp_path / "b").mkdir()
    assert "none of its files can be read" in problem(list(gather([tmp_path])))


def test_another_suffix(tmp_path: Path) -> None:
    assert "cannot be read as .mp3" in problem(list(gather([write(tmp_path / "a.mp3")])))


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    opened = Path.open

    def guarded(path: Path, mode: str) -> IO[Any]:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode)

    write(tmp_path / "b.txt")
    monkeypatch.setattr(Path, "open", guarded)
    outcomes = list(gather([tmp_path]))
    assert names(outcomes) == ["b"]
    assert "permission denied" in problem(outcomes)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a" / "a.txt")
    write(tmp_path / "b.txt")
    listed = os.listdir

    def guarded(path: Path) -> list[str]:
        if path.name == "a":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "listdir", guarded)
    outcomes = list(gather([tmp_path]))
    assert names(outcomes) == ["b"]
    assert "permission denied" in problem(outcomes)


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome_module, "LARGEST", 2**20)
    write(tmp_path / "a.txt", b"a" * (2**20 + 1))
    write(tmp_path / "b.txt", b"a" * 2**20)
    outcomes = list(gather([tmp_path]))
    assert names(outcomes) == ["b"]
    assert "larger than 1 MiB" in problem(outcomes)


def test_the_limit_is_twenty_mebibytes() -> None:
    assert outcome_module.LARGEST == 20 * 1024 * 1024


def test_folders_linked_in_a_circle_are_read_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a" / "self")
    assert names(list(gather([tmp_path]))) == ["a"]


def test_links_do_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path / "out" / "secret.txt")
    write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "out", target_is_directory=True)
    outcomes = list(gather([tmp_path / "in"]))
    assert names(outcomes) == ["a"]
    assert "leads out of the folder" in problem(outcomes)
    (tmp_path / "in" / "folder").unlink()
    (tmp_path / "in" / "b.txt").symlink_to(tmp_path / "out" / "secret.txt")
    assert "leads out of the folder" in problem(list(gather([tmp_path / "in"])))


def test_a_link_to_a_file_of_the_folder_is_not_read_twice(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "latest.txt").symlink_to(tmp_path / "a.txt")
    assert names(list(gather([tmp_path]))) == ["a"]


def test_a_link_to_a_hidden_file_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(write(tmp_path / ".store" / "1"))
    assert names(list(gather([tmp_path]))) == ["a"]


def test_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert "no such file" in problem(list(gather([tmp_path])))
    assert problem(list(gather([tmp_path / "a.txt"])))


def test_a_named_link_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "out" / "a.txt")
    (tmp_path / "link").symlink_to(tmp_path / "out", target_is_directory=True)
    assert names(list(gather([tmp_path / "link"]))) == ["a"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "none of its files can be read" in problem(list(gather([tmp_path])))


@pytest.mark.skipif(sys.platform != "linux", reason="only here may names be any bytes")
def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    with open(os.path.join(os.fsencode(tmp_path), b"\xe1\n.txt"), "wb") as stream:
        stream.write(TEXT.encode())
    (outcome,) = gather([tmp_path])
    assert outcome.path.isprintable()
    assert outcome.report and outcome.report.name.encode()


def test_an_impossible_date_is_a_warning(tmp_path: Path) -> None:
    (outcome,) = gather([write(tmp_path / "a.txt", f" date 2025-02-31 {TEXT}")])
    assert outcome.report and outcome.report.published is None and outcome.problem is None
    assert outcome.warning and outcome.warning.startswith(f"{tmp_path}/a.txt: ") and "2025-02-31" in outcome.warning


def lines(tmp_path: Path, *rows: object) -> list[Outcome]:
    """What comes of a JSON lines file with ``rows``; a string stands for itself."""
    data = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    return list(gather([write(tmp_path / "a.jsonl", data)]))


def test_json_lines_are_one_report_each(tmp_path: Path) -> None:
    known = {"title": "Τίτλος", "source": "Φάρος", "url": "https://example.org/1", "published": "2026-01-09"}
    outcomes = lines(tmp_path, {"report": "a", "text": TEXT, **known}, "", {"report": "b", "text": f"  {TEXT}"})
    first, second = [outcome.report for outcome in outcomes]
    assert first and second
    assert (first.name, first.title, first.source, first.url) == ("a", "Τίτλος", "Φάρος", "https://example.org/1")
    assert first.published and (first.published.first, first.published.span) == (date(2026, 1, 9), None)
    assert (second.name, second.text, second.source) == ("b", f"  {TEXT}", "")
    assert second.title == "Νέα μέτρα για τους αγρότες"
    assert second.published is None


PUBLISHED = {
    "a day": ("2026-01-09", date(2026, 1, 9)),
    "a time of day": ("2026-01-09T10:30:00+02:00", date(2026, 1, 9)),
    "a time after a space": ("2026-01-09 10:30", date(2026, 1, 9)),
    "nothing": (None, None),
    "no words": ("", None),
}


@pytest.mark.parametrize(("value", "day"), PUBLISHED.values(), ids=PUBLISHED)
def test_the_day_of_a_json_line(value: str | None, day: date | None, tmp_path: Path) -> None:
    (outcome,) = lines(tmp_path, {"report": "a", "text": TEXT, "published": value})
    assert outcome.report and (outcome.report.published and outcome.report.published.first) == day
    assert outcome.warning is None


@pytest.mark.parametrize("value", ["2025-02-31", "9 January", "2026", "2026-01-09 in the morning", 20260109, ["x"]])
def test_a_day_that_is_none_is_a_warning(value: object, tmp_path: Path) -> None:
    (outcome,) = lines(tmp_path, {"report": "a", "text": TEXT, "published": value})
    assert outcome.report and outcome.report.published is None
    assert outcome.warning and f"{tmp_path}/a.jsonl, line 1: " in outcome.warning and "published" in outcome.warning


def test_a_date_line_in_a_json_text_keeps_its_receipt(tmp_path: Path) -> None:
    row = {"report": "a", "text": f"date 2026-01-09 {TEXT}"}
    same, other = lines(tmp_path, {**row, "published": "2026-01-09"}, {**row, "published": "2026-01-10"})
    assert same.report and same.report.published and same.report.published.span
    assert other.report and other.report.published and other.report.published.edtf == "2026-01-10"


GOOD = {"report": "good", "text": TEXT}
BAD_LINES = {
    "no JSON": ("{", "not JSON"),
    "two objects": ("{} {}", "not JSON"),
    "no object": ("[1]", "no JSON object"),
    "a bare word": ("null", "no JSON object"),
    "a blank name": ({"report": " ", "text": TEXT}, '"report"'),
    "no text": ({"report": "a"}, '"text"'),
    "an empty text": ({"report": "a", "text": ""}, '"text"'),
    "a list for a text": ({"report": "a", "text": [TEXT]}, '"text"'),
    "a binary text": ({"report": "a", "text": "a\0b"}, "binary"),
    "half a surrogate pair": ('{"report": "a", "text": "a\\ud800"}', "surrogate"),
    "half a surrogate pair in the name": ('{"report": "a\\ud800", "text": "a"}', "surrogate"),
    "nested too deep": ("[" * 100_000, "not JSON"),
    "too long a number": ('{"report": "a", "text": ' + "1" * 10_000 + "}", "JSON"),
}


@pytest.mark.parametrize(("row", "says"), BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_json_line_is_named_and_the_rest_goes_on(row: object, says: str, tmp_path: Path) -> None:
    outcomes = lines(tmp_path, GOOD, row, GOOD)
    assert names(outcomes) == ["good", "good"]
    assert problem(outcomes).startswith(f"{tmp_path}/a.jsonl, line 2")
    assert says in problem(outcomes)


def test_a_record_without_a_name_is_called_by_its_number_address_or_line(tmp_path: Path) -> None:
    rows = ({"id": 17, "text": TEXT}, {"url": "https://a.example/b", "text": TEXT}, {"text": TEXT})
    assert names(lines(tmp_path, *rows)) == ["17", "a.example/b", "a-3"]


def test_a_json_line_in_another_encoding(tmp_path: Path) -> None:
    data = json.dumps(GOOD, ensure_ascii=False)
    write(tmp_path / "a.jsonl", data.encode() + b"\n" + data.encode("cp1253"))
    assert "line 2: is not UTF-8" in problem(list(gather([tmp_path])))


def test_json_lines_may_begin_with_a_mark_and_end_in_windows_breaks(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + (json.dumps(GOOD) + "\r\n").encode() * 2
    assert names(list(gather([write(tmp_path / "a.jsonl", data)]))) == ["good", "good"]


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"], ids=["empty", "blank", "mark"])
def test_json_lines_with_nothing_in_them(data: bytes, tmp_path: Path) -> None:
    assert "empty" in problem(list(gather([write(tmp_path / "a.jsonl", data)])))


def test_what_is_known_but_no_text_is_left_out(tmp_path: Path) -> None:
    (outcome,) = lines(tmp_path, {**GOOD, "source": 3, "url": None})
    assert outcome.report and outcome.report.source == ""
    assert outcome.warning and '"source"' in outcome.warning and '"url"' not in outcome.warning


def test_a_line_too_long_is_passed_over_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "LARGEST", 2**20)
    huge = {"report": "huge", "text": "a" * (5 * 2**20)}
    outcomes = lines(tmp_path, GOOD, huge, GOOD)
    assert names(outcomes) == ["good", "good"]
    assert "line 2: longer than 1 MiB" in problem(outcomes)
    assert "line 2: longer" in problem(lines(tmp_path, GOOD, huge))
