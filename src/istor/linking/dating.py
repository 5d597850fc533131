"""When a report without a date came out: a stretch of days from its own content and from dated reports.

Clues are taken in order, the firmest first; each narrows the stretch, and one that cannot be true with those before it
is kept as a counter-reason. What the report's words mean once it has days is not reckoned here: that is coding's work,
done again with the days found (:func:`between` joins what it gives for the first and the last of them).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from istor.linking import merge
from istor.linking.clues import Clue, Times, days_on_which, held, is_short, named, relatives, shared_day_word, weekdays
from istor.linking.decide import LEAD_BLOCKS
from istor.linking.judgements import PROGRAM
from istor.linking.parties import kind_of
from istor.linking.voices import order
from istor.model import Claim, Dating, Link, Made, Report, When

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
WEEKS = 31
"""Days of the longest stretch that a weekday may shorten."""
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
    found = ((r, _narrowed(look.clues(r))) for r in undated)
    return tuple(_dating(r, *_on_weekdays(r, *narrowed, times)) for r, narrowed in found if narrowed)


class _Look:
    """Reports, claims and links as the search for clues asks for them."""

    def __init__(self, reports: Mapping[str, Report], claims: Sequence[Claim], links: Sequence[Link],
                 times: Times) -> None:
        self._reports, self._times = reports, times
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
                    yield Clue(days.first, days.last, f"it says «{word}» in the words {told}")
                yield Clue(days.first - NEWS, days.last + NEWS, f"it repeats the text {told}")

    def _relative(self, report: Report, own: Sequence[Claim]) -> Iterator[Clue]:
        for found in relatives(report, own, self._times):
            when, names = self._known(found.claim, LONGEST)
            days = days_on_which(found.meaning, when) if when else None
            if when and days:
                trigger = found.claim.trigger.of(report.text)
                yield Clue(*days, f"«{found.text}» dates «{trigger}», which is of {when.edtf}{names}")

    def _news(self, report: Report, own: Sequence[Claim]) -> Iterator[Clue]:
        """What it tells in title and lead; the report came out soon after the last of it."""
        lead = [b.span for b in report.body[:LEAD_BLOCKS]]
        fresh = [c for c in own if c.when is None and c.status == "actual" and any(b.covers(c.trigger) for b in lead)]
        known = [(c, w, names) for c in fresh for w, names in [self._known(c)] if w and w.first and w.last]
        latest = max((w.first for _, w, _ in known if w.first), default=date.min)
        for claim, when, names in known:
            told = f"its news «{claim.trigger.of(report.text)}» is of {when.edtf}{names}"
            soon = when.last and (when.last + NEWS if (when.days or 0) <= SHORT else when.last)
            yield Clue(when.first, soon if when.first == latest else None, told)

    def _background(self, report: Report, own: Sequence[Claim]) -> Iterator[Clue]:
        """The last event of other reports that it tells of as past."""
        past = [c for c in own if c.status == "actual" and c.when is None]
        found = [(w.first, c.id, f"it tells of «{c.trigger.of(report.text)}», which is of {w.edtf}{names}")
                 for c in past for w, names in [self._known(c)] if w and w.first]
        if found:
            first, _, words = max(found)
            yield Clue(first, None, words)

    def _known(self, claim: Claim, longest: int = KNOWN) -> tuple[When | None, str]:
        """The days of the claim's event as dated claims tell them, and the names of their reports."""
        firm = [self._claims[i] for i in sorted(self._firm[claim.id]) if i in self._claims]
        others = [c for c in firm if _is_telling(claim) or c.report in self._copies[claim.report]]
        dated = [c for c in others if c.when and (c.when.days or longest + 1) <= longest and self._is_firm(c)]
        when = merge.when(dated)
        agreeing = {c.report for c in dated if when and c.when and c.when.meets(when)}
        names = sorted(self._reports[i].name for i in agreeing if i != claim.report)
        return when, f" ({', '.join(names)})" if names else " (in the same report)"

    def _is_firm(self, claim: Claim) -> bool:
        is_dated = self._reports[claim.report].published is not None
        return is_dated or claim.when is not None and claim.when.basis == "stated"


def _is_telling(claim: Claim) -> bool:
    """Whether its parties tell it from others of its kind: a person, or two states; not "the police" of one."""
    return any(kind_of(p.name) == "person" for p in claim.parties) or len({p.code for p in claim.parties}) > 1


def _narrowed(clues: Iterable[Clue]) -> tuple[date, date, tuple[str, ...]] | None:
    """What all clues leave, as far as they go together, with the reasons; ``None`` when there was nothing to go by."""
    first, last = date.min, date.max
    reasons: dict[str, None] = {}
    against: dict[str, None] = {}
    for clue in clues:
        begin, end = max(first, clue.first or date.min), min(last, clue.last or date.max)
        if begin > end:
            against[f"against: {clue.words}"] = None
        else:
            first, last = begin, end
            reasons[clue.words] = None
    return (first, last, (*reasons, *against)) if (first, last) != (date.min, date.max) else None


def _on_weekdays(report: Report, first: date, last: date, reasons: tuple[str, ...],
                 times: Times) -> tuple[date, date, tuple[str, ...]]:
    """The same, without the days at its ends on which "tomorrow, Friday" would not be true."""
    if last == date.max or (last - first).days > WEEKS:
        return first, last, reasons
    for told in weekdays(report, times):
        days = [d for n in range((last - first).days + 1) if told.fits(d := first + timedelta(days=n))]
        if not days:
            reasons = (*reasons, f"against: it says «{told.text}»")
        elif (days[0], days[-1]) != (first, last):
            first, last, reasons = days[0], days[-1], (*reasons, f"it says «{told.text}»")
    return first, last, reasons


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


def _hull(a: When | None, b: When | None) -> When | None:
    if a is None or b is None or a.edtf == b.edtf:
        return a or b
    first = min(a.first, b.first) if a.first and b.first else None
    last = max(a.last, b.last) if a.last and b.last else None
    return When.between(first, last, "inferred", a.span)
