"""``/actors`` and ``/actor/ID``: one party over all reports."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from istor.knowledge.naming import greek_name
from istor.knowledge.tables import offices, people
from istor.knowledge.titles import titles
from istor.linking.actors import actor_id
from istor.model import Actor, Event, Voice
from istor.storing.filters import fold
from istor.telling.actors import fits
from istor.telling.describe import one_line
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import cards, tips
from istor.web.current import View
from istor.web.failures import Failure
from istor.web.filters import Asked, page_number
from istor.web.lists import leaf
from istor.web.pictures.axis import axis
from istor.web.pictures.lanes import lanes
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["actors"])
MOST_SPELLINGS = 12
MOST_OTHERS = 10


@router.get("/actors", summary="All parties, the busiest first, one page of them")
def actors(request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", page: str = "") -> Response:
    """Parties by how many claims name them; ``q`` is a code or a part of a name."""
    view, tongue = site.view(), tongue_of(request)
    wanted = q[:200].strip()
    found = [actor for actor in view.actors.values() if not wanted or _is_called(actor, wanted, tongue)]
    shown = leaf(found, page_number(page))
    rows = [(actor, tongue.party(actor.party), len(view.events_of_actor.get(actor.id, ()))) for actor in shown.items]
    data = shown.row([_brief(actor, view) for actor in shown.items])
    return answer(request, Page("actors.html.j2", data, {"rows": rows, "leaf": shown, "q": q}))


@router.get("/actor/{key}", summary="What a party did, what was done to it, what it said, and with whom")
def actor(request: Request, key: str, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """The party of that id."""
    view, tongue = site.view(), tongue_of(request)
    if key not in view.actors:
        raise Failure(404, f"{key}: there is no such actor")
    found = view.actors[key]
    events = view.events_of_actor.get(key, [])
    did = [event for event in events if key in map(actor_id, event.actors)]
    met = [event for event in events if key in map(actor_id, event.recipients)]
    said = _said(found, view)
    shown = leaf(events, page_number(page))
    where = axis([event.when for event in events if event.when], None, None)
    drawn = lanes(events, view.entries, "type", where) if where else []
    context = {
        "actor": found,
        "name": tongue.party(found.party),
        "called": one_line(view.record.name_of(found)),
        "joined": [tongue.reason("; ".join(link.reasons)) for link in view.record.links_of(found.id)],
        "notice": request.query_params.get("notice", ""),
        "spellings": _spellings(found, view).most_common(MOST_SPELLINGS),
        "offices": _offices(found, tongue),
        "did": _types(did),
        "met": _types(met),
        "said": cards(said, view, tongue),
        "others": [(tongue.party(view.actors[other].party), count) for other, count in _others(key, events, view)],
        "events": events,
        "leaf": shown,
        "cards": cards(shown.items, view, tongue),
        "asked": Asked(actor=str(found.party)),
        "axis": where,
        "lanes": [(lane, (tongue.term("type", lane.key), lane.key)) for lane in drawn],
        "tips": tips(events, tongue),
    }
    data = {
        **_brief(found, view),
        "spellings": dict(_spellings(found, view)),
        "did": dict(_types(did)),
        "met": dict(_types(met)),
        "said": [event.id for event in said],
        "events": shown.row([asdict(view.entries[event.id]) for event in shown.items]),
    }
    return answer(request, Page("actor.html.j2", data, context))


def _is_called(actor: Actor, wanted: str, tongue: Tongue) -> bool:
    return fits(actor.party, wanted) or fold(wanted) in fold(tongue.party(actor.party).text)


def _brief(actor: Actor, view: View) -> dict[str, Any]:
    party = actor.party
    return {
        "id": actor.id,
        "code": party.code,
        "name": one_line(party.name),
        "name_el": greek_name(party.code, party.name),
        "claims": len(actor.claims),
        "number_of_events": len(view.events_of_actor.get(actor.id, ())),
    }


def _types(events: Iterable[Event]) -> list[tuple[str, int]]:
    return Counter(event.type for event in events).most_common()


def _spellings(actor: Actor, view: View) -> Counter[str]:
    """The words by which reports name the party, and how often."""
    return Counter(
        one_line(party.span.of(view.reports[claim.report].text))
        for claim in (view.claims[each] for each in actor.claims)
        for party in claim.parties
        if party.span and actor_id(party) == actor.id
    )


def _offices(actor: Actor, tongue: Tongue) -> list[tuple[str, str, str]]:
    """Offices that the tables know the person to have held: the office, and the first and last year."""
    person = next((p for p in people() if p.code == actor.party.code and p.name == actor.party.name), None)
    if person is None or not actor.party.name:
        return []
    found = []
    for term in (office for office in offices() if office.person == person.id):
        title = titles().offices.get(term.office)
        words = (title.words[0] if tongue.lang == "el" else title.name) if title else term.office.replace("-", " ")
        of = "" if term.code == actor.party.code else tongue.state(term.code)
        first = "" if term.first.year <= 1 else str(term.first.year)
        last = "" if term.last.year >= 9999 else str(term.last.year)
        found.append((f"{words}, {of}" if of else words, first, last))
    return found


def _said(actor: Actor, view: View) -> list[Event]:
    """The events that rest on the party's word."""
    told = {view.record.event_of[claim.id] for claim in view.record.claims if _is_voice(actor, claim.voices)}
    return [event for event in view.record.events if event.id in told]


def _is_voice(actor: Actor, voices: Iterable[Voice]) -> bool:
    party = actor.party
    return any(v.code == party.code and v.name == (party.name or party.code) for v in voices)


def _others(key: str, events: Iterable[Event], view: View) -> list[tuple[str, int]]:
    beside = Counter(
        other
        for event in events
        for other in dict.fromkeys(map(actor_id, (*event.actors, *event.recipients)))
        if other != key and other in view.actors
    )
    return beside.most_common(MOST_OTHERS)
