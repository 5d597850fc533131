"""Same, different, and undo: what a person says of events, and the list of all that was said."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from istor.model import Link
from istor.scaling.judging import judge, unjudge
from istor.storing.links import PROGRAM
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import card
from istor.web.current import View
from istor.web.failures import Failure
from istor.web.security import FIELD, check_form
from istor.web.site import Site, site_of

router = APIRouter(tags=["judgements"])
LONGEST_REASON = 500
MOST_PAIRS = 2000


@router.get("/judgements", summary="What people said of claims: one event, or two")
def judgements(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Judgements by who made them. Those on two events stand together: they were made at once."""
    view, tongue = site.view(), tongue_of(request)
    made = [link for link in view.record.links if link.kind == "event" and link.by != PROGRAM]
    groups = _together(made, view)
    shown = [
        (
            group,
            [card(view.events[view.record.event_of[side]], view, tongue) for side in (group[0].left, group[0].right)],
        )
        for group in groups
        if {group[0].left, group[0].right} <= view.record.event_of.keys()
    ]
    data = {"items": [_row(link) for link in made]}
    return answer(request, Page("judgements.html.j2", data, {"groups": shown, "by": site.by}))


def _row(link: Link) -> dict[str, object]:
    judged = {"left": link.left, "right": link.right, "judgement": link.judgement}
    return {**judged, "by": link.by, "reasons": link.reasons}


@router.post("/judge", summary="Say that two are one event, or are not", include_in_schema=False)
async def say(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Keep the judgement; then show the event that the first claim tells of now."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        left, right, judgement, reason = (str(form.get(name, "")) for name in ("left", "right", "judgement", "reason"))
    if judgement not in ("same", "different"):
        raise Failure(400, f"judgement {judgement}: say same or different")
    return await run_in_threadpool(_judged, site, (left, right), judgement, reason[:LONGEST_REASON])


@router.post("/judgements/undo", include_in_schema=False)
async def undo(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Forget judgements of one's own; then show the event that the first claim tells of now."""
    async with request.form(max_files=0, max_fields=MOST_PAIRS + 10) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        pairs = [tuple(str(pair).split(" ", 1)) for pair in form.getlist("pair")]
    if not pairs or any(len(pair) != 2 for pair in pairs):
        raise Failure(400, "name the judgements to undo")
    return await run_in_threadpool(_undone, site, [(pair[0], pair[1]) for pair in pairs])


def _judged(site: Site, pair: tuple[str, str], judgement: str, reason: str) -> Response:
    view = site.view()
    first = _claim(pair[0], view)
    judge(site.archive, pair, "same" if judgement == "same" else "different", site.by, reason)
    return _shown(site, first, "same" if judgement == "same" else "different")


def _undone(site: Site, pairs: Sequence[tuple[str, str]]) -> Response:
    if not unjudge(site.archive, pairs, site.by):
        raise Failure(404, f"{site.by} made no such judgement: it may be undone already")
    return _shown(site, pairs[0][0], "undone")


def _shown(site: Site, claim: str, notice: str) -> Response:
    event = site.view().record.event_of.get(claim)
    where = f"/event/{event}" if event else "/judgements"
    return RedirectResponse(f"{where}?{urlencode({'notice': notice})}", status_code=303)


def _claim(named: str, view: View) -> str:
    """A claim of what is named: its event may have another id afterwards."""
    if named in view.events:
        return view.record.in_order(view.events[named].claims)[0].id
    if named not in view.record.event_of:
        raise Failure(404, f"{named}: there is no such event or claim")
    return named


def _together(made: Sequence[Link], view: View) -> list[list[Link]]:
    """Judgements of one person on the claims of one pair of events."""
    groups: dict[tuple[object, ...], list[Link]] = {}
    for link in made:
        events = sorted(view.record.event_of.get(side, side) for side in (link.left, link.right))
        groups.setdefault((link.by, link.judgement, *events), []).append(link)
    return list(groups.values())
