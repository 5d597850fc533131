"""``/network``: who acts on whom, in cooperation or conflict."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.errors import InputError
from istor.telling.ties import ties
from istor.telling.timeline import fitting
from istor.web.answers import Page, answer, tongue_of
from istor.web.filters import STATUSES, Asked, asked, page_number
from istor.web.lists import leaf
from istor.web.pictures.network import SIZES, drawn
from istor.web.site import Site, site_of

router = APIRouter(tags=["network"])
TIES = 200
"""Pairs on a page of the list."""


@router.get("/network", summary="Who acts on whom: pairs of parties with their events by class")
def network(
    request: Request, site: Annotated[Site, Depends(site_of)], asked: Annotated[Asked, Depends(asked)], size: str = "",
    page: str = "",
) -> Response:
    """Pairs of parties, those with most events first, of the events that the filters let through."""
    view, tongue = site.view(), tongue_of(request)
    if size and size not in map(str, SIZES):
        raise InputError(f"size {size}: no such size; there are {', '.join(map(str, SIZES))}")
    events = tuple(fitting(view.record, site.archive, asked.wanted()))
    found = ties(events)
    names = {actor: tongue.party(view.actors[actor].party) for tie in found for actor in (tie.left, tie.right)}
    shown = drawn(found, {actor: name.code for actor, name in names.items()}, int(size or SIZES[0]))
    pairs = leaf(found, page_number(page), TIES)
    context = {
        "asked": asked,
        "picture": shown,
        "leaf": pairs,
        "ties": pairs.items,
        "names": names,
        "sizes": SIZES,
        "size": int(size or SIZES[0]),
        "statuses": STATUSES,
        "total": len(events),
        "parties": {actor: str(view.actors[actor].party) for actor in names},
    }
    return answer(request, Page("network.html.j2", pairs.row([asdict(tie) for tie in pairs.items]), context))
