"""What goes wrong with files and servers is told in one line; what was kept stays whole."""

import multiprocessing
import os
import random
import sqlite3
import sys
import threading
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import event

from istor.errors import ArchiveError, MissingExtra
from istor.storing import Archive, engine

from . import makers

SEED = 20251123
processes = multiprocessing.get_context("fork")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with an archive of some reports."""
    path = tmp_path / "istor.db"
    with Archive.open(path) as archive:
        for n in range(30):
            archive.add(makers.report(n), makers.claims_of(makers.report(n), 3))
    return path


def _fails(path: Path | str, said: str, *, create: bool = True) -> None:
    with pytest.raises(ArchiveError, match=said) as caught, Archive.open(path, create=create) as archive:
        list(archive.reports())
    assert len(str(caught.value).splitlines()) == 1
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("size", [1, 100, 5000, 100_000])
def test_random_bytes(tmp_path: Path, size: int) -> None:
    path = tmp_path / "noise.db"
    noise = random.Random(SEED).randbytes(size)
    path.write_bytes(noise)
    _fails(path, "no SQLite database|damaged")
    assert path.read_bytes() == noise


@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.9])
def test_a_truncated_file(path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    _fails(path, "no SQLite database|damaged")


@pytest.mark.parametrize("size", [1, 50, 4096])
@pytest.mark.parametrize("seed", range(8))
def test_damaged_bytes_are_told_or_do_no_harm(path: Path, size: int, seed: int) -> None:
    chance = random.Random(SEED + seed)
    content = bytearray(path.read_bytes())
    for place in chance.sample(range(len(content)), size):
        content[place] = chance.randrange(256)
    path.write_bytes(content)
    try:
        with Archive.open(path) as archive:
            list(archive.reports())
            list(archive.claims())
    except ArchiveError as error:
        assert len(str(error).splitlines()) == 1


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Αυτό δεν είναι αρχείο.\n" * 100)
    _fails(path, "no SQLite database")


def test_another_database(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    _fails(tmp_path / "other.db", "something else than an archive")


def test_a_missing_file(tmp_path: Path) -> None:
    _fails(tmp_path / "none.db", "no such file", create=False)
    assert not list(tmp_path.iterdir())


def test_a_missing_folder(tmp_path: Path) -> None:
    _fails(tmp_path / "none" / "istor.db", "no folder")


def test_a_folder(tmp_path: Path) -> None:
    _fails(tmp_path, "is a folder")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    _fails(tmp_path / "istor.db", "cannot be written")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://someone:secret@host/db", "postgresql://"),
        ("://", "no URL"),
        ("sqlite://", "needs a file"),
        ("sqlite:///none/none/istor.db", "no folder"),
        ("postgresql://someone:secret@127.0.0.1:1/none", r"someone:\*\*\*@127\.0\.0\.1"),
    ],
)
def test_urls_that_lead_nowhere(url: str, said: str) -> None:
    if url.startswith("postgresql"):
        pytest.importorskip("psycopg")
    with pytest.raises(ArchiveError, match=said) as caught:
        Archive.open(url)
    assert "secret" not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_the_driver_for_postgresql_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"pip install 'istor\[postgres\]'"):
        Archive.open("postgresql://host/name")


def test_a_locked_archive(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Archive.open(path) as archive:
        assert archive.counts()["reports"] == 30  # reading needs no lock
        assert not archive.add(makers.report(1), [])  # nor does a report that is there already
        with pytest.raises(ArchiveError, match="another program is writing"):
            archive.add(makers.report(99), [])
        other.execute("COMMIT")
        assert archive.add(makers.report(99), [])
    other.close()


def test_a_writer_waits(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.3, other.execute, ["COMMIT"])
    with Archive.open(path) as archive:
        release.start()
        assert archive.add(makers.report(99), [])
    release.join()
    other.close()


def _adds(where: str, numbers: range, told: Connection | None = None) -> None:
    with Archive.open(where) as archive:
        for n in numbers:
            archive.add(makers.report(n), makers.claims_of(makers.report(n), n % 5))
            if told:
                told.send(n)


@pytest.mark.parametrize("seed", range(SEED, SEED + 10))
def test_a_killed_process_leaves_whole_reports_only(where: str, seed: int) -> None:
    chance = random.Random(seed)
    hears, tells = processes.Pipe(duplex=False)
    child = processes.Process(target=_adds, args=(where, range(100_000), tells))
    child.start()
    certain = [hears.recv() for _ in range(chance.randrange(1, 60))]
    time.sleep(chance.random() / 100)  # somewhere within an addition
    child.kill()
    child.join()
    assert child.exitcode == -9
    with Archive.open(where) as archive:
        kept = {report.id for report in archive.reports()}
        assert len(kept) >= len(certain)
        numbers = range(len(kept))
        assert kept == {makers.report(n).id for n in numbers}
        assert all(archive.report(makers.report(n).id) == makers.report(n) for n in numbers)
        claims = {c for n in numbers for c in makers.claims_of(makers.report(n), n % 5)}
        assert {c for c in archive.claims() if c.report in kept} == claims
        assert archive.add(makers.report(100_000), [])


def test_two_processes_add_at_once(where: str) -> None:
    """Both also make the archive, and share half of the reports."""
    children = [processes.Process(target=_adds, args=(where, numbers)) for numbers in (range(40), range(20, 60))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    with Archive.open(where) as archive:
        assert archive.counts()["reports"] == 60
        assert archive.counts()["claims"] == sum(n % 5 for n in range(60))


def _is_added(archive: Archive, number: int) -> bool:
    try:
        return archive.add(makers.report(number), makers.claims_of(makers.report(number), 3))
    except ArchiveError as error:
        assert "the disk is full: make room" in str(error)
        return False


def test_a_full_disk_takes_nothing_back(tmp_path: Path) -> None:
    """SQLite is given no more pages than the archive has, and meets the same error as on a full disk."""
    path = tmp_path / "istor.db"
    with Archive.open(path) as archive:
        archive.add(makers.report(0), makers.claims_of(makers.report(0), 3))
        with closing(sqlite3.connect(path)) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
        archive.close()
        limit = f"PRAGMA max_page_count = {pages + 20}"
        event.listen(archive._engine, "connect", lambda connection, _: connection.execute(limit))
        kept = 1
        while _is_added(archive, kept):
            kept += 1
        assert 1 < kept < 1000 and archive.counts()["reports"] == kept
    with Archive.open(path) as archive:
        assert list(archive.problems()) == []
        assert archive.add(makers.report(5000), [])
