"""Commands that look after an archive: recode, runs, diff, forget, backup, restore, doctor --check."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from istor.model import Report
from istor.scaling import Coded, release, serial
from istor.storing import Archive
from tests.scaling import stories, wordlist

from .conftest import Istor


@pytest.fixture
def _next_version(filled: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later istor, which reads raids as AID and finds no accusations."""

    def codes(report: Report) -> Coded:
        claims = (replace(c, type="AID") if c.type == "ASSAULT" else c for c in wordlist.claims_of(report))
        return Coded(report, tuple(claim for claim in claims if claim.type != "ACCUSE"))

    monkeypatch.setattr(serial, "code_report", codes)
    monkeypatch.setattr("istor.scaling.recoding.version", lambda: "99")


def _events(istor: Istor) -> list[str]:
    return [entry["id"] for entry in json.loads(istor("timeline", "--json").stdout)]


def test_nothing_is_coded_anew_by_the_same_version(filled: Istor) -> None:
    assert filled("recode").stdout == "run 2: coded 0 of 5 reports; claims: 0 added, 0 dropped, 0 changed\n"
    assert filled("recode", "--all").stdout == "run 3: coded 5 of 5 reports; claims: 0 added, 0 dropped, 0 changed\n"
    assert filled("recode", "raid", "--all").stdout.startswith("run 4: coded 1 of 1 reports")
    assert "no report of that id or name" in filled("recode", "nothing", code=2).stderr


@pytest.mark.usefixtures("_next_version")
def test_a_later_version_changes_claims_and_keeps_judgements(filled: Istor) -> None:
    accused = next(e["id"] for e in json.loads(filled("timeline", "--json").stdout) if e["type"] == "ACCUSE")
    filled("same", accused, _events(filled)[0], "--by", "maria")
    result = filled("recode")
    assert result.stdout == "run 2: coded 5 of 5 reports; claims: 0 added, 1 dropped, 2 changed\n"
    assert result.stderr == "1 judgements wait: the claims that they are about are no longer made\n"
    diff = filled("diff", "1", "2").stdout
    assert diff.count("dropped  again") == 1 and diff.count("    type: ASSAULT → AID\n") == 2
    changes = json.loads(filled("diff", "1", "2", "--json").stdout)
    assert sorted(change["fields"] for change in changes) == [[], ["type"], ["type"]]
    assert filled("diff", "2", "2").stderr == "nothing changed\n"
    assert "there is no run 7" in filled("diff", "1", "7", code=2).stderr
    with Archive.open("istor.db") as archive:
        assert archive.counts()["judgements"] == 1


@pytest.mark.usefixtures("_next_version")
def test_a_run_that_was_cut_off_goes_on(filled: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = serial.code_report
    monkeypatch.setattr(serial, "code_report", lambda report: codes(report) if report.name != "raid" else 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filled("recode")
    monkeypatch.setattr(serial, "code_report", codes)
    done = json.loads(filled("recode", "--json").stdout)
    assert 1 <= done["coded"] < 5 and done["reports"] == 5
    assert [row["is_cut_off"] for row in json.loads(filled("runs", "--json").stdout)] == [False, True, False]
    assert "not finished" in filled("runs").stdout


def test_runs_are_listed(filled: Istor) -> None:
    (line,) = filled("runs").stdout.splitlines()
    number, _, kind, version, _, told = line.split("\t")
    assert (number, kind, version) == ("1", "add", release.version())
    assert told == "kept 5, read 5, repeated 0, skipped 0"
    (run,) = json.loads(filled("runs", "--json").stdout)
    assert run["settings"] == release.settings() and len(run["settings"]["knowledge"]) == 64


def test_a_report_can_be_forgotten(filled: Istor) -> None:
    before = set(_events(filled))
    gone = json.loads(filled("forget", "raid", "--json").stdout)
    assert (gone["reports"], gone["claims"], gone["judgements"]) == (["raid"], 1, 0)
    assert len(gone["gone"]) == 1 and before - set(_events(filled)) == set(gone["gone"])
    shared = filled("forget", "meeting").stdout
    assert "told by others still: event-" in shared
    assert gone["actors"] == [] and set(gone["redated"]) <= {"undated"}
    last = json.loads(filled("forget", "again", "--json").stdout)
    assert set(last["actors"]) == {"PRK:Kim Jong Un", "RUS:Vladimir Putin"}
    assert "Χάρκοβο".encode() not in Path("istor.db").read_bytes()
    assert "no report of that id" in filled("forget", "raid", code=2).stderr
    assert filled("forget").stdout == "deleted 0 reports, 0 claims, 0 judgements\n"


def test_a_backup_is_restored(filled: Istor) -> None:
    assert filled("backup", "all.jsonl").stderr == "written: all.jsonl\n"
    restored = filled("restore", "all.jsonl", "--db", "new.db").stdout
    assert restored.startswith("new.db: 5 reports, 7 claims")
    assert filled("backup", "-", "--db", "new.db").stdout_bytes == Path("all.jsonl").read_bytes()
    assert filled("export", "jsonl", "--db", "new.db").stdout_bytes == filled("export", "jsonl").stdout_bytes
    assert "a new archive only" in filled("restore", "all.jsonl", code=2).stderr
    piped = filled("restore", "-", "--db", "third.db", input=Path("all.jsonl").read_bytes())
    assert piped.stdout.startswith("third.db: 5 reports")


def test_what_is_no_backup_is_refused(istor: Istor, folder: Path) -> None:
    assert "no such file" in istor("restore", "nothing.jsonl", code=2).stderr
    assert "no backup" in istor("restore", folder / "raid.txt", code=2).stderr
    Path("bytes").write_bytes(b"\xff\xfe\xff")
    assert "cannot be read" in istor("restore", "bytes", code=2).stderr


@pytest.mark.model
@pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here")
def test_the_whole_archive_is_checked(filled: Istor) -> None:
    found = {row["what"]: row for row in json.loads(filled("doctor", "--check", "--json").stdout)}
    assert found["contents"]["problem"] is None
    with Archive.open("istor.db") as archive:
        archive.recode(stories.report("raid").id, [])
        archive.replace_links("event", [])
    wrong = filled("doctor", "--check", code=6).stdout
    assert "✗ the program's links are not those that its claims give now" in wrong
