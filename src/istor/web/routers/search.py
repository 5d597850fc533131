"""``/search``: reports by their words and their meaning, with what they have in common beside them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from istor.annotating.meaning import vector_of
from istor.errors import InputError
from istor.model.plover import TYPES
from istor.storing.search import Found, Hit, Question, SearchFilter
from istor.telling.days import first_day, last_day
from istor.telling.describe import one_line, visible
from istor.telling.hits import found_row
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import report_title
from istor.web.failures import Failure
from istor.web.filters import LONGEST, filled, page_number
from istor.web.lists import Leaf
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["search"])
SIZE = 20
MOST_RANKED = 500
"""Reports that a search puts in order; there is no page after these."""


@dataclass(frozen=True)
class Sought:
    """A search as the address has it, unchecked; empty where nothing is asked."""

    q: str = ""
    actor: str = ""
    type: str = ""
    place: str = ""
    outlet: str = ""
    first: str = ""
    last: str = ""

    def wanted(self) -> SearchFilter:
        """What a report must meet; ``InputError`` says what is wrong with the first part that is."""
        if any(len(part) > LONGEST for part in asdict(self).values()):
            raise InputError(f"a part of the search is longer than {LONGEST} characters")
        if self.type and self.type.upper() not in TYPES:
            raise InputError(f"{self.type}: no such type; there are {', '.join(TYPES)}")
        first, last = first_day(self.first or None), last_day(self.last or None)
        if first and last and first > last:
            raise InputError(f"{self.first} lies after {self.last}: exchange them")
        return SearchFilter(self.actor or None, self.type.upper() or None, self.place or None, first, last,
                            self.outlet or None)

    def query(self, **changes: Any) -> str:
        """The same as the end of an address, with ``changes``."""
        return filled({**asdict(self), **changes})

    def narrowed(self, facet: str, value: str) -> str:
        """The end of the address that narrows to that value of a facet."""
        return self.query(first=value, last=value) if facet == "year" else self.query(**{facet: value})

    def widened(self, facet: str) -> str:
        """The end of the address without what ``facet`` narrows to."""
        return self.query(first="", last="") if facet == "year" else self.query(**{facet: ""})

    def narrows(self, facet: str) -> str:
        """What the facet is narrowed to; empty where it is not."""
        if facet == "year":
            return self.first if self.first == self.last else ""
        return str(getattr(self, facet))


def sought(
    q: Annotated[str, Query(description='Words in any form, "phrases", beginnings*, OR, NOT, brackets.')] = "",
    actor: Annotated[str, Query(description="A party that the report claims something of.")] = "",
    type: Annotated[str, Query(description="A PLOVER type (CONSULT) that the report claims.")] = "",
    place: Annotated[str, Query(description="Where the report claims something to have happened.")] = "",
    outlet: Annotated[str, Query(description="A part of the name of who printed it.")] = "",
    first: Annotated[str, Query(alias="from", description="Published not before this year, month or day.")] = "",
    last: Annotated[str, Query(alias="to", description="Published not after this year, month or day.")] = "",
) -> Sought:
    """The search of a request."""
    return Sought(*(value.strip() for value in (q, actor, type, place, outlet, first, last)))


@router.get("/search", summary="Reports that hold words, or mean the same, with their best stretch and facets")
def search(
    request: Request, site: Annotated[Site, Depends(site_of)], sought: Annotated[Sought, Depends(sought)],
    page: str = "",
) -> Response:
    """Reports, the best first; ``highlights`` are the words found, in code points of the report's text."""
    tongue, number, problem = tongue_of(request), 1, ""
    found = Found(0, ())
    try:
        wanted, number = sought.wanted(), page_number(page)
        if sought.q:
            found = _found(site, sought.q, wanted, number)
        if number > 1 and not found.hits:
            raise Failure(404, f"there is no page {number} of this search")
    except InputError as error:
        if wants_json(request):
            raise
        problem = str(error)
    shown = _leaf(found, number)
    hits = [(hit, report_title(hit.report), _when(hit, tongue), list(_pieces(hit))) for hit in found.hits]
    context = {
        "sought": sought,
        "problem": problem,
        "found": found,
        "leaf": shown,
        "hits": hits,
        "facets": [(name, list(_facet(name, counts, sought, tongue))) for name, counts in found.facets.items()],
    }
    said = found_row(found)
    data = {**shown.row(said["hits"]), **{name: said[name] for name in ("more", "any_word", "facets")}}
    return answer(request, Page("search.html.j2", data, context, 400 if problem else 200))


def _found(site: Site, words: str, wanted: SearchFilter, number: int) -> Found:
    meaning = vector_of(words) if site.archive.has_vectors() else None
    return site.archive.search(Question(words, wanted, meaning, SIZE, (number - 1) * SIZE, with_facets=True))


def _leaf(found: Found, number: int) -> Leaf[Hit]:
    """The page of hits; those found by meaning alone follow the counted ones, so a full page has another after it."""
    seen = (number - 1) * SIZE + len(found.hits)
    reached = max(seen, min(found.total, MOST_RANKED))
    is_last = len(found.hits) < SIZE
    pages = number if is_last else max(number + (seen >= reached), -(-reached // SIZE))
    return Leaf(found.hits, found.total, number, max(1, pages), (number - 1) * SIZE + 1)


def _when(hit: Hit, tongue: Tongue) -> str:
    return tongue.when(hit.report.published) if hit.report.published else ""


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The stretch of the report in pieces, and whether each was asked for."""
    text, at, span = hit.report.text, hit.snippet.span.start, hit.snippet.span
    for place in hit.snippet.highlights:
        yield visible(text[at : place.start]), False
        yield visible(place.of(text)), True
        at = place.end
    yield visible(text[at : span.end]), False


def _facet(name: str, counts: Any, sought: Sought, tongue: Tongue) -> Iterator[tuple[str, str, int, str]]:
    """Each value of a facet in words, by which it narrows, how many reports have it, and where that leads."""
    for value, count in counts.items():
        words = tongue.term("type", value) if name == "type" else tongue.place(value) if name == "place" else value
        if name == "actor":
            words = tongue.called(value)
        yield one_line(words), value, count, sought.narrowed(name, value)
