"""``istor add``: what is told of each input, what is kept, and how it ends."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from istor.model import Report
from istor.scaling import Coded, serial
from istor.storing import Archive
from tests.scaling import stories, wordlist

from .conftest import Istor

MEBIBYTE = 2**20


def names() -> list[str]:
    with Archive.open("istor.db", create=False) as archive:
        return sorted(report.name for report in archive.reports())


def test_summary(istor: Istor, folder: Path) -> None:
    result = istor("add", folder)
    assert result.stdout == "read 5, kept 5, repeated 0, skipped 0\n"
    assert result.stderr == ""
    assert names() == sorted(stories.STORIES)


def test_summary_as_json(istor: Istor, folder: Path) -> None:
    (folder / "empty.txt").touch()
    result = istor("add", folder, "--json")
    assert json.loads(result.stdout) == {
        "read": 6, "kept": 5, "repeated": 0, "skipped": 1, "reasons": {"the file is empty": 1}, "uncoded": {},
    }  # fmt: skip


def test_adding_twice_changes_nothing(istor: Istor, folder: Path) -> None:
    istor("add", folder)
    before = {form: istor("export", form).stdout_bytes for form in ("jsonl", "plover-jsonl", "csv", "html")}
    assert istor("add", folder).stdout == "read 5, kept 0, repeated 5, skipped 0\n"
    assert {form: istor("export", form).stdout_bytes for form in before} == before


def empty(path: Path) -> Path:
    path.touch()
    return path


def binary(path: Path) -> Path:
    path.write_bytes(bytes(range(256)) * 20)
    return path


def broken(path: Path) -> Path:
    path.write_bytes(stories.RAID.encode()[:-20] + b"\xff\xfe\xfd" + stories.RAID.encode())
    return path


def huge_line(path: Path) -> Path:
    with path.open("wb") as file:
        file.writelines([b"a" * MEBIBYTE] * 50)
    return path


def huge_record(path: Path) -> Path:
    path = path.with_suffix(".jsonl")
    with path.open("wb") as file:
        file.write(b'{"report": "a", "text": "')
        file.writelines([b"a" * MEBIBYTE] * 50)
        file.write(b'"}\n')
    return path


def textless(path: Path) -> Path:
    path = path.with_suffix("")
    path.mkdir()
    (path / "picture.png").write_bytes(b"\x89PNG")
    return path


def missing(path: Path) -> Path:
    return path


def unreadable(path: Path) -> Path:
    if os.geteuid() == 0:
        pytest.skip("root can read everything")
    path.write_text(stories.RAID)
    path.chmod(0)
    return path


def page(path: Path) -> Path:
    path = path.with_suffix(".odt")
    path.write_bytes(b"PK")
    return path


BAD: dict[str, tuple[Callable[[Path], Path], str]] = {
    "empty file": (empty, "the file is empty"),
    "binary file": (binary, "is binary, not text"),
    "not UTF-8": (broken, "is UTF-8 but broken at byte"),
    "line of 50 MB": (huge_line, "larger than 20 MiB"),
    "JSON line of 50 MB": (huge_record, "longer than 20 MiB"),
    "folder with no text": (textless, "none of its files can be read"),
    "missing path": (missing, "no such file or folder"),
    "unreadable file": (unreadable, "cannot be read (permission denied)"),
    "another kind of file": (page, "cannot be read as .odt"),
}


@pytest.mark.parametrize(("make", "told"), BAD.values(), ids=BAD)
def test_bad_input_is_one_line_and_the_rest_goes_on(
    istor: Istor, folder: Path, tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    bad = make(tmp_path / "bad.txt")
    result = istor("add", bad, folder / "raid.txt")
    (line,) = result.stderr.splitlines()
    assert line.startswith(str(bad)) and told in line and "; " in line
    assert result.stdout.startswith("read 2, kept 1, repeated 0, skipped 1: 1 × ")
    assert str(bad) not in result.stdout
    assert names() == ["raid"]


def test_strict_ends_at_the_first_problem_and_links_what_was_kept(istor: Istor, folder: Path, tmp_path: Path) -> None:
    bad = empty(tmp_path / "bad.txt")
    result = istor("add", "--strict", folder / "meeting.txt", folder / "again.txt", bad, folder / "raid.txt", code=2)
    assert result.stdout == "read 3, kept 2, repeated 0, skipped 1: 1 × the file is empty\n"
    assert result.stderr.splitlines() == [
        f"{bad}: the file is empty; give it text or leave it out",
        "istor: an input could not be used, and --strict ends there",
    ]
    assert names() == ["again", "meeting"]
    assert "2 reports" in istor("timeline").stdout
    assert istor("add", "--strict", folder).stdout == "read 5, kept 3, repeated 2, skipped 0\n"


def test_strict_makes_no_archive_for_nothing(istor: Istor, tmp_path: Path) -> None:
    istor("add", "--strict", empty(tmp_path / "bad.txt"), code=2)
    assert not Path("istor.db").exists()


@pytest.mark.parametrize(("make", "told"), BAD.values(), ids=BAD)
def test_nothing_but_bad_input_ends_with_3(
    istor: Istor, tmp_path: Path, make: Callable[[Path], Path], told: str
) -> None:
    result = istor("add", make(tmp_path / "bad.txt"), code=3)
    line, last = result.stderr.splitlines()
    assert told in line
    assert last == "istor: no input could be used: nothing was added"
    assert not Path("istor.db").exists()


def test_what_was_stored_stays_when_nothing_can_be_used(filled: Istor, tmp_path: Path) -> None:
    filled("add", tmp_path / "none", code=3)
    assert names() == sorted(stories.STORIES)


def test_an_impossible_date_is_told_and_the_report_kept(istor: Istor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("date 2030-02-31\n\nΗ Ρωσία βομβάρδισε την Οδησσό.\n", encoding="utf-8")
    result = istor("add", "a.txt")
    assert result.stderr == "a.txt: there is no day 2030-02-31; read without a date\n"
    assert result.stdout == "read 1, kept 1, repeated 0, skipped 0\n"
    assert "date unknown" in istor("timeline").stdout


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_archive_is_one_line(istor: Istor, folder: Path, damage: bytes) -> None:
    Path("istor.db").write_bytes(damage)
    if not damage:  # SQLite's own empty database
        istor("add", folder)
        return
    for args in (("add", folder), ("timeline",), ("export", "csv")):
        result = istor(*args, code=6)
        assert result.stderr.startswith("istor: archive istor.db: ") and result.stderr.count("\n") == 1
    assert Path("istor.db").read_bytes() == damage


def test_an_archive_cut_short_is_one_line(filled: Istor, folder: Path) -> None:
    archive = Path("istor.db")
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    result = filled("timeline", code=6)
    assert result.stderr.startswith("istor: archive istor.db: ") and result.stderr.count("\n") == 1


def test_an_archive_in_no_folder_is_one_line(istor: Istor, folder: Path) -> None:
    result = istor("add", folder, "--db", "none/istor.db", code=6)
    assert result.stderr.startswith("istor: archive none/istor.db: there is no folder none")


def test_standard_input(istor: Istor) -> None:
    assert istor("add", "-", input=stories.RAID).stdout.startswith("read 1, kept 1")
    assert names() == ["stdin"]


def test_json_lines(istor: Istor) -> None:
    records = [
        {"report": "a", "text": stories.UNDATED, "published": "2030-06-12"},
        {"report": "b"},
        {"report": "c", "text": stories.RAID},
    ]
    Path("all.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    result = istor("add", "all.jsonl")
    assert result.stdout.startswith("read 3, kept 2, repeated 0, skipped 1: ")
    assert result.stderr.startswith("all.jsonl, line 2: ")
    assert "12 June 2030 (the report's date)" in istor("timeline", "--type", "sanction").stdout


def test_the_archive_by_environment(istor: Istor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ISTOR_DB", "other.db")
    istor("add", folder)
    assert Path("other.db").exists() and not Path("istor.db").exists()


def test_a_name_cannot_steer_the_terminal(istor: Istor, folder: Path) -> None:
    result = istor("add", "no\x1b[31m\nsuch", folder)
    assert "\x1b" not in result.stderr and result.stderr.count("\n") == 1


def test_a_bug_keeps_its_traceback_and_what_was_stored(
    istor: Istor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(report: Report) -> Coded:
        if report.name == "raid":
            raise ZeroDivisionError
        return wordlist.code_report(report)

    monkeypatch.setattr(serial, "code_report", fails)
    with pytest.raises(ZeroDivisionError):
        istor("add", folder)
    assert names() == ["again", "later", "meeting"]
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    assert istor("add", folder).stdout == "read 5, kept 2, repeated 3, skipped 0\n"


def test_progress_is_shown_where_somebody_watches(istor: Istor, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from istor.cli.watching import Watch
    from istor.reading import gather

    (folder / "[red]empty.txt").touch()
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Watch() as watch:
        assert len(list(watch.see(gather([folder])))) == len(stories.STORIES) + 1
