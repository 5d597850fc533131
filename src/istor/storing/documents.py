"""A report, a claim, or a figure that a report states, as one JSON object: what no query looks into; and back again."""

from dataclasses import asdict
from datetime import date
from typing import Any

from istor.model import Block, Claim, Figure, Made, Party, Repair, Report, Span, Statement, Voice, When

CODED = "coded_when"
"""In a statement's object: its days as it was coded, where a dating of its report gave it others."""


def document(claim: Claim) -> dict[str, Any]:
    """``claim`` as JSON can hold it: fields by name, days as ISO 8601."""
    return _with_days(asdict(claim), claim.when)


def claim_of(made: dict[str, Any]) -> Claim:
    """The claim that :func:`document` was given."""
    parts = {
        "trigger": Span(**made["trigger"]),
        "sentence": Span(**made["sentence"]),
        "actors": tuple(_party(party) for party in made["actors"]),
        "recipients": tuple(_party(party) for party in made["recipients"]),
        "made": Made(**made["made"]),
        "when": made["when"] and _when(made["when"]),
        "voices": _voices(made["voices"]),
        "figures": tuple(map(_figure, made["figures"])),
    }
    return Claim(**{**made, **parts})


def report_document(report: Report) -> dict[str, Any]:
    """``report`` as JSON can hold it."""
    made = asdict(report)
    if when := report.published:
        made["published"] |= _days(when)
    return made


def report_of(made: dict[str, Any]) -> Report:
    """The report that :func:`report_document` was given."""
    parts = {
        "blocks": tuple(Block(**{**block, "span": Span(**block["span"])}) for block in made["blocks"]),
        "repairs": tuple(Repair(**{**repair, "span": Span(**repair["span"])}) for repair in made["repairs"]),
        "made": Made(**made["made"]),
        "published": made["published"] and _when(made["published"]),
    }
    return Report(**{**made, **parts})


def statement_document(statement: Statement) -> dict[str, Any]:
    """``statement`` as JSON can hold it, without its report."""
    made = _with_days(asdict(statement), statement.when)
    del made["report"]
    return made


def with_reckoned_days(made: dict[str, Any], when: When | None) -> dict[str, Any]:
    """A statement's object with other days than it was coded with; those are kept beside them."""
    days = _with_days({"when": asdict(when)}, when)["when"] if when else None
    return {**made, "when": days, CODED: made.get(CODED, made["when"])}


def with_coded_days(made: dict[str, Any]) -> dict[str, Any]:
    """A statement's object with the days that it was coded with."""
    return {**{k: v for k, v in made.items() if k != CODED}, "when": made.get(CODED, made["when"])}


def statement_of(report_id: str, made: dict[str, Any]) -> Statement:
    """The statement of the report that :func:`statement_document` was given."""
    made = {k: v for k, v in made.items() if k != CODED}
    parts = {
        "report": report_id,
        "sentence": Span(**made["sentence"]),
        "figure": _figure(made["figure"]),
        "theme": tuple(made["theme"]),
        "holders": tuple(made["holders"]),
        "when": made["when"] and _when(made["when"]),
        "voices": _voices(made["voices"]),
    }
    return Statement(**{**made, **parts})


def _with_days(made: dict[str, Any], when: When | None) -> dict[str, Any]:
    if when:
        made["when"] |= _days(when)
    return made


def _days(when: When) -> dict[str, str | None]:
    return {name: day.isoformat() if day else None for name, day in (("first", when.first), ("last", when.last))}


def _figure(made: dict[str, Any]) -> Figure:
    return Figure(**{**made, "span": Span(**made["span"])})


def _voices(made: list[dict[str, Any]]) -> tuple[Voice, ...]:
    return tuple(Voice(**{**voice, "cue": _span(voice["cue"])}) for voice in made)


def _party(made: dict[str, Any]) -> Party:
    return Party(made["code"], made["name"], _span(made["span"]))


def _when(made: dict[str, Any]) -> When:
    first, last = (made[end] and date.fromisoformat(made[end]) for end in ("first", "last"))
    return When(first, last, made["edtf"], made["basis"], _span(made["span"]))


def _span(made: dict[str, int] | None) -> Span | None:
    return None if made is None else Span(**made)
