"""Which state's people a foreign name sounds like, by the names of the tables' people: three letters at a time.

A state of whom the tables have few people tells next to nothing: its counts are held near those of all names.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from istor.knowledge.tables import people
from istor.languages.folding import fold

SIZE = 3  # letters
PRIOR = 300.0  # how many letters of all names are added to each state's
STEPS = (-4.0, -1.5, -0.5, 0.5, 1.5, 3.0, 6.0)  # of the logarithm


def sounds_like(words: Sequence[str], code: str) -> int:
    """On which of a few steps the chance of a name among a state's people stands, beside that among all people."""
    states = _counts()
    own, all_names = states.get(code, Counter()), states[""]
    size, total, score = own.total(), all_names.total(), 0.0
    for piece in _pieces(words):
        share = (all_names[piece] + 0.5) / total
        score += math.log((own[piece] + PRIOR * share) / (size + PRIOR) / share)
    return sum(score >= step for step in STEPS)


@cache
def _counts() -> Mapping[str, Counter[str]]:
    """How often each piece stands in the names of each state's people, and (``""``) of all."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for person in people():
        for name in person.names[:1]:
            for code in ("", person.code):
                found[code].update(_pieces(name.split()))
    return dict(found)


def _pieces(words: Sequence[str]) -> Iterator[str]:
    for word in map(fold, words):
        whole = f"^{word}$"
        yield from (whole[i : i + SIZE] for i in range(len(whole) - SIZE + 1))
