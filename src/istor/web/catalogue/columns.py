"""The numbers by which events are chosen, counted and drawn: one array a property, one place in it an event or a claim.

Some thirty bytes an event and twenty for each party of it: what a filter lets through is then found in milliseconds,
whatever is asked together. Events and actors go by their numbers: events in order of time, actors by how busy they are.
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from istor.model.plover import QUAD_OF, QUADS, TYPES
from istor.web.looks import LOOKS

Numbers = NDArray[np.int32]
Mask = NDArray[np.bool_]
OPEN = np.iinfo(np.int32).max
"""In place of the last day of a stretch that has no end; a stretch without a beginning begins on day 0."""
NONE = -1
KINDS = ("", *sorted(TYPES))
"""Types of events; nothing for one that is no type of PLOVER."""
QUAD_NAMES = ("", *QUADS)
QUAD_OF_KIND = np.array([QUAD_NAMES.index(QUAD_OF.get(kind, "")) for kind in KINDS], np.int8)
FIRM = LOOKS.index("firm")
ACTS, MEETS = 1, 2
"""What an actor is in an event: one that acts, one that is acted upon; three is both."""


@dataclass(frozen=True)
class Columns:
    """Of events: ``kind`` among :data:`KINDS`, ``status``, ``look``, ``voices``, days as ordinals, place and story.

    ``told_*`` are those of claims: their event, type and outlet (where they credit nobody). ``named_*`` are pairs of a
    claim and a party that it names, ``rests_*`` of a claim and a voice, ``in_*`` of an event, an actor and its role.
    """

    kind: NDArray[np.int8]
    status: NDArray[np.int8]
    look: NDArray[np.int8]
    voices: Numbers
    first: Numbers
    last: Numbers
    is_guess: Mask
    place: Numbers
    story: Numbers
    told_event: Numbers
    told_kind: NDArray[np.int8]
    told_outlet: Numbers
    named_claim: Numbers
    named_party: Numbers
    rests_claim: Numbers
    rests_voice: Numbers
    in_event: Numbers
    in_actor: Numbers
    in_role: NDArray[np.int8]

    @classmethod
    def of(cls, lists: dict[str, list[Any]]) -> Self:
        """The columns of plain lists by field."""
        return cls(**{name: np.array(lists[name], kind) for name, kind in TYPES_OF.items()})

    @classmethod
    def read(cls, kept: dict[str, bytes]) -> Self:
        """What :meth:`bytes` gave."""
        return cls(**{name: np.frombuffer(kept[name], kind) for name, kind in TYPES_OF.items()})

    def bytes(self) -> dict[str, bytes]:
        """The columns as they are kept."""
        return {field.name: getattr(self, field.name).tobytes() for field in fields(self)}

    @property
    def size(self) -> int:
        """How many events there are."""
        return len(self.kind)

    @cached_property
    def quad(self) -> NDArray[np.int8]:
        """The class of each event, among :data:`QUAD_NAMES`."""
        return QUAD_OF_KIND[self.kind]

    @cached_property
    def is_dated(self) -> Mask:
        """Which events have a day at one end at least."""
        return (self.first > 0) | (self.last < OPEN)

    @cached_property
    def by_actor(self) -> Numbers:
        """The places in ``in_*``, actor by actor, the events of each in order of time."""
        return np.argsort(self.in_actor, kind="stable").astype(np.int32)

    @cached_property
    def starts(self) -> Numbers:
        """Where in ``in_*`` the actors of each event begin, and after the last event their end."""
        return np.searchsorted(self.in_event, np.arange(self.size + 1)).astype(np.int32)

    @cached_property
    def actors_begin(self) -> Numbers:
        """Where in :attr:`by_actor` each actor begins, and after the last one their end."""
        busiest = int(self.in_actor.max(initial=NONE)) + 2
        return np.searchsorted(self.in_actor[self.by_actor], np.arange(busiest)).astype(np.int32)

    def places_of(self, actor: int) -> Numbers:
        """The places in ``in_*`` at which the actor of that number stands."""
        if actor + 1 >= len(self.actors_begin):
            return self.by_actor[:0]
        return self.by_actor[self.actors_begin[actor] : self.actors_begin[actor + 1]]

    def actors_in(self, chosen: Numbers) -> Numbers:
        """The places in ``in_*`` of those events, in their order."""
        mask = np.zeros(self.size, bool)
        mask[chosen] = True
        return np.flatnonzero(mask[self.in_event]).astype(np.int32)

    def days_of(self, events: Numbers) -> Numbers:
        """The days on which stretches of those events begin and end, where they are known."""
        days = np.concatenate((self.first[events], self.last[events]))
        return days[(days > 0) & (days < OPEN)]

    def ends(self, number: int) -> tuple[date | None, date | None]:
        """The days of an event."""
        first, last = int(self.first[number]), int(self.last[number])
        return (date.fromordinal(first) if first else None, date.fromordinal(last) if last < OPEN else None)


def tallied(things: NDArray[np.integer[Any]], quads: NDArray[np.int8], size: int) -> NDArray[np.int64]:
    """Of each of so many things how many events of each class it has."""
    width = len(QUAD_NAMES)
    counts = np.bincount(things.astype(np.int64) * width + quads, minlength=size * width)
    return counts.reshape(size, width)


TYPES_OF: dict[str, type[np.generic]] = {
    **dict.fromkeys((field.name for field in fields(Columns)), np.int32),
    **dict.fromkeys(("kind", "status", "look", "told_kind", "in_role"), np.int8),
    "is_guess": np.bool_,
}
"""The type of each column's numbers."""
