"""``/sources``: on whose word the record rests."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.model import Voice
from istor.telling.sources import OWN_WORD, sources
from istor.web.answers import Page, answer, tongue_of
from istor.web.filters import page_number
from istor.web.lists import leaf
from istor.web.site import Site, site_of

router = APIRouter(tags=["sources"])
SIZE = 100


@router.get("/sources", summary="Every voice that reports credit, and what rests on it")
def listed(request: Request, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """Voices, those with most events first; ``alone`` counts events that no other voice tells of."""
    view, tongue = site.view(), tongue_of(request)
    found = sources(view.record)
    voices = {str(voice): voice for claim in view.record.claims for voice in claim.voices}
    names = {name: tongue.voice(voice) for name, voice in voices.items()}
    fallback = {source.name: tongue.voice(Voice(source.name)) for source in found}
    shown = leaf(found, page_number(page), SIZE)
    context = {
        "leaf": shown,
        "sources": [(source, names.get(source.name, fallback[source.name])) for source in shown.items],
        "own": OWN_WORD,
        "most": max((source.events for source in found), default=1),
    }
    return answer(request, Page("sources.html.j2", shown.row([asdict(source) for source in shown.items]), context))
