"""Groups out of pairs, with care: A like B and B like C does not make A like C."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import product

from istor.linking.blocks import Pair

SAMPLE = 8
"""Members of each group that speak for it when two groups are compared; the lesser ids, so that any order agrees."""

Score = Callable[[str, str], float | None]
"""How well two things agree; None when they cannot be one."""


class Groups:
    """A partition of ids that grows by merging, and never puts together two that a person told apart."""

    def __init__(self, ids: Iterable[str], apart: Iterable[Pair] = ()) -> None:
        self._members = {i: [i] for i in ids}
        self._root = {i: i for i in self._members}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for a, b in apart:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def __getitem__(self, item: str) -> tuple[str, ...]:
        """The members of the group of ``item``, sorted."""
        return tuple(self._members[self._root[item]])

    def merge(self, a: str, b: str) -> bool:
        """Put the groups of ``a`` and ``b`` together; whether they are one group now."""
        left, right = self._root[a], self._root[b]
        if left == right:
            return True
        if self.are_apart(a, b):
            return False
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        for member in self._members[right]:
            self._root[member] = left
        self._members[left] = sorted(self._members[left] + self._members.pop(right))
        return True

    def are_apart(self, a: str, b: str) -> bool:
        """Whether a person told apart some member of the one group and some member of the other."""
        return any(not self._apart[m].isdisjoint(self[b]) for m in self[a] if m in self._apart)

    def all(self) -> tuple[tuple[str, ...], ...]:
        """All groups, sorted by their least members."""
        return tuple(sorted(tuple(m) for m in self._members.values()))


def average_link(groups: Groups, scores: Mapping[Pair, float], score: Score, least: float) -> None:
    """Merge ``groups``, best pairs first, where their members agree by ``least`` on average and none conflict."""
    for a, b in sorted((p for p in scores if scores[p] >= least), key=lambda p: (-scores[p], p)):
        if _agree(groups[a], groups[b], score, least):
            groups.merge(a, b)


def _agree(left: tuple[str, ...], right: tuple[str, ...], score: Score, least: float) -> bool:
    if left == right:
        return True
    found = [score(*sorted(p)) for p in product(left[:SAMPLE], right[:SAMPLE])]
    said = [s for s in found if s is not None]
    return len(said) == len(found) and sum(said) / len(said) >= least
