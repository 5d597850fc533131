"""Events as JSON lines in the fields of the PLOVER manual (Open Event Data Alliance, chapter "JSON Data Fields").

Standard names where the manual has one; beside them, as it allows, what PLOVER has no name for: the date as EDTF with
its basis, the status, voices, the three numbers, figures, conflicts, and every claim with its sentence.
"""

import json
from collections.abc import Iterator
from typing import Any

from istor.model import Claim, Event, Party, Voice, When
from istor.model.plover import QUAD_OF, QUADS
from istor.telling.exports.jsonl import figure_row
from istor.telling.record import Record

REQUIRED = frozenset({"id", "date", "source", "event", "reports", "copies", "independent_voices"})
"""Fields that every line has; others are left out where nothing is known."""
_QUAD_CODES = {quad: number for number, quad in enumerate(QUADS, start=1)}


def write(record: Record) -> Iterator[str]:
    """One line an event, in order of time."""
    for event in record.events:
        yield json.dumps(row(event, record), ensure_ascii=False) + "\n"


def row(event: Event, record: Record) -> dict[str, Any]:
    """``event`` as one object."""
    fields = {**_standard(event, record), **_own(event, record)}
    return {key: value for key, value in fields.items() if key in REQUIRED or value not in (None, [], {}, "")}


def _standard(event: Event, record: Record) -> dict[str, Any]:
    claims, best = record.in_order(event.claims), record.best(event)
    return {
        "id": event.id,
        "has_event": True,
        **_days(event.when),
        "source": [_party(party, claims, record) for party in event.actors],
        "recipient": [_party(party, claims, record) for party in event.recipients],
        "event": [event.type],
        "mode": [event.mode] if event.mode else [],
        "context": sorted({claim.context for claim in claims if claim.context}),
        "quad_code": _QUAD_CODES.get(QUAD_OF.get(event.type, "")),
        "event_loc": {"name": event.place} if event.place else {},
        "event_text": [claim.trigger.of(record.report(claim.report).text) for claim in claims],
        "text": best.sentence.of(record.report(best.report).text),
        "text_info": {"start": best.sentence.start, "end": best.sentence.end},
        "cite_info": _cite(best, record),
        "coder": "istor",
    }


def _own(event: Event, record: Record) -> dict[str, Any]:
    """What the manual has no field for."""
    return {
        "date_edtf": event.when.edtf if event.when else None,
        "date_basis": event.when.basis if event.when else None,
        "status": event.status,
        "voices": [_voice(voice) for voice in event.voices],
        "reports": len(event.reports),
        "copies": len(event.copies),
        "independent_voices": len(event.voices),
        "figures": [figure_row(figure) for figure in event.figures],
        "conflicts": list(event.conflicts),
        "claims": [_claim(claim, record) for claim in record.in_order(event.claims)],
    }


def _days(when: When | None) -> dict[str, Any]:
    """The manual's ``date`` is a day: the first of the stretch, or the last where only that is known."""
    first, last = (when.first or when.last, when.last) if when else (None, None)
    ends = last and last != first
    return {"date": first.isoformat() if first else None, "enddate": last.isoformat() if last and ends else None}


def _party(party: Party, claims: list[Claim], record: Record) -> dict[str, Any]:
    """The manual's actor object: the code, the name found for it, and the words of the first claim that has any."""
    words = (
        same.span.of(record.report(claim.report).text)
        for claim in claims
        for same in claim.parties
        if same.span and str(same) == str(party)
    )
    fields = {"code": party.code, "identifier_text": party.name, "actor_text": next(words, "")}
    return {key: value for key, value in fields.items() if value}


def _voice(voice: Voice) -> dict[str, Any]:
    return {"code": voice.code, "name": voice.name, "is_direct": voice.is_direct}


def _cite(claim: Claim, record: Record) -> dict[str, Any]:
    report = record.report(claim.report)
    fields = {
        "citation": report.name,
        "title": report.title,
        "publication": report.source,
        "url": report.url,
        "language": report.lang,
        "codebook": "plover",
    }
    return {key: value for key, value in fields.items() if value}


def _claim(claim: Claim, record: Record) -> dict[str, Any]:
    """Where the claim stands: its report, the sentence with its offsets, and those of the trigger."""
    report = record.report(claim.report)
    return {
        "id": claim.id,
        "report": report.name,
        "report_id": report.id,
        "start": claim.trigger.start,
        "end": claim.trigger.end,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "text": claim.sentence.of(report.text),
    }
