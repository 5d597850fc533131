"""Whether two places can be one: the same name, or one a state and the other a place of it."""

from functools import cache, lru_cache
from typing import Literal

from istor.knowledge.tables import places, states
from istor.languages.folding import fold

PlaceCase = Literal["missing", "same", "inside", "apart"]


@cache
def _codes() -> tuple[dict[str, str], dict[str, str]]:
    """The code of each state by its name, and of each place by its name."""
    named = {fold(s.name): s.code for s in states()}
    return named, {fold(p.name): p.code for p in places()} | {fold(s.capital): s.code for s in states() if s.capital}


@lru_cache(100_000)
def match(a: str | None, b: str | None) -> PlaceCase:
    """What two places say about each other."""
    if not a or not b:
        return "missing"
    left, right = fold(a), fold(b)
    if left == right:
        return "same"
    named, placed = _codes()
    inside = named.get(left, placed.get(left, left)) == named.get(right, placed.get(right, right))
    is_wide = left in named or right in named
    return "inside" if (inside and is_wide) or left in right or right in left else "apart"


def is_wide(place: str) -> bool:
    """Whether ``place`` is a whole state."""
    return fold(place) in _codes()[0]
