"""Sets that may have much in common, found without comparing every pair: of each set the same sample is looked at.

A member belongs to the sample of every set that holds it, or of none, by its hash alone; so what two samples share says
what two sets share, also where one is much larger, and neither changes when a third set comes. Candidates only: whoever
asks measures them exactly. Source: Broder, On the resemblance and containment of documents (1997), the sketch of all
elements that are 0 modulo m.
"""

import hashlib
import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

SAMPLED = 4
"""One member in so many is looked at."""
SHARED = 0.08
"""Share of the smaller sample that the larger must hold for two sets to be candidates, and one member at least. Sets of
36 members that share a half are missed once in 180 times, larger ones less often."""

Sketch = NDArray[np.int64]


def sketch(members: Iterable[str]) -> Sketch:
    """The hashes of the members that are looked at, sorted."""
    hashes = b"".join(hashlib.blake2b(member.encode(), digest_size=8).digest() for member in members)
    found = np.frombuffer(hashes, "<i8")
    return np.unique(found[found % SAMPLED == 0])


def least(a: int, b: int) -> int:
    """How many members samples of such sizes share at least where the sets are candidates."""
    return max(1, math.ceil(SHARED * min(a, b)))


def candidates(sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``sketches`` that may have much in common, the lower first; sorted by the higher."""
    sizes = [len(each) for each in sketches]
    hashes = np.concatenate([np.empty(0, np.int64), *sketches])
    owners = np.repeat(np.arange(len(sketches)), sizes)
    order = np.argsort(hashes, kind="stable")  # of one hash the owners stay in order
    _, groups, counts = np.unique(hashes[order], return_inverse=True, return_counts=True)
    ends, held = np.cumsum(counts), owners[order]
    found: list[list[NDArray[np.int64]]] = [[] for _ in sketches]
    for at in np.flatnonzero(counts[groups] > 1).tolist():
        begin = ends[groups[at]] - counts[groups[at]]
        if at > begin:
            found[held[at]].append(held[begin:at])
    for place, before in enumerate(found):
        others, shared = np.unique(np.concatenate(before), return_counts=True) if before else ((), ())
        for other, count in zip(others, shared, strict=True):
            if count >= least(sizes[other], sizes[place]):
                yield int(other), place
