"""Events as their claims tell them together: worked out from claims and links, rebuilt at will."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from istor.linking import merge, voices
from istor.linking.judgements import event_groups
from istor.model import Claim, Event, Link, Report
from istor.model.ids import content_id


def events(claims: Iterable[Claim], reports: Iterable[Report], links: Iterable[Link]) -> tuple[Event, ...]:
    """One event for each group of ``claims``, by date; ``links`` are those between claims and those between reports."""
    by_id, texts, kept = {c.id: c for c in claims}, {r.id: r for r in reports}, tuple(links)
    groups = event_groups(by_id.values(), kept)
    copies = [k for k in kept if k.kind == "copy"]
    found = (_event([by_id[i] for i in group], texts, copies) for group in groups)
    return tuple(sorted(found, key=_order))


def _order(event: Event) -> tuple[date, str]:
    first = event.when.first if event.when else None
    return first or date.max, event.id


def _event(group: Sequence[Claim], reports: Mapping[str, Report], copies: Sequence[Link]) -> Event:
    ordered = voices.order(reports[i] for i in {c.report for c in group})
    origin = voices.origins(ordered, copies)
    place_of = {r.id: n for n, r in enumerate(ordered)}
    claims = tuple(sorted(group, key=lambda c: (place_of[c.report], c.trigger, c.id)))
    actors, recipients = merge.sides(claims)
    when = merge.when(claims)
    status = merge.usual(c.status for c in claims)
    return Event(
        id=content_id("event", min(c.id for c in claims)),
        type=merge.usual(c.type for c in claims) or claims[0].type,
        mode=merge.usual(c.mode for c in claims),
        status=next(c.status for c in claims if c.status == status),
        actors=actors,
        recipients=recipients,
        when=when,
        place=merge.place(claims),
        claims=claims,
        reports=tuple(r.id for r in ordered),
        copies=tuple(r.id for r in ordered if origin[r.id] != r.id),
        voices=voices.independent(claims, reports, origin),
        figures=merge.figures(claims),
        conflicts=merge.conflicts(claims, when),
    )
