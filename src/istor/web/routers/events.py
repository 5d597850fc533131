"""``/event/ID``: what happened, on whose word, why these claims are one event, and what a person can say of that."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.linking.actors import actor_id
from istor.linking.corrections import values_of
from istor.model import Claim, Event, Report
from istor.model.plover import TYPES
from istor.storing.links import PROGRAM
from istor.telling.identity import Reason, reasons
from istor.telling.layers import Excerpt, excerpt
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import Card, card, cards, report_title
from istor.web.current import View
from istor.web.failures import Failure
from istor.web.site import Site, site_of
from istor.web.tongue import Name, Tongue

router = APIRouter(tags=["events"])
NEIGHBOURS = 3
"""Events of the same parties shown before and after."""
MOST_NEAR = 8
"""Other events that are offered as the same."""
MOST_REASONS = 60
MOST_OFFERED = 200
"""Actors that a correction offers while somebody types."""


@dataclass(frozen=True)
class Told:
    """One claim with its receipt. ``chain`` leads from the outlet to the innermost voice."""

    claim: Claim
    report: Report
    title: str
    excerpt: Excerpt
    when: str
    guess: str
    chain: tuple[Name, ...]
    cues: tuple[str, ...]
    is_copy: bool


@dataclass(frozen=True)
class Near:
    """Another event that may be the same: the weightiest link to it."""

    card: Card
    reason: Reason
    words: tuple[str, ...]


@router.get("/event/{event_id}", summary="One event with its claims, and why they are one")
def event(request: Request, event_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The event of that id, or the one that the claim of that id tells of."""
    view, tongue = site.view(), tongue_of(request)
    found = view.events.get(view.record.event_of.get(event_id, event_id))
    if found is None:
        raise Failure(404, f"{event_id}: there is no such event or claim")
    why = reasons(found, view.record)
    within = [reason for reason in why if not reason.others]
    before, after = _neighbours(found, view)
    context = {
        "card": card(found, view, tongue),
        "event": found,
        "told": [_told(claim, found, view, tongue) for claim in view.record.in_order(found.claims)],
        "within": [(reason, tuple(map(tongue.reason, reason.reasons))) for reason in within[:MOST_REASONS]],
        "unshown": max(0, len(within) - MOST_REASONS),
        "near": _near(found, why, view, tongue),
        "before": cards(before, view, tongue),
        "after": cards(after, view, tongue),
        "numbers": {claim.id: n for n, claim in enumerate(view.record.in_order(found.claims), start=1)},
        "program": PROGRAM,
        "correctable": values_of,
        "types": TYPES,
        "actors": [(tongue.party(a.party), str(a.party)) for a in list(view.actors.values())[:MOST_OFFERED]],
        "notice": request.query_params.get("notice", ""),
    }
    data = {**asdict(view.entries[found.id]), "links": [asdict(reason) for reason in why]}
    return answer(request, Page("event.html.j2", data, context))


def _told(claim: Claim, event: Event, view: View, tongue: Tongue) -> Told:
    report = view.reports[claim.report]
    outlet = Name(report.source or report.name, "", "", report.id)
    return Told(
        claim=claim,
        report=report,
        title=report_title(report),
        excerpt=excerpt(report, claim),
        when=tongue.when(claim.when),
        guess=tongue.guess(claim.when),
        chain=(outlet, *(tongue.voice(voice) for voice in reversed(claim.voices))),
        cues=tuple(voice.cue.of(report.text) for voice in claim.voices if voice.cue),
        is_copy=report.id in event.copies,
    )


def _neighbours(event: Event, view: View) -> tuple[list[Event], list[Event]]:
    """The dated events of the same parties just before and after."""
    parties = set(map(actor_id, (*event.actors, *event.recipients)))
    beside = {other.id for actor in parties for other in view.events_of_actor.get(actor, ())}
    ordered = [other for other in view.record.events if other.id in beside and other.when]
    if event not in ordered:
        return [], []
    at = ordered.index(event)
    return ordered[max(0, at - NEIGHBOURS) : at], ordered[at + 1 : at + 1 + NEIGHBOURS]


def _near(event: Event, why: Sequence[Reason], view: View, tongue: Tongue) -> list[Near]:
    """Other events that a link leads to, the likeliest first."""
    best: dict[str, Reason] = {}
    for reason in sorted(why, key=lambda reason: -reason.score):
        if reason.others and reason.by == PROGRAM:
            best.setdefault(view.record.event_of[reason.others[0]], reason)
    found = [other for other in best if other != event.id][:MOST_NEAR]
    return [
        Near(card(view.events[other], view, tongue), best[other], tuple(map(tongue.reason, best[other].reasons)))
        for other in found
    ]
