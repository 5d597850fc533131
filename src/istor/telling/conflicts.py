"""Who contradicts whom: where the claims of an event disagree, what was denied, and where a person and istor disagree.

Each side stands with its voices and reports, so that a reader sees who says so; which side is right is not said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from istor.linking import places
from istor.linking.counts import Count
from istor.linking.decide import SAME
from istor.linking.figures import Line
from istor.linking.grouping import Groups
from istor.model import Claim, Event, Figure, Link, Voice, When
from istor.storing.links import PROGRAM
from istor.telling.dates import date_words
from istor.telling.describe import figure_words, one_line, voice_names
from istor.telling.record import Record

TOLD = ("stated", "reckoned")
"""Bases of dates that a report tells; the others are istor's guesses, and contradict nobody."""


@dataclass(frozen=True)
class Words:
    """How the values of a conflict and those who say them are written; in English and with codes, unless told."""

    date: Callable[[When | None], str] = date_words
    place: Callable[[str], str] = one_line
    figure: Callable[[Figure], str] = figure_words
    status: Callable[[str], str] = str
    voice: Callable[[Voice], str] = lambda voice: voice_names((voice,))[0]


ENGLISH = Words()


@dataclass(frozen=True)
class Receipt:
    """The sentence that a value stands in: the report's id, code points of its text, and the claim, if it is one's."""

    report: str
    start: int
    end: int
    claim: str


@dataclass(frozen=True)
class Side:
    """One value, on whose word, in which reports by name, the claims that say so, and where they all stand."""

    value: str
    voices: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    receipts: tuple[Receipt, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """What is contradicted: ``date``, ``place``, ``figure`` or ``denial``, of an event, with the sides to it.

    A figure that belongs to no event that istor knows of has none, and what it counts for a headline.
    """

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


def conflicts(record: Record, words: Words = ENGLISH) -> tuple[Conflict, ...]:
    """What reports contradict one another on, in the order of the events; figures of none come last."""
    counts: dict[str, list[Sequence[Count]]] = defaultdict(list)
    for held in _contradictions(record.ledger):
        counts[next((count.event for count in held if count.event), "")].append(held)
    found: list[Conflict] = []
    for event in record.events:
        told = (*_of_event(event, record, words), *(("figure", _counted(c, record, words)) for c in counts[event.id]),
                *(("denial", sides) for sides in _denials(event, record, words)))
        found += [Conflict(what, event.id, headline(event), sides) for what, sides in told]
    bare = ((one_line(held[0].figure.what or held[0].what), held) for held in counts[""])
    return (*found, *(Conflict("figure", "", what, _counted(held, record, words)) for what, held in bare))


def headline(event: Event) -> str:
    """The event in a few words."""
    who = ", ".join(str(p) for p in event.actors) or "(not named)"
    whom = ", ".join(str(p) for p in event.recipients)
    return one_line(f"{event.type}: {who}" + (f" → {whom}" if whom else ""))


def _of_event(event: Event, record: Record, words: Words) -> Iterator[tuple[str, tuple[Side, ...]]]:
    when, sides = event.when, partial(_sides, record=record, words=words)
    dated = [c for c in event.claims if c.when and c.when.basis in TOLD]
    if when and not all(c.when.meets(when) for c in dated if c.when):
        yield "date", sides(dated, lambda c: words.date(c.when))
    placed = [c for c in event.claims if c.place]
    if any(places.match(a.place, b.place) == "apart" for a in placed for b in placed):
        yield "place", sides(placed, lambda c: words.place(c.place or ""))


def _contradictions(ledger: Iterable[Line]) -> Iterator[Sequence[Count]]:
    """Counts of one quantity of which each contradicts another, in the order in which they were told."""
    lines = [line for line in ledger if line.told == "contradiction"]
    counts = {count_key(count): count for line in lines for count in (*line.to, line.count)}
    groups = Groups(counts)
    for line in lines:
        for other in line.to:
            groups.merge(count_key(line.count), count_key(other))
    held: dict[tuple[str, ...], list[Count]] = defaultdict(list)
    for key, count in counts.items():
        held[groups[key]].append(count)
    yield from held.values()


def count_key(count: Count) -> str:
    """By what one count is told from all others: where it stands, and whose claim it is."""
    return f"{count.report} {count.figure.span.start:09} {count.figure.span.end:09} {count.claim}"


def _counted(counts: Iterable[Count], record: Record, words: Words) -> tuple[Side, ...]:
    """The sides to a figure."""
    by_value: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_value[one_line(words.figure(count.figure))].append(count)
    return tuple(
        Side(value, _unique(words.voice(voice) for c in told for voice in c.voices),
             _unique(record.report(c.report).name for c in told), _unique(c.claim for c in told if c.claim),
             tuple(Receipt(c.report, c.sentence.start, c.sentence.end, c.claim) for c in told))
        for value, told in by_value.items()
    )  # fmt: skip


def _denials(event: Event, record: Record, words: Words) -> Iterator[tuple[Side, ...]]:
    """What other events say of this one: that it is not so."""
    for relation in record.relations:
        if relation.name == "denied" and relation.first == event.id:
            denial = record.event(relation.then)
            told = _sides(event.claims, lambda c: words.status(c.status), record, words)
            yield (*told, *_sides(denial.claims, lambda _: words.status("denied"), record, words))


def _sides(claims: Iterable[Claim], value: Callable[[Claim], str], record: Record, words: Words) -> tuple[Side, ...]:
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for claim in record.in_order(list(claims)):
        by_value[one_line(value(claim))].append(claim)
    return tuple(
        Side(v, _unique(words.voice(voice) for c in told for voice in c.voices),
             _unique(record.report(c.report).name for c in told), tuple(c.id for c in told),
             tuple(Receipt(c.report, c.sentence.start, c.sentence.end, c.id) for c in told))
        for v, told in by_value.items()
    )  # fmt: skip


def _unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


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
