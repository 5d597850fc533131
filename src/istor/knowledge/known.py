"""What the tables know of an English name that a claim holds: where a place lies, and what kind of party a name is."""

from functools import cache
from typing import Literal

from istor.knowledge.tables import Place, bodies, people, places, states

Kind = Literal["state", "person", "body", "group", "unknown"]


def place_named(name: str) -> Place | None:
    """The place of that English name; of several the capital, else the one with most people."""
    return _places().get(name)


def degrees_of(name: str) -> tuple[float, float] | None:
    """Degrees north and east of the place of that English name, where the tables have them."""
    place = place_named(name)
    return (place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None


def state_name(code: str) -> str:
    """The English name of the state, or body that news treats as one, with that code; empty for a code of none."""
    return _states().get(code, "")


def kind_of(code: str, name: str) -> Kind:
    """What a party is: a bare code is a state, and a word without a capital names a group (``soldiers``)."""
    if not name:
        return "state" if state_name(code) else "unknown"
    if (code, name) in _people():
        return "person"
    if name in _bodies():
        return "body"
    return "group" if name[:1].islower() else "unknown"


@cache
def _places() -> dict[str, Place]:
    by_weight = sorted(places(), key=lambda p: (p.lat is not None, p.kind == "capital", p.population))
    return {place.name: place for place in by_weight}


@cache
def _states() -> dict[str, str]:
    return {state.code: state.name for state in states()}


@cache
def _people() -> frozenset[tuple[str, str]]:
    return frozenset((person.code, person.name) for person in people())


@cache
def _bodies() -> frozenset[str]:
    return frozenset(body.name for body in bodies())
