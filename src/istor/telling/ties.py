"""Who acts on whom: pairs of actors with the events between them, by PLOVER's four classes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from istor.linking.actors import actor_id
from istor.model import Event, Party
from istor.model.plover import QUAD_OF

COOPERATION = frozenset({"verbal cooperation", "material cooperation"})


@dataclass(frozen=True)
class Tie:
    """Two actors by their ids (``left`` sorts before ``right``).

    ``forth`` counts events in which the left one acts on the right, ``back`` the other way round, ``together`` those in
    which both act or both are acted upon; ``quads`` all of them by class, ``events`` their ids in the order given.
    """

    left: str
    right: str
    forth: int
    back: int
    together: int
    quads: dict[str, int]
    events: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many events there are."""
        return len(self.events)

    @property
    def balance(self) -> float:
        """From -1, conflict only, to 1, cooperation only."""
        good = sum(n for quad, n in self.quads.items() if quad in COOPERATION)
        return (2 * good - self.count) / self.count


def ties(events: Iterable[Event]) -> tuple[Tie, ...]:
    """Every pair of actors that share an event, those with most events first."""
    found: dict[tuple[str, str], list[tuple[Event, str]]] = defaultdict(list)
    for event in events:
        actors, recipients = _ids(event.actors), _ids(event.recipients)
        for left, right in combinations(sorted({*actors, *recipients}), 2):
            found[left, right].append((event, _way(left, right, actors, recipients)))
    made = (_tie(left, right, held) for (left, right), held in found.items())
    return tuple(sorted(made, key=lambda tie: (-tie.count, tie.left, tie.right)))


def _ids(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(actor_id(party) for party in parties)


def _way(left: str, right: str, actors: frozenset[str], recipients: frozenset[str]) -> str:
    if left in actors and right in recipients and right not in actors:
        return "forth"
    return "back" if right in actors and left in recipients and left not in actors else "together"


def _tie(left: str, right: str, held: list[tuple[Event, str]]) -> Tie:
    ways = Counter(way for _, way in held)
    quads = Counter(QUAD_OF.get(event.type, "") for event, _ in held)
    events = tuple(event.id for event, _ in held)
    return Tie(left, right, ways["forth"], ways["back"], ways["together"], dict(sorted(quads.items())), events)
