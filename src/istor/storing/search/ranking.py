"""Which of the reports that match come first.

The score is BM25 (Robertson and Zaragoza, *The probabilistic relevance framework*, 2009) over stems, where a place in
the title counts as several and a form exactly as asked for counts again; words that stand side by side as in the
question add to it. Worked out here and not in the database, so that SQLite and PostgreSQL agree to the last digit.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, select

from istor.storing.search.asking import Asked, Beginning, Leaf, Phrase, Term, leaves
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


def weighed(connection: Connection, tree: Asked, total: int) -> tuple[Weighed, ...]:
    """The leaves of ``tree``, each once, with their weight among ``total`` reports."""
    found = []
    for leaf in dict.fromkeys(leaves(tree)):
        holders = count(connection, matching(connection, leaf).numbers(), MOST_COUNTED)
        found.append(Weighed(leaf, math.log(1 + (max(total, holders) - holders + 0.5) / (holders + 0.5))))
    return tuple(found)


def scores(connection: Connection, numbers: Sequence[int], question: Sequence[Weighed]) -> Mapping[int, float]:
    """The score of each report in ``numbers``."""
    c = report_words.c
    rows = connection.execute(select(c.number, c.title, c.body, c.forms).where(c.number.in_(numbers)))
    return {row.number: _score(question, row.title, row.body, row.forms) for row in rows}


def _score(question: Sequence[Weighed], title: str, body: str, forms: str) -> float:
    slow = K1 * (1 - B + B * len(forms) / USUAL_LENGTH)
    score = 0.0
    for part in question:
        places = _places(part.leaf, title, body, forms)
        score += part.weight * places * (K1 + 1) / (places + slow)
    for left, right in pairwise(question):
        if isinstance(left.leaf, Term) and isinstance(right.leaf, Term):
            beside = f" {left.leaf.stem}  {right.leaf.stem} "
            if beside in title or beside in body:
                score += BESIDE * min(left.weight, right.weight)
    return round(score, 9)  # far coarser than what the order of a sum changes


def _places(leaf: Leaf, title: str, body: str, forms: str) -> float:
    if isinstance(leaf, Beginning):
        return float(forms.count(f" {leaf.letters}"))
    terms = leaf.terms if isinstance(leaf, Phrase) else (leaf,)
    stems = "".join(f" {term.stem} " for term in terms)
    exact = "".join(f" {term.form} " for term in terms)
    return TITLE * title.count(stems) + body.count(stems) + EXACT * forms.count(exact)
