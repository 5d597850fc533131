"""``/actors`` and ``/actor/ID``: one party over all reports."""

from dataclasses import asdict, dataclass
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Request, Response

from istor.knowledge.naming import greek_name
from istor.knowledge.tables import offices, people
from istor.knowledge.titles import titles
from istor.model import Link, Party
from istor.storing import Archive
from istor.storing.links import PROGRAM
from istor.telling.describe import one_line
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import cards, tips
from istor.web.catalogue import Catalogue
from istor.web.catalogue.catalogue import Known
from istor.web.catalogue.choosing import resting_on
from istor.web.catalogue.columns import ACTS, KINDS, MEETS, Columns, Numbers
from istor.web.failures import Failure
from istor.web.filters import Asked, page_number
from istor.web.lists import leaf_of, leaf_of_numbers
from istor.web.pictures.labels import labelled
from istor.web.pictures.lanes import picture
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["actors"])
MOST_SPELLINGS = 12
MOST_OTHERS = 10
MOST_OFFERED = 200
"""Spellings and events on its word in the JSON of an actor."""
MOST_SAID = 20
"""Events on its word that the page of an actor lists; the timeline has them all."""


@dataclass(frozen=True)
class Taken:
    """Two names that were taken for one actor: by whom and why."""

    link: Link
    left: str
    right: str
    reasons: tuple[str, ...]


@router.get("/actors", summary="All parties, the busiest first, one page of them")
def actors(request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", page: str = "") -> Response:
    """Parties by how many claims name them; ``q`` is a code or a part of a name."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    wanted, number = q[:200].strip(), page_number(page)
    shown = leaf_of(lambda first, most: catalogue.actors(wanted, first, most), number)
    rows = [(actor, tongue.party(actor.party)) for actor in shown.items]
    data = shown.row([_brief(actor) for actor in shown.items])
    return answer(request, Page("actors.html.j2", data, {"rows": rows, "leaf": shown, "q": q}))


@router.get("/actor/{key}", summary="What a party did, what was done to it, what it said, and with whom")
def actor(request: Request, key: str, site: Annotated[Site, Depends(site_of)], page: str = "") -> Response:
    """The party of that id."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    found = catalogue.actor(key)
    if found is None:
        raise Failure(404, f"{key}: there is no such actor")
    columns = catalogue.columns
    places = columns.places_of(found.number)
    events, roles = columns.in_event[places], columns.in_role[places]
    did, met = (_types(columns, events[(roles & role) > 0]) for role in (ACTS, MEETS))
    said = resting_on(catalogue, catalogue.voice_of(found.party))
    shown = leaf_of_numbers(events, page_number(page))
    view = site.view(catalogue, shown.items)
    if wants_json(request):
        data = {
            **_brief(found),
            "spellings": dict(catalogue.spellings(found.number, MOST_OFFERED)),
            "did": dict(did),
            "met": dict(met),
            "said": catalogue.ids(said[:MOST_OFFERED]),
            "number_said": int(said.size),
            "events": shown.row([asdict(entry) for entry in view.entries.values()]),
        }
        return answer(request, Page("actor.html.j2", data))
    drawn = picture(columns, events, "type")
    context = {
        "actor": found,
        "name": tongue.party(found.party),
        "called": one_line(_called(found, catalogue, site.archive)),
        "joined": _joined(found, catalogue, site.archive, tongue),
        "offered": [(tongue.party(a.party), a.id) for a in catalogue.actors("", 0, MOST_OFFERED).items],
        "program": PROGRAM,
        "notice": request.query_params.get("notice", ""),
        "spellings": catalogue.spellings(found.number, MOST_SPELLINGS),
        "offices": _offices(found.party, tongue),
        "did": did,
        "met": met,
        "said": cards(site.view(catalogue, said[:MOST_SAID]), tongue),
        "more_said": max(0, int(said.size) - MOST_SAID),
        "others": [(tongue.party(other.party), count) for other, count in _others(found, events, catalogue)],
        "leaf": shown,
        "cards": cards(view, tongue),
        "asked": Asked(actor=str(found.party)),
        "picture": drawn,
        "lanes": labelled(drawn, "type", catalogue, tongue) if drawn else [],
        "tips": tips(catalogue.heads(drawn.marked), tongue) if drawn else {},
    }
    return answer(request, Page("actor.html.j2", None, context))


def _brief(actor: Known) -> dict[str, Any]:
    party = actor.party
    return {
        "id": actor.id,
        "code": party.code,
        "name": one_line(party.name),
        "name_el": greek_name(party.code, party.name),
        "claims": actor.claims,
        "number_of_events": actor.events,
    }


def _types(columns: Columns, events: Numbers) -> list[tuple[str, int]]:
    """The types of events, those met most first, of equals the one met first."""
    kinds, first, counts = np.unique(columns.kind[events], return_index=True, return_counts=True)
    return [(KINDS[kinds[n]], int(counts[n])) for n in np.lexsort((first, -counts))]


def _joined(actor: Known, catalogue: Catalogue, archive: Archive, tongue: Tongue) -> list[Taken]:
    """Why names were taken for this one actor, two at a time."""
    names = catalogue.names_joined(actor.id)
    links = (link for link in archive.links_of("actor", names) if {link.left, link.right} <= names.keys())
    return [
        Taken(link, tongue.called(names[link.left]), tongue.called(names[link.right]),
              tuple(map(tongue.reason, link.reasons)))
        for link in links if link.judgement == "same"
    ]  # fmt: skip


def _called(actor: Known, catalogue: Catalogue, archive: Archive) -> str:
    """What a person calls the actor; the name may hang on one of those that were joined in it."""
    anchors = [actor.id, *catalogue.names_joined(actor.id)]
    names = archive.names_of(anchors)
    return next((names["actor", anchor] for anchor in anchors if names.get(("actor", anchor))), "")


def _offices(party: Party, tongue: Tongue) -> list[tuple[str, str, str]]:
    """Offices that the tables know the person to have held: the office, and the first and last year."""
    person = next((p for p in people() if p.code == party.code and p.name == party.name), None)
    if person is None or not party.name:
        return []
    found = []
    for term in (office for office in offices() if office.person == person.id):
        title = titles().offices.get(term.office)
        words = (title.words[0] if tongue.lang == "el" else title.name) if title else term.office.replace("-", " ")
        of = "" if term.code == party.code else tongue.state(term.code)
        first = "" if term.first.year <= 1 else str(term.first.year)
        last = "" if term.last.year >= 9999 else str(term.last.year)
        found.append((f"{words}, {of}" if of else words, first, last))
    return found


def _others(actor: Known, events: Numbers, catalogue: Catalogue) -> list[tuple[Known, int]]:
    """The parties of most of its events, and of how many."""
    columns = catalogue.columns
    counts = np.bincount(columns.in_actor[columns.actors_in(events)], minlength=actor.number + 1)
    counts[actor.number] = 0
    busiest = [int(n) for n in np.argsort(-counts, kind="stable")[:MOST_OTHERS] if counts[n]]
    known = catalogue.actors_of(busiest)
    return [(known[n], int(counts[n])) for n in busiest]
