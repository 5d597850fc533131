"""Two texts word by word: what stands in both, and what in one alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from istor.model import Report
from istor.telling.describe import visible

LARGEST = 100_000
"""Characters of the longest text that is compared: the comparison takes time with the square of the words."""
_WORD = re.compile(r"\s*\S+")


@dataclass(frozen=True)
class Run:
    """Words that stand in both texts, or in this one alone."""

    text: str
    is_shared: bool


@dataclass(frozen=True)
class Pair:
    """Paragraphs that belong together; one side is empty where the other text has nothing like it."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]


def side_by_side(left: Report, right: Report) -> list[Pair]:
    """The two texts in pairs of paragraphs, in the order of both."""
    one, two = _paragraphs(left), _paragraphs(right)
    pairs: list[Pair] = []
    done = 0
    for n, paragraph in enumerate(one):
        likest = max(range(done, len(two)), key=lambda m: (_likeness(paragraph, two[m]), -m), default=None)
        if likest is None or _likeness(paragraph, two[likest]) < 0.3:
            pairs.append(Pair((Run(paragraph, is_shared=False),), ()))
            continue
        if any(_likeness(later, two[likest]) > _likeness(paragraph, two[likest]) for later in one[n + 1 :]):
            pairs.append(Pair((Run(paragraph, is_shared=False),), ()))
            continue
        pairs += [Pair((), (Run(each, is_shared=False),)) for each in two[done:likest]]
        pairs.append(_compared(paragraph, two[likest]))
        done = likest + 1
    return pairs + [Pair((), (Run(each, is_shared=False),)) for each in two[done:]]


def _paragraphs(report: Report) -> list[str]:
    blocks = [block.span.of(report.text) for block in report.blocks] or [report.text]
    return [shown for block in blocks if (shown := visible(block).strip())]


def _likeness(one: str, two: str) -> float:
    """The share of the shorter paragraph's words that stand in the other."""
    left, right = set(one.split()), set(two.split())
    return len(left & right) / max(1, min(len(left), len(right)))


def _compared(one: str, two: str) -> Pair:
    left, right = _WORD.findall(one), _WORD.findall(two)
    bare = [[word.strip() for word in words] for words in (left, right)]
    found = SequenceMatcher(None, bare[0], bare[1], autojunk=False).get_opcodes()
    return Pair(
        tuple(_runs(left, [(kind == "equal", a, b) for kind, a, b, _, _ in found])),
        tuple(_runs(right, [(kind == "equal", a, b) for kind, _, _, a, b in found])),
    )


def _runs(words: Sequence[str], cuts: Sequence[tuple[bool, int, int]]) -> list[Run]:
    return [Run("".join(words[a:b]), is_shared) for is_shared, a, b in cuts if b > a]
