"""``/sources``: on whose word the record rests."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.telling.sources import OWN_WORD
from istor.web.answers import Page, answer, tongue_of
from istor.web.catalogue.documents import SOURCES
from istor.web.filters import page_number
from istor.web.lists import leaf_of
from istor.web.site import Site, site_of

router = APIRouter(tags=["sources"])
SIZE = 100


@router.get("/sources", summary="Every voice that reports credit, and what rests on it")
def listed(request: Request, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """Voices, those with most events first; ``alone`` counts events that no other voice tells of."""
    catalogue, tongue, number = site.catalogue(), tongue_of(request), page_number(page)
    shown = leaf_of(lambda first, most: catalogue.listed("sources", SOURCES, first, most), number, SIZE)
    busiest = catalogue.listed("sources", SOURCES, 0, 1).items
    context = {
        "leaf": shown,
        "sources": [(told.source, tongue.voice(told.voice)) for told in shown.items],
        "own": OWN_WORD,
        "most": busiest[0].source.events if busiest else 1,
    }
    return answer(request, Page("sources.html.j2", shown.row([asdict(told.source) for told in shown.items]), context))
