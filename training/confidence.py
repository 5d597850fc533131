"""Learn the weights of ``coding/confidence.py``: which claims are right.

    python -m training.confidence

Every claim that the coder would make, however unsure, on the gold's reports that taught the encoder no events, is an
example: right when the gold has a record of its type at its trigger, or else one of its type in its sentence that no
other claim takes. With
``--folds 5`` nothing is written: precision and recall over thresholds, and how well the confidence is calibrated,
each fold by the others' weights.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from istor.coding.claims import Coder
from istor.knowledge.learnt import Weights
from istor.model import Span
from training.gold import Record, honest_documents
from training.logistic import fit, options, write

PENALTY = 10.0
LEAST = {"report": 0.4, "proposed in a report": 0.6, "lone": 0.5, "proposed, lone": 0.6}  # by gold/train and dev


@dataclass
class Example:
    """One claim that the coder might make, and whether it is right."""

    report: str
    features: tuple[str, ...]
    is_right: bool


def examples(gold: Path, data: Path) -> tuple[list[Example], dict[str, int]]:
    """The examples, and how many gold records each report has."""
    made, counts = [], {}
    for name, doc, records in honest_documents(gold, data):
        counts[name] = len(records)
        found = list(Coder(doc).considered())
        right = _right([(c.claim.trigger, c.claim.sentence, c.claim.type) for c in found], records)
        made += [Example(name, c.features, n in right) for n, c in enumerate(found)]
    return made, counts


def _right(claims: list[tuple[Span, Span, str]], records: list[Record]) -> set[int]:
    """Numbers of the claims that a record bears out, each record once."""
    taken: set[int] = set()
    free: list[tuple[dict[str, Any], int, int]] = []
    for row, first, last in records:
        at = next((n for n, (t, _, kind) in enumerate(claims)
                   if kind == row["type"] and t.start < last and first < t.end and n not in taken), None)
        if at is None:
            free.append((row, first, last))
        else:
            taken.add(at)
    for row, first, _ in free:
        at = next((n for n, (_, s, kind) in enumerate(claims)
                   if kind == row["type"] and s.start <= first < s.end and n not in taken), None)
        taken.update([at] if at is not None else [])
    return taken


def folds(some: list[Example], counts: dict[str, int], count: int) -> None:
    """Print precision, recall and F1 over thresholds, and the calibration."""
    names = {name: number % count for number, name in enumerate(sorted(counts))}
    learnt = [_fit([e for e in some if names[e.report] != n]) for n in range(count)]
    chances = [(learnt[names[e.report]].chances(e.features)[0], e.is_right) for e in some]
    gold = sum(counts.values())
    for least in (0.0, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        told = [right for chance, right in chances if chance >= least]
        hits = sum(told)
        print(f"{least:.2f} told {len(told)} P {hits / max(len(told), 1):.3f} R {hits / gold:.3f} "
              f"F1 {2 * hits / (len(told) + gold):.3f}")
    for low in range(0, 100, 10):
        bin_ = [(c, r) for c, r in chances if low <= c * 100 < low + 10]
        if bin_:
            print(f"said {low / 100:.1f}: {len(bin_)} claims, mean {sum(c for c, _ in bin_) / len(bin_):.2f}, "
                  f"right {sum(r for _, r in bin_) / len(bin_):.2f}")


def _fit(some: list[Example]) -> Weights:
    return fit([e.features for e in some], [int(e.is_right) for e in some], 1, LEAST, PENALTY)


def main() -> None:
    asked = options(__doc__, "confidence.json")
    some, counts = examples(asked.gold, asked.data)
    print(f"{len(some)} claims, {sum(e.is_right for e in some)} right, {sum(counts.values())} gold records")
    if asked.folds:
        folds(some, counts, asked.folds)
        return
    write(_fit(some), asked.to)


if __name__ == "__main__":
    main()
