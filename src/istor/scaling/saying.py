"""What a person says of the record, kept as an act with who and when, at once: to link anew under it is another's.

``scaling.judging`` does both, one after the other; the site keeps what is said and lets its helper link.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product
from typing import Protocol

from istor.errors import InputError
from istor.linking.corrections import FIELDS, checked
from istor.model import Dating, Made, Report, When
from istor.model.link import Judgement
from istor.storing import Archive
from istor.storing.acts import RowChange, fixing, forgetting, judging, naming
from istor.storing.links import check_person, judged, pair

Pair = tuple[str, str]


class Known(Protocol):
    """Which claims are one event, as the person who judges saw it."""

    def claims_of(self, named: str) -> Sequence[str]:
        """The claim of that id alone, or the claims of the event of that id in order; InputError: there is none."""

    def event_id(self, claim: str) -> str | None:
        """The event that the claim tells of."""


def say_judged(archive: Archive, known: Known, two: Pair, judgement: Judgement, by: str, reason: str = "") -> Pair:
    """Keep what ``by`` judges of two ids, of events or claims; a claim of each.

    What the person judged before of the same claims is forgotten. Two events are told apart claim by claim, so that
    they stay apart however the program groups the rest; to join them one pair of claims is enough. A claim that is told
    apart from the event that it stands in is told apart from all others of it.
    """
    sides = [list(known.claims_of(named)) for named in two]
    if judgement == "different":
        for (claim, event), rest in ((two, sides[1]), (two[::-1], sides[0])):
            if known.event_id(claim) == event:
                rest.remove(claim)
    pairs = list(_pairs(two, sides))
    chosen = pairs if judgement == "different" else pairs[:1]
    changes = [*_forgotten(archive, pairs, by), *_judged(chosen, judgement, by, reason)]
    archive.act(judgement, by, two, changes, reason)
    return pairs[0]


def say_actors(archive: Archive, two: Pair, judgement: Judgement, by: str, reason: str = "") -> int:
    """Keep whether two actors, by the ids of their names, are one; the act's id, by which it can be undone.

    Nothing is to be linked anew: which names are one changes no event, only what its parties are called.
    """
    act = "merge" if judgement == "same" else "split"
    return archive.act(act, by, two, [judging(judged("actor", *two, judgement, by, reason))], reason)


def say_unjudged(archive: Archive, pairs: Sequence[Pair], by: str) -> int:
    """Forget what ``by`` judged of the pairs of claims; how many judgements there were. An act like any other."""
    changes = list(_forgotten(archive, pairs, by))
    if changes:
        archive.act("unjudge", by, pairs[0], changes)
    return len(changes)


def say_merged(archive: Archive, known: Known, named: Sequence[str], by: str, reason: str = "") -> list[str]:
    """Keep that several events are one; what ``by`` told apart among them is forgotten. A claim of each."""
    if len(named) < 2:
        raise InputError("merge needs two events at least: name another")
    sides = {name: known.claims_of(name) for name in named}
    pairs = [p for two in combinations(named, 2) for p in _pairs(two, [sides[name] for name in two])]
    firsts = [claims[0] for claims in sides.values()]
    changes = [*_forgotten(archive, pairs, by), *_judged(list(pairwise(firsts)), "same", by, reason)]
    archive.act("merge", by, named, changes, reason)
    return firsts


def say_split(archive: Archive, known: Known, event: str, claims: Sequence[str], by: str, reason: str = "") -> Pair:
    """Keep that the named claims are an event of their own; a claim of each of the two."""
    held = known.claims_of(known.event_id(event) or event)
    if strange := sorted(set(claims) - set(held)):
        raise InputError(f"{strange[0]}: no claim of {event}; 'istor event {event}' lists them")
    rest = [claim for claim in held if claim not in claims]
    if not claims or not rest:
        raise InputError(f"{event}: name some of its claims, not none and not all")
    parted = list(product(claims, rest))
    changes = [*_forgotten(archive, [*parted, *pairwise(claims)], by), *_judged(parted, "different", by, reason),
               *_judged(list(pairwise(claims)), "same", by, reason)]
    archive.act("split", by, [event, *claims], changes, reason)
    return claims[0], rest[0]


def say_name(archive: Archive, anchor: tuple[str, str], named: str, name: str, by: str, reason: str = "") -> None:
    """Call what ``named`` names ``name``, wherever it is shown; an empty name takes the name away.

    ``anchor`` is its kind and the id that the name hangs on (``Record.anchor``). Nothing is to be linked anew.
    """
    kind, held = anchor
    archive.act("rename", by, [named, name], [naming(kind, held, name.strip(), by)], reason)


def say_correct(archive: Archive, claim: str, said: Mapping[str, str], by: str, reason: str = "") -> None:
    """Say what is wrong in a claim: ``said`` holds values by field (``linking.corrections``), empty to take one back.

    What was coded stays beside it, and an undo brings it back.
    """
    values = {field: checked(field, value) for field, value in said.items()}
    if not values:
        raise InputError(f"{claim}: say what is wrong: {', '.join(FIELDS)}")
    changes = [naming(FIELDS[field], claim, value, by) for field, value in values.items()]
    subject = [claim, *(f"{field}: {value or '(as coded)'}" for field, value in values.items())]
    archive.act("correct", by, subject, changes, reason)


def say_date(archive: Archive, report: Report, when: When, by: str, reason: str = "") -> None:
    """Say when ``report`` came out."""
    made = Made("judging", "", "a person's judgement", reason)
    dating = Dating(report.id, when, (reason,) if reason else (), by, made)
    archive.act("date", by, [report.name, when.edtf], [fixing(dating)], reason)


def _forgotten(archive: Archive, pairs: Sequence[Pair], by: str) -> Iterator[RowChange]:
    check_person(by)
    touched = {pair(*two, by) for two in pairs}
    for link in archive.judged("event"):
        if link.by == by and (link.left, link.right) in touched:
            yield forgetting("event", link.left, link.right, by)


def _judged(pairs: Sequence[Pair], judgement: Judgement, by: str, reason: str) -> Iterator[RowChange]:
    return (judging(judged("event", *two, judgement, by, reason)) for two in pairs)


def _pairs(named: Sequence[str], sides: Sequence[Sequence[str]]) -> Iterator[Pair]:
    left, right = sides
    if set(left) & set(right) or not (left and right):
        raise InputError(f"{named[0]} and {named[1]} are one: name two claims of an event to tell them apart")
    return product(left, right)
