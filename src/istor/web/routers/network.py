"""``/network``: who acts on whom, in cooperation or conflict."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from istor.errors import InputError
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.catalogue import Catalogue
from istor.web.catalogue.catalogue import Known
from istor.web.catalogue.choosing import chosen
from istor.web.filters import STATUSES, Asked, asked, page_number
from istor.web.lists import Some, leaf_of
from istor.web.pictures.network import SIZES, drawn
from istor.web.pictures.slider import slider
from istor.web.pictures.ties import Tie, Ties
from istor.web.site import Site, site_of

router = APIRouter(tags=["network"])
TIES = 200
"""Pairs on a page of the list."""
MOST_EVENTS = 50
"""Events of a pair in its JSON."""


@router.get("/network", summary="Who acts on whom: pairs of parties with their events by class")
def network(
    request: Request, site: Annotated[Site, Depends(site_of)], asked: Annotated[Asked, Depends(asked)], size: str = "",
    page: str = "",
) -> Response:
    """Pairs of parties, those with most events first, of the events that the filters let through."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    if size and size not in map(str, SIZES):
        raise InputError(f"size {size}: no such size; there are {', '.join(map(str, SIZES))}")
    wanted = asked.wanted()
    events = chosen(catalogue, wanted)
    found, most = Ties(catalogue.columns, events), int(size or SIZES[0])
    pairs = leaf_of(lambda first, count: Some(found[first : first + count], len(found)), page_number(page), TIES)
    kept, counts, total = found.busiest(most)
    known = catalogue.actors_of([*kept, *(n for tie in pairs.items for n in (tie.left, tie.right))])
    if wants_json(request):
        rows = [_row(tie, found, known, catalogue) for tie in pairs.items]
        return answer(request, Page("network.html.j2", pairs.row(rows)))
    context = {
        "asked": asked,
        "picture": drawn(found, kept, counts, {key: actor.party.code for key, actor in known.items()}),
        "left_out": total - len(kept),
        "slider": slider(catalogue.columns, chosen(catalogue, replace(wanted, first=None, last=None)), wanted.first,
                         wanted.last),
        "leaf": pairs,
        "ties": pairs.items,
        "names": {key: tongue.party(actor.party) for key, actor in known.items()},
        "sizes": SIZES,
        "size": most,
        "statuses": STATUSES,
        "total": int(events.size),
        "parties": {key: str(actor.party) for key, actor in known.items()},
    }
    return answer(request, Page("network.html.j2", None, context))


def _row(tie: Tie, found: Ties, known: Mapping[int, Known], catalogue: Catalogue) -> dict[str, Any]:
    """A tie as JSON, with the first of its events."""
    ends = {"left": known[tie.left].id, "right": known[tie.right].id}
    events = catalogue.ids(found.events_of(tie, MOST_EVENTS))
    return {**asdict(tie), **ends, "number_of_events": tie.count, "events": events}
