"""Whether two claims can be of the same days, at the granularity that each was told with."""

from dataclasses import dataclass
from datetime import date

from istor.model import When

DAYS = 3
"""A stretch this short counts as a day told."""
MONTH = 31
"""A stretch this short counts as a month told; longer ones hold many events of a kind."""
SLACK = 3
"""Days by which a guessed or approximate date may miss the other: news of an event runs about that long."""
GUESSES = frozenset({"report date", "inferred", "vague"})
APPROXIMATE = "~?%"


@dataclass(frozen=True)
class DateMatch:
    """What two dates say about each other: a name for the case, and the words for it."""

    case: str
    words: str


NONE = DateMatch("none", "neither is dated")
ONE = DateMatch("one", "only one is dated")


def match(a: When | None, b: When | None) -> DateMatch:
    """The case: none, one, day, month, long, open, near or apart."""
    if a is None or b is None:
        return NONE if a is b else ONE
    if not a.meets(b):
        return _apart(a, b)
    longest = max(w.days or 10**6 for w in (a, b))
    told = a.edtf if a.edtf == b.edtf else f"{a.edtf} and {b.edtf}"
    if longest <= DAYS:
        return DateMatch("day", f"the dates agree ({told})")
    if longest <= MONTH:
        return DateMatch("month", f"the dates agree within a month ({told})")
    if a.days is None or b.days is None:
        return DateMatch("open", f"the dates may agree, one end is open ({told})")
    return DateMatch("long", f"the dates agree within {longest} days ({told})")


def _apart(a: When, b: When) -> DateMatch:
    early, late = sorted((a, b), key=lambda w: w.first or date.min)
    gap = (late.first - early.last).days if late.first and early.last else 10**6
    if gap <= SLACK and (_is_guess(a) or _is_guess(b)):
        return DateMatch("near", f"the dates miss by {gap} days, but one is approximate ({a.edtf}, {b.edtf})")
    return DateMatch("apart", f"the dates differ ({a.edtf}, {b.edtf})")


def _is_guess(when: When) -> bool:
    return when.basis in GUESSES or any(mark in when.edtf for mark in APPROXIMATE)
