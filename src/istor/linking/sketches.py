"""Sets that may have much in common, found without comparing every pair: MinHash and its bands.

Candidates only: whoever asks measures them exactly. Source: Broder, On the resemblance and containment of documents
(1997); Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, chapter 3.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

BANDS, ROWS = 64, 2
"""Sets of resemblance 0.33 agree in one of 64 bands of 2 numbers with probability 0.999, of 0.2 with 0.93."""
SEED = 1

Numbers = NDArray[np.uint64]


def candidates(sets: Iterable[Iterable[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``sets`` (none of them empty) that agree in a band, the lower first; a pair may come again."""
    factors, addends = _orders()
    bands = np.array([_sketch(members, factors, addends).view(np.uint64) for members in sets]).reshape(-1, BANDS)
    for band in bands.T:
        places = np.argsort(band, kind="stable")
        ordered = band[places]
        starts = np.concatenate(([0], np.flatnonzero(ordered[1:] != ordered[:-1]) + 1, [len(places)]))
        for n in np.flatnonzero(np.diff(starts) > 1):
            yield from combinations(places[starts[n] : starts[n + 1]].tolist(), 2)


def _orders() -> tuple[Numbers, Numbers]:
    """For each number of a sketch an order of all 32-bit numbers: by factor and addend (multiply-shift)."""
    drawn = np.random.Generator(np.random.PCG64(SEED)).integers(0, 2**63, (2, BANDS * ROWS), np.uint64)
    return drawn[0] | np.uint64(1), drawn[1]


def _sketch(members: Iterable[str], factors: Numbers, addends: Numbers) -> NDArray[np.uint32]:
    """The least of the members' hashes in each order."""
    hashes = b"".join(hashlib.blake2b(member.encode(), digest_size=4).digest() for member in members)
    numbers = np.frombuffer(hashes, "<u4").astype(np.uint64)
    ordered = (numbers[:, None] * factors + addends) >> np.uint64(32)
    least: NDArray[np.uint32] = ordered.min(axis=0).astype(np.uint32)
    return least
