"""Small values that the other nouns are made of: where in the text, when, on whose word, and what made it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Basis = Literal["stated", "reckoned", "known", "vague", "report date", "inferred"]


@dataclass(frozen=True, order=True)
class Span:
    """A stretch ``[start, end)`` of a report's text, in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}, {self.end}")

    def of(self, text: str) -> str:
        """The words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class When:
    """A stretch of days, both ends included; ``None`` where an end is open or not known.

    ``edtf`` is the same in ISO 8601-2 (EDTF), with the granularity of what was said: ``2022-02`` is a month, not
    a list of days. ``basis`` tells whether the text states it, it was reckoned from another date, it is known from the
    tables (when a war began), or guessed.
    """

    first: date | None
    last: date | None
    edtf: str
    basis: Basis
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"a stretch of days cannot end before it begins: {self.first} to {self.last}")

    @classmethod
    def between(cls, first: date | None, last: date | None, basis: Basis, span: Span | None = None) -> "When":
        """The stretch from ``first`` to ``last``, written as the month or year that it is where it is a whole one."""
        return cls(first, last, _edtf(first, last), basis, span)

    def meets(self, other: "When") -> bool:
        """Whether the two stretches share a day; an open end reaches as far as it must."""
        return (self.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (
            self.last or date.max
        )

    @property
    def days(self) -> int | None:
        """How many days the stretch has; ``None`` when an end is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def _edtf(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"{first or '..'}/{last or '..'}"
    follows = last + timedelta(days=1) if last < date.max else last
    if first == last:
        return first.isoformat()
    if first.day == follows.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return first.isoformat()[:7]
        if (first.month, follows.month, first.year) == (1, 1, last.year):
            return f"{first.year:04}"
    return f"{first.isoformat()}/{last.isoformat()}"


@dataclass(frozen=True)
class Voice:
    """On whose word: a speaker, institution or medium that the report credits.

    ``cue`` is where the report credits it ("σύμφωνα με το …"). A claim lists its voices innermost first.
    """

    name: str
    code: str = "---"
    is_direct: bool = False
    cue: Span | None = None

    def __str__(self) -> str:
        return self.name if self.code == "---" else f"{self.code}:{self.name}"


OURS = "istor"
CODER = "coder:"
"""What the step of an entry that somebody else made begins with; that coder's name follows."""


@dataclass(frozen=True)
class Made:
    """What made an entry: the step with its version, the rule or model, and the reason in words."""

    step: str
    version: str
    rule: str
    reason: str = ""

    @property
    def coder(self) -> str:
        """Who made it: ``istor``, or the coder whose entry was loaded."""
        return self.step.removeprefix(CODER) if self.step.startswith(CODER) else OURS
