"""What a person says of the record (same, different, a name, a report's day), undoing it, and the list of it all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from istor.linking.actors import actor_id
from istor.linking.corrections import FIELDS, NOBODY, corrected, values_of
from istor.model import Link, Party, When
from istor.model.link import Judgement
from istor.scaling import saying
from istor.storing import Act, Archive
from istor.telling.days import first_day, last_day
from istor.telling.describe import one_line
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import cards, report_title
from istor.web.catalogue import Catalogue
from istor.web.catalogue.catalogue import Known
from istor.web.catalogue.documents import STORIES
from istor.web.failures import Failure
from istor.web.filters import page_number
from istor.web.lists import Some, leaf_of
from istor.web.sayings import said_in
from istor.web.security import FIELD, check_form
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["judgements"])
LONGEST_REASON = 500
LONGEST_NAME = 120
LONGEST_SIDE = 500
MOST_PAIRS = 2000
MOST_STANDING = 2000
"""Judgements of pairs of claims that the page puts together."""


@router.get("/judgements", summary="What people said of claims: one event, or two")
def judgements(request: Request, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """Judgements by who made them, those on two events together; and every act of a person, the last first."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    number = page_number(page)
    made = site.archive.judged("event")[:MOST_STANDING]
    numbers = catalogue.numbers_of([side for link in made for side in (link.left, link.right)])
    groups = [group for group in _together(made, numbers) if {group[0].left, group[0].right} <= numbers.keys()]
    sides = [[numbers[side] for side in (group[0].left, group[0].right)] for group in groups]
    shown = sorted({each for pair in sides for each in pair})
    card_of = dict(zip(shown, cards(site.view(catalogue, shown), tongue), strict=True))
    acts = leaf_of(lambda first, most: _acts(site, first, most), number)
    data = {"items": [_row(link) for link in made], "acts": acts.row([asdict(act) for act in acts.items]),
            "linked": site.unlinked(catalogue).row()}
    context = {
        "groups": [(group, [card_of[each] for each in pair]) for group, pair in zip(groups, sides, strict=True)],
        "by": site.by,
        "leaf": acts,
        "acts": [(act, tongue.moment(act.at), list(_subjects(act, site, catalogue, tongue))) for act in acts.items],
    }
    return answer(request, Page("judgements.html.j2", data, context))


def _acts(site: Site, first: int, most: int) -> Some[Act]:
    total, acts = site.archive.acts_back(first, most)
    return Some(acts, total)


def _subjects(act: Act, site: Site, catalogue: Catalogue, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """What an act was about, in words, with the page of each where it still has one."""
    for named in act.subject:
        number = catalogue.number_of(named)
        tale, actor = catalogue.item("stories", STORIES, named), catalogue.actor(named)
        if number is not None:
            event = catalogue.heads([number])[number]
            yield f"{tongue.term('type', event.type)}: {tongue.sides(event)}", f"/event/{event.id}"
        elif tale:
            yield tongue.story(tale[1].story, tale[1].called), f"/story/{named}"
        elif actor:
            yield tongue.party(actor.party).text, f"/actor/{named}"
        elif act.act == "date" and (report := site.archive.report_named(named)):
            (found,) = site.archive.reports_of([report])
            yield report_title(found), f"/report/{report}"
        else:
            yield said_in(tongue, named) if act.act == "correct" else one_line(named), ""


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


@router.post("/rename", include_in_schema=False)
async def name(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Keep what a person calls an event, a story or an actor; an empty name takes the name away."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        named, called = (str(form.get(part, "")).strip() for part in ("named", "name"))
    if len(called) > LONGEST_NAME:
        raise Failure(400, f"a name of more than {LONGEST_NAME} characters is none: give a shorter one")
    await run_in_threadpool(_renamed, site, named, called)
    kind = named.partition("-")[0]
    return _to(f"/{kind}/{named}" if kind in ("story", "actor") else f"/event/{named}", "named")


@router.post("/actor/merge", include_in_schema=False)
async def merge_actors(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Keep that two actors are one; the other one is named as a page calls it, by its code, or by its id."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        actor, other, reason = (str(form.get(part, "")).strip() for part in ("actor", "other", "reason"))
    return await run_in_threadpool(_merged, site, actor, other[:LONGEST_SIDE], reason, tongue_of(request))


@router.post("/actor/split", include_in_schema=False)
async def split_actors(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Keep that two names that were taken for one actor are two."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        left, right, reason = (str(form.get(part, "")).strip() for part in ("left", "right", "reason"))
    return await run_in_threadpool(_parted, site, (left, right), reason[:LONGEST_REASON])


def _renamed(site: Site, named: str, called: str) -> None:
    site.act(saying.say_name, _anchor(named, site.catalogue()), named, called, site.by)


def _anchor(named: str, catalogue: Catalogue) -> tuple[str, str]:
    """Of an event, claim, story or actor by its id: what its name hangs on (``Record.anchor``)."""
    tale, number = catalogue.item("stories", STORIES, named), catalogue.number_of(named)
    if catalogue.actor(named):
        return "actor", named
    if tale:
        return "story", tale[1].story.reports[0]
    if number is None:
        raise Failure(400, f"{named}: there is no such event, story or actor")
    return "event", min(claim.id for claim in catalogue.events([number])[0].claims)


def _merged(site: Site, actor: str, other: str, reason: str, tongue: Tongue) -> Response:
    catalogue = site.catalogue()
    left, right = catalogue.actor_of(actor), _actor_named(other, catalogue, tongue)
    if left is None or right is None:
        raise Failure(404, f"{one_line(actor if left is None else other)}: there is no such actor")
    site.act(saying.say_actors, (left.id, right.id), "same", site.by, reason[:LONGEST_REASON])
    return _of_actor(site, left.id, right.id, "merged")


def _actor_named(named: str, catalogue: Catalogue, tongue: Tongue) -> Known | None:
    """The actor of that id, or the busiest one that pages or claims call so."""
    found = catalogue.actor_of(named)
    if found is None:
        party = catalogue.actor_called(named, tongue.lang)
        code, _, name = named.partition(":")
        found = catalogue.actor(actor_id(party or Party(code, name)))
    return found


def _parted(site: Site, pair: tuple[str, str], reason: str) -> Response:
    if pair[1] not in site.catalogue().names_joined(pair[0]):
        raise Failure(404, "the two names are not taken for one actor")
    site.act(saying.say_actors, pair, "different", site.by, reason)
    return _of_actor(site, *pair, "parted")


def _of_actor(site: Site, left: str, right: str, notice: str) -> Response:
    """The page of the one actor or the first of two."""
    catalogue = site.catalogue()
    found = catalogue.actor_of(left) or catalogue.actor_of(right)
    return _to(f"/actor/{found.id}" if found else "/judgements", notice)


@router.post("/claim/{claim_id}/correct", include_in_schema=False)
async def correct_claim(request: Request, claim_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Keep what a person says is wrong in a claim; then show the event that it tells of now."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        given = {field: str(form[field]).strip()[:LONGEST_SIDE] for field in FIELDS if field in form}
        reason = str(form.get("reason", ""))[:LONGEST_REASON]
    return await run_in_threadpool(_corrected, site, claim_id, given, tongue_of(request), reason)


def _corrected(site: Site, claim_id: str, given: Mapping[str, str], tongue: Tongue, reason: str) -> Response:
    said = _changed(given, claim_id, site, tongue)
    site.act(saying.say_correct, claim_id, said, site.by, reason)
    return _to("/judgements", "corrected") if "event" in said else _shown(site, claim_id, "corrected")


def _changed(given: Mapping[str, str], claim_id: str, site: Site, tongue: Tongue) -> dict[str, str]:
    """What of the form differs from the claim as persons have it now, with the parties as claims name them."""
    catalogue = site.catalogue()
    claim = next(iter(corrected(catalogue.claims([claim_id]), site.archive.names_of([claim_id]))), None)
    if claim is None:
        raise Failure(404, f"{claim_id}: there is no such claim; it may be corrected to be no event already")
    said = dict(given)
    for side in ("actors", "recipients"):
        if side in said:
            parts = (part.strip() for part in said[side].split(","))
            named = (str(catalogue.actor_called(part, tongue.lang) or part) for part in parts if part)
            said[side] = ", ".join(named) or NOBODY
    now = values_of(claim)
    return {field: value for field, value in said.items() if value and value != (now.get(field) or NOBODY)}


@router.post("/report/{report_id}/date", include_in_schema=False)
async def date_report(request: Request, report_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Keep what a person says of the day on which a report came out."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        first, last, reason = (str(form.get(part, "")).strip() for part in ("first", "last", "reason"))
    report = next(iter(site.archive.reports_of([report_id])), None)
    if report is None:
        raise Failure(404, f"{report_id}: there is no such report")
    begin, end = first_day(first or None), last_day(last or first or None)
    if begin is None or (end and begin > end):
        raise Failure(400, "give the day, or the first and the last day, on which the report may have come out")
    when = When.between(begin, end, "stated")
    await run_in_threadpool(site.act, saying.say_date, report, when, site.by, reason[:LONGEST_REASON])
    return _to(f"/report/{report_id}", "dated")


@router.post("/judgements/undo-act", include_in_schema=False)
async def undo_act(request: Request, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Take back one act of one's own."""
    async with request.form(max_files=0, max_fields=20) as form:
        check_form(request, site.secret, form.get(FIELD, ""))
        number = str(form.get("act", ""))
    act = site.archive.find_act(int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    if act is None:
        raise Failure(404, f"there is no act {number[:20]}")
    if act.by != site.by:
        raise Failure(403, f"act {act.id} is not yours: {act.by} did it")
    await run_in_threadpool(site.act, Archive.undo, act.id, site.by)
    return _to("/judgements", "undone")


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
    said: Judgement = "same" if judgement == "same" else "different"
    first, _ = site.act(saying.say_judged, _Known(site, site.catalogue()), pair, said, site.by, reason)
    return _shown(site, first, said)


def _undone(site: Site, pairs: Sequence[tuple[str, str]]) -> Response:
    if not site.act(saying.say_unjudged, pairs, site.by):
        raise Failure(404, f"{site.by} made no such judgement: it may be undone already")
    return _shown(site, pairs[0][0], "undone")


def _shown(site: Site, claim: str, notice: str) -> Response:
    """The event that the claim tells of; by the claim's id while it is not linked yet, since the event's may change."""
    catalogue = site.catalogue(patience=0)
    event = catalogue.event_id(claim)
    named = claim if site.unlinked(catalogue).is_behind else event
    return _to(f"/event/{named}" if event else "/judgements", notice)


def _to(where: str, notice: str) -> Response:
    """The page of that path; what stands in it came from a form, and must not lead elsewhere."""
    return RedirectResponse(f"{quote(where)}?{urlencode({'notice': notice})}", status_code=303)


@dataclass(frozen=True)
class _Known:
    """The claims of events as pages show them."""

    site: Site
    catalogue: Catalogue

    def claims_of(self, named: str) -> list[str]:
        number = self.catalogue.number_of(named)
        if number is None:
            raise Failure(404, f"{named}: there is no such event or claim")
        view = self.site.view(self.catalogue, [number])
        held = [claim.id for claim in view.record.in_order(view.events[0].claims)]
        return [named] if named in held else held

    def event_id(self, claim: str) -> str | None:
        return self.catalogue.event_id(claim)


def _together(made: Sequence[Link], numbers: Mapping[str, int]) -> list[list[Link]]:
    """Judgements of one person on the claims of one pair of events."""
    groups: dict[tuple[object, ...], list[Link]] = {}
    for link in made:
        events = sorted(numbers.get(side, -1) for side in (link.left, link.right))
        groups.setdefault((link.by, link.judgement, *events), []).append(link)
    return list(groups.values())
