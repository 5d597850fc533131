"""What the things of the tables are called in Greek, and how a source is written in one string.

Claims hold one name for each party, the tables' English one, whatever case form a report used. Where the tables know
nobody of that name there is no Greek one, and callers show what they have.
"""

import re
from collections.abc import Iterator
from functools import cache

from istor.knowledge.known import state_name
from istor.knowledge.tables import bodies, people, places, sources, states
from istor.knowledge.titles import titles

EVERY_STATE = "*"
NO_STATE = "---"
CODE = re.compile("[A-Z]{3}|---")
PLURALS = {"έας": "είς", "ής": "ές", "ης": "ες", "ας": "ες", "ός": "οί", "ος": "οι"}
"""Nominative endings of the masculine nouns that name roles, of one and of many; the tables hold the one."""


def greek_name(code: str, name: str) -> str | None:
    """The first Greek name that the tables give to ``name`` of ``code``; the state's own where ``name`` is empty."""
    if not name:
        return _states().get(code)
    own, anywhere = _names()
    return own.get((code, name)) or anywhere.get(name) or _many(anywhere.get(name.removesuffix("s")))


def greek_place(name: str) -> str | None:
    """The first Greek name of a place, capital, seat or state by its English one."""
    return _places().get(name)


def credited(code: str, name: str) -> str:
    """A source as one string: ``PRK:KCNA``; :func:`source_of` reads it back.

    A state, or what any state has, stands with the state written out: ``Russia``, ``Russia:Ministry of Defence``.
    """
    state = state_name(code)
    if state and name in ("", code):
        return state
    if code == NO_STATE:
        return name
    return f"{state}:{name}" if state and (name[:1].islower() or name in _shared_bodies()) else f"{code}:{name}"


def source_of(text: str) -> tuple[str, str]:
    """Code and name of a source that :func:`credited` wrote; of any other text no code and the text."""
    owner, _, name = text.partition(":")
    if code := _codes().get(owner):
        return code, name or code
    return (owner, name) if name and CODE.fullmatch(owner) else (NO_STATE, text)


@cache
def _codes() -> dict[str, str]:
    return {state.name: state.code for state in states()}


@cache
def _shared_bodies() -> frozenset[str]:
    """English names that bodies of several states go by, or might: ministries, national agencies."""
    owners: dict[str, set[str]] = {}
    for body in bodies():
        owners.setdefault(body.name, set()).add(body.code)
    general = {b.name for b in bodies() if b.kind == "ministry"
               or b.kind == "agency" and b.name.startswith("National ") and " of " not in b.name}
    return frozenset(name for name, codes in owners.items() if len(codes) > 1 or EVERY_STATE in codes) | general


@cache
def _states() -> dict[str, str]:
    return {state.code: state.names[0] for state in states() if state.names}


@cache
def _names() -> tuple[dict[tuple[str, str], str], dict[str, str]]:
    """Names that belong to one code, and those that may belong to any."""
    own: dict[tuple[str, str], str] = {}
    anywhere: dict[str, str] = {}
    for code, english, greek in greek_rows():
        if code == EVERY_STATE:
            anywhere.setdefault(english, greek)
        else:
            own.setdefault((code, english), greek)
    return own, anywhere


def greek_rows() -> Iterator[tuple[str, str, str]]:
    """Code, English and Greek name of everything that may act or speak, the likelier reading of a name first."""
    yield from ((p.code, p.name, p.names[0]) for p in people() if p.names)
    yield from ((EVERY_STATE, p.name, p.names[0]) for p in people() if p.names)  # some go by a body's code
    yield from ((b.code, b.name, b.names[0]) for b in bodies() if b.names)
    yield from ((s.code, s.name, greek) for s in sources() for greek in s.names[:1])
    yield from ((EVERY_STATE, t.name, t.words[0]) for t in titles().offices.values())
    for role in titles().roles:
        greek = (_many(role.word) or role.word) if role.name.endswith("s") else role.word
        yield role.code or EVERY_STATE, role.name, greek
        yield role.code or EVERY_STATE, role.one, role.word


def _many(word: str | None) -> str | None:
    """The nominative plural of a role in one word; ``None`` where no ending of the list fits."""
    if not word or " " in word:
        return None
    ending = next((ending for ending in PLURALS if word.endswith(ending)), None)
    return word.removesuffix(ending) + PLURALS[ending] if ending else None


@cache
def _places() -> dict[str, str]:
    made = {state.name: state.names[0] for state in states() if state.names}
    for state in states():
        made.update({english: greek for greek, english in reversed(state.seats) if english})
        if state.capitals:
            made[state.capital] = state.capitals[0]
    for place in places():
        if place.names:
            made.setdefault(place.name, place.names[0])
    return made
