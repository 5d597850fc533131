"""When a report without a date came out: a stretch of days from its own content and from dated reports.

Clues are weighed: the days that most of them allow, by weight, are the report's, and those that do not allow them are
kept as counter-reasons. What the report's words mean once it has days is not reckoned here: that is coding's work,
done again with the days found (:func:`between` joins what it gives for the first and the last of them).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from istor.linking import merge
from istor.linking.clues import Clue, Times, days_on_which, held, is_short, named, relatives, shared_day_word
from istor.linking.dates import moved
from istor.linking.daywords import WEIGHT as SELF_SAID
from istor.linking.daywords import DayWords, day_words
from istor.linking.decide import LEAD_BLOCKS
from istor.linking.judgements import PROGRAM
from istor.linking.parties import NO_STATE, kind_of
from istor.linking.tellings import Tellings
from istor.linking.voices import order
from istor.model import Claim, Dating, Link, Made, Report, Span, Statement, When

STEP = "linking"
VERSION = "1"
ONE_DAY = frozenset({"came about", "cancelled", "denied"})
"""Stages of one thing that are told with its day: what was announced for a day happened on it, or was off."""
NEWS = timedelta(days=1)
"""How long after its day an event is news: most events of dated reports are of the day itself or the one before."""
SHORT = 3
"""Days of a stretch that counts as a day told; the news of an event told by the month is of that month."""
FIRM = 0.8
"""How sure a link must be to date a report by it. Of 40 such links among invented reports of a dozen stories those that
were wrong scored 0.53 to 0.78, but for one of which only "the police" was known (November 2026)."""
KNOWN = 92
"""Days of the longest stretch that dates an event well enough to date a report by it."""
YEARS = 1100
"""Days of the longest stretch within which days are asked one by one whether the report's words fit them."""
TWIN_DAY, TWIN, DATED_WORDS, PAST = 4.0, 2.0, 2.0, 0.5
"""What clues count for: the same word for a day in a copy, a copy, words such as "last year" beside a known event, the
last event told as past, which rests on the same links as the news; any other counts 1."""
LEAST_NEAR = 0.3
"""What a link to a report counts for that shares no rare names, beside one to the nearest."""
LONGEST = 366
"""Days of the longest stretch from which it is worth reckoning what "last year" means."""


def datings(reports: Iterable[Report], claims: Iterable[Claim], links: Iterable[Link],
            times: Times) -> tuple[Dating, ...]:
    """The stretch of days of each report that has no day, where anything can be said of it; by report.

    ``claims`` of these reports are as they were coded without a day; ``links`` are those between claims and those
    between reports. ``times`` finds time expressions.
    """
    known, kept, told = {r.id: r for r in reports}, tuple(links), tuple(claims)
    undated = [known[i] for i in sorted(known) if known[i].published is None]
    if not undated:
        return ()
    look = _Look(known, told, kept, times)
    found = ((r, _narrowed(_told_once(look.clues(r)), list(day_words(r, times)))) for r in undated)
    return tuple(_dating(r, *narrowed) for r, narrowed in found if narrowed)


class _Look:
    """Reports, claims and links as the search for clues asks for them."""

    def __init__(self, reports: Mapping[str, Report], claims: Sequence[Claim], links: Sequence[Link],
                 times: Times) -> None:
        self._reports, self._times = reports, times
        self._tellings = Tellings(reports.values(), times)
        self._claims = {c.id: c for c in claims}
        self._copies: dict[str, set[str]] = defaultdict(set)
        self._firm: dict[str, set[str]] = defaultdict(set)
        for link in links:
            is_one = link.judgement == "same"
            is_firm = is_one and link.score >= FIRM or link.made.rule in ONE_DAY
            kept = self._copies if link.kind == "copy" and is_one else self._firm if is_firm else None
            if kept is not None:
                kept[link.left].add(link.right)
                kept[link.right].add(link.left)
        self._of: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(claims, key=lambda c: (c.report, c.trigger, c.id)):
            self._of[claim.report].append(claim)

    def clues(self, report: Report) -> Iterator[Clue]:
        """What speaks of the day of ``report``, the firmest first."""
        own = [c for c in self._of[report.id] if is_short(c, report.text)]
        yield from self._copied(report)
        yield from self._tellings.clues(report)
        yield from self._relative(report, own)
        yield from self._background(report, own)
        yield from sorted(self._news(report, own), key=lambda c: (c.first or date.min, c.words), reverse=True)
        yield from named(report, own)
        yield from sorted(set(held(report)), key=lambda c: (c.first or date.min, c.words), reverse=True)

    def _copied(self, report: Report) -> Iterator[Clue]:
        for other in order(self._reports[i] for i in self._copies[report.id]):
            days = other.published
            if days and days.first and days.last:
                told = f"of {other.name}, of {days.edtf}"
                if word := shared_day_word(report, other, self._times):
                    yield Clue(days.first, days.last, f"it says «{word}» in the words {told}", TWIN_DAY)
                yield Clue(moved(days.first, -NEWS), moved(days.last, NEWS), f"it repeats the text {told}", TWIN)

    def _relative(self, report: Report, own: Sequence[Claim]) -> Iterator[Clue]:
        for found in relatives(report, own, self._times):
            when, names, near = self._known(found.claim, LONGEST)
            days = days_on_which(found.meaning, when) if when else None
            if when and days:
                trigger = found.claim.trigger.of(report.text)
                told = f"«{found.text}» dates «{trigger}», which is of {when.edtf}{names}"
                yield Clue(*days, told, DATED_WORDS * near)

    def _news(self, report: Report, own: Sequence[Claim]) -> Iterator[Clue]:
        """What it tells in title and lead; the report came out soon after the last of it."""
        lead = [b.span for b in report.body[:LEAD_BLOCKS]]
        fresh = [c for c in own if c.when is None and c.status == "actual" and any(b.covers(c.trigger) for b in lead)]
        known = [(c, w, names, near) for c in fresh for w, names, near in [self._known(c)] if w and w.first and w.last]
        latest = max((w.first for _, w, _, _ in known if w.first), default=date.min)
        for claim, when, names, near in known:
            told = f"its news «{claim.trigger.of(report.text)}» is of {when.edtf}{names}"
            soon = when.last and (moved(when.last, NEWS) if (when.days or 0) <= SHORT else when.last)
            yield Clue(when.first, soon if when.first == latest else None, told, near)

    def _background(self, report: Report, own: Sequence[Claim]) -> Iterator[Clue]:
        """The last event of other reports that it tells of as past."""
        past = [c for c in own if c.status == "actual" and c.when is None]
        found = [(w.first, c.id, f"it tells of «{c.trigger.of(report.text)}», which is of {w.edtf}{names}", near)
                 for c in past for w, names, near in [self._known(c)] if w and w.first]
        if found:
            first, _, words, near = max(found)
            yield Clue(first, None, words, PAST * near)

    def _known(self, claim: Claim, longest: int = KNOWN) -> tuple[When | None, str, float]:
        """The days of the claim's event as dated claims tell them, the names of their reports, and how near these are.

        An event of a report that tells quite another story is rarely the same one.
        """
        firm = [self._claims[i] for i in sorted(self._firm[claim.id]) if i in self._claims]
        others = [c for c in firm if _is_telling(claim) or c.report in self._copies[claim.report]]
        dated = [c for c in others if c.when and (c.when.days or longest + 1) <= longest and self._is_firm(c)]
        when = merge.when(dated)
        agreeing = {c.report for c in dated if when and c.when and c.when.meets(when)}
        names = sorted(self._reports[i].name for i in agreeing if i != claim.report)
        own = self._reports[claim.report]
        near = max((self._nearness(own, i) for i in agreeing), default=1.0)
        return when, f" ({', '.join(names)})" if names else " (in the same report)", near

    def _nearness(self, report: Report, other: str) -> float:
        return 1.0 if other == report.id else max(LEAST_NEAR, self._tellings.nearness(report, other))

    def _is_firm(self, claim: Claim) -> bool:
        is_dated = self._reports[claim.report].published is not None
        return is_dated or claim.when is not None and claim.when.basis == "stated"


def _is_telling(claim: Claim) -> bool:
    """Whether its parties tell it from others of its kind: a person, or two states; not "the police" of one."""
    states = {p.code for p in claim.parties} - {NO_STATE}
    return any(kind_of(p.name) == "person" for p in claim.parties) or len(states) > 1


Run = tuple[date, date]


def _told_once(clues: Iterable[Clue]) -> list[Clue]:
    """A title and the lead that repeats it are one clue."""
    return list({(c.first, c.last, c.words): c for c in clues}.values())


def _narrowed(clues: Sequence[Clue], said: Sequence[DayWords]) -> tuple[date, date, tuple[str, ...]] | None:
    """The days that most clues allow, by weight, with the reasons; ``None`` when there was nothing to go by.

    Of several runs of such days that one stands which the leaning clues speak for, then the firmest clues, which come
    first; where nothing speaks for one, the stretch that holds all.
    """
    firm, leaning = ([c for c in clues if c.is_leaning is side] for side in (False, True))
    found = _fitting(clues, said) if said else None
    runs = _allowed(firm) if found is None else found
    if not runs:
        return None
    left = _best(runs, lambda run: round(sum(c.weight for c in leaning if c.allows(*run)), 6))
    left = _best(left, lambda run: [c.allows(*run) for c in firm])
    first, last = left[0][0], left[-1][1]
    heard = [*firm, *(leaning if len(left) < len(runs) else ())]
    told = [] if found is None else [(w.text, any(w.fits(d) for d in _days(first, last))) for w in said]
    reasons = dict.fromkeys(c.words for c in heard if c.allows(first, last))
    reasons |= dict.fromkeys(f"it says «{text}»" for text, is_so in told if is_so)
    against = dict.fromkeys(f"against: {c.words}" for c in firm if not c.allows(first, last))
    against |= dict.fromkeys(f"against: it says «{text}»" for text, is_so in told if not is_so)
    return first, last, (*reasons, *against)


def _best(runs: Sequence[Run], worth: Callable[[Run], Any]) -> list[Run]:
    most = max(map(worth, runs))
    return [run for run in runs if worth(run) == most]


def _allowed(clues: Sequence[Clue]) -> list[Run]:
    """The runs of days that most of the clues allow, by weight."""
    starts = sorted({date.min, *(c.first for c in clues if c.first), *(moved(c.last, NEWS) for c in clues if c.last)})
    ends = [*(moved(start, -NEWS) for start in starts[1:]), date.max]
    scored = [(round(sum(c.weight for c in clues if c.allows(first, first)), 6), (first, last))
              for first, last in zip(starts, ends, strict=True)]
    most = max(score for score, _ in scored)
    return _joined(run for score, run in scored if score == most) if most else []


def _fitting(clues: Sequence[Clue], said: Sequence[DayWords]) -> list[Run] | None:
    """The same with what the report says of days; ``None`` where no clue bounds the days that are to be asked."""
    ends = [(c.first, c.last) for c in clues if c.first and c.last]
    if not ends:
        return None
    first, last = min(first for first, _ in ends), max(last for _, last in ends)
    if (last - first).days > YEARS:
        return None
    firm = [c for c in clues if not c.is_leaning]
    worth = {
        day: round(sum(c.weight for c in firm if c.allows(day, day)) + sum(SELF_SAID for w in said if w.fits(day)), 6)
        for day in _days(first, last)
    }
    most = max(worth.values())
    return _joined((day, day) for day, score in worth.items() if score == most)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs in order, those that follow on each other as one."""
    made: list[Run] = []
    for first, last in runs:
        if made and moved(made[-1][1], NEWS) == first:
            made[-1] = made[-1][0], last
        else:
            made.append((first, last))
    return made


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(min((last - first).days, YEARS) + 1))


def _dating(report: Report, first: date, last: date, reasons: tuple[str, ...]) -> Dating:
    ends = (first if first > date.min else None, last if last < date.max else None)
    return Dating(report.id, When.between(*ends, "inferred"), reasons, PROGRAM, Made(STEP, VERSION, "clues"))


def in_force(found: Iterable[Dating]) -> dict[str, Dating]:
    """The dating of each report that counts: a person's before the program's, of two persons' the first by name."""
    ordered = sorted(found, key=lambda d: (d.by == PROGRAM, d.by), reverse=True)
    return {d.report: d for d in ordered}


def dated(reports: Iterable[Report], found: Iterable[Dating]) -> tuple[Report, ...]:
    """``reports`` with the days that datings give them; a stretch with an open end gives none."""
    known = {i: d.when for i, d in in_force(found).items() if d.when.first and d.when.last}
    return tuple(replace(r, published=known[r.id]) if r.id in known else r for r in reports)


def is_enough(dating: Dating) -> bool:
    """Whether a report's words can be reckoned from its dating."""
    return 0 < (dating.when.days or 0) <= LONGEST


def between(early: Iterable[Claim], late: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims of one report, coded as of the first and as of the last day on which it may have come out.

    Days that both give stand as they are; where they differ, the claim has the stretch that holds both.
    """
    ends = {c.id: c.when for c in late}
    return tuple(replace(c, when=_hull(c.when, ends.get(c.id, c.when))) for c in early)


def days_between(early: Iterable[Statement], late: Iterable[Statement]) -> dict[Span, When | None]:
    """The days of a report's figures, by where they stand, likewise."""
    ends = {s.figure.span: s.when for s in late}
    return {s.figure.span: _hull(s.when, ends.get(s.figure.span, s.when)) for s in early}


def _hull(a: When | None, b: When | None) -> When | None:
    if a is None or b is None or a.edtf == b.edtf:
        return a or b
    first = min(a.first, b.first) if a.first and b.first else None
    last = max(a.last, b.last) if a.last and b.last else None
    return When.between(first, last, "inferred", a.span)
