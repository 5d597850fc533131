"""``/map``: where things are said to have happened, on outlines that lie on this machine."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from istor.errors import InputError
from istor.telling.timeline import fitting
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.filters import STATUSES, Asked, asked, page_number
from istor.web.lists import leaf
from istor.web.pictures.spots import Place, places, spots
from istor.web.pictures.world import NARROWEST, WIDTH, WORLD, Box, outlines
from istor.web.site import Site, site_of
from istor.web.zoom import Zoom

router = APIRouter(tags=["map"])


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
    view, tongue = site.view(), tongue_of(request)
    problem = ""
    try:
        wanted, shown, number = asked.wanted(), Box.of(box) if box else None, page_number(page)
        events = tuple(fitting(view.record, site.archive, wanted))
    except InputError as error:
        if wants_json(request):
            raise
        problem, events, shown, number = str(error), (), None, 1
    found = places(events)
    where = shown or Box.around([place.point for place in found if place.point])
    listed = leaf(found, number)
    names = {place.name: tongue.place(place.name) for place in found}
    context = {
        "asked": asked,
        "problem": problem,
        "statuses": STATUSES,
        "leaf": listed,
        "places": listed.items,
        "names": names,
        "total": len(events),
        "placed": sum(len(place.events) for place in found),
        "box": where,
        "width": WIDTH,
        "outlines": outlines(where),
        "spots": spots(found, names, where),
        "steps": _steps(asked, where, is_near=bool(box)),
    }
    data = {**listed.row([_row(place) for place in listed.items]), "box": str(where)}
    return answer(request, Page("map.html.j2", data, context, 400 if problem else 200))


def _row(place: Place) -> dict[str, Any]:
    return {"place": place.name, "point": place.point, "is_state": place.is_state, "events": place.events}


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
