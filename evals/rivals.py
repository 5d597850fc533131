"""What people use today to find the reports of one event, measured beside istor: like titles, and near vectors.

*Titles*: two reports are one when the words of their titles overlap by more than 0.55 (Jaccard); claims of one type in
such reports, or in one report, are one event. The type is a help that the usual practice does not have.
*Vectors*: two things are one when the cosine of their vectors reaches a threshold, and so on through others. The
threshold is the best on this very gold, which flatters it.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from evals.partition import b_cubed, joined
from istor.linking.wording import words
from istor.model import Claim, Report

TITLES = 0.55
THRESHOLDS = tuple(round(0.7 + 0.01 * n, 2) for n in range(30))

Vector = npt.NDArray[np.float32]
Pair = tuple[str, str]


def titles(reports: Sequence[Report]) -> set[Pair]:
    """Ids of the reports with like titles, the lesser first."""
    found = {r.id: frozenset(words(r.title or r.body[0].span.of(r.text))) for r in reports if r.body}
    return {(a, b) for a, b in combinations(sorted(found), 2) if jaccard(found[a], found[b]) > TITLES}


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of all words that stand in both."""
    return len(a & b) / len(a | b) if a or b else 0.0


def events_by_title(claims: Sequence[Claim], alike: set[Pair]) -> list[int]:
    """For each claim its event, where like titles decide."""
    def are_one(a: Claim, b: Claim) -> bool:
        left, right = sorted((a.report, b.report))
        return a.type == b.type and (left == right or (left, right) in alike)

    pairs = combinations(range(len(claims)), 2)
    return joined(len(claims), ((n, m) for n, m in pairs if are_one(claims[n], claims[m])))


class Vectors:
    """Sentence vectors of reports, from the encoder that ships."""

    def __init__(self, reports: Sequence[Report]) -> None:
        from istor.annotating import annotate

        self._sentences: dict[str, list[tuple[int, Vector]]] = {}
        for report in reports:
            doc = annotate(report)
            read = doc._.vectors
            self._sentences[report.id] = [(s.start_char, read[s.start]) for s in doc.sents if s.start in read]

    def of_claim(self, claim: Claim) -> Vector:
        """The vector of the sentence that the claim's trigger stands in."""
        before = [v for start, v in self._sentences[claim.report] if start <= claim.trigger.start]
        return before[-1]

    def of_report(self, report: Report) -> Vector:
        """The mean of its sentences' vectors, of unit length."""
        mean = np.mean([v for _, v in self._sentences[report.id]], axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)


def near(vectors: Sequence[Vector], threshold: float) -> list[tuple[int, int]]:
    """Places of the vectors whose cosine is at least ``threshold``."""
    alike = np.stack(vectors) @ np.stack(vectors).T
    return [(int(a), int(b)) for a, b in zip(*np.nonzero(np.triu(alike >= threshold, 1)), strict=True)]


def events_by_vector(gold: Sequence[str], vectors: Sequence[Vector]) -> tuple[float, list[int]]:
    """The best threshold for ``gold``, and each claim's event by it."""
    options = ((t, joined(len(gold), near(vectors, t))) for t in THRESHOLDS)
    return max(options, key=lambda option: (b_cubed(gold, option[1])["f1"], option[0]))
