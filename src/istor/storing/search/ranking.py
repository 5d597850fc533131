"""Which of the reports that match come first.

The score is BM25 (Robertson and Zaragoza, *The probabilistic relevance framework*, 2009) over stems, where a place in
the title counts as several and a form exactly as asked for counts again; words that stand side by side as in the
question add to it. Worked out here and not in the database, so that SQLite and PostgreSQL agree to the last digit.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, select

from istor.storing.places import Places, number_of, select_places
from istor.storing.rows import given
from istor.storing.search.asking import Beginning, Leaf, Phrase, Term
from istor.storing.search.matching import count, matching
from istor.storing.tables import report_words

K1, B = 1.2, 0.75  # the usual ones
USUAL_LENGTH = 2000  # letters and blanks of a usual report's forms; an average would move with each report added
TITLE = 3.0  # how many places in the body one in the title is worth
EXACT = 0.5  # how much more a place counts whose form is the one asked for
BESIDE = 0.5  # what two words of the question side by side add, in shares of the rarer one's weight
MOST_COUNTED = 10_000  # reports that hold a word are counted up to here: beyond, a word tells little


@dataclass(frozen=True)
class Weighed:
    """A word, beginning or phrase of the question with what it is worth: the rarer, the more."""

    leaf: Leaf
    weight: float


def weighed(
    connection: Connection, parts: Iterable[Leaf], total: int, known: Mapping[Leaf, int]
) -> tuple[Weighed, ...]:
    """The parts of a question, each once, with their weight among ``total`` reports; how many hold it may be known."""
    found = []
    for leaf in dict.fromkeys(parts):
        holders = known.get(leaf)
        if holders is None:
            holders = count(connection, matching(connection, leaf).numbers(), MOST_COUNTED)
        found.append(Weighed(leaf, math.log(1 + (max(total, holders) - holders + 0.5) / (holders + 0.5))))
    return tuple(found)


def scores(connection: Connection, numbers: Sequence[int], question: Sequence[Weighed]) -> Mapping[int, float]:
    """The score of each report in ``numbers``."""
    places = select_places(connection, numbers)
    slow = K1 * (1 - B + B * places.lengths / USUAL_LENGTH)
    score = np.zeros(len(places.numbers))
    for part in question:
        leaf = part.leaf
        held = _begun(connection, places, leaf) if isinstance(leaf, Beginning) else _held(places, leaf)
        score += part.weight * held * (K1 + 1) / (held + slow)
    for left, right in pairwise(question):
        if isinstance(left.leaf, Term) and isinstance(right.leaf, Term):
            beside = places.stems([number_of(left.leaf.stem), number_of(right.leaf.stem)]).any(axis=1)
            score += BESIDE * min(left.weight, right.weight) * beside
    rounded = np.round(score, 9).tolist()  # far coarser than what the order of a sum changes
    return dict(zip(places.numbers, rounded, strict=True))


def _held(places: Places, leaf: Term | Phrase) -> npt.NDArray[np.float64]:
    """How often each report holds a word or phrase, by what its places are worth."""
    terms = leaf.terms if isinstance(leaf, Phrase) else (leaf,)
    in_title, in_body = places.stems([number_of(term.stem) for term in terms]).T
    exact = places.forms([number_of(term.form) for term in terms]).sum(axis=1)
    held: npt.NDArray[np.float64] = TITLE * in_title + in_body + EXACT * exact
    return held


def _begun(connection: Connection, places: Places, leaf: Beginning) -> npt.NDArray[np.float64]:
    """How many words of each report begin so. Numbers of words cannot tell, but where the words are known."""
    if leaf.forms:
        each = [places.forms([number_of(form)]).sum(axis=1) for form in leaf.forms]
        found: npt.NDArray[np.float64] = np.sum(each, axis=0, dtype=float)
        return found
    c = report_words.c
    rows = connection.execute(select(c.number, c.forms).where(c.number.in_(given(connection, places.numbers))))
    begun = {row.number: row.forms.count(f" {leaf.letters}") for row in rows}
    return np.array([begun[number] for number in places.numbers], float)
