"""The database behind an archive: one SQLite file, or PostgreSQL by URL; and what its errors mean to a person."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from istor.errors import ArchiveError, MissingExtra

BUSY_SECONDS = 5.0  # how long a writer waits for another one
_LOG_PAGES = 4000
"""Pages in SQLite's log when they are taken over into the file: where many reports are added, the same pages of indexes
are written again and again. With SQLite's own 1000 adding took a tenth more of the processor."""
_WRITES = "istor_writes"  # the execution option of a connection that is going to write

_SMALLEST_PAGE = 512  # bytes
_MEANINGS = {
    "locked": "another program is writing to it (waited {wait:g} s): try again when it has finished",
    "not a database": "this is no SQLite database, or it is damaged: name another file, or restore it from a copy",
    "malformed": "the file is damaged: restore it from a copy, or add the reports to a new archive",
    "Could not decode": "the file is damaged: restore it from a copy, or add the reports to a new archive",
    "readonly": "the file or its folder cannot be written: change their permissions",
    "unable to open": "the file cannot be opened: check that it is a file, and the permissions of its folder",
    "is full": "the disk is full: make room and run the same command again",
}


def open_engine(where: str | Path, *, create: bool) -> Engine:
    """The engine for a path or URL. Checks what can be checked before the first connection.

    Raises ``ArchiveError`` and, where the driver for PostgreSQL is not installed, ``MissingExtra``.
    """
    url = _url(where)
    json_text = partial(json.dumps, ensure_ascii=False, sort_keys=True)  # Greek stays legible in the tables
    if url.get_backend_name() == "postgresql":
        try:
            return create_engine(url, json_serializer=json_text)
        except ImportError as error:
            raise MissingExtra("an archive in PostgreSQL", "postgres") from error
    _check_file(Path(url.database or ""), create=create)
    engine = create_engine(url, json_serializer=json_text)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def reader(engine: Engine) -> Engine:
    """``engine`` for transactions that only read: each sees one state of the archive, from its first query on."""
    if engine.url.get_backend_name() == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


def writer(engine: Engine) -> Engine:
    """``engine`` for transactions that write: on SQLite one after another, each waiting for the one before."""
    return engine.execution_options(**{_WRITES: True})


def name_of(engine: Engine) -> str:
    """What a message calls the archive: its path, or its URL without the password."""
    url = engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Turns the database's errors into one line about the archive ``name``."""
    try:
        yield
    except DBAPIError as error:
        raise ArchiveError(f"archive {name}: {_meaning(error)}") from error
    except UnicodeEncodeError:  # what the caller gave can be kept by no database
        raise
    except (ValueError, KeyError) as error:  # a row that no noun can be made of
        raise ArchiveError(f"archive {name}: {_MEANINGS['malformed']}") from error


def _meaning(error: DBAPIError) -> str:
    said = " ".join(str(error.orig).split())
    for phrase, meaning in _MEANINGS.items():
        if phrase in said:
            return meaning.format(wait=BUSY_SECONDS)
    return f"the database says: {said}"


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise ArchiveError(f"archive {where.split('://')[0]}://…: this is no URL of a database") from error
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ArchiveError(f"archive {url.drivername}://…: give the path of a file, or a postgresql:// URL")
    return url


def _check_file(path: Path, *, create: bool) -> None:
    if path.name in ("", ":memory:"):
        raise ArchiveError("an archive needs a file: give its path")
    if path.is_dir():
        raise ArchiveError(f"archive {path}: this is a folder: give the path of a file in it")
    if path.exists():
        _check_header(path)
        return
    if not create:
        raise ArchiveError(f"archive {path}: there is no such file: check the path, or add a report to make it")
    if not path.parent.is_dir():
        raise ArchiveError(f"archive {path}: there is no folder {path.parent}: make it first")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ArchiveError(f"archive {path}: the folder {path.parent} cannot be written: choose another")


def _check_header(path: Path) -> None:
    """SQLite itself takes a file shorter than its smallest page for an empty one, and would write over it."""
    try:
        with path.open("rb") as file:
            start = file.read(_SMALLEST_PAGE)
    except OSError as error:
        raise ArchiveError(f"archive {path}: {_MEANINGS['unable to open']}") from error
    if start and (len(start) < _SMALLEST_PAGE or not start.startswith(b"SQLite format 3\0")):
        raise ArchiveError(f"archive {path}: {_MEANINGS['not a database']}")


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    """SQLite's settings, on every connection.

    ``synchronous=FULL`` though WAL needs only NORMAL to stay whole: with NORMAL, a power cut can take back the last
    commits, and a person's judgement cannot be worked out again. It costs one sync to disk for each report added.
    """
    connection.isolation_level = None  # the driver must not begin transactions by itself; see _begin
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
    _use_wal(connection)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Two that make the same archive at once can both be refused here without the wait that SQLite grants elsewhere."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once: one that began by reading is refused it without any wait."""
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    writes = options.get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
