"""The learnt second opinion on the lines of a flattened page, beside what the rules find.

No list of phrases knows all that outlets print round a text. So a page is also read as a route: what stands above the
title, the title, what stands between it and the text, paragraphs, subheadings, furniture among them, the foot. Each
line fits each of these parts more or less by its signs (``signs.py``), each part follows others more or less readily,
and the likeliest route through the page decides. The weights are data (``models/LANG/lines.json``, learnt by ``python
-m training.lines``). What a rule knows by its words stays, and so do the paragraphs of a page's first half: every
route leads through them. Nothing is changed unless rules found furniture or many lines are no sentence, and unless a
paragraph is left: a text without them is no page.
"""

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Literal

from istor.knowledge.learnt import Weights
from istor.model.report import BlockKind
from istor.reading.layout import Layout
from istor.reading.signs import signs

LEARNT = "by its place and look"
SUBHEADING = "subheading"
Mark = tuple[BlockKind, str]
Label = Literal["body", "furniture", "title", "subheading"]
MARKS: dict[Label, Mark] = {
    "body": ("body", ""),
    "furniture": ("furniture", LEARNT),
    "title": ("title", ""),
    "subheading": ("title", SUBHEADING),
}
PARTS: dict[str, Label] = {
    "above": "furniture", "title": "title", "below": "furniture", "text": "body", "subheading": "subheading",
    "among": "furniture", "foot": "furniture",
}  # fmt: skip
"""The parts of a page that a route leads through, and what the lines of each are."""
LEAST = 3
"""Lines of furniture that the rules must find; a report as text has a byline and a source line at most."""
MANY = 10
"""Lines without a sentence that make a page where rules find less: of 261 reports as plain text two have so many, of
the known pages half have 17 (November 2026)."""
MOST = 1000
"""Lines from which a text is no page either; every line is compared with every other."""
EARLY = 0.5
"""The share of a page's running text that may stand above a paragraph that stays one; bios and comments come last."""
CAUTION = 0.5
"""Added to what speaks for text and subheadings: a lost sentence is worse than a menu read as text. On
twenty pages that were not learnt from (November 2026) 0.978 of the text is kept so; with 1.0 it is 0.982, but F1 falls
from 0.914 to 0.886."""
NEVER = -1e9
FIRST, LAST = "first", "last"


def weighed(page: Layout, marks: list[Mark], lang: str = "el") -> list[Mark]:
    """``marks``, with those changed that the likeliest route through the page gainsays."""
    said = [label_of(*mark) for mark in marks]
    if not (said.count("furniture") >= LEAST or _unsaid(page) >= MANY) or len(said) > MOST:
        return marks
    labels = [PARTS[part] for part in route(signs(page, said), held(page, said), _weights(lang))]
    if not any(line.is_full and label == "body" for line, label in zip(page.lines, labels, strict=True)):
        return marks  # a page without a paragraph is none that was learnt from
    return [mark if own == label else MARKS[label] for mark, own, label in zip(marks, said, labels, strict=True)]


def _unsaid(page: Layout) -> int:
    """How many lines of ``page`` are no sentence and no paragraph."""
    return sum(not line.is_full and not line.ends_in_stop for line in page.lines)


def held(page: Layout, said: Sequence[Label]) -> list[Label | None]:
    """For each line what it stays: known to a rule by its words, a title said again, an early paragraph."""
    free = [rule is None and line.is_full for line, rule in zip(page.lines, page.rules, strict=True)]
    above = [0, *accumulate(len(line.text) * is_free for line, is_free in zip(page.lines, free, strict=True))]
    is_early = [size < EARLY * above[-1] for size in above]
    found: list[Label | None] = []
    for at, (own, rule) in enumerate(zip(said, page.rules, strict=True)):
        is_title = own == "title" and len(page.titles) > 1 and at in page.titles  # said again: surely one
        is_known = is_title or (rule is not None and rule.kind == own)
        found.append(own if is_known or (own == "body" and free[at] and is_early[at]) else None)
    return found


def label_of(kind: BlockKind, reason: str) -> Label:
    """What the labeller calls a block of that kind and reason."""
    if kind == "title":
        return "subheading" if reason == SUBHEADING else "title"
    return "furniture" if kind == "furniture" else "body"


def route(found: list[list[str]], held: list[Label | None], weights: Weights) -> list[str]:
    """The likeliest part for each line, by the signs ``found``, through those that are ``held`` (Viterbi, 1967)."""
    parts = list(PARTS)
    caution = [CAUTION if part in ("text", "subheading") else 0.0 for part in parts]
    own = [_added(weights.sums(line), caution) for line in found]
    for sums, label in zip(own, held, strict=True):
        sums[:] = [each if label in (None, PARTS[part]) else NEVER for each, part in zip(sums, parts, strict=True)]
    moves = [weights.sums([after(part)]) for part in parts]
    best = _added(own[0], weights.sums([FIRST]))
    ways: list[list[int]] = []
    for sums in own[1:]:
        reached = [_added(best, coming) for coming in zip(*moves, strict=True)]
        ways.append([max(range(len(parts)), key=some.__getitem__) for some in reached])
        best = _added([max(some) for some in reached], sums)
    best = _added(best, weights.sums([LAST]))
    ends = [max(range(len(parts)), key=best.__getitem__)]
    for way in reversed(ways):
        ends.append(way[ends[-1]])
    return [parts[at] for at in reversed(ends)]


def _added(some: Sequence[float], others: Sequence[float]) -> list[float]:
    return [a + b for a, b in zip(some, others, strict=True)]


def after(part: str) -> str:
    """The name of the row of weights for what follows a line of that part."""
    return f"after {part}"


@cache
def _weights(lang: str) -> Weights:
    return Weights.read(f"reading/models/{lang}/lines.json", classes=len(PARTS))
