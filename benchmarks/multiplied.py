"""An archive of many reports from one of few: every report copied within the database, under ids of its own.

Making a report up takes longer than copying it. Copies have the words, claims, vectors and days of what they copy, so
that indexes grow as with other reports; only words that stand in a single report are lost. Written for benchmarks: it
goes around the archive, and leaves the tables set aside in the schema ``base``.
"""

import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    MetaData,
    String,
    Table,
    column,
    func,
    insert,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

from istor.storing.engine import open_engine
from istor.storing.tables import (
    blocks,
    claim_figures,
    claim_parties,
    claim_voices,
    claims,
    report_places,
    report_signs,
    report_vectors,
    report_words,
    reports,
)

COPIED = (reports, blocks, report_words, report_places, report_vectors, report_signs, claims, claim_parties,
          claim_voices, claim_figures)  # fmt: skip
_MARKS = table("report_marks_index", column("rowid", BigInteger), column("marks", String))
_TSVECTORS = (
    table("report_words_index", column("number", BigInteger), column("words", TSVECTOR)),
    table("report_marks_index", *(column(name, kind) for name, kind in
                                  (("number", BigInteger), ("marks", TSVECTOR), ("titles", TSVECTOR)))),
)  # fmt: skip
_NUMBERED = (report_words, report_places, _MARKS, *_TSVECTORS)
_IDS = {"id", "report_id", "claim_id"}
_NUMBERS = {"number", "rowid"}
_COPY_BIT = 32  # of a report's number: its day stands above, the hash of its id below
_FAST = ("PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF", "PRAGMA temp_store = MEMORY")


def multiply(where: str, count: int) -> None:
    """Copy the reports of the archive at ``where`` until there are at least ``count``."""
    engine = open_engine(where, create=False)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        _set_aside(connection, where)
        whole, kept = (connection.scalar(select(func.count()).select_from(t)) or 0 for t in (reports, _base(reports)))
        for copy in range(whole // kept, -(-count // kept)):  # goes on where it was cut off
            connection.exec_driver_sql("BEGIN")
            for each in _tables(connection):
                own, base = [to.name for to in each.c if to is not report_signs.c.id], _base(each)
                rows = select(*(_copied(base.c[name], copy, each) for name in own))
                connection.execute(insert(each).from_select(own, rows))
            connection.exec_driver_sql("COMMIT")
            print(f"{kept * (copy + 1)} reports", flush=True)
    engine.dispose()


def _tables(connection: Connection) -> tuple[Any, ...]:
    return (*COPIED, _MARKS) if connection.dialect.name == "sqlite" else (*COPIED, *_TSVECTORS)


def _set_aside(connection: Connection, where: str) -> None:
    if connection.dialect.name == "sqlite":
        for pragma in (*_FAST, "PRAGMA wal_checkpoint(TRUNCATE)"):
            connection.exec_driver_sql(pragma).close()
        base = Path(f"{where}.base")
        if not base.exists():
            shutil.copy(where, base)
        connection.exec_driver_sql("ATTACH ? AS base", (str(base),))
        return
    connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS base")
    for each in _tables(connection):
        connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS base.{each.name} AS TABLE {each.name}")


def _base(each: Any) -> Any:
    if isinstance(each, Table):
        return each.to_metadata(MetaData(), schema="base")
    return table(each.name, *(column(c.name, c.type) for c in each.c), schema="base")


def _copied(own: ColumnElement[Any], copy: int, each: Any) -> ColumnElement[Any]:
    if own.key in _IDS:
        return own + f"~{copy}"
    return own + (copy << _COPY_BIT) if own.key in _NUMBERS and each in _NUMBERED else own
