"""Groupings compared: B-cubed, and groups out of pairs."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from evals.data import Figures


def b_cubed(gold: Sequence[Hashable], said: Sequence[Hashable]) -> Figures:
    """B-cubed precision, recall and F1 (Bagga and Baldwin 1998) of two groupings of the same items.

    Item ``n`` is in the groups ``gold[n]`` and ``said[n]``. Zero for all three when there is no item.
    """
    if not gold:
        return {"precision": 0.0, "recall": 0.0, "f1": 0.0}
    wanted, got = _members(gold), _members(said)
    shared = [len(wanted[g] & got[s]) for g, s in zip(gold, said, strict=True)]
    precision = sum(n / len(got[s]) for n, s in zip(shared, said, strict=True)) / len(gold)
    recall = sum(n / len(wanted[g]) for n, g in zip(shared, gold, strict=True)) / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def _members(groups: Sequence[Hashable]) -> dict[Hashable, set[int]]:
    found: dict[Hashable, set[int]] = defaultdict(set)
    for n, group in enumerate(groups):
        found[group].add(n)
    return found


def joined(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """For each of ``size`` items the least item that ``pairs`` connect it with, directly or through others."""
    root = list(range(size))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for a, b in pairs:
        left, right = sorted((find(a), find(b)))
        root[right] = left
    return [find(n) for n in range(size)]
