"""``/stories`` and ``/story/ID``: events that belong together, and one such thread from beginning to end."""

from dataclasses import asdict
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Request, Response

from istor.linking.stories import Story
from istor.model import When
from istor.telling.conflicts import headline
from istor.telling.dates import date_words
from istor.telling.describe import one_line
from istor.telling.stories import Part, Told
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import cards, report_title, tips
from istor.web.catalogue import Catalogue
from istor.web.catalogue.columns import Numbers
from istor.web.catalogue.documents import STORIES, Tale
from istor.web.failures import Failure
from istor.web.filters import Asked, page_number
from istor.web.lists import leaf_of, leaf_of_numbers
from istor.web.pictures.labels import labelled
from istor.web.pictures.lanes import picture
from istor.web.pictures.spans import row, shared_axis
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue
from istor.web.view import reports_of

router = APIRouter(tags=["stories"])
SIZE = 30
MOST_PARTIES = 12
MOST_REPORTS = 200
"""Reports of a story that its page names, and that its JSON does."""
MOST_EVENTS = 1000
"""Events of a story in its JSON."""


@router.get("/stories", summary="Events that belong together, one page of them")
def stories(request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", page: str = "") -> Response:
    """Stories, those told by most reports first; ``q`` is a part of the name."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    number, wanted = page_number(page), q[:200].strip()
    shown = leaf_of(lambda first, most: catalogue.listed("stories", STORIES, first, most, wanted), number, SIZE)
    if wants_json(request):
        rows = [_row(tale, _events(catalogue, tale), catalogue, site) for tale in shown.items]
        return answer(request, Page("stories.html.j2", shown.row(rows)))
    where = shared_axis([tale.story for tale in shown.items])
    drawn = [
        (
            tale.story,
            tongue.story(tale.story, tale.called),
            _days(tale.story, tongue),
            row(tale.story, _events(catalogue, tale), catalogue.columns, where) if where else None,
        )
        for tale in shown.items
    ]
    context = {"rows": drawn, "leaf": shown, "q": q, "axis": where, "is_large": catalogue.is_large}
    return answer(request, Page("stories.html.j2", None, context))


@router.get("/story/{story_id}", summary="One story: its events, its parties and its reports")
def story(request: Request, story_id: str, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """The story of that id."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    found = catalogue.item("stories", STORIES, story_id)
    if found is None:
        raise Failure(404, f"{story_id}: there is no such story; a report that was added may have joined two")
    tale, columns = found[1], catalogue.columns
    events = _events(catalogue, tale)
    if wants_json(request):
        return answer(request, Page("story.html.j2", _row(tale, events, catalogue, site)))
    shown = leaf_of_numbers(events, page_number(page))
    drawn = picture(columns, events, "type")
    parties = np.bincount(columns.in_actor[columns.actors_in(events)])
    busiest = [int(n) for n in np.argsort(-parties, kind="stable")[:MOST_PARTIES] if parties[n]]
    actors = catalogue.actors_of(busiest)
    context = {
        "story": tale.story,
        "name": tongue.story(tale.story, tale.called),
        "called": one_line(tale.called),
        "days": _days(tale.story, tongue),
        "asked": Asked(story=tale.story.id),
        "picture": drawn,
        "lanes": labelled(drawn, "type", catalogue, tongue) if drawn else [],
        "tips": tips(catalogue.heads(drawn.marked), tongue) if drawn else {},
        "leaf": shown,
        "cards": cards(site.view(catalogue, shown.items), tongue),
        "parties": [(tongue.party(actors[key].party), int(parties[key])) for key in busiest],
        "reports": [
            (each, report_title(each), tongue.when(each.published) if each.published else "")
            for each in _reports(tale, catalogue, site)
        ],
        "unnamed": max(0, len(tale.story.reports) - MOST_REPORTS),
        "firm": int((columns.voices[events] > 1).sum()),
        "notice": request.query_params.get("notice", ""),
    }
    return answer(request, Page("story.html.j2", None, context))


def _events(catalogue: Catalogue, tale: Tale) -> Numbers:
    """The numbers of the events of a story, in order of time."""
    found = catalogue.item("stories", STORIES, tale.story.id)
    return np.flatnonzero(catalogue.columns.story == (found[0] if found else -2)).astype(np.int32)


def _reports(tale: Tale, catalogue: Catalogue, site: Site) -> list[Any]:
    """The first reports of a story, in order of publication."""
    known = sorted(catalogue.kin(tale.story.reports).values(), key=lambda kin: kin.number)[:MOST_REPORTS]
    held = reports_of(site.archive, [kin.id for kin in known])
    return [held[kin.id] for kin in known]


def _row(tale: Tale, events: Numbers, catalogue: Catalogue, site: Site) -> dict[str, Any]:
    """The story as JSON, with as many of its events and reports as a page can hold."""
    story, heads = tale.story, catalogue.heads(events[:MOST_EVENTS])
    told = Told(
        id=story.id,
        name=one_line(tale.called or story.name),
        first=story.first.isoformat() if story.first else "",
        last=story.last.isoformat() if story.last else "",
        reports=tuple(sorted(report.name for report in _reports(tale, catalogue, site))),
        events=tuple(Part(e.id, date_words(e.when), headline(e)) for _, e in sorted(heads.items())),
    )
    return {**asdict(told), "number_of_events": int(events.size), "number_of_reports": len(story.reports)}


def _days(story: Story, tongue: Tongue) -> str:
    return tongue.when(When.between(story.first, story.last, "stated")) if story.first or story.last else ""
