"""``/stories`` and ``/story/ID``: events that belong together, and one such thread from beginning to end."""

from collections import Counter
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.linking.actors import actor_id
from istor.linking.stories import Story
from istor.model import When
from istor.storing.filters import fold
from istor.telling.describe import one_line
from istor.telling.stories import story_row
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import cards, report_title, story_name, tips
from istor.web.failures import Failure
from istor.web.filters import Asked, page_number
from istor.web.lists import leaf
from istor.web.pictures.axis import axis
from istor.web.pictures.lanes import lanes
from istor.web.pictures.spans import row, shared_axis
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["stories"])
SIZE = 30
MOST_PARTIES = 12


@router.get("/stories", summary="Events that belong together, one page of them")
def stories(request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", page: str = "") -> Response:
    """Stories, those told by most reports first; ``q`` is a part of the name."""
    view, tongue = site.view(), tongue_of(request)
    wanted = fold(q[:200])
    found = [s for s in view.stories.values() if not wanted or wanted in fold(story_name(s, view, tongue))]
    shown = leaf(found, page_number(page), SIZE)
    where = shared_axis(shown.items)
    rows = [
        (
            story,
            story_name(story, view, tongue),
            _days(story, tongue),
            row(story, view.events, where) if where else None,
        )
        for story in shown.items
    ]
    data = shown.row([asdict(story_row(story, view.record)) for story in shown.items])
    return answer(request, Page("stories.html.j2", data, {"rows": rows, "leaf": shown, "q": q, "axis": where}))


@router.get("/story/{story_id}", summary="One story: its events, its parties and its reports")
def story(request: Request, story_id: str, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """The story of that id."""
    view, tongue = site.view(), tongue_of(request)
    found = view.stories.get(story_id)
    if found is None:
        raise Failure(404, f"{story_id}: there is no such story; a report that was added may have joined two")
    held = set(found.events)
    events = [event for event in view.record.events if event.id in held]
    shown = leaf(events, page_number(page))
    where = axis([event.when for event in events if event.when], None, None)
    drawn = lanes(events, view.entries, "type", where) if where else []
    parties = Counter(key for event in events for key in map(actor_id, (*event.actors, *event.recipients)))
    context = {
        "story": found,
        "name": story_name(found, view, tongue),
        "called": one_line(view.record.name_of(found)),
        "days": _days(found, tongue),
        "asked": Asked(story=found.id),
        "axis": where,
        "lanes": [(lane, (tongue.term("type", lane.key), lane.key)) for lane in drawn],
        "tips": tips(events, tongue),
        "leaf": shown,
        "cards": cards(shown.items, view, tongue),
        "events": events,
        "parties": [(tongue.party(view.actors[key].party), n) for key, n in parties.most_common(MOST_PARTIES)],
        "reports": [
            (each, report_title(each), tongue.when(each.published) if each.published else "")
            for each in view.reports.values()
            if each.id in found.reports
        ],
        "firm": sum(len(event.voices) > 1 for event in events),
        "notice": request.query_params.get("notice", ""),
    }
    return answer(request, Page("story.html.j2", asdict(story_row(found, view.record)), context))


def _days(story: Story, tongue: Tongue) -> str:
    return tongue.when(When.between(story.first, story.last, "stated")) if story.first or story.last else ""
