"""One event in fields that JSON, a table or a graph can hold: what the formats without names of their own share."""

from typing import Any

from istor.telling.describe import Entry

TEXT, DAY, NUMBER, LIST = "text", "day", "number", "list"
KINDS = {
    "id": TEXT, "date": TEXT, "first": DAY, "last": DAY, "basis": TEXT, "type": TEXT, "mode": TEXT, "quad": TEXT,
    "status": TEXT, "actors": LIST, "recipients": LIST, "place": TEXT, "voices": LIST, "reports": NUMBER,
    "copies": NUMBER, "independent_voices": NUMBER, "figures": LIST, "conflicts": LIST, "sentence": TEXT,
    "report": TEXT,
}  # fmt: skip
"""The fields in their order, and what each holds; days are ``datetime.date``, anything but a list or number may be
``None``."""


def fields(entry: Entry) -> dict[str, Any]:
    """``entry`` by field."""
    return {name: list(value) if isinstance(value := getattr(entry, name), tuple) else value for name in KINDS}


def plain(entry: Entry) -> dict[str, Any]:
    """:func:`fields` as JSON can hold them: days as ``YYYY-MM-DD``."""
    days = {name: day and day.isoformat() for name in ("first", "last") for day in [getattr(entry, name)]}
    return {**fields(entry), **days}


def flat(entry: Entry, separator: str = "; ") -> dict[str, str | int]:
    """:func:`plain` for what knows neither lists nor nothing: lists joined, ``""`` where nothing is known."""
    return {
        name: separator.join(value) if isinstance(value, list) else "" if value is None else value
        for name, value in plain(entry).items()
    }
