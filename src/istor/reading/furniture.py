"""What each line of a page is: title, body or furniture. Nothing is deleted; every line that is not blank is a block.

Words and phrases come from ``languages/<lang>/furniture.yaml``; here is only how lines stand to one another. When in
doubt a line is body: a site's name read as text says nothing of any event, but a lost sentence is lost.
Where a page's mark-up says that a line is a heading, a quotation or a list item, that stands; furniture stays what it
is. Where there is no mark-up, what was learnt from other pages (``labeller.py``) is heard too.
"""

from typing import Literal

from istor.model import Block
from istor.model.report import BlockKind
from istor.reading.labeller import SUBHEADING, Mark, weighed
from istor.reading.layout import Layout
from istor.reading.lines import Line, lines
from istor.reading.rules import load_rules

REPEATS = "repeats an earlier block"
BULLET = "bullet"
QUOTATION = "quotation"
ROW = "row of a table"
WORDLESS = "no letters or digits"
RUNNING = "runs along the pages"
FOOT = "short line at the foot of the page"
ABOVE = "short line above the title"
BYLINE = "byline"

Role = Literal["title", "heading", "quotation", "item", "row", "paragraph", "furniture"]
"""What a page's mark-up, or a PDF's layout, makes of a line."""
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
    page = Layout.of(lines(text, start), load_rules(lang))
    known = roles if len(roles) == len(page.lines) else ()
    marks = by_rules(page, known) if known else weighed(page, by_rules(page), lang)
    return tuple(Block(kind, line.span, reason) for line, (kind, reason) in zip(page.lines, marks, strict=True))


def by_rules(page: Layout, roles: tuple[Role, ...] = ()) -> list[Mark]:
    """What each line of ``page`` is by rules and by where it stands; ``roles`` has one for each line, or none."""
    marks = _furniture(page)
    for at, role in enumerate(roles):
        if role == "furniture":
            marks[at] = ("furniture", RUNNING)
    marks.update(_content(page, [at for at in range(len(page.lines)) if at not in marks]))
    for at, role in enumerate(roles):
        if role in BY_ROLE and marks[at][0] != "furniture" and marks[at][1] != REPEATS:
            marks[at] = BY_ROLE[role]
    return [marks[at] for at in range(len(page.lines))]


def _furniture(page: Layout) -> dict[int, Mark]:
    """Which lines are known by a rule, or by where they stand."""
    marks: dict[int, Mark] = {}
    heading, has_foot, has_begun = "", False, False
    foot: set[str] = set()
    for at, (line, rule) in enumerate(zip(page.lines, page.rules, strict=True)):
        is_foot = at > page.last
        if at in page.titles:
            heading, has_begun = "", True
        elif rule:
            marks[at] = (rule.kind, rule.name)
            heading = line.text if rule.heads(line) and not page.is_head(at) else heading
            foot |= {rule.name} if is_foot and rule.kind == "furniture" else set()
            has_foot = has_foot or (rule.opens and is_foot) or len(foot) > 1
        elif at >= page.end:
            marks[at] = ("furniture", f"after “{heading or page.lines[page.end].text}”")
        elif line.is_wordless:
            marks[at] = ("body", "") if page.is_inside(at) and not heading else ("furniture", WORDLESS)
        elif page.is_above_title(at):
            marks[at] = ("furniture", ABOVE)
        elif page.is_byline(at):
            marks[at] = ("furniture", BYLINE)
        elif heading and not page.goes_on(at, has_begun):
            marks[at] = ("furniture", f"after “{heading}”")
        elif has_foot and line.is_open and (not line.is_bullet or at - 1 in marks):
            marks[at] = ("furniture", FOOT)
        else:
            heading, has_begun = "", True
    return marks


def _content(page: Layout, places: list[int]) -> dict[int, Mark]:
    """Title, subheadings, bullets and paragraphs among the lines that belong to the report."""
    marks: dict[int, Mark] = {}
    seen: dict[str, BlockKind] = {}
    found = [page.lines[place] for place in places]
    for at, (line, place) in enumerate(zip(found, places, strict=True)):
        after = found[at + 1] if at + 1 < len(found) else None
        if line.key in seen:
            marks[place] = (seen[line.key], REPEATS)
            continue
        if place in page.titles:
            marks[place] = ("title", "")
        elif at == 0:
            marks[place] = _title(line, after)
        else:
            marks[place] = _paragraph(line, found[at + 1 : at + 3])
            if marks[place] == ("title", SUBHEADING) and page.is_lead(place):
                marks[place] = ("body", "")
        seen[line.key] = marks[place][0]
    return marks


def _title(line: Line, after: Line | None) -> Mark:
    """The mark of the first line: a title when it is short, ends in no full stop, and text follows."""
    if after is None or line.is_bullet or not line.is_short or line.ends_in_stop:
        return ("body", BULLET if line.is_bullet else "")
    return ("title", "")


def _paragraph(line: Line, rest: list[Line]) -> Mark:
    """The mark of a later line: a short one with no closing punctuation heads the paragraph or list after it."""
    if line.is_bullet:
        return ("body", BULLET)
    if not rest or not line.is_short or not line.is_open or line.goes_on or rest[0].goes_on:
        return ("body", "")
    heads = rest[0].is_sentence or rest[0].is_bullet or (len(rest) > 1 and rest[1].goes_on)
    return ("title", SUBHEADING) if heads else ("body", "")
