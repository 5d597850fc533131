"""The ledger of figures: which numbers count the same thing, and of those, which were updated and which contradict.

Two numbers are of one quantity when they are of one unit, one outcome (killed, sent) and one kind of thing, in reports
that tell one story, and nothing sets their occasions apart. Of these, equal numbers are the same; of others the later
is an update, and two for one time are a contradiction. "About", "at least" and ranges widen a number into all that it
may be.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from istor.languages.folding import name_key
from istor.linking.amounts import amounts
from istor.linking.counts import STAGES, Count, counts_of, with_context
from istor.linking.stories import Story
from istor.linking.wording import is_alike, stem
from istor.model import Event, Figure, Report, Statement, When
from istor.model.claim import CURRENCIES

Told = Literal["first", "same", "update", "contradiction", "undated", "other"]
"""What a count is to one told before: ``undated`` is another number told on a day that is not known, ``other`` counts
another thing; ``first`` is one that nothing was told before."""
WEEK = timedelta(days=7)
"""Events further apart than this are two, though one number was counted at both."""
FAR = timedelta(days=31)
"""What is told of days further apart than this is told of two occasions."""
HANDFUL = 12
"""Up to this many, numbers are equal by chance: "five people" need not be the "five sailors"."""
SOME = frozenset({"children", "women", "civilians", "soldiers", "police officers", "officers", "journalists"})
"""Of a toll these are a part: "14 passengers" and "14 people" drowned may be one number, "14 children" is another."""
MEASURES = frozenset({"percent", "votes", "years"})
"""Units in which everybody has a number of his own."""
ONCE = frozenset({"protesters"})
"""Outcomes that are counted once: another number told later by somebody else is no later count."""
TOLLS = frozenset({"killed", "wounded", "missing", "arrested", "detained", *ONCE})
"""Outcomes of which each event has a number of its own."""
OF_A_DAY = frozenset({"persons", "percent"})
"""Units of what is counted again at every occasion; a cost, a length, a sentence stays what it is."""
EVERY = "*"
"""In place of a unit: any."""


@dataclass(frozen=True)
class Line:
    """One count in the ledger, what it is to those before, and the counts that it is that to."""

    count: Count
    told: Told
    to: tuple[Count, ...] = ()


def ledger(events: Iterable[Event], reports: Iterable[Report], statements: Iterable[Statement] = (),
           stories: Iterable[Story] = ()) -> tuple[Line, ...]:
    """All counts of ``reports``, each with what it is to those told before it; those of an event stand together.

    In the order of ``events`` and, within each, of quantity, day and report; figures of no event come last.
    """
    known = {r.id: r for r in reports}
    told = list(events)
    counts = with_context([*counts_of(told, known, statements)], known, stories)
    lines = _lines(_ordered(counts, known))
    place = {event.id: n for n, event in enumerate(told)}
    return tuple(sorted(lines, key=lambda k: place.get(k.count.event, len(place))))


def _ordered(counts: Iterable[Count], reports: Mapping[str, Report]) -> list[Count]:
    return sorted(counts, key=lambda c: (
        c.unit, c.outcome, c.what, c.day or date.max, reports[c.report].name, c.report, c.figure.span, c.claim))


def _lines(counts: Sequence[Count]) -> Iterator[Line]:
    """Each count is compared with those of its unit, or of none, told before it that speak of the same things."""
    by_context: dict[tuple[str, str], list[int]] = defaultdict(list)
    days = sorted(range(len(counts)), key=lambda n: (counts[n].day or date.max, n))
    made: dict[int, Line] = {}
    for n in days:
        late = counts[n]
        units = {late.unit, "", EVERY if not late.unit else ""}
        near = sorted({m for key in late.context for unit in units for m in by_context[key, unit]})
        others = [(relation(counts[m], late), counts[m]) for m in near]
        told = _strongest([name for name, _ in others])
        made[n] = Line(late, told, tuple(early for name, early in others if name == told))
        for key in late.context:
            by_context[key, late.unit].append(n)
            by_context[key, EVERY].append(n)
    yield from (made[n] for n in range(len(counts)))


def _strongest(found: Sequence[Told]) -> Told:
    """Contradicted at one time; else known already; else an update."""
    order: tuple[Told, ...] = ("contradiction", "same", "update", "undated")
    return next((name for name in order if name in found), "first")


# --- one count to another ---------------------------------------------------------------------------------------------


def relation(early: Count, late: Count) -> Told:
    """What ``late`` is to ``early``."""
    if not is_one_quantity(early, late):
        return "other"
    if _agree(early, late):
        return "same"
    if early.is_former != late.is_former:
        return "update"
    if early.report != late.report and None in (early.day, late.day):
        return "undated"
    return "contradiction" if _is_of_one_time(early, late) else "update"


def _agree(early: Count, late: Count) -> bool:
    """Whether both may be true; what is only not excluded by "at least" is a new number when told later."""
    if not (early.low <= late.high and late.low <= early.high):
        return False
    is_open = (early.high == float("inf")) != (late.high == float("inf"))
    return not is_open or early.day == late.day or early.figure.value == late.figure.value


def _is_of_one_time(early: Count, late: Count) -> bool:
    """Whether the two are told for one time: in one report, on one day; or, of what is counted once, by two voices."""
    if early.report == late.report or early.day == late.day:
        return True
    is_once = early.outcome in ONCE or early.unit in MEASURES | CURRENCIES
    return is_once and bool(_voices(early) and _voices(late)) and not _voices(early) & _voices(late)


def _voices(count: Count) -> set[str]:
    return {name_key(voice.name) for voice in count.voices}


def is_one_quantity(a: Count, b: Count) -> bool:
    """Whether two counts may be numbers of one thing."""
    if a.sentence == b.sentence and a.report == b.report and (a.is_whole or b.is_whole):
        return False
    is_equal = a.figure.value == b.figure.value
    if not is_equal and a.unit in MEASURES and _are_told_together(a, b):
        return False
    is_bare = is_equal and not (a.unit and b.unit)
    if not (a.unit == b.unit or is_bare) or not (a.report == b.report or a.context & b.context):
        return False
    return _is_one_kind(a, b, is_equal) and _is_one_occasion(a, b, is_equal) and _is_one_measure(a, b, is_equal)


def _are_told_together(a: Count, b: Count) -> bool:
    """Whether one sentence tells both, on the same word and as of the same time: 91 percent yes and 6 percent no."""
    is_one_sentence = (a.report, a.sentence) == (b.report, b.sentence)
    return is_one_sentence and a.is_former == b.is_former and _voices(a) == _voices(b)


def _is_one_kind(a: Count, b: Count, is_equal: bool) -> bool:
    """Whether the same became of the same kind of thing."""
    if a.outcome != b.outcome and a.unit and b.unit and (a.outcome and b.outcome or a.unit == "persons"
                                                         and not is_equal):
        return False
    if not is_equal and {a.outcome.split(" ")[0]} & STAGES != {b.outcome.split(" ")[0]} & STAGES:
        return False
    is_telling = is_equal and (isinstance(a.figure.value, str) or a.figure.value > HANDFUL) and (
        a.outcome == b.outcome or {a.outcome, b.outcome} <= STAGES | {""})
    if a.what == b.what:
        return a.what != "people" or a.outcome == b.outcome or is_telling
    if is_telling and "people" in (a.what, b.what) and not {a.what, b.what} & SOME:
        return True
    if not a.unit or not b.unit:
        return True
    return bool(a.outcome) and a.outcome == b.outcome and not {a.what, b.what} & SOME


def _is_one_occasion(a: Count, b: Count, is_equal: bool) -> bool:
    """Whether nothing sets apart when the two were counted; what is counted once has one occasion a day."""
    if not is_equal and (a.theme ^ b.theme) & amounts().occasions and not (a.is_former or b.is_former):
        return False
    if a.unit not in OF_A_DAY:
        return True
    is_toll = a.outcome in TOLLS or b.outcome in TOLLS
    if is_toll and _are_of_two_events(a, b, is_equal):
        return False
    left, right, is_loose = a.as_of, b.as_of, any(c.is_recalled or c.is_former for c in (a, b))
    if left is None or right is None or is_loose or not (a.when or b.when) or left.meets(right):
        return True
    if is_equal:  # a great toll is no count of a day: only where both tell one can it be of two occasions
        is_told_once = is_toll and None in (a.when, b.when) and a.low > HANDFUL
        return is_told_once or not (_is_background(a) or _is_background(b)) or _apart(left, right) <= FAR
    is_dated_twice = a.when and b.when and (is_toll or a.unit == "percent")
    return not is_dated_twice and _apart(left, right) <= FAR and a.outcome not in ONCE


def _are_of_two_events(a: Count, b: Count, is_equal: bool) -> bool:
    """Whether two tolls are of events too far apart; another number may rise for a week where no event joins them.

    What is recalled ("convicted of the death of 14 people") did not happen when the event happened that recalls it.
    """
    is_of_one_day = a.happened and b.happened and a.happened.meets(b.happened)
    if not is_equal and not (a.event and a.event == b.event or is_of_one_day) and _days_between(a, b) > WEEK:
        return True
    is_recalled = a.is_recalled or b.is_recalled
    days = _apart(a.happened, b.happened) if a.happened and b.happened and not is_recalled else timedelta()
    return days > (WEEK if is_equal else timedelta())


def _is_background(count: Count) -> bool:
    """Whether its sentence tells it of a day long before its report: it is of another occasion than the news."""
    own = When.between(count.day, count.day, "report date")
    return bool(count.day and count.when) and _apart(count.when or own, own) > FAR


def _days_between(a: Count, b: Count) -> timedelta:
    return abs(a.day - b.day) if a.day and b.day else timedelta()


def _apart(a: When, b: When) -> timedelta:
    """How long the end of the one lies before the beginning of the other; below nothing where they share a day."""
    return max((b.first or date.min) - (a.last or date.max), (a.first or date.min) - (b.last or date.max))


def _is_one_measure(a: Count, b: Count, is_equal: bool) -> bool:
    """Whether the two measure one thing: by the words around them, and by whose number each is."""
    if (a.report, a.sentence) == (b.report, b.sentence) and a.is_former != b.is_former:
        return True  # "41 and not 38 million"
    if a.unit in MEASURES and a.holders and b.holders:
        return a.holders <= b.holders or b.holders <= a.holders
    if a.outcome and a.outcome == b.outcome and a.figure.unit == "persons":
        return True
    if is_equal and (a.unit not in MEASURES or a.report != b.report and _is_fine(a.figure)):
        return True
    return any(x == y or is_alike(stem(x), stem(y)) for x in a.theme for y in b.theme)


def _is_fine(figure: Figure) -> bool:
    """Whether a share is told so finely that two equal ones are no chance."""
    return isinstance(figure.value, float) and figure.value % 1 != 0
