"""``/conflicts``: who contradicts whom, side beside side; and where a person and istor disagree."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.errors import InputError
from istor.model import Report
from istor.telling.conflicts import Conflict, Receipt, Side
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import Card, card
from istor.web.catalogue.documents import CONFLICTS, OVERRULED
from istor.web.filters import page_number
from istor.web.lists import leaf_of
from istor.web.site import Site, site_of
from istor.web.view import reports_of

router = APIRouter(tags=["conflicts"])
KINDS = ("figure", "date", "place", "denial")
MOST_OVERRULED = 100
"""Judgements that istor would not share, on a page."""


@dataclass(frozen=True)
class Shown:
    """One conflict with its event, and each side with its receipts: where it stands, and the sentence."""

    conflict: Conflict
    card: Card | None
    sides: tuple[tuple[Side, tuple[tuple[Receipt, Report, str], ...]], ...]


@router.get("/conflicts", summary="Where reports contradict one another, on whose word")
def listed(
    request: Request, site: Annotated[Site, Depends(site_of)], what: str = "", page: str = ""
) -> Response:
    """Conflicts in the order of their events; ``what`` asks for one kind; ``overruled`` are those with a person."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    if what and what not in KINDS:
        raise InputError(f"what {what}: no such conflict; there are {', '.join(KINDS)}")
    name, number, tags = f"conflicts {tongue.lang}", page_number(page), [what] if what else []
    shown = leaf_of(lambda first, most: catalogue.listed(name, CONFLICTS, first, most, tags=tags), number)
    judged = catalogue.listed("overruled", OVERRULED, 0, MOST_OVERRULED).items
    pairs = [[catalogue.number_of(claim) for claim in (each.left, each.right)] for each in judged]
    events = [each for pair in pairs for each in pair] + [catalogue.number_of(each.event) for each in shown.items]
    view = site.view(catalogue, sorted({each for each in events if each is not None}))
    card_of = {each.id: card(each, view, tongue) for each in view.events}
    number_of = {catalogue.number_of(key): key for key in card_of}
    reports = reports_of(site.archive, {r.report for each in shown.items for side in each.sides for r in side.receipts})
    counts = catalogue.tally(name)
    context = {
        "leaf": shown,
        "items": [_shown(each, card_of.get(each.event), reports) for each in shown.items],
        "kinds": [(kind, counts[kind]) for kind in KINDS if kind in counts],
        "what": what,
        "total": sum(counts.values()),
        "overruled": [
            (each, [card_of[number_of[event]] for event in pair if event is not None])
            for each, pair in zip(judged, pairs, strict=True)
        ],
    }
    data = {**shown.row([asdict(each) for each in shown.items]), "overruled": [asdict(each) for each in judged]}
    return answer(request, Page("conflicts.html.j2", data, context))


def _shown(conflict: Conflict, event: Card | None, reports: Mapping[str, Report]) -> Shown:
    return Shown(conflict, event, tuple((side, tuple(_receipts(side, reports))) for side in conflict.sides))


def _receipts(side: Side, reports: Mapping[str, Report]) -> Iterable[tuple[Receipt, Report, str]]:
    """Each receipt with its report and its sentence."""
    for each in side.receipts:
        report = reports[each.report]
        yield each, report, report.text[each.start : each.end]
