"""Block labels of flattened pages: what each line is, by istor beside what the pages' own mark-up says.

``lines.tsv`` holds flattened web pages, as other programs make text of them, with the label of every line
(``tools/flattened.py`` made it from labelled pages). Those of ``pages`` and ``tests/reading/pages`` are known: rules
are improved by their errors, and what is learnt is learnt from them. Those of ``unseen`` are only measured with.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from evals.data import Figures, Options, f1
from istor.model import Block
from istor.reading.text import read

LINES = Path(__file__).with_name("lines.tsv")
UNSEEN = frozenset(path.stem for path in (LINES.parent / "unseen").glob("*.html"))
TITLES = frozenset({"title", "subheading"})
BODY = frozenset({"body", "lead", "caption", "bullet", "quotation", "row", "source line"})
KINDS = ("title", "body", "furniture")
ALIKE = {
    **dict.fromkeys(("lead", "caption", "bullet", "quotation", "row"), "body"),
    **dict.fromkeys(("read also", "being read now", "other reports"), "links"),
    **dict.fromkeys(("newsroom",), "byline"),
    **dict.fromkeys(("section name", "site name", "terms"), "navigation"),
    **dict.fromkeys(("newsletter", "slogan"), "follow us"),
}
"""Labels that are one where the finer label is asked for: no reader of a report needs to tell them apart."""


@dataclass(frozen=True)
class Pair:
    """One line, what it is, and what istor takes it for."""

    line: str
    gold: str
    said: str

    @property
    def is_right(self) -> bool:
        """Whether the kind is: title, body or furniture."""
        return kind(self.gold) == kind(self.said)


def measure(_options: Options) -> Figures:
    """For both parts: F1 of each kind and their mean, and the share of lines with the right label."""
    pages = flattened()
    parts = {part: figures(pairs(page for page in pages if page.split == part)) for part in ("known", "unseen")}
    return {**parts, "pages": len(pages)}


def figures(found: list[Pair]) -> Figures:
    """F1 by kind, its mean, F1 of the labels (one a line, so precision, recall and F1 are one), and how many lines.

    ``text_recall`` is the share of the letters of articles (text and titles) that are not called furniture,
    ``text_precision`` the share of articles' letters among all that are not called so.
    """
    by_kind = {name: round(_f1(found, name), 4) for name in KINDS}
    labels = sum(_alike(pair.gold) == _alike(pair.said) for pair in found) / len(found)
    letters: Counter[tuple[bool, bool]] = Counter()
    for pair in found:
        letters[kind(pair.gold) != "furniture", kind(pair.said) != "furniture"] += len(pair.line)
    both = letters[True, True]
    return {**by_kind, "f1": round(sum(by_kind.values()) / len(KINDS), 4), "labels": round(labels, 4),
            "text_recall": round(both / (both + letters[True, False]), 4),
            "text_precision": round(both / (both + letters[False, True]), 4), "lines": len(found)}


@dataclass(frozen=True)
class Flattened:
    """One page as one program flattened it: its lines, and what each is."""

    page: str
    program: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]

    @property
    def split(self) -> Literal["known", "unseen"]:
        """The part that the page belongs to."""
        return "unseen" if self.page in UNSEEN else "known"


def flattened() -> list[Flattened]:
    """Every page by every program."""
    rows = [line.split("\t") for line in LINES.read_text(encoding="utf-8").splitlines()[1:]]
    found = []
    for (page, program), group in groupby(rows, key=lambda row: (row[0], row[1])):
        labels, lines = zip(*(row[2:] for row in group), strict=True)
        found.append(Flattened(page, program, lines, labels))
    return found


def pairs(pages: Iterable[Flattened]) -> list[Pair]:
    """Every line with its two labels."""
    found = []
    for page in pages:
        report = read("\n".join(page.lines).encode(), page.page)
        said = labels(report.blocks, report.text)
        if len(said) != len(page.lines):
            raise ValueError(f"{page.page} by {page.program}: {len(page.lines)} lines, {len(said)} blocks")
        found += [Pair(line, gold, label) for line, gold, label in zip(page.lines, page.labels, said, strict=True)]
    return found


def labels(blocks: tuple[Block, ...], text: str) -> list[str]:
    """The label of each block: its rule, or for what stands after a heading the heading's."""
    headings: dict[str, str] = {}
    said = []
    for block in blocks:
        label = block.reason or block.kind
        if block.kind == "furniture":
            label = headings.get(block.reason, block.reason)
            headings[f"after “{block.span.of(text)}”"] = label
        elif block.kind == "title":
            label = "subheading" if block.reason == "subheading" else "title"
        elif block.reason not in BODY:
            label = "body"
        said.append(label)
    return said


def kind(label: str) -> str:
    """Title, body or furniture."""
    return "title" if label in TITLES else "body" if label in BODY else "furniture"


def _alike(label: str) -> str:
    return ALIKE.get(label, label)


def _f1(found: list[Pair], name: str) -> float:
    gold = Counter(kind(pair.gold) == name for pair in found)[True]
    said = Counter(kind(pair.said) == name for pair in found)[True]
    return f1(sum(pair.is_right and kind(pair.gold) == name for pair in found), said, gold)
