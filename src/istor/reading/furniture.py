"""What each line of a page is: title, body or furniture. Nothing is deleted; every line that is not blank is a block.

Words and phrases come from ``languages/<lang>/furniture.yaml``; here is only how lines stand to one another. When in
doubt a line is body: a site's name read as text says nothing of any event, but a lost sentence is lost.
Where a page's mark-up says that a line is a heading, a quotation or a list item, that stands; furniture stays what it
is.
"""

from dataclasses import dataclass
from typing import Literal

from istor.model import Block
from istor.model.report import BlockKind
from istor.reading.lines import Line, lines
from istor.reading.rules import Rule, load_rules

SUBHEADING = "subheading"
REPEATS = "repeats an earlier block"
BULLET = "bullet"
QUOTATION = "quotation"
ROW = "row of a table"
WORDLESS = "no letters or digits"
FOOT = "short line at the foot of the page"

Mark = tuple[BlockKind, str]
Role = Literal["title", "heading", "quotation", "item", "row", "paragraph"]
"""What a page's mark-up makes of a line."""
BY_ROLE: dict[Role, Mark] = {
    "title": ("title", ""),
    "heading": ("title", SUBHEADING),
    "quotation": ("body", QUOTATION),
    "item": ("body", BULLET),
    "row": ("body", ROW),
}


def blocks(text: str, start: int = 0, lang: str = "el", roles: tuple[Role, ...] = ()) -> tuple[Block, ...]:
    """The blocks of ``text`` from ``start`` (the end of the date line, if any), in order, one for each line.

    ``roles`` gives for every line that is not blank what the mark-up makes of it; empty where there was none, and
    passed over where a repair cut lines anew.
    """
    page = _Page.of(lines(text, start), lang)
    marks = page.furniture()
    content = [at for at in range(len(page.lines)) if at not in marks]
    marks.update(_content([page.lines[at] for at in content], content))
    for at, role in enumerate(roles if len(roles) == len(page.lines) else ()):
        if role in BY_ROLE and marks[at][0] != "furniture" and marks[at][1] != REPEATS:
            marks[at] = BY_ROLE[role]
    return tuple(Block(marks[at][0], line.span, marks[at][1]) for at, line in enumerate(page.lines))


@dataclass(frozen=True)
class _Page:
    """The lines of a page, the rule that each fits if any, and where the last full paragraph stands."""

    lines: list[Line]
    rules: list[Rule | None]
    last: int | None

    @classmethod
    def of(cls, found: list[Line], lang: str) -> "_Page":
        known = load_rules(lang)
        rules = [known.find(line, is_foot=False) for line in found]
        full = [at for at, line in enumerate(found) if line.is_full and rules[at] is None]
        last = full[-1] if full else None
        if last is not None:
            rules[last + 1 :] = [known.find(line, is_foot=True) for line in found[last + 1 :]]
        return cls(found, rules, last)

    def furniture(self) -> dict[int, Mark]:
        """Which lines are known by a rule, or by standing after such a line."""
        marks: dict[int, Mark] = {}
        heading, has_foot, has_begun = "", False, False
        for at, (line, rule) in enumerate(zip(self.lines, self.rules, strict=True)):
            is_foot = self.last is not None and at > self.last
            if rule:
                marks[at] = (rule.kind, rule.name)
                heading = line.text if rule.heads(line) else heading
                has_foot = has_foot or (rule.opens and is_foot)
            elif line.is_wordless:
                marks[at] = ("furniture", WORDLESS)
            elif heading and not self._goes_on(at, has_begun):
                marks[at] = ("furniture", f"after “{heading}”")
            elif has_foot and line.is_open and not line.is_bullet:
                marks[at] = ("furniture", FOOT)
            else:
                heading, has_begun = "", True
        return marks

    def _goes_on(self, at: int, has_begun: bool) -> bool:
        """Whether the report goes on here: with a paragraph, or with a sentence (at the head, a title) before one."""
        line, after = self.lines[at], at + 1
        if line.is_full:
            return True
        is_led = line.ends_in_stop or not has_begun
        return is_led and after < len(self.lines) and self.lines[after].is_full and self.rules[after] is None


def _content(found: list[Line], places: list[int]) -> dict[int, Mark]:
    """Title, subheadings, bullets and paragraphs among the lines that belong to the report."""
    marks: dict[int, Mark] = {}
    seen: dict[str, BlockKind] = {}
    for at, (line, place) in enumerate(zip(found, places, strict=True)):
        after = found[at + 1] if at + 1 < len(found) else None
        if line.key in seen:
            marks[place] = (seen[line.key], REPEATS)
            continue
        marks[place] = _title(line, after) if at == 0 else _paragraph(line, after)
        seen[line.key] = marks[place][0]
    return marks


def _title(line: Line, after: Line | None) -> Mark:
    """The mark of the first line: a title when it is short, ends in no full stop, and text follows."""
    if after is None or line.is_bullet or not line.is_short or line.ends_in_stop:
        return ("body", BULLET if line.is_bullet else "")
    return ("title", "")


def _paragraph(line: Line, after: Line | None) -> Mark:
    """The mark of a later line: a short one with no closing punctuation heads the paragraph or list after it."""
    if line.is_bullet:
        return ("body", BULLET)
    heads = after is not None and (after.is_sentence or after.is_bullet)
    return ("title", SUBHEADING) if heads and line.is_short and line.is_open else ("body", "")
