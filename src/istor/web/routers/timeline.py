"""``/timeline``: the picture, and the events below it."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from istor.errors import InputError
from istor.web.answers import Page, answer_again, tongue_of, wants_json
from istor.web.cards import Card, cards, tips
from istor.web.catalogue import Catalogue
from istor.web.catalogue.choosing import chosen
from istor.web.filters import LANES, STATUSES, Asked, asked, page_number
from istor.web.lists import leaf_of_numbers
from istor.web.pictures.labels import labelled
from istor.web.pictures.lanes import picture
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue
from istor.web.zoom import zoom

router = APIRouter(tags=["timeline"])
YEAR = re.compile(r"\d{4}[~?%]?")
MOST_OFFERED = 200
"""Actors and places that the filter offers while somebody types."""


@router.get("/", include_in_schema=False)
def home() -> Response:
    """The timeline."""
    return RedirectResponse("/timeline")


@router.get("/timeline", summary="Events in order of time, those wanted, one page of them")
def timeline(
    request: Request,
    site: Annotated[Site, Depends(site_of)],
    asked: Annotated[Asked, Depends(asked)],
    page: str = "",
) -> Response:
    """Events, the undated last; ``next`` is the number of the following page."""
    catalogue = site.catalogue()
    return answer_again(request, catalogue.stamp, lambda: _page(request, site, catalogue, asked, page))


def _page(request: Request, site: Site, catalogue: Catalogue, asked: Asked, page: str) -> Page:
    tongue = tongue_of(request)
    problem = ""
    try:
        if asked.lanes and asked.lanes not in LANES:
            raise InputError(f"lanes {asked.lanes}: no such lanes; there are {', '.join(LANES)}")
        wanted, number = asked.wanted(), page_number(page)
        events = chosen(catalogue, wanted)
    except InputError as error:
        if wants_json(request):
            raise
        problem, events, number, wanted = str(error), np.zeros(0, np.int32), 1, Asked().wanted()
    shown = leaf_of_numbers(events, number)
    view = site.view(catalogue, shown.items)
    if wants_json(request):
        return Page("timeline.html.j2", shown.row([asdict(entry) for entry in view.entries.values()]))
    by = asked.lanes if asked.lanes in LANES else LANES[0]
    columns = catalogue.columns
    drawn = picture(columns, events, by, wanted.first, wanted.last)
    context = {
        "asked": asked,
        "problem": problem,
        "leaf": shown,
        "months": _by_month(cards(view, tongue), tongue),
        "picture": drawn,
        "lanes": labelled(drawn, by, catalogue, tongue) if drawn else [],
        "by": by,
        "zoom": zoom(asked, drawn.axis if drawn else None),
        "undated": int((~columns.is_dated[events]).sum()),
        "tips": tips(catalogue.heads(drawn.marked), tongue) if drawn else {},
        "statuses": STATUSES,
        "totals": catalogue.totals,
        "places": catalogue.busiest_places(MOST_OFFERED),
        "actors": [(tongue.party(a.party), str(a.party)) for a in catalogue.actors("", 0, MOST_OFFERED).items],
    }
    return Page("timeline.html.j2", None, context, 400 if problem else 200)


def _by_month(shown: Sequence[Card], tongue: Tongue) -> list[tuple[str, str, list[Card]]]:
    """Headings with the cards below them: the month, or year where no more is known, in which an event began."""
    grouped = groupby(shown, key=lambda card: card.day[: 4 if YEAR.fullmatch(card.entry.date or "") else 7])
    return [(month, tongue.day(month) if month else "", list(held)) for month, held in grouped]
