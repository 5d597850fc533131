"""``/event/ID``: what happened, on whose word, why these claims are one event, and what a person can say of that."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Depends, Request, Response

from istor.linking.corrections import corrected, values_of
from istor.model import Claim, Event, Link, Report
from istor.model.plover import TYPES
from istor.storing import Act
from istor.storing.links import PROGRAM
from istor.telling import Record
from istor.telling.identity import Reason, reasons
from istor.telling.layers import Excerpt, excerpt
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import Card, card, report_title
from istor.web.catalogue import Catalogue
from istor.web.catalogue.columns import Numbers
from istor.web.failures import Failure
from istor.web.sayings import said_in
from istor.web.site import Site, site_of
from istor.web.tongue import Name, Tongue
from istor.web.view import View, reports_of

router = APIRouter(tags=["events"])
NEIGHBOURS = 3
"""Events of the same parties shown before and after."""
MOST_NEAR = 8
"""Other events that are offered as the same."""
MOST_REASONS = 60
MOST_OFFERED = 200
"""Actors that a correction offers while somebody types."""


@dataclass(frozen=True)
class Corrected:
    """A claim as a person has it where that is not linked yet; ``is_event`` is ``False`` where there is none."""

    claim: Claim
    is_event: bool
    type: str
    actors: tuple[Name, ...]
    recipients: tuple[Name, ...]
    when: str


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
    corrected: Corrected | None


@dataclass(frozen=True)
class Near:
    """Another event that may be the same: the weightiest link to it."""

    card: Card
    reason: Reason
    words: tuple[str, ...]


@router.get("/event/{event_id}", summary="One event with its claims, and why they are one")
def event(request: Request, event_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The event of that id, or the one that the claim of that id tells of."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    number = catalogue.number_of(event_id)
    if number is None:
        raise Failure(404, f"{event_id}: there is no such event or claim")
    (found,) = catalogue.events([number])
    links = site.archive.links_of("event", [claim.id for claim in found.claims])
    others = catalogue.numbers_of([key for link in links for key in (link.left, link.right)])
    nearby = _nearby(number, links, others)
    before, after = _neighbours(number, catalogue)
    told = {n: catalogue.events([n])[0] for n in dict.fromkeys([*nearby, *before, *after])}
    view = View.of(site.archive, [found, *told.values()], links)
    why = reasons(found, _with_claims(view.record, catalogue, others, site))
    ordered = view.record.in_order(found.claims)
    unlinked = site.unlinked(catalogue)
    said = unlinked.of_event(number, (view.record.report(report).name for report in found.reports), catalogue)
    if wants_json(request):
        data = {**asdict(view.entries[found.id]), "links": [asdict(reason) for reason in why],
                "unlinked": [asdict(act) for act in said]}
        return answer(request, Page("event.html.j2", data))
    within = [reason for reason in why if not reason.others]
    best = {n: max((r for r in why if r.others and r.by == PROGRAM and others.get(r.others[0]) == n),
                   key=lambda reason: reason.score) for n in nearby}  # fmt: skip
    context = {
        "card": card(found, view, tongue),
        "event": found,
        "told": [_told(claim, found, view, tongue) for claim in ordered],
        "within": [(reason, tuple(map(tongue.reason, reason.reasons))) for reason in within[:MOST_REASONS]],
        "unshown": max(0, len(within) - MOST_REASONS),
        "near": [
            Near(card(told[n], view, tongue), best[n], tuple(map(tongue.reason, best[n].reasons))) for n in nearby
        ],
        "before": [card(told[n], view, tongue) for n in before],
        "after": [card(told[n], view, tongue) for n in after],
        "numbers": {claim.id: n for n, claim in enumerate(ordered, start=1)},
        "program": PROGRAM,
        "correctable": values_of,
        "types": TYPES,
        "actors": [(tongue.party(a.party), str(a.party)) for a in catalogue.actors("", 0, MOST_OFFERED).items],
        "unlinked": [(act, tongue.moment(act.undone_at or act.at), _said(act, tongue)) for act in said],
        "by": site.by,
        "notice": request.query_params.get("notice", ""),
    }
    return answer(request, Page("event.html.j2", None, context))


def _said(act: Act, tongue: Tongue) -> tuple[str, ...]:
    """What a correction says, field by field; of other acts what was done says enough."""
    return tuple(said_in(tongue, named) for named in act.subject[1:]) if act.act == "correct" else ()


def _told(claim: Claim, event: Event, view: View, tongue: Tongue) -> Told:
    report = view.record.report(claim.report)
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
        corrected=_corrected(claim, view, tongue),
    )


def _corrected(claim: Claim, view: View, tongue: Tongue) -> Corrected | None:
    """``claim`` as persons have it now, where that is other than what was linked."""
    now = next(iter(corrected([claim], view.record.names)), None)
    if now == claim:
        return None
    shown = now or claim
    actors, recipients = (tuple(map(tongue.party, side)) for side in (shown.actors, shown.recipients))
    kind, when = tongue.term("type", shown.type), tongue.when(shown.when)
    return Corrected(shown, now is not None, kind, actors, recipients, when)


def _neighbours(number: int, catalogue: Catalogue) -> tuple[list[int], list[int]]:
    """The dated events of the same parties just before and after."""
    columns = catalogue.columns
    if not columns.is_dated[number]:
        return [], []
    own = columns.in_actor[columns.starts[number] : columns.starts[number + 1]]
    beside = [columns.in_event[columns.places_of(int(actor))] for actor in own]
    before = np.unique(np.concatenate([_until(each, number) for each in beside])) if beside else own
    after = np.unique(np.concatenate([_from(each, number) for each in beside])) if beside else own
    dated = (each[columns.is_dated[each]] for each in (before[-NEIGHBOURS:], after[:NEIGHBOURS]))
    return tuple([int(n) for n in each] for each in dated)  # type: ignore[return-value]


def _until(events: Numbers, number: int) -> Numbers:
    """The last of them before that one; the undated come after all that have a day."""
    return events[: np.searchsorted(events, number)][-NEIGHBOURS:]


def _from(events: Numbers, number: int) -> Numbers:
    return events[np.searchsorted(events, number, "right") :][:NEIGHBOURS]


def _nearby(number: int, links: Sequence[Link], others: Mapping[str, int]) -> list[int]:
    """Other events that a link of the program leads to, the likeliest first."""
    found = []
    for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
        if link.by == PROGRAM:
            found += [others[key] for key in (link.left, link.right) if others.get(key, number) != number]
    return list(dict.fromkeys(found))[:MOST_NEAR]


def _with_claims(record: Record, catalogue: Catalogue, others: Mapping[str, int], site: Site) -> Record:
    """``record`` with the claims that links lead to, and their reports, for the words of reasons."""
    known = {claim.id for claim in record.claims}
    claims = catalogue.claims([key for key in others if key not in known])
    held = {report.id for report in record.reports}
    reports = reports_of(site.archive, {claim.report for claim in claims} - held)
    return replace(record, claims=(*record.claims, *claims), reports=(*record.reports, *reports.values()))
