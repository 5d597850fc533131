"""What a report without a date says of the day on which it came out: clues, each a stretch of days with its words.

A clue is read off one report alone: days that it tells of as past, offices that it says people hold, words such as
"last year" that only mean something on a day. Which days such words must mean, other reports may tell (``dating``).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from istor.knowledge.gazetteer import Entry, longest
from istor.knowledge.tables import offices
from istor.knowledge.titles import titles
from istor.languages.folding import fold
from istor.linking.wording import WORD, acts_of, runs, words
from istor.model import Claim, Report, Span, When


class Timed(Protocol):
    """A time expression, as ``annotating`` finds them."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def kind(self) -> str:
        """``date``, ``time``, ``duration`` or ``set``."""

    @property
    def value(self) -> str:
        """Its value in ISO 8601-2; ``XXXX-WXX-5`` is a Friday."""

    @property
    def when(self) -> When | None:
        """Its days; ``None`` where they are left open."""


class Times(Protocol):
    """Finds the time expressions of a text within ``sentences``, as they read on a day; handed over by the caller."""

    def __call__(self, text: str, published: date | None, *, sentences: Sequence[Span]) -> Sequence[Timed]:
        """The expressions, in order."""


AHEAD = frozenset({"AGREE", "REQUEST", "THREATEN"})
"""Types whose date may be that of what is promised, asked for or threatened."""
ANY_DAY = date(2001, 6, 13)
"""A day to tell words that mean something on a day from those that mean nothing; which day does not matter."""
REACH = 3
"""Words between an office and the name of who holds it, at most."""
BEFORE, AFTER = timedelta(days=31), timedelta(days=800)
"""How long before and after an event a report may stand that dates it by "tomorrow" or "two years ago"."""
STRIDE = timedelta(days=7)
"""Step of the search for the days on which words mean what they must: a weekday means one day for a week."""
CONTEXT, NEARBY = 4, 60
"""Words in a row, one of them a word for a day, that two texts must share; characters around it to look in."""
DAY = timedelta(days=1)
YEARLY = re.compile(r"XXXX-(\d\d)-(\d\d)")
"""How the value of a day without a year begins."""


@dataclass(frozen=True)
class Clue:
    """The report came out from ``first`` to ``last``, as far as this goes; ``None`` leaves an end open.

    ``weight`` is what it counts for where clues do not agree. One that is only ``leaning`` chooses among the days that
    the others leave, and gives none by itself.
    """

    first: date | None
    last: date | None
    words: str
    weight: float = 1.0
    is_leaning: bool = False

    def allows(self, first: date, last: date) -> bool:
        """Whether some day from ``first`` to ``last`` is one of its days."""
        return (self.first or date.min) <= last and first <= (self.last or date.max)


@dataclass(frozen=True)
class Relative:
    """Words that date a claim once the report's day is known: what they mean on each day."""

    claim: Claim
    text: str
    meaning: Callable[[date], When | None]


def named(report: Report, claims: Iterable[Claim]) -> Iterator[Clue]:
    """The last day that the report itself tells of as past: it came out on it or later."""
    past = [c for c in claims if c.status == "actual" and c.type not in AHEAD and c.when and c.when.basis == "stated"]
    days = [(c.when.first, c.when) for c in past if c.when and c.when.first]
    if days:
        first, when = max(days, key=lambda d: (d[0], d[1].edtf))
        told = f" («{when.span.of(report.text)}»)" if when.span else ""
        yield Clue(first, None, f"it tells of {when.edtf} as past{told}")


def held(report: Report) -> Iterator[Clue]:
    """The terms of the offices that the report gives to people by name."""
    for block in report.body:
        found = [m.group() for m in WORD.finditer(report.text, block.span.start, block.span.end)]
        for at in range(len(found)):
            size, entries = longest(found, at)
            office = next((e for e in entries if e.kind == "office"), None)
            if office is None or at and fold(found[at - 1]) in _former():
                continue
            person = next(_people(found[at + size : at + size + REACH + 1]), None)
            yield from _terms(office, person)


def _people(words: Sequence[str]) -> Iterator[Entry]:
    """The people whom the words may name, wherever the name begins among them."""
    for at in range(len(words)):
        _, entries = longest(words, at)
        yield from (e for e in entries if e.kind in ("person", "surname"))


def _former() -> frozenset[str]:
    return frozenset(map(fold, titles().former))


def _terms(office: Entry, person: Entry | None) -> Iterator[Clue]:
    if person is None:
        return
    title = titles().offices[office.key]
    terms = [o for o in offices() if o.person == person.key and o.office in title.keys_for(o.code)]
    if terms:
        first, last = min(o.first for o in terms), max(o.last for o in terms)
        ends = (first if first > date.min else None, last if last < date.max else None)
        until = f" to {ends[1]}" if ends[1] else " on"
        yield Clue(*ends, f"{person.name} is {title.name}, an office held from {ends[0] or 'long ago'}{until}")


def is_short(claim: Claim, text: str) -> bool:
    """Whether what is told has a day: a war that goes on is of every report's day."""
    return not any("war" in acts_of(w) for w in words(claim.trigger.of(text)))


def relatives(report: Report, claims: Iterable[Claim], times: Times) -> Iterator[Relative]:
    """The words that would date the report's claims that have no date, each with the claim nearest to it."""
    undated = [c for c in claims if c.when is None]
    for sentence in sorted({c.sentence for c in undated}):
        here = [c for c in undated if c.sentence == sentence]
        open_ends = {t.span for t in times(report.text, None, sentences=[sentence]) if t.when is None}
        for found in times(report.text, ANY_DAY, sentences=[sentence]):
            if found.kind == "date" and found.when is not None and found.span in open_ends:
                nearest = min(here, key=lambda c: (_gap(c.trigger, found.span), c.id))
                yield Relative(nearest, found.text, Meaning(report.text, sentence, found.span, times))


@dataclass(frozen=True)
class Meaning:
    """What one expression means on a day; nothing of ``text`` is read but its sentence."""

    text: str
    sentence: Span
    span: Span
    times: Times

    def __call__(self, day: date) -> When | None:
        """Its days when the report is of ``day``."""
        sentence, start = self.sentence.of(self.text), self.span.start - self.sentence.start
        found = self.times(sentence, day, sentences=[Span(0, len(sentence))])
        return next((t.when for t in found if t.span.start == start), None)


def shared_day_word(report: Report, other: Report, times: Times) -> str | None:
    """A word for a day ("yesterday") that both texts print in the same words: then they came out on one day."""
    printed = runs(words(other.text), CONTEXT)
    for block in report.body:
        here, next_day = (times(report.text, d, sentences=[block.span]) for d in (ANY_DAY, ANY_DAY + DAY))
        moved = {t.span: t.when for t in next_day}
        for found in here:
            around = report.text[max(block.span.start, found.span.start - NEARBY) : found.span.end + NEARBY]
            first = words(found.text)[0]
            same = any(first in run.split() for run in runs(words(around), CONTEXT) & printed)
            if same and found.when and moved.get(found.span) not in (None, found.when):
                return found.text
    return None


def _gap(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def days_on_which(meaning: Callable[[date], When | None], known: When) -> tuple[date, date] | None:
    """The first run of days on which words mean days that ``known`` shares; ``None`` where there is none.

    Days near ``known`` are tried one by one, later ones by the week, and the run's ends then to the day.
    """
    if known.first is None or known.last is None:
        return None
    if known.first < date.min + 2 * BEFORE or known.last > date.max - 2 * AFTER:  # beyond the calendar's ends
        return None

    def fits(day: date) -> bool:
        found = meaning(day)
        return found is not None and found.meets(known)

    tried = [(day, fits(day)) for day in _tried(known.first, known.last)]
    start = next((n for n, (_, is_fit) in enumerate(tried) if is_fit), None)
    if start is None:
        return None
    end = next((n for n in range(start, len(tried)) if not tried[n][1]), len(tried))
    first = tried[start][0]
    while start and first - DAY > tried[start - 1][0] and fits(first - DAY):
        first -= DAY
    last = tried[end - 1][0]
    while end < len(tried) and last + DAY < tried[end][0] and fits(last + DAY):
        last += DAY
    return first, last


def _tried(first: date, last: date) -> list[date]:
    near = [first - BEFORE + n * DAY for n in range((min(last - first, BEFORE) + 2 * BEFORE).days)]
    count = (last + AFTER - near[-1]) // STRIDE
    return near + [near[-1] + n * STRIDE for n in range(1, count + 1)]
