"""What dated reports tell sentence by sentence, and what that makes of the words for days of a report that has none.

Two reports may tell one thing though coding found no event that they share: "died yesterday" beside "died on Tuesday".
Where the words around the two expressions of time agree, weighed by how rare they are among the reports of that story,
the days of the one say on which days the other can have been written.
"""

import math
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold
from istor.linking.clues import ANY_DAY, DAY, YEARLY, Clue, Meaning, Timed, Times, days_on_which
from istor.linking.dates import DAYS, moved
from istor.linking.wording import SHORTEST, WORD, is_alike, names, sentences, stem, words
from istor.model import Report, Span, When

RARE = 60
"""Reports that may hold a name for it to bring two together, as in ``linking.counts``."""
RAREST = 24
"""Names of a report that are looked at, the rarest first."""
SHARED = 2
"""Rare names that two reports share, at least, to be of one story."""
NEAREST = 12
"""Dated reports of its story that a report is compared with, those that share most with it."""
CLOSE = 0.3
"""What it must share with such a report, beside the nearest, for that to say when the story was told."""
AROUND = 6
"""Words on each side of an expression of time that say of what it is the day."""
ALIKE = 0.7
"""What a word counts for that only looks like a form of the other."""
NEAR, WHOLE = 0.5, 0.5
"""What the words around the expressions, and those of the whole sentences, count for."""
LEAST, ENOUGH = 0.15, 0.35
"""Likeness from which two sentences may tell one thing, and from which they do. Of the matches of 20 undated invented
reports 37 of 43 from the second on were right, those of copies among them; of the 20 weaker ones 8 (November 2026)."""
STORY, NAMED = 0.1, 0.3
"""What it counts for when the story was told, and that a day was named without a year: they only lean."""
WEEK = 7 * DAY
WEIGHT = 2.0
"""What a match counts for as a clue, times its likeness."""
OTHER_DAY = 40 * DAY
"""How far another day lies on which words are tried to see whether they mean another: "last month" does not move by one
day."""
STRETCH = timedelta(days=31)
"""How long before its first and after its last known report a story may go on."""


@cache
def after(lang: str = "el") -> frozenset[str]:
    """Words that stand between a length of time and what it is counted from; DataError when they are no list."""
    table = data.table(lang, "dating.yaml")
    if not isinstance(table, dict) or not isinstance(table.get("after"), list):
        raise DataError(f"languages/{lang}/dating.yaml: give a list of words under 'after'")
    return frozenset(map(fold, table["after"]))


@dataclass(frozen=True)
class Telling:
    """An expression of time in its sentence, with the words around it; ``when`` its days, where they are known.

    ``is_loose``: it is a part of a day that it does not name ("at midnight"), so that its day may be another.
    """

    report: Report
    sentence: Span
    found: Timed
    around: frozenset[str]
    whole: frozenset[str]
    when: When | None
    is_loose: bool = False


class Tellings:
    """The dated reports among some, ready to be compared with those that have no date."""

    def __init__(self, reports: Collection[Report], times: Times) -> None:
        self._times = times
        self._names = {r.id: names(r.text) for r in reports}
        self._dated = {r.id: r for r in reports if r.published and r.published.first and r.published.last}
        self._holding: dict[str, list[str]] = defaultdict(list)
        for report in self._names:
            for name in self._names[report]:
                self._holding[name].append(report)
        self._known: dict[str, tuple[Telling, ...]] = {}
        self._near: dict[str, dict[str, float]] = {}

    def story(self, report: Report) -> list[Report]:
        """The dated reports that share most rare names with ``report``, the nearest first."""
        shared = self._shared(report)
        return [self._dated[i] for i in sorted(shared, key=lambda i: (-shared[i], i))[:NEAREST]]

    def _shared(self, report: Report) -> dict[str, float]:
        """By dated report of its story how much its rare names say that ``report`` shares."""
        if report.id not in self._near:
            self._near[report.id] = self._compared(report)
        return self._near[report.id]

    def _compared(self, report: Report) -> dict[str, float]:
        holding = self._holding
        rare = sorted((len(holding[n]), n) for n in self._names[report.id] if 1 < len(holding[n]) <= RARE)
        shared: dict[str, list[float]] = defaultdict(list)
        for count, name in rare[:RAREST]:
            for other in holding[name]:
                if other in self._dated:
                    shared[other].append(1 / count)
        return {i: math.fsum(found) for i, found in shared.items() if len(found) >= SHARED}

    def nearness(self, report: Report, other: str) -> float:
        """How much ``report`` shares with another one, by id, beside what it shares with the nearest: 0 to 1."""
        shared = self._shared(report)
        return shared.get(other, 0.0) / max(shared.values(), default=1.0)

    def clues(self, report: Report) -> Iterator[Clue]:
        """What the days that others tell say of the day of ``report``; last, when its story was told."""
        near = self.story(report)
        if not near:
            return
        known = [t for other in near for t in self._of(other)]
        own, counted = list(self._open(report)), list(self._counted(report))
        weights = _weights([*known, *own, *(told for _, _, told in counted)])
        for telling in own:
            if best := _best(telling, known, weights):
                yield from self._as_told(telling, *best)
        for anchor, length, told in counted:
            if best := _best(told, known, weights):
                yield from self._after(anchor, length, told, *best)
        nearest = [other for other in near if self.nearness(report, other.id) >= CLOSE]
        days = [w for other in nearest if (w := other.published)]
        firsts, lasts = [w.first for w in days if w.first], [w.last for w in days if w.last]
        told_by = ", ".join(sorted(other.name for other in nearest))
        first, last = moved(min(firsts), -STRETCH), moved(max(lasts), STRETCH)
        yield Clue(first, last, f"its story is told by {told_by}", STORY, True)
        yield from self._named(report, first, last)

    def _named(self, report: Report, first: date, last: date) -> Iterator[Clue]:
        """The weeks of the days that it names without a year, while its story is told."""
        for _, found in self._found(report, None):
            if yearly := YEARLY.match(found.value):
                for year in range(first.year, last.year + 1):
                    day = _day(year, int(yearly[1]), int(yearly[2]))
                    if day and first <= day <= last:
                        words = f"it names «{found.text}» without a year"
                        yield Clue(moved(day, -WEEK), moved(day, WEEK), words, NAMED, True)

    def _as_told(self, telling: Telling, score: float, other: Telling, when: When) -> Iterator[Clue]:
        """The days on which its words mean what the other report tells."""
        if days := days_on_which(self._meaning(telling), when):
            yield Clue(*days, (
                f"«{telling.found.text}» is of {when.edtf}: {other.report.name} says «{other.found.text}» in a "
                f"sentence that tells the same ({score:.0%} alike)"
            ), WEIGHT * score, score < ENOUGH or telling.is_loose or other.is_loose)

    def _after(self, anchor: Telling | None, length: timedelta, told: Telling, score: float, other: Telling,
               when: When) -> Iterator[Clue]:
        """The days on which its words mean so long after what the other report tells."""
        if when.first is None or when.last is None:
            return
        then = When.between(moved(when.first, length), moved(when.last, length), "reckoned")
        days = days_on_which(self._meaning(anchor), then) if anchor else (then.first, moved(then.last or date.max, DAY))
        if days:
            yield Clue(*days, (
                f"«{told.found.text} {_following(told)}» counts from {when.edtf}: {other.report.name} says "
                f"«{other.found.text}» in a sentence that tells of it ({score:.0%} alike)"
            ), WEIGHT * score, score < ENOUGH or other.is_loose)

    def _of(self, report: Report) -> tuple[Telling, ...]:
        """The days that a dated report tells."""
        if report.id not in self._known:
            published = report.published
            day = published.last if published else None
            made = ((span, t) for span, t in self._found(report, day) if t.when and (t.when.days or DAYS + 1) <= DAYS)
            loose = self._loose(report)
            told = (replace(_telling(report, span, t, t.when), is_loose=t.span in loose) for span, t in made)
            self._known[report.id] = tuple(told)
        return self._known[report.id]

    def _open(self, report: Report) -> Iterator[Telling]:
        """The expressions of an undated report whose days hang on its own."""
        loose = self._loose(report)
        later = {t.span: t.when for _, t in self._found(report, ANY_DAY + OTHER_DAY)}
        for span, found in self._found(report, ANY_DAY):
            is_day = found.kind in ("date", "time") and found.when and (found.when.days or DAYS + 1) <= DAYS
            if is_day and later.get(found.span) not in (None, found.when):
                yield replace(_telling(report, span, found, None), is_loose=found.span in loose)

    def _loose(self, report: Report) -> frozenset[Span]:
        """Where parts of a day stand that is not named."""
        return frozenset(t.span for _, t in self._found(report, None) if t.value.startswith("T"))

    def _counted(self, report: Report) -> Iterator[tuple[Telling | None, timedelta, Telling]]:
        """Lengths of time after something: the expression that they date, if any, the length, what they count from."""
        own = list(self._open(report))
        for span, found in self._found(report, None):
            length = _LENGTH.get(found.value[-1:]) if found.kind == "duration" else None
            number = found.value[1:-1]
            follow = words(report.text[found.span.end : span.end])[:1]
            if length and number.isdigit() and follow and follow[0] in after():
                beside = [t for t in own if t.sentence == span]
                anchor = min(beside, key=lambda t: abs(t.found.span.start - found.span.start), default=None)
                yield anchor, int(number) * length, _following_only(_telling(report, span, found, None))

    def _meaning(self, telling: Telling) -> Meaning:
        return Meaning(telling.report.text, telling.sentence, telling.found.span, self._times)

    def _found(self, report: Report, day: date | None) -> Iterator[tuple[Span, Timed]]:
        """The expressions of a report by sentence."""
        for span in (s for block in report.body for s in sentences(report.text, block.span)):
            yield from ((span, t) for t in self._times(report.text, day, sentences=[span]))


_LENGTH = {"D": DAY, "W": 7 * DAY}


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _telling(report: Report, sentence: Span, found: Timed, when: When | None) -> Telling:
    marked = [(m.start(), m.group()) for m in WORD.finditer(report.text, sentence.start, sentence.end)]
    before = [w for at, w in marked if at < found.span.start][-AROUND:]
    following = [w for at, w in marked if at >= found.span.end][:AROUND]
    printed = [w for at, w in marked if not found.span.start <= at < found.span.end]
    return Telling(report, sentence, found, _stems([*before, *following]), _stems(printed), when)


def _following_only(telling: Telling) -> Telling:
    """The same with what follows alone: what stands before "two days after the fire" tells of something else."""
    rest = Span(telling.found.span.end, telling.sentence.end)
    marked = [m.group() for m in WORD.finditer(telling.report.text, rest.start, rest.end)]
    return replace(telling, around=_stems(marked[:AROUND]), whole=_stems(marked))


def _following(telling: Telling) -> str:
    rest = telling.report.text[telling.found.span.end : telling.sentence.end].split()
    return " ".join(rest[:3]).rstrip(",.;»")


def _stems(printed: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(w) for w in words(" ".join(printed)) if len(w) >= SHORTEST or w.isdigit())


def _weights(told: Sequence[Telling]) -> dict[str, float]:
    """How much a stem says among these sentences: those that tell of the whole story's people say little."""
    found: dict[tuple[str, Span], frozenset[str]] = defaultdict(frozenset)
    for telling in told:
        found[telling.report.id, telling.sentence] |= telling.whole
    counts = Counter(s for stems in found.values() for s in stems)
    return {s: math.log(1 + len(found) / n) for s, n in counts.items()}


def _best(told: Telling, known: Sequence[Telling], weights: Mapping[str, float]) -> tuple[float, Telling, When] | None:
    """The known telling that is most like ``told``, with its days; ``None`` where none is like it enough."""
    scored = [(likeness(told, other, weights), other) for other in known]
    score, other = max(scored, key=lambda s: (s[0], s[1].report.id, s[1].found.span), default=(0.0, None))
    return (score, other, other.when) if other and other.when and score >= LEAST else None


def likeness(a: Telling, b: Telling, weights: Mapping[str, float]) -> float:
    """How much of what stands around two expressions, and in their sentences, is the same: 0 to 1."""
    return round(NEAR * _shared(a.around, b.around, weights) + WHOLE * _shared(a.whole, b.whole, weights), 4)


def _shared(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    same = a & b
    left, right = a - same, b - same
    found = math.fsum(weights[s] for s in sorted(same))
    for x in sorted(left):
        near = [y for y in right if is_alike(x, y)]
        found += ALIKE * max((min(weights[x], weights[y]) for y in near), default=0.0)
    sizes = [math.fsum(sorted(weights[s] for s in side)) for side in (a, b)]
    return min(1.0, found / math.sqrt(sizes[0] * sizes[1])) if all(sizes) else 0.0
