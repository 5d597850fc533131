"""``/export/FORMAT``: what the filters of a timeline let through, as a file to take away."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from istor.model.link import LinkKind
from istor.telling import Record
from istor.telling.exports import FORMATS, export
from istor.web.catalogue import Catalogue
from istor.web.catalogue.choosing import chosen
from istor.web.catalogue.columns import Numbers
from istor.web.failures import Failure
from istor.web.filters import Asked, asked
from istor.web.site import Site, site_of

router = APIRouter(tags=["exports"])
MOST_EXPORTED = 5_000
"""Events that are taken away at once: a file is made in memory."""
KINDS = {
    "csv": ("csv", "text/csv"),
    "html": ("html", "text/html"),
    "jsonl": ("jsonl", "application/jsonl"),
    "plover-jsonl": ("plover.jsonl", "application/jsonl"),
}
"""The ending and media type of the formats that are offered on the page; others are bytes by their own name."""


@router.get("/export/{name}", summary="The events of a timeline in a format of 'istor export'", response_class=Response)
def exported(name: str, site: Annotated[Site, Depends(site_of)], asked: Annotated[Asked, Depends(asked)]) -> Response:
    """The same bytes as ``istor export`` gives, of the events that the filters let through."""
    if name not in FORMATS:
        raise Failure(404, f"{name}: there is no such format; there are {', '.join(FORMATS)}")
    catalogue = site.catalogue()
    events = chosen(catalogue, asked.wanted())
    if events.size > MOST_EXPORTED:
        raise Failure(413, f"{events.size} events are too many to take away at once: ask for {MOST_EXPORTED} at most "
                           "by days or parties, or use 'istor export'")
    is_whole = asked.is_empty and catalogue.totals[2] <= MOST_EXPORTED
    part = Record.read(site.archive) if is_whole else _part(site, catalogue, events)
    ending, kind = KINDS.get(name, (name, "application/octet-stream"))
    headers = {"Content-Disposition": f'attachment; filename="istor.{ending}"', "Cache-Control": "private, no-cache"}
    pieces = (piece.encode() if isinstance(piece, str) else piece for piece in export(name)(part))
    return StreamingResponse(pieces, media_type=kind, headers=headers)


def _part(site: Site, catalogue: Catalogue, events: Numbers) -> Record:
    """The claims of ``events`` with their reports; the links among them make the same events again."""
    record = site.view(catalogue, events).record
    claims, reports = [claim.id for claim in record.claims], [report.id for report in record.reports]
    joined = [name for each in catalogue.actors_in(events) for name in (each.id, *catalogue.names_joined(each.id))]
    kinds: tuple[tuple[LinkKind, list[str]], ...] = (("event", claims), ("copy", reports), ("actor", joined))
    links = tuple(link for kind, ids in kinds for link in site.archive.links_of(kind, ids))
    return Record(record.reports, record.claims, links)
