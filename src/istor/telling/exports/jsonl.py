"""Claims as JSON lines: the form that scorers and other programs read. Offsets are of the text as it was decoded."""

import json
from collections.abc import Iterator
from typing import Any

from istor.knowledge.naming import credited
from istor.model import Claim, Figure
from istor.telling.record import Record


def write(record: Record) -> Iterator[str]:
    """One line a claim, in the order of the record's reports and of the claims in their texts."""
    for claim in record.by_text():
        yield json.dumps(row(claim, record), ensure_ascii=False) + "\n"


def row(claim: Claim, record: Record) -> dict[str, Any]:
    """``claim`` as one object."""
    report = record.report(claim.report)
    trigger = report.as_decoded(claim.trigger)
    return {
        "report": report.name,
        "start": trigger.start,
        "end": trigger.end,
        "type": claim.type,
        "mode": claim.mode,
        "actors": [str(party) for party in claim.actors],
        "recipients": [str(party) for party in claim.recipients],
        "date": claim.when.edtf if claim.when else None,
        "place": claim.place,
        "status": claim.status,
        "sources": [credited(voice.code, voice.name) for voice in claim.voices],
        "quote": claim.quote,
        "figures": [figure_row(figure) for figure in claim.figures],
        "event": record.event_of[claim.id],
        "confidence": claim.confidence,
        "rule": claim.made.rule,
        "sentence": claim.sentence.of(report.text),
    }


def figure_row(figure: Figure) -> dict[str, Any]:
    """``figure`` as an object; a whole number is written without a point."""
    value = figure.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return {"what": figure.what, "value": value, "unit": figure.unit, "approx": figure.is_approximate}
