"""Who acts on whom: pairs of actors with the events between them, by PLOVER's four classes."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from istor.web.catalogue.columns import ACTS, MEETS, QUAD_NAMES, Columns, Numbers, tallied

COOPERATION = frozenset({"verbal cooperation", "material cooperation"})


@dataclass(frozen=True)
class Tie:
    """Two actors by their numbers, the busier one at the left.

    ``forth`` counts events in which the left one acts on the right, ``back`` the other way round, ``together`` those in
    which both act or both are acted upon; ``quads`` all of them by class.
    """

    left: int
    right: int
    forth: int
    back: int
    together: int
    quads: dict[str, int]

    @property
    def count(self) -> int:
        """How many events there are."""
        return self.forth + self.back + self.together

    @property
    def balance(self) -> float:
        """From -1, conflict only, to 1, cooperation only."""
        good = sum(n for quad, n in self.quads.items() if quad in COOPERATION)
        return (2 * good - self.count) / self.count


class Ties:
    """Every pair of actors that share one of ``events``, those with most events first."""

    def __init__(self, columns: Columns, events: Numbers) -> None:
        places = columns.actors_in(events)
        event, actor, role = columns.in_event[places], columns.in_actor[places], columns.in_role[places]
        one, other = _pairs(event)
        is_turned = actor[one] > actor[other]
        left, right = np.where(is_turned, other, one), np.where(is_turned, one, other)
        size = int(actor.max(initial=0)) + 1
        keys, self._tie_of = np.unique(actor[left].astype(np.int64) * size + actor[right], return_inverse=True)
        self._event_of = event[left]
        forth = _acts_on(role[left], role[right])
        back = _acts_on(role[right], role[left]) & ~forth
        self._quads = tallied(self._tie_of, columns.quad[self._event_of], keys.size)
        self._ways = np.stack([np.bincount(self._tie_of[way], minlength=keys.size) for way in (forth, back)], axis=1)
        self.left, self.right = keys // size, keys % size
        self.count = np.bincount(self._tie_of, minlength=keys.size)
        self.order = np.lexsort((self.right, self.left, -self.count))

    def __len__(self) -> int:
        return self.order.size

    def __getitem__(self, some: slice) -> list[Tie]:
        """Those of these places in the order."""
        return [self._tie(int(tie)) for tie in self.order[some]]

    def busiest(self, most: int) -> tuple[list[int], dict[int, int], int]:
        """The actors in most events of ties, how many each, and how many actors there are in all."""
        size = int(self.right.max(initial=-1)) + 1
        counts = np.bincount(self.left, self.count, size) + np.bincount(self.right, self.count, size)
        kept = [int(n) for n in np.lexsort((np.arange(size), -counts))[:most] if counts[n]]
        return kept, {actor: int(counts[actor]) for actor in kept}, int((counts > 0).sum())

    def among(self, actors: list[int]) -> list[Tie]:
        """The ties between those actors, in the order."""
        is_in = np.isin(self.left, actors) & np.isin(self.right, actors)
        return [self._tie(int(tie)) for tie in self.order[is_in[self.order]]]

    def events_of(self, tie: Tie, most: int) -> Numbers:
        """The first events of a tie."""
        at = np.flatnonzero((self.left == tie.left) & (self.right == tie.right))
        found: Numbers = self._event_of[self._tie_of == at[0]][:most]
        return found

    def _tie(self, at: int) -> Tie:
        forth, back = (int(way) for way in self._ways[at])
        quads = {QUAD_NAMES[n]: int(count) for n, count in enumerate(self._quads[at]) if count}
        together = int(self.count[at]) - forth - back
        return Tie(int(self.left[at]), int(self.right[at]), forth, back, together, dict(sorted(quads.items())))


def _pairs(event: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of every two actors of one event, the events standing in order."""
    ones, others = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for apart in range(1, event.size):
        found = np.flatnonzero(event[apart:] == event[:-apart])
        if not found.size:
            break
        ones.append(found)
        others.append(found + apart)
    return np.concatenate(ones), np.concatenate(others)


def _acts_on(one: NDArray[np.int8], other: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Where the one acts, and the other only has it done to it."""
    acts: NDArray[np.bool_] = ((one & ACTS) > 0) & (other == MEETS)
    return acts
