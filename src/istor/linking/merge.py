"""Many tellings to one: what an event's claims agree on, and, in words, where they do not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from istor.languages.folding import fold
from istor.linking import places
from istor.linking.parties import kind_of
from istor.model import Claim, Figure, Party, When

FIRM = ("stated", "reckoned", "known", "vague", "inferred", "report date")
"""Bases of a date, the firmest first."""
MANY_DAYS = 10**6


def usual(values: Iterable[str | None]) -> str | None:
    """The value met most, of equals the first in the alphabet; None of nothing."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def when(claims: Sequence[Claim]) -> When | None:
    """The narrowest stretch that most claims agree on, as one of them told it; without its place in a text."""
    told = [c.when for c in claims if c.when]
    if not told:
        return None
    best = min(told, key=lambda w: (-sum(w.meets(o) for o in told), FIRM.index(w.basis), w.days or MANY_DAYS, w.edtf))
    return replace(best, span=None)


def place(claims: Sequence[Claim]) -> str | None:
    """The place that most claims name, a place before a whole state."""
    counts = Counter(c.place for c in claims if c.place)
    return min(counts, key=lambda p: (places.is_wide(p), -counts[p], p)) if counts else None


def sides(claims: Sequence[Claim]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients, the most specific: each on the side where most claims put it; a person for a state."""
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, Counter[Party]] = defaultdict(Counter)
    for claim in claims:
        for role, parties in (("actor", claim.actors), ("recipient", claim.recipients)):
            for party in {p.plain for p in parties}:
                names[role][party] += 1
                roles[_key(party)][role] += 1
    actors = [p for p in names["actor"] if _role(roles[_key(p)]) == "actor"]
    recipients = [p for p in names["recipient"] if _role(roles[_key(p)]) == "recipient"]
    total = names["actor"] + names["recipient"]
    return _specific(actors, total), _specific(recipients, total)


def _key(party: Party) -> str:
    return f"{party.code}:{fold(party.name)}:{party.which}"


def _role(found: Counter[str]) -> str:
    return "recipient" if found["recipient"] > found["actor"] else "actor"


def _specific(parties: Sequence[Party], counts: Counter[Party]) -> tuple[Party, ...]:
    """Of each state its people, else the body named most, else the state itself."""
    by_code: dict[str, list[Party]] = defaultdict(list)
    for party in sorted(parties, key=lambda p: (-counts[p], p.name)):
        by_code[party.code].append(party)
    kept: list[Party] = []
    for code in sorted(by_code):
        people = [p for p in by_code[code] if kind_of(p.name) == "person"]
        bodies = [p for p in by_code[code] if kind_of(p.name) == "body"]
        kept += people or bodies[:1] or by_code[code]
    return tuple(kept)


def figures(claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Every figure once: what it counts, in what unit, how many; in the order of the claims."""
    found: dict[tuple[str, str, str], Figure] = {}
    for claim in claims:
        for figure in claim.figures:
            found.setdefault((*_counted(figure), _value(figure)), figure)
    return tuple(found.values())


def _counted(figure: Figure) -> tuple[str, str]:
    return fold(figure.what), fold(figure.unit)


def _value(figure: Figure) -> str:
    return fold(figure.value) if isinstance(figure.value, str) else f"{figure.value:g}"


def conflicts(claims: Sequence[Claim], merged: When | None) -> tuple[str, ...]:
    """Where the claims disagree, in words; empty when they do not."""
    return tuple(told for told in (
        _told("status", (c.status for c in claims)),
        _dates(claims, merged),
        _places(claims),
        *_figures(figures(claims)),
    ) if told)


def _told(what: str, values: Iterable[str]) -> str:
    counts = Counter(values)
    ordered = sorted(counts, key=lambda v: (-counts[v], v))
    return f"{what}: " + ", ".join(f"{v} ({counts[v]})" for v in ordered) if len(counts) > 1 else ""


def _dates(claims: Sequence[Claim], merged: When | None) -> str:
    told = [c.when for c in claims if c.when]
    if merged is None or all(merged.meets(w) for w in told):
        return ""
    return _told("date", (w.edtf for w in told))


def _places(claims: Sequence[Claim]) -> str:
    named = sorted({c.place for c in claims if c.place})
    apart = any(places.match(a, b) == "apart" for a in named for b in named)
    return _told("place", (c.place for c in claims if c.place)) if apart else ""


def _figures(found: Sequence[Figure]) -> list[str]:
    by_counted: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in found:
        by_counted[_counted(figure)].append(figure)
    return [
        f"{same[0].what}: " + ", ".join(f"{_value(f)} {f.unit}".strip() for f in same)
        for _, same in sorted(by_counted.items())
        if len({_value(f) for f in same}) > 1
    ]
