"""The ledger of figures: which numbers count the same thing, and of those, which were updated and which contradict.

Two numbers count the same thing when they are of one event, one outcome (killed, sent, planned) and one kind of thing.
Then what can both be true is the same; what cannot is an update when it was told on a later day, and a contradiction
when it was told at one time. "About", "at least" and ranges widen a number into all that it may be.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold
from istor.linking.wording import acts_of, words
from istor.model import Claim, Event, Figure, Report, Voice

Told = Literal["first", "same", "update", "contradiction", "undated", "other"]
"""What a count is to one told before: ``undated`` is another number told on a day that is not known, ``other`` counts
another thing; ``first`` is one that nothing was told before."""
ABOUT = 0.1
"""Share by which a number that is said to be about so many may miss."""
SMALL = 10
"""Greatest number that, in words and after an article, names those spoken of and counts nothing."""
WINDOW = 40
"""Characters around a number, within its sentence, in which words that widen it may stand."""
OUTCOMES: Mapping[str, str] = {
    "killing": "killed", "wounding": "wounded", "arrest": "arrested", "capture": "held", "release": "released",
    "sending": "sent", "deployment": "deployed", "gift": "given", "expulsion": "expelled", "conviction": "convicted",
}
"""What became of those counted, by the act that the trigger tells of."""
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"


@dataclass(frozen=True)
class Count:
    """One figure of one claim as the ledger reads it: at least ``low``, at most ``high`` (``inf``: no end told).

    ``outcome`` is what became of those counted, with "planned" and "denied" for what did not happen; ``what`` is what
    was counted. ``day`` is the day of the report that tells it.
    """

    event: str
    claim: str
    report: str
    figure: Figure
    low: float
    high: float
    outcome: str
    what: str
    day: date | None
    voices: tuple[Voice, ...]

    @property
    def quantity(self) -> tuple[str, str, str, str]:
        """What two counts must share to be counts of the same thing."""
        return self.event, self.outcome, self.what, self.figure.unit


@dataclass(frozen=True)
class Line:
    """One count in the ledger, what it is to those before, and the claims of the counts that it is that to."""

    count: Count
    told: Told
    to: tuple[str, ...] = ()


def ledger(events: Iterable[Event], reports: Iterable[Report]) -> tuple[Line, ...]:
    """All counts of ``events`` by event, quantity, day and report, each with what it is to those before it."""
    known = {r.id: r for r in reports}
    found: dict[tuple[str, str, str, str], list[Count]] = {}
    for event in events:
        for claim in event.claims:
            for figure in (f for f in claim.figures if is_count(f, known[claim.report].text)):
                made = count(event.id, claim, figure, known[claim.report])
                found.setdefault(made.quantity, []).append(made)
    return tuple(line for key in found for line in _lines(_ordered(found[key], known)))


def _ordered(counts: Iterable[Count], reports: Mapping[str, Report]) -> list[Count]:
    return sorted(counts, key=lambda c: (c.day or date.max, reports[c.report].name, c.report, c.figure.span, c.claim))


def _lines(counts: Sequence[Count]) -> Iterator[Line]:
    for n, late in enumerate(counts):
        others = [(relation(early, late), early.claim) for early in counts[:n]]
        told = _strongest([name for name, _ in others])
        yield Line(late, told, tuple(dict.fromkeys(claim for name, claim in others if name == told)))


def _strongest(found: Sequence[Told]) -> Told:
    """Contradicted at one time; else known already; else an update."""
    order: tuple[Told, ...] = ("contradiction", "same", "update", "undated")
    return next((name for name in order if name in found), "first")


def relation(early: Count, late: Count) -> Told:
    """What ``late`` is to ``early``."""
    if early.quantity != late.quantity:
        return "other"
    if early.low <= late.high and late.low <= early.high:
        return "same"
    if early.day is None or late.day is None:
        return "undated"
    return "contradiction" if early.day == late.day else "update"


def is_count(figure: Figure, text: str) -> bool:
    """Whether it counts something new: "οι δύο χώρες" only names the pair that the report speaks of."""
    said, before = figure.span.of(text), words(text[max(0, figure.span.start - WINDOW) : figure.span.start])
    is_small = isinstance(figure.value, float | int) and figure.value <= SMALL and not any(c.isdigit() for c in said)
    return not (is_small and before and before[-1] in amounts().definite)


def count(event: str, claim: Claim, figure: Figure, report: Report) -> Count:
    """``figure`` of ``claim`` as the ledger reads it."""
    low, high = bounds(figure, claim, report.text)
    outcome, what = _quantity(claim, figure, report.text)
    day = report.published.last if report.published else None
    return Count(event, claim.id, report.id, figure, low, high, outcome, what, day, claim.voices)


def _quantity(claim: Claim, figure: Figure, text: str) -> tuple[str, str]:
    """What became of those counted, and what they are; "killed" itself counts people."""
    acts = sorted(a for w in words(claim.trigger.of(text)) for a in acts_of(w) if a in OUTCOMES)
    outcome = OUTCOMES[acts[0]] if acts else claim.type.lower()
    what = fold(figure.what)
    if what in OUTCOMES.values():
        outcome, what = what, "people"
    status = {"future": "planned ", "hypothetical": "possible ", "negated": "denied "}.get(claim.status, "")
    return status + outcome, what


# --- how many it may be -----------------------------------------------------------------------------------------------


def bounds(figure: Figure, claim: Claim, text: str) -> tuple[float, float]:
    """The least and the most that the figure may be, by the words around it in its sentence."""
    if isinstance(figure.value, str):
        return amounts().vague.get(figure.value, (0.0, math.inf))
    value = float(figure.value)
    begin = max(claim.sentence.start, figure.span.start - WINDOW)
    if both := _range(text[begin : min(claim.sentence.end, figure.span.end + WINDOW)], value):
        return both
    hedge = _hedge(text[begin : figure.span.start])
    if hedge is None and figure.is_approximate:
        hedge = "about"
    ends = {"at least": (value, math.inf), "more than": (value, math.inf), "at most": (0.0, value),
            "less than": (0.0, value), "about": (value * (1 - ABOUT), value * (1 + ABOUT))}
    return ends[hedge] if hedge else (value, value)


def _range(text: str, value: float) -> tuple[float, float] | None:
    """Both ends of a range of which ``value`` is one: "40 με 50", "μεταξύ 40 και 50"."""
    for match in amounts().range.finditer(fold_digits(text)):
        low, high = (_number(match[n]) for n in (1, 2))
        if low < high and value in (low, high):
            return low, high
    return None


def _hedge(before: str) -> str | None:
    """How the last words before a number widen it; words that other words part from the number do not."""
    folded = f" {fold_digits(before)}"
    return next((how for phrase, how in amounts().hedges if folded.endswith(f" {phrase}")), None)


def fold_digits(text: str) -> str:
    """``text`` folded, with the points and commas of its numbers, single blanks, and dashes as they are."""
    return " ".join(" ".join(part if re.search(r"\d", part) else fold(part) for part in text.split()).split())


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@dataclass(frozen=True)
class Amounts:
    """Words around numbers: hedges, the longest first, each with how it widens; ranges; vague amounts; articles."""

    hedges: tuple[tuple[str, str], ...]
    range: re.Pattern[str]
    vague: Mapping[str, tuple[float, float]]
    definite: frozenset[str]


VAGUE: Mapping[str, tuple[float, float]] = {
    "dozens": (20, 999), "hundreds": (200, 9999), "thousands": (2000, 999_999), "millions": (2e6, 1e9),
    "billions": (2e9, 1e12), "few": (1, 10), "several": (2, 50), "some": (2, 50),
}
"""What vague amounts may be, widely: they contradict nothing but what nobody would call so."""


@cache
def amounts(lang: str = "el") -> Amounts:
    """The words of one language; DataError when its file breaks the schema."""
    table = data.table(lang, "figures.yaml")
    try:
        hedges = [(fold(word), str(row["how"])) for row in table["approximators"] for word in row["words"]]
        joints = [fold(word) or word for word in table["range"]["joints"]]
        definite = frozenset(map(fold, table["definite"]))
    except (KeyError, TypeError) as error:
        where = f"languages/{lang}/figures.yaml"
        raise DataError(f"{where}: give approximators (how, words), range (joints) and definite") from error
    pattern = rf"({_NUMBER})\s*(?:{'|'.join(map(re.escape, joints))})\s*({_NUMBER})"
    ordered = sorted(((word, how) for word, how in hedges if word), key=lambda h: (-len(h[0]), h))
    return Amounts(tuple(ordered), re.compile(pattern), VAGUE, definite)
