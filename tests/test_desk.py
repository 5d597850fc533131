"""The library does what the commands do: the same values, by method instead of by command."""

import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import istor
from istor.cli import app
from istor.cli.app import COMMANDS
from istor.errors import ArchiveError, InputError
from istor.scaling import serial
from tests.scaling import stories, wordlist

ELSEWHERE = {
    "code": "istor.gather, istor.annotate and istor.code, which need no archive",
    "times": "istor.find_times, which needs no archive",
    "doctor": "it looks at an installation, not at an archive",
    "run": "it keeps no archive; istor.scaling.whole.run",
    "serve": "it is a site",
    "watch": "it waits for feeds, and ends by Ctrl-C",
} | dict.fromkeys(("search", "recode", "reread", "runs", "diff", "forget", "backup", "restore", "undo", "acts", "merge",
                    "split", "rename", "date", "figures", "conflicts", "stories"),
                   "istor.Desk.store, and what commands call")


@pytest.fixture(autouse=True)
def _coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)


@pytest.fixture
def where(tmp_path: Path) -> Path:
    with istor.open(tmp_path / "story.db") as archive:
        archive.add(stories.write(tmp_path / "news"))
    return tmp_path / "story.db"


@pytest.fixture
def archive(where: Path) -> Iterator[istor.Desk]:
    with istor.open(where) as archive:
        yield archive


def printed(*args: object) -> Any:
    return json.loads(CliRunner().invoke(app, [str(arg) for arg in args]).stdout)


def as_json(values: Iterable[Any]) -> Any:
    return json.loads(json.dumps([asdict(value) for value in values], default=str))


def test_every_command_is_a_method() -> None:
    assert {name for name in COMMANDS if not hasattr(istor.Desk, name)} == ELSEWHERE.keys()


def test_methods_give_what_commands_print(archive: istor.Desk, where: Path) -> None:
    assert as_json(archive.timeline()) == printed("timeline", "--json", "--db", where)
    assert as_json(archive.sources()) == printed("sources", "--json", "--db", where)
    assert as_json(archive.actor("RUS")) == printed("actor", "RUS", "--json", "--db", where)
    told = printed("coders", "--json", "--db", where)
    assert {"coders": as_json(archive.coders()), "agreements": as_json(archive.agreements())} == told
    first = archive.timeline()[0]
    (entry,) = as_json([archive.event(first.id)])
    told = printed("event", first.id, "--json", "--why", "--db", where)
    more = {"name", "stages", "grounds"}  # which the command takes from the record
    assert {**entry, "links": as_json(archive.why(first.id))} == {k: v for k, v in told.items() if k not in more}


def test_export_is_the_same_file(archive: istor.Desk, where: Path, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["export", "csv", "--db", str(where), "-o", str(tmp_path / "a.csv")])
    assert archive.export("csv", tmp_path / "b.csv") == (tmp_path / "a.csv").read_bytes()
    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "a.csv").read_bytes()


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        ({}, ["CONSULT", "ACCUSE", "ASSAULT", "ASSAULT", "SANCTION"]),
        ({"actor": "putin"}, ["CONSULT"]),
        ({"type": "assault", "since": "2030-07"}, ["ASSAULT"]),
        ({"since": date(2030, 5, 3), "until": "2030-06"}, ["ACCUSE", "ASSAULT"]),
        ({"source": "KCNA"}, ["CONSULT"]),
    ],
)
def test_events_by_filter(archive: istor.Desk, wanted: dict[str, object], types: list[str]) -> None:
    assert [event.type for event in archive.events(**wanted)] == types  # type: ignore[arg-type]
    assert [entry.type for entry in archive.timeline(**wanted)] == types
    assert {claim.type for claim in archive.claims(**wanted)} == set(types)


def test_a_wrong_filter_is_an_input_error(archive: istor.Desk) -> None:
    with pytest.raises(InputError, match="KISS: no such type"):
        list(archive.events(type="KISS"))
    with pytest.raises(InputError, match="no such table"):
        archive.to_arrow("people")  # type: ignore[arg-type]


def test_problems_are_logged_and_counted(archive: istor.Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="istor"):
        summary = archive.add([tmp_path / "none.txt", tmp_path / "news" / "raid.txt"])
    assert (summary.repeated, summary.skipped) == (1, 1)
    assert "none.txt: no such file or folder" in caplog.text


def test_a_judgement_is_kept(archive: istor.Desk) -> None:
    first, second = (event for event in archive.events() if event.type == "ASSAULT")
    (joined,) = archive.same(first.id, second.id, by="Maria")
    assert len(archive.event(joined).said) == 2
    left, right = (said.claim for said in archive.event(joined).said)
    assert set(archive.different(left, right, by="Maria")) == {first.id, second.id}


def test_other_coders_are_loaded(archive: istor.Desk, tmp_path: Path) -> None:
    row = {"report": "raid", "sentence": "Η Ρωσία βομβάρδισε το Χάρκοβο, με 12 νεκροί ως τώρα.", "type": "ASSAULT"}
    (tmp_path / "her.jsonl").write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    assert archive.load(tmp_path / "her.jsonl", coder="Maria").placed == 1
    assert [coder.name for coder in archive.coders()] == ["Maria", "istor"]


def test_data_frames(archive: istor.Desk) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    events, claims = archive.to_pandas(), archive.to_polars("claims", actor="RUS")
    assert isinstance(events, pandas.DataFrame) and isinstance(claims, polars.DataFrame)
    assert list(events["type"]) == [event.type for event in archive.events()]
    assert events["first"].dt.year.dropna().unique().tolist() == [2030]
    assert claims["id"].to_list() == [claim.id for claim in archive.claims(actor="RUS")]
    assert archive.to_pandas("reports")["name"].tolist() == [report.name for report in archive.reports()]


def test_an_archive_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no such file"):
        istor.open(tmp_path / "none.db", create=False)


def test_it_says_what_it_is(archive: istor.Desk) -> None:
    assert repr(archive).startswith("<istor archive ") and "'reports': 5" in repr(archive)
