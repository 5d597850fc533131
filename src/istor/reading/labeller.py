"""The learnt second opinion on what the lines of a flattened page are, beside the rules' own.

Rules know phrases; pages that nobody looked at print others. A logistic regression over the signs of a line
(``signs.py``), the rules' finding among them, decides between body, furniture, title and subheading. Its weights are
data (``models/LANG/lines.json``, learnt by ``python -m training.lines``). It speaks only where the rules found
furniture: a text without any is no page, and stays as the rules have it.
"""

from functools import cache
from typing import Literal

from istor.knowledge.learnt import Weights
from istor.model.report import BlockKind
from istor.reading.layout import Layout
from istor.reading.signs import signs

LEARNT = "by its place and look"
SUBHEADING = "subheading"
Label = Literal["body", "furniture", "title", "subheading"]
LABELS: tuple[Label, ...] = ("body", "furniture", "title", "subheading")
MARKS: dict[Label, tuple[BlockKind, str]] = {
    "body": ("body", ""),
    "furniture": ("furniture", LEARNT),
    "title": ("title", ""),
    "subheading": ("title", SUBHEADING),
}


def weighed(page: Layout, marks: list[tuple[BlockKind, str]], lang: str) -> list[tuple[BlockKind, str]]:
    """``marks``, with those changed that the weights gainsay."""
    said = [label_of(*mark) for mark in marks]
    if "furniture" not in said:
        return marks
    likely = [_likely(found, lang) for found in signs(page, said)]
    return [mark if own == label else MARKS[label] for mark, own, label in zip(marks, said, likely, strict=True)]


def label_of(kind: BlockKind, reason: str) -> Label:
    """What the labeller calls a block of that kind and reason."""
    if kind == "title":
        return "subheading" if reason == SUBHEADING else "title"
    return "furniture" if kind == "furniture" else "body"


def _likely(found: list[str], lang: str) -> Label:
    chances = _weights(lang).chances(found)
    each = (1.0 - sum(chances), *chances)
    return LABELS[max(range(len(LABELS)), key=each.__getitem__)]


@cache
def _weights(lang: str) -> Weights:
    return Weights.read(f"reading/models/{lang}/lines.json", classes=len(LABELS) - 1)
