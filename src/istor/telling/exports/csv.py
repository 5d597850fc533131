"""Events as CSV (RFC 4180), one row each. ``docs/reference/exports.md`` is the data dictionary.

Reports are written by strangers: a cell of free text that a spreadsheet would take for a formula gets an apostrophe.
"""

import csv
import io
from collections.abc import Iterator

from istor.telling.describe import Entry, describe
from istor.telling.record import Record

COLUMNS = (
    "id", "date", "first", "last", "basis", "type", "mode", "quad", "status", "actors", "recipients", "place",
    "voices", "reports", "copies", "independent_voices", "figures", "conflicts", "sentence", "report", "report_names",
)  # fmt: skip
SEPARATOR = "; "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(record: Record) -> Iterator[str]:
    """The header, then one row an event in order of time; lines end in CR LF, as the standard has it."""
    yield _line(COLUMNS)
    for event in record.events:
        entry = describe(event, record)
        cells = row(entry)
        yield _line([cells[column] for column in COLUMNS])


def row(entry: Entry) -> dict[str, str]:
    """``entry`` by column; empty where nothing is known."""
    return {
        "id": entry.id,
        "date": entry.date or "",
        "first": entry.first.isoformat() if entry.first else "",
        "last": entry.last.isoformat() if entry.last else "",
        "basis": entry.basis or "",
        "type": entry.type,
        "mode": entry.mode or "",
        "quad": entry.quad,
        "status": entry.status,
        "actors": SEPARATOR.join(entry.actors),
        "recipients": SEPARATOR.join(entry.recipients),
        "place": _safe(entry.place or ""),
        "voices": _safe(SEPARATOR.join(entry.voices)),
        "reports": str(entry.reports),
        "copies": str(entry.copies),
        "independent_voices": str(entry.independent_voices),
        "figures": _safe(SEPARATOR.join(entry.figures)),
        "conflicts": _safe(SEPARATOR.join(entry.conflicts)),
        "sentence": _safe(entry.sentence),
        "report": _safe(entry.report),
        "report_names": _safe(SEPARATOR.join(dict.fromkeys(said.name for said in entry.said))),
    }


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: tuple[str, ...] | list[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
