"""Who contradicts whom: where the claims of an event disagree, what was denied, and where a person and istor disagree.

Each side stands with its voices and reports, so that a reader sees who says so; which side is right is not said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from istor.linking import places
from istor.linking.counts import Count
from istor.linking.decide import SAME
from istor.linking.figures import Line
from istor.model import Claim, Event, Link
from istor.storing.links import PROGRAM
from istor.telling.dates import date_words
from istor.telling.describe import figure_words, one_line, voice_names
from istor.telling.record import Record

TOLD = ("stated", "reckoned")
"""Bases of dates that a report tells; the others are istor's guesses, and contradict nobody."""


@dataclass(frozen=True)
class Side:
    """One value, on whose word, in which reports by name, and the claims that say so."""

    value: str
    voices: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """What is contradicted: ``date``, ``place``, ``figure`` or ``denial``, of an event, with the sides to it."""

    what: str
    event: str
    headline: str
    sides: tuple[Side, ...]


@dataclass(frozen=True)
class Overruled:
    """A person's judgement that is not istor's own view: the two ids, who said what, and what istor has to say."""

    left: str
    right: str
    by: str
    judgement: str
    score: float
    reasons: tuple[str, ...]


def conflicts(record: Record) -> tuple[Conflict, ...]:
    """What reports contradict one another on, in the order of the events."""
    lines: dict[str, list[Line]] = defaultdict(list)
    for line in record.ledger:
        lines[line.count.event].append(line)
    found: list[Conflict] = []
    for event in record.events:
        head = headline(event)
        found += [Conflict(what, event.id, head, sides) for what, sides in _of_event(event, lines[event.id], record)]
        found += [Conflict("denial", event.id, head, sides) for sides in _denials(event, record)]
    return tuple(found)


def headline(event: Event) -> str:
    """The event in a few words."""
    who = ", ".join(str(p) for p in event.actors) or "(not named)"
    whom = ", ".join(str(p) for p in event.recipients)
    return one_line(f"{event.type}: {who}" + (f" → {whom}" if whom else ""))


def _of_event(event: Event, lines: Iterable[Line], record: Record) -> Iterator[tuple[str, tuple[Side, ...]]]:
    when = event.when
    dated = [c for c in event.claims if c.when and c.when.basis in TOLD]
    if when and not all(c.when.meets(when) for c in dated if c.when):
        yield "date", _sides(dated, lambda c: date_words(c.when), record)
    placed = [c for c in event.claims if c.place]
    if any(places.match(a.place, b.place) == "apart" for a in placed for b in placed):
        yield "place", _sides(placed, lambda c: c.place or "", record)
    for line in lines:
        if line.told == "contradiction":
            yield "figure", _contradicted(line, record)


def _contradicted(line: Line, record: Record) -> tuple[Side, ...]:
    """The two sides to a figure: those told at the same time that it cannot agree with, and the count itself."""
    by_value: dict[str, list[Count]] = defaultdict(list)
    for count in (*line.to, line.count):
        by_value[one_line(figure_words(count.figure))].append(count)
    return tuple(
        Side(
            value,
            tuple(dict.fromkeys(name for c in told for name in voice_names(c.voices))),
            tuple(dict.fromkeys(record.report(c.report).name for c in told)),
            tuple(dict.fromkeys(c.claim for c in told if c.claim)),
        )
        for value, told in by_value.items()
    )


def _denials(event: Event, record: Record) -> Iterator[tuple[Side, ...]]:
    """What other events say of this one: that it is not so."""
    for relation in record.relations:
        if relation.name == "denied" and relation.first == event.id:
            denial = record.event(relation.then)
            told = _sides(event.claims, lambda c: c.status, record)
            yield (*told, *_sides(denial.claims, lambda _: "denied", record))


def _sides(claims: Iterable[Claim], value: Callable[[Claim], str], record: Record) -> tuple[Side, ...]:
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for claim in record.in_order(list(claims)):
        by_value[one_line(value(claim))].append(claim)
    return tuple(Side(v, _voices(t), _reports(t, record), tuple(c.id for c in t)) for v, t in by_value.items())


def _voices(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for c in claims for name in voice_names(c.voices)))


def _reports(claims: Iterable[Claim], record: Record) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.report(c.report).name for c in claims))


def overruled(record: Record) -> tuple[Overruled, ...]:
    """What persons judged otherwise than the program's reasons have it, and otherwise than other persons."""
    own = {(k.left, k.right): k for k in record.links if k.kind == "event" and k.by == PROGRAM}
    said = [k for k in record.links if k.kind == "event" and k.by != PROGRAM]
    return tuple(found for link in said if (found := _overruled(link, own.get((link.left, link.right)), said)))


def _overruled(link: Link, own: Link | None, said: Iterable[Link]) -> Overruled | None:
    """The program scores a pair for itself, whatever a person says of it; 0 is what cannot be one event."""
    others = [k.by for k in said if (k.left, k.right) == (link.left, link.right) and k.judgement != link.judgement]
    score = own.score if own else 0.0
    is_other = own is not None and (score >= SAME) != (link.judgement == "same")
    if not (is_other or others):
        return None
    reasons = tuple(map(one_line, own.reasons[1:])) if own else ()
    persons = tuple(f"{name} judged otherwise" for name in sorted(others))
    return Overruled(link.left, link.right, link.by, link.judgement, score, (*persons, *reasons))
