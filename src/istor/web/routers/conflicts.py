"""``/conflicts``: who contradicts whom, side beside side; and where a person and istor disagree."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.errors import InputError
from istor.model import Report
from istor.telling.conflicts import Conflict, Overruled, Receipt, Side, conflicts, overruled
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import Card, card
from istor.web.current import View
from istor.web.filters import page_number
from istor.web.lists import leaf
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["conflicts"])
KINDS = ("figure", "date", "place", "denial")


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
    view, tongue = site.view(), tongue_of(request)
    if what and what not in KINDS:
        raise InputError(f"what {what}: no such conflict; there are {', '.join(KINDS)}")
    told = conflicts(view.record, tongue.words())
    shown = leaf([each for each in told if not what or each.what == what], page_number(page))
    judged = overruled(view.record)
    counts = Counter(each.what for each in told)
    context = {
        "leaf": shown,
        "items": [_shown(each, view, tongue) for each in shown.items],
        "kinds": [(kind, counts[kind]) for kind in KINDS if counts[kind]],
        "what": what,
        "total": len(told),
        "overruled": [(each, list(_pair(each, view, tongue))) for each in judged],
    }
    data = {**shown.row([asdict(each) for each in shown.items]), "overruled": [asdict(each) for each in judged]}
    return answer(request, Page("conflicts.html.j2", data, context))


def _shown(conflict: Conflict, view: View, tongue: Tongue) -> Shown:
    event = view.events.get(conflict.event)
    sides = tuple((side, tuple(_receipts(side, view))) for side in conflict.sides)
    return Shown(conflict, card(event, view, tongue) if event else None, sides)


def _receipts(side: Side, view: View) -> Iterable[tuple[Receipt, Report, str]]:
    """Each receipt with its report and its sentence."""
    for each in side.receipts:
        report = view.reports[each.report]
        yield each, report, report.text[each.start : each.end]


def _pair(judged: Overruled, view: View, tongue: Tongue) -> Iterable[Card]:
    """The events that the two claims tell of now; a claim that is gone has none."""
    for claim in (judged.left, judged.right):
        if claim in view.record.event_of:
            yield card(view.events[view.record.event_of[claim]], view, tongue)
