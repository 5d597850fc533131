"""An archive as JSON lines, and back: for safe keeping, and to move between SQLite and PostgreSQL.

The first line says what follows, the last holds the SHA-256 of all lines before it: a dump that was cut short or
altered is known as such. In between stands one row a line, table by table, in the order of their keys, so that the same
archive gives the same bytes on every database. What is worked out from other rows (the words and signs that searches go
through) is left out, and made anew when the dump is read.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Date, DateTime, LargeBinary, Table, func, insert, select
from sqlalchemy.exc import IntegrityError

from istor.errors import InputError
from istor.storing.tables import acts, metadata, past_claims, report_places, report_signs, report_words, runs
from istor.storing.vectors import fill_signs
from istor.storing.words import fill

FORMAT = "istor archive"
NOT_WHOLE = "the backup is cut short or was altered: take another copy of it; nothing was restored"
WORKED_OUT = (report_words, report_places, report_signs)
TABLES = tuple(table for table in metadata.sorted_tables if table not in WORKED_OUT)
_BATCH = 500


def dump(connection: Connection, schema: str) -> Iterator[str]:
    """The lines of the archive's dump, each with its end of line."""
    counts = {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in TABLES}
    sha = hashlib.sha256()
    for row in ({"format": FORMAT, "schema": schema, "rows": counts}, *_rows(connection)):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
        sha.update(line.encode())
        yield line
    yield json.dumps({"sha256": sha.hexdigest()}) + "\n"


def restore(connection: Connection, schema: str, lines: Iterable[str]) -> None:
    """Fill an archive that holds nothing with the rows of a dump; ``InputError`` where it is not whole."""
    if any(connection.scalar(select(func.count()).select_from(table)) for table in TABLES):
        raise InputError("a backup is restored into a new archive only: name one that does not exist yet")
    checked = _Checked(lines)
    found = _head(next(iter(checked), ""))
    if found["schema"] != schema:
        raise InputError(
            f"the backup has the schema {found['schema']}, this istor {schema}: restore it with the istor that made "
            "it, then open the archive with this one"
        )
    tables = {table.name: table for table in TABLES}
    counts = dict.fromkeys(tables, 0)
    try:
        for name, rows in groupby(map(json.loads, checked), key=lambda row: row["table"]):
            counts[name] += _insert(connection, tables[name], (row["row"] for row in rows))
    except (ValueError, KeyError, TypeError, IntegrityError) as error:
        raise InputError(NOT_WHOLE) from error
    if not checked.is_whole or counts != found["rows"]:
        raise InputError(NOT_WHOLE)
    fill(connection)
    fill_signs(connection)
    if connection.dialect.name == "postgresql":
        _count_on(connection)


def _head(line: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
        if found["format"] == FORMAT and {"schema", "rows"} <= found.keys():
            return dict(found)
    except (ValueError, KeyError, TypeError):
        pass
    raise InputError("this is no backup of an archive: its first line does not say so")


def _rows(connection: Connection) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
        for row in connection.execute(query).mappings():
            yield {"table": table.name, "row": {column.name: _plain(row[column]) for column in table.columns}}


def _insert(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> int:
    waiting: list[dict[str, Any]] = []
    count = 0
    for row in rows:
        waiting.append({column.name: _value(column.type, row[column.name]) for column in table.columns})
        count += 1
        if len(waiting) == _BATCH:
            connection.execute(insert(table), waiting)
            waiting.clear()
    if waiting:
        connection.execute(insert(table), waiting)
    return count


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # and times with it
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes | memoryview) else value


def _value(kind: Any, plain: Any) -> Any:
    if plain is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(plain)
    if isinstance(kind, Date):
        return date.fromisoformat(plain)
    return base64.b64decode(plain) if isinstance(kind, LargeBinary) else plain


def _count_on(connection: Connection) -> None:
    """PostgreSQL counts ids by itself, and does not notice those that it is given."""
    for table in (runs, past_claims, acts):
        if last := connection.scalar(select(func.max(table.c.id))):
            connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), last)))


class _Checked:
    """Lines up to the last one, which holds the SHA-256 of all before it."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._sha = hashlib.sha256()
        self.is_whole = False

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            if line.startswith('{"sha256"'):
                self.is_whole = line == json.dumps({"sha256": self._sha.hexdigest()}) + "\n" and not any(self._lines)
                return
            self._sha.update(line.encode())
            yield line
