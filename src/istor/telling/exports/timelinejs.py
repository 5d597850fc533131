"""Dated events as the JSON of TimelineJS 3 (timeline.knightlab.com/docs/json-format.html).

TimelineJS shows text as HTML, and reports are written by strangers: every word of theirs is escaped.
"""

import html
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from istor.telling.describe import Entry, describe
from istor.telling.record import Record


def write(record: Record) -> Iterator[str]:
    """One object; an event without any known day has no place on a time line and is left out."""
    entries = (describe(event, record) for event in record.events)
    slides = [slide(entry) for entry in entries if entry.first or entry.last]
    yield json.dumps({"events": slides}, ensure_ascii=False, indent=1) + "\n"


def slide(entry: Entry) -> dict[str, Any]:
    """One event; ``display_date`` says it as vaguely as the reports did, the days place it on the line."""
    first, last = entry.first or entry.last, entry.last
    assert first is not None, "the caller leaves out what has no day"
    told = (entry.sentence, f"{entry.word} · {entry.counts}", *entry.conflicts)
    ends = {"end_date": _day(last)} if last and last != first else {}
    return {
        "unique_id": entry.id,
        "start_date": _day(first),
        **ends,
        "display_date": html.escape(entry.when),
        "group": entry.quad,
        "text": {
            "headline": html.escape(entry.headline),
            "text": "".join(f"<p>{html.escape(line)}</p>" for line in told),
        },
    }


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
