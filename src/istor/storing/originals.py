"""The bytes of pages: packed, beside the report that was read from them, and gone with it."""

import zlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from istor.errors import ArchiveError
from istor.model import Origin, Original, Report
from istor.model.ids import digest
from istor.storing.tables import originals


def insert_originals(connection: Connection, entries: Sequence[tuple[str, Original]]) -> None:
    """Keep for each report, by its id, what it was read from."""
    if entries:
        connection.execute(insert(originals), [_row(report_id, original) for report_id, original in entries])


def select_original(connection: Connection, report_id: str) -> Original | None:
    """What the report was read from, where it is kept; ArchiveError where it is damaged."""
    row = connection.execute(select(originals).where(originals.c.report_id == report_id)).first()
    if row is None:
        return None
    try:
        return Original(zlib.decompress(row.packed), Origin(row.url, row.charset, row.seen))
    except zlib.error as error:
        raise ArchiveError(f"the page of report {report_id} is damaged ({error})") from error


def _row(report_id: str, original: Original) -> dict[str, Any]:
    origin = original.origin
    packed = zlib.compress(original.data)
    return {"report_id": report_id, "packed": packed, "url": origin.url, "charset": origin.charset, "seen": origin.seen}


def is_right(connection: Connection, report: Report) -> bool:
    """Whether the page that is kept for the report, if there is one, is that which it was read from."""
    try:
        original = select_original(connection, report.id)
    except ArchiveError:
        return False
    return original is None or digest(original.data) == report.bytes_digest
