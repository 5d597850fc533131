"""``/export/FORMAT``: what the filters of a timeline let through, as a file to take away."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse

from istor.telling import Record
from istor.telling.exports import FORMATS, export
from istor.telling.timeline import fitting
from istor.web.failures import Failure
from istor.web.filters import Asked, asked
from istor.web.site import Site, site_of

router = APIRouter(tags=["exports"])
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
    record = site.view().record
    wanted = asked.wanted()
    part = record if asked.is_empty else _part(record, {event.id for event in fitting(record, site.archive, wanted)})
    ending, kind = KINDS.get(name, (name, "application/octet-stream"))
    headers = {"Content-Disposition": f'attachment; filename="istor.{ending}"', "Cache-Control": "private, no-cache"}
    pieces = (piece.encode() if isinstance(piece, str) else piece for piece in export(name)(part))
    return StreamingResponse(pieces, media_type=kind, headers=headers)


def _part(record: Record, events: set[str]) -> Record:
    """The claims of ``events`` with their reports; the links among them make the same events again."""
    claims = tuple(claim for claim in record.claims if record.event_of[claim.id] in events)
    held = {claim.report for claim in claims}
    return Record(tuple(report for report in record.reports if report.id in held), claims, record.links)
