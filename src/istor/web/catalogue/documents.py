"""Nouns as the JSON that the catalogue keeps, and back again."""

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter

from istor.linking.stories import Story
from istor.model import Claim, Event, Voice
from istor.telling.conflicts import Conflict, Overruled
from istor.telling.quantities import Quantity
from istor.telling.sources import Source

T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """A source with the voice that it is, by which a page names it in its own language."""

    source: Source
    voice: Voice


@dataclass(frozen=True)
class Tale:
    """A story with what a person calls it; empty where nobody gave it a name."""

    story: Story
    called: str


class Kept(Generic[T]):
    """One kind of noun, to JSON and back."""

    def __init__(self, kind: type[T]) -> None:
        # in a tuple, because a dataclass itself takes no settings: a figure may be open towards infinity
        self._adapter = TypeAdapter(tuple[kind, ...], config=ConfigDict(ser_json_inf_nan="constants"))  # type: ignore[valid-type]

    def write(self, *things: T) -> str:
        """The JSON of ``things``."""
        return self._adapter.dump_json(things, warnings="none").decode()

    def read(self, text: str) -> tuple[T, ...]:
        """What :meth:`write` was given."""
        return self._adapter.validate_json(text)


CLAIMS, HEADS = Kept(Claim), Kept(Event)
STORIES, SOURCES, QUANTITIES = Kept(Tale), Kept(Told), Kept(Quantity)
CONFLICTS, OVERRULED = Kept(Conflict), Kept(Overruled)


def head(event: Event) -> str:
    """``event`` without its claims."""
    return HEADS.write(replace(event, claims=()))


def event_of(head: str, claims: str) -> Event:
    """The event of a head and its claims."""
    return replace(HEADS.read(head)[0], claims=CLAIMS.read(claims))
