"""The tables of the catalogue's file, which is SQLite whatever the archive is; and how it is opened."""

import sqlite3
from pathlib import Path

FORMAT = "1"
"""Another one makes a new catalogue of every archive."""
TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE columns (name TEXT PRIMARY KEY, numbers BLOB NOT NULL);
CREATE TABLE events (number INTEGER PRIMARY KEY, id TEXT NOT NULL, head TEXT NOT NULL, claims TEXT NOT NULL);
CREATE TABLE claims (id TEXT PRIMARY KEY, event INTEGER NOT NULL, report INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (number INTEGER PRIMARY KEY, id TEXT NOT NULL, known_as TEXT NOT NULL, claims INTEGER NOT NULL);
CREATE TABLE actors (number INTEGER PRIMARY KEY, id TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  which TEXT NOT NULL, folded TEXT NOT NULL, el TEXT NOT NULL, en TEXT NOT NULL, known_as TEXT NOT NULL,
  claims INTEGER NOT NULL, events INTEGER NOT NULL);
CREATE TABLE joined (actor TEXT NOT NULL, name TEXT NOT NULL, called TEXT NOT NULL);
CREATE TABLE spellings (actor INTEGER NOT NULL, position INTEGER NOT NULL, words TEXT NOT NULL, count INTEGER NOT NULL,
  PRIMARY KEY (actor, position)) WITHOUT ROWID;
CREATE TABLE parties (number INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE voices (number INTEGER PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL);
CREATE TABLE outlets (number INTEGER PRIMARY KEY, folded TEXT NOT NULL);
CREATE TABLE places (number INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE listed (list TEXT NOT NULL, number INTEGER NOT NULL, id TEXT NOT NULL, tags TEXT NOT NULL,
  known_as TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (list, number)) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX events_by_id ON events (id);
CREATE INDEX claims_by_report ON claims (report);
CREATE UNIQUE INDEX reports_by_id ON reports (id);
CREATE UNIQUE INDEX actors_by_id ON actors (id);
CREATE INDEX actors_by_el ON actors (el);
CREATE INDEX actors_by_en ON actors (en);
CREATE INDEX joined_by_actor ON joined (actor);
CREATE INDEX listed_by_id ON listed (list, id);
"""


def create(path: Path) -> sqlite3.Connection:
    """A new file at ``path``, to be filled by this process alone: whole when it is done, or thrown away."""
    connection = sqlite3.connect(path)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + TABLES)
    return connection


def opened(path: Path) -> sqlite3.Connection:
    """The file at ``path``, which nobody changes any more."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
