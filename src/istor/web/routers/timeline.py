"""``/timeline``: the picture, and the events below it."""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse

from istor.errors import InputError
from istor.model import Event
from istor.telling.timeline import fitting
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import Card, cards, story_name, tips
from istor.web.current import View
from istor.web.filters import LANES, STATUSES, Asked, asked, page_number
from istor.web.lists import leaf
from istor.web.pictures.axis import Axis, axis
from istor.web.pictures.lanes import Lane, lanes
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue
from istor.web.zoom import zoom

router = APIRouter(tags=["timeline"])
MOST_OFFERED = 200
"""Actors that the filter offers while somebody types."""


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
    view, tongue = site.view(), tongue_of(request)
    problem = ""
    try:
        if asked.lanes and asked.lanes not in LANES:
            raise InputError(f"lanes {asked.lanes}: no such lanes; there are {', '.join(LANES)}")
        wanted, number = asked.wanted(), page_number(page)
        events = tuple(fitting(view.record, site.archive, wanted))
    except InputError as error:
        if wants_json(request):
            raise
        problem, events, number, wanted = str(error), (), 1, Asked().wanted()
    shown = leaf(events, number)
    where = axis([event.when for event in events if event.when], wanted.first, wanted.last)
    by = asked.lanes if asked.lanes in LANES else LANES[0]
    drawn = lanes(events, view.entries, by, where, view.story_of if by == "story" else {}) if where else []
    context = {
        "asked": asked,
        "problem": problem,
        "leaf": shown,
        "months": _by_month(cards(shown.items, view, tongue), tongue),
        "axis": where,
        "lanes": [(lane, _label(lane, by, view, tongue)) for lane in drawn],
        "by": by,
        "zoom": zoom(asked, where),
        "outside": _outside(events, where) if where else (0, 0),
        "undated": sum(not (event.when and (event.when.first or event.when.last)) for event in events),
        "tips": tips(_drawn(events, drawn), tongue),
        "statuses": STATUSES,
        "totals": (len(view.events), len(view.record.claims), len(view.reports)),
        "places": sorted({event.place for event in view.record.events if event.place}),
        "actors": [
            (tongue.party(actor.party), str(actor.party)) for actor in list(view.actors.values())[:MOST_OFFERED]
        ],
    }
    data = shown.row([asdict(view.entries[event.id]) for event in shown.items])
    return answer(request, Page("timeline.html.j2", data, context, 400 if problem else 200))


def _by_month(shown: Sequence[Card], tongue: Tongue) -> list[tuple[str, str, list[Card]]]:
    """Headings with the cards below them: the month in which an event began, as EDTF and in words."""
    grouped = groupby(shown, key=lambda card: card.day[:7])
    return [(month, tongue.day(month) if month else "", list(held)) for month, held in grouped]


def _label(lane: Lane, by: str, view: View, tongue: Tongue) -> tuple[str, str]:
    """What a lane is called, and the filter that shows it alone."""
    if by == "actor":
        party = view.actors[lane.key].party
        name = tongue.party(party)
        is_role = name.text[:1].islower()  # "diplomats" alone does not say whose
        return f"{name.text} ({name.of})" if is_role and name.of else name.text, str(party)
    if by == "story":
        return story_name(view.stories[lane.key], view, tongue), lane.key
    return tongue.term(by, lane.key), lane.key


def _outside(events: Sequence[Event], where: Axis) -> tuple[int, int]:
    """How many events lie before and after what the picture shows."""
    whens = [event.when for event in events if event.when]
    before = sum(bool(when.last and when.last < where.first) for when in whens)
    return before, sum(bool(when.first and when.first > where.last) for when in whens)


def _drawn(events: Sequence[Event], drawn: Sequence[Lane]) -> list[Event]:
    """The events that have a mark of their own."""
    marked = {mark.id for lane in drawn for mark in lane.marks}
    return [event for event in events if event.id in marked]
