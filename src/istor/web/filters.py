"""What an address asks for: filters to the timeline's own, and back to addresses, so that every view can be linked."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, cast, get_args
from urllib.parse import urlencode

from fastapi import Query

from istor.errors import InputError
from istor.model.claim import Status
from istor.model.plover import QUADS
from istor.telling import TimelineFilter

LONGEST = 200
MOST_PAGES = 1_000_000
LANES = ("type", "quad", "actor", "story")
STATUSES: tuple[str, ...] = get_args(Status)
_KEYS = {"first": "from", "last": "to"}


def slug(quad: str) -> str:
    """A class of types as addresses and style sheets name it."""
    return quad.replace(" ", "-")


QUAD_OF_SLUG = {slug(quad): quad for quad in QUADS}


@dataclass(frozen=True)
class Asked:
    """Filters as the address has them, unchecked; empty where nothing is asked."""

    actor: str = ""
    type: str = ""
    first: str = ""
    last: str = ""
    source: str = ""
    status: str = ""
    place: str = ""
    voices: str = ""
    story: str = ""
    lanes: str = ""

    def wanted(self) -> TimelineFilter:
        """The timeline's filter; ``InputError`` says what is wrong with the first part that is."""
        for field in fields(self):
            if len(getattr(self, field.name)) > LONGEST:
                raise InputError(f"{_key(field.name)}: longer than {LONGEST} characters")
        quad = QUAD_OF_SLUG.get(self.type)
        given = (self.actor, "" if quad else self.type, self.first, self.last, self.source)
        return replace(
            TimelineFilter.of(*(value or None for value in given)),
            quad=quad,
            status=cast("Status | None", _one_of("status", self.status, STATUSES)),
            place=self.place or None,
            voices=_count("voices", self.voices),
            story=self.story or None,
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked of events."""
        return replace(self, lanes="") == Asked()

    def query(self, **changes: Any) -> str:
        """The same as the end of an address, ``?key=value&…``, with ``changes``; what is empty is left out.

        ``changes`` may also name what is no filter, such as the page of a list.
        """
        parts: Mapping[str, Any] = {**vars(self), **changes}
        return filled(parts)


def filled(parts: Mapping[str, Any]) -> str:
    """The end of an address, ``?key=value&…``, of those parts that are not empty."""
    shown = {_key(name): value for name, value in parts.items() if value not in ("", None)}
    return f"?{urlencode(shown)}" if shown else "?"


def asked(  # noqa: PLR0913, PLR0917 - the parameters of an address are parameters of a function
    actor: Annotated[str, Query(description="A party: a code (RUS), CODE:Name, or a part of a name.")] = "",
    type: Annotated[str, Query(description="A PLOVER type (CONSULT) or a class of types (verbal-conflict).")] = "",
    first: Annotated[str, Query(alias="from", description="Not before this year, month or day.")] = "",
    last: Annotated[str, Query(alias="to", description="Not after this year, month or day.")] = "",
    source: Annotated[str, Query(description="On whose word, named as a party is.")] = "",
    status: Annotated[str, Query(description=", ".join(STATUSES))] = "",
    place: Annotated[str, Query(description="A part of a place's name.")] = "",
    voices: Annotated[str, Query(description="At least so many independent voices.")] = "",
    story: Annotated[str, Query(description="The id of a story.")] = "",
    lanes: Annotated[str, Query(description="Lanes of the picture: type, quad, actor or story.")] = "",
) -> Asked:
    """The filters of a request."""
    given = (actor, type, first, last, source, status, place, voices, story, lanes)
    return Asked(*(value.strip() for value in given))


def page_number(page: Annotated[str, Query(description="Which page of the list, from 1.")] = "") -> int:
    """The page of a list that is asked for; ``InputError`` for what is no such number."""
    return _count("page", page) or 1


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str | None:
    if value and value not in known:
        raise InputError(f"{name} {value}: no such {name}; there are {', '.join(known)}")
    return value or None


def _count(name: str, value: str) -> int | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) < 8 and 0 < int(value) <= MOST_PAGES):
        raise InputError(f"{name} {value}: give a number from 1 on")
    return int(value)


def _key(name: str) -> str:
    return _KEYS.get(name, name)
