"""``/map``: where things are said to have happened, on outlines that lie on this machine."""

from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Query, Request, Response

from istor.errors import InputError
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.catalogue import Catalogue
from istor.web.catalogue.choosing import chosen
from istor.web.catalogue.columns import Numbers
from istor.web.filters import STATUSES, Asked, asked, page_number
from istor.web.lists import leaf
from istor.web.pictures.spots import Place, places, spots
from istor.web.pictures.world import NARROWEST, WIDTH, WORLD, Box, outlines
from istor.web.site import Site, site_of
from istor.web.zoom import Zoom

router = APIRouter(tags=["map"])
MOST_EVENTS = 50
"""Events of a place in its JSON."""


@dataclass(frozen=True)
class Steps:
    """Where the buttons of a map lead beside those of a picture of time; empty where there is nowhere to go."""

    zoom: Zoom
    up: str
    down: str
    world: str


@router.get("/map", summary="Where events are said to have happened")
def map_page(
    request: Request,
    site: Annotated[Site, Depends(site_of)],
    asked: Annotated[Asked, Depends(asked)],
    box: Annotated[str, Query(description="The part of the world: west,south,east,north in degrees.")] = "",
    page: str = "",
) -> Response:
    """Places with their events, those with most first; ``point`` is in degrees east and north, where it is known."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    problem = ""
    try:
        wanted, shown, number = asked.wanted(), Box.of(box) if box else None, page_number(page)
        events = chosen(catalogue, wanted)
    except InputError as error:
        if wants_json(request):
            raise
        problem, events, shown, number = str(error), np.zeros(0, np.int32), None, 1
    found = places(catalogue.columns, events, catalogue.places)
    where = shown or Box.around([place.point for place in found if place.point])
    listed = leaf(found, number)
    if wants_json(request):
        rows = [_row(place, catalogue, events) for place in listed.items]
        return answer(request, Page("map.html.j2", {**listed.row(rows), "box": str(where)}))
    names = {place.name: tongue.place(place.name) for place in found}
    context = {
        "asked": asked,
        "problem": problem,
        "statuses": STATUSES,
        "leaf": listed,
        "places": listed.items,
        "names": names,
        "total": int(events.size),
        "placed": sum(place.count for place in found),
        "box": where,
        "width": WIDTH,
        "outlines": outlines(where),
        "spots": spots(found, names, where),
        "steps": _steps(asked, where, is_near=bool(box)),
    }
    return answer(request, Page("map.html.j2", None, context, 400 if problem else 200))


def _row(place: Place, catalogue: Catalogue, events: Numbers) -> dict[str, Any]:
    """A place as JSON, with the first of its events."""
    held = events[catalogue.columns.place[events] == place.number]
    return {
        "place": place.name,
        "point": place.point,
        "is_state": place.is_state,
        "number_of_events": place.count,
        "events": catalogue.ids(held[:MOST_EVENTS]),
    }


def _steps(asked: Asked, box: Box, *, is_near: bool) -> Steps:
    def to(other: Box) -> str:
        return asked.query(box=str(other))

    return Steps(
        Zoom(
            nearer=to(box.scaled(0.5)) if box.east - box.west > 2 * NARROWEST else "",
            farther=to(box.scaled(2)) if box != WORLD else "",
            earlier=to(box.moved(-0.4, 0)) if box != WORLD else "",
            later=to(box.moved(0.4, 0)) if box != WORLD else "",
            whole=asked.query() if is_near else "",
        ),
        up=to(box.moved(0, 0.4)) if box != WORLD else "",
        down=to(box.moved(0, -0.4)) if box != WORLD else "",
        world=to(WORLD) if box != WORLD else "",
    )
