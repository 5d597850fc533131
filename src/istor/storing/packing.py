"""Claims as JSON and back: for those that are kept whole, beside the rows that are searched."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from istor.model import Claim, Figure, Made, Party, Span, Voice, When


def packed(claim: Claim) -> dict[str, Any]:
    """``claim`` as JSON can hold it."""
    row = asdict(claim)
    if claim.when:
        row["when"] |= {"first": _text(claim.when.first), "last": _text(claim.when.last)}
    return row


def unpacked(row: Mapping[str, Any]) -> Claim:
    """What :func:`packed` was given."""
    return Claim(**{
        **row,
        "trigger": Span(**row["trigger"]),
        "sentence": Span(**row["sentence"]),
        "actors": tuple(_party(p) for p in row["actors"]),
        "recipients": tuple(_party(p) for p in row["recipients"]),
        "made": Made(**row["made"]),
        "when": _when(row["when"]),
        "voices": tuple(Voice(**{**v, "cue": _span(v["cue"])}) for v in row["voices"]),
        "figures": tuple(Figure(**{**f, "span": Span(**f["span"])}) for f in row["figures"]),
    })


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _span(row: Mapping[str, int] | None) -> Span | None:
    return Span(**row) if row else None


def _party(row: Mapping[str, Any]) -> Party:
    return Party(row["code"], row["name"], _span(row["span"]))


def _when(row: Mapping[str, Any] | None) -> When | None:
    if row is None:
        return None
    return When(_day(row["first"]), _day(row["last"]), row["edtf"], row["basis"], _span(row["span"]))
