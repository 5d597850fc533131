"""Whether two claims can be of the same days, at the granularity that each was told with."""

from dataclasses import dataclass
from datetime import date

from istor.model import Report, When
from istor.model.claim import Status

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


def match(a: When | None, b: When | None, told_a: When | None = None, told_b: When | None = None) -> DateMatch:
    """The case: none, one, day, month, long, open, near or apart.

    ``told_a`` and ``told_b`` bound what has no date of its own (:func:`told`).
    """
    left, right = a or told_a, b or told_b
    if left and right and not left.meets(right):
        return _apart(left, right)
    if a is None or b is None:
        return NONE if a is b else ONE
    longest = max(w.days or 10**6 for w in (a, b))
    told = a.edtf if a.edtf == b.edtf else f"{a.edtf} and {b.edtf}"
    if longest <= DAYS:
        return DateMatch("day", f"the dates agree ({told})")
    if longest <= MONTH:
        return DateMatch("month", f"the dates agree within a month ({told})")
    if a.days is None or b.days is None:
        return DateMatch("open", f"the dates may agree, one end is open ({told})")
    return DateMatch("long", f"the dates agree within {longest} days ({told})")


def told(when: When | None, status: Status, report: Report | None) -> When | None:
    """The days of a claim; where it has none, what its report's day leaves: before it what happened, after it plans."""
    published = report.published if report else None
    if when or published is None:
        return when
    if status == "actual" and published.last:
        return When.between(None, published.last, "report date")
    if status == "future" and published.first:
        return When.between(published.first, None, "report date")
    return None


def _apart(a: When, b: When) -> DateMatch:
    early, late = sorted((a, b), key=lambda w: w.first or date.min)
    gap = (late.first - early.last).days if late.first and early.last else 10**6
    if gap <= SLACK and (_is_guess(a) or _is_guess(b)):
        return DateMatch("near", f"the dates miss by {gap} days, but one is approximate ({a.edtf}, {b.edtf})")
    return DateMatch("apart", f"the dates differ ({a.edtf}, {b.edtf})")


def gap(first: When | None, then: When | None) -> int | None:
    """Days from the end of ``first`` to the beginning of ``then``, less than 0 where it lies before; None when open."""
    if first is None or then is None or first.last is None or then.first is None:
        return None
    return (then.first - first.last).days


def _is_guess(when: When) -> bool:
    return when.basis in GUESSES or any(mark in when.edtf for mark in APPROXIMATE)
