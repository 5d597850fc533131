"""Which claims are compared: all of a small block, and those of a large one that share rare words."""

import pytest

from istor.linking.blocks import LARGEST, pairs
from istor.linking.wording import wordings
from tests.linking.makers import claim, report

ONE = "Συναντήθηκαν για την κατηφορική υπόθεση."
BOTH = "Συναντήθηκαν για την κατηφορική γεωτρητική υπόθεση."


def is_compared(first: str, then: str, days: tuple[str, str], others: int) -> bool:
    """Whether claims of two sentences told of two days are, among so many other meetings of one state."""
    reports = [report(f"r{n}", "Συναντήθηκαν χθες.") for n in range(others)]
    reports += [report("first", first), report("then", then)]
    told = ["2031-01-01"] * others + list(days)
    claims = [claim(r, 0, "Συναντήθηκαν", "CONSULT", "GRC", when=d) for r, d in zip(reports, told, strict=True)]
    made = wordings(claims, {r.id: r.text for r in reports})
    return tuple(sorted((claims[-2].id, claims[-1].id))) in pairs(claims, made)


@pytest.mark.parametrize(
    ("then", "day", "expected"),
    [(ONE, "2031-06-20", True), (ONE, "2031-01-20", False), (BOTH, "2031-01-20", True),
     ("Συναντήθηκαν για άλλα.", "2031-06-02", False)],
    ids=["one word and near days", "one word and far days", "two words", "none"],
)
def test_a_large_block_is_split_by_rare_words(then: str, day: str, expected: bool) -> None:
    first = BOTH if then == BOTH else "Συναντήθηκαν για κατηφορική δουλειά."
    assert is_compared(first, then, ("2031-06-01", day), LARGEST) is expected


def test_a_small_block_is_compared_whole() -> None:
    assert is_compared("Συναντήθηκαν για άλλα.", ONE, ("2031-01-01", "2031-06-01"), 3)
