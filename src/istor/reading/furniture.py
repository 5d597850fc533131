"""What each line of a page is: title, body or furniture. Nothing is deleted; every line that is not blank is a block.

Words and phrases come from ``languages/<lang>/furniture.yaml``; here is only how lines stand to one another. When in
doubt a line is body: a site's name read as text says nothing of any event, but a lost sentence is lost.
Where a page's mark-up says that a line is a heading, a quotation or a list item, that stands; furniture stays what it
is.
"""

import re
from dataclasses import dataclass
from typing import Literal

from istor.model import Block
from istor.model.report import BlockKind
from istor.reading.lines import Line, lines
from istor.reading.rules import Rule, Rules, load_rules

SUBHEADING = "subheading"
REPEATS = "repeats an earlier block"
BULLET = "bullet"
QUOTATION = "quotation"
ROW = "row of a table"
WORDLESS = "no letters or digits"
RUNNING = "runs along the pages"
FOOT = "short line at the foot of the page"
ABOVE = "short line above the title"
BYLINE = "byline"
STAMP = "date stamp"
MENU = 3
"""Words up to which a line may be part of a menu, and lines from which there is one; a title has as many words."""
SENTENCE = 40
"""Characters from which a line that ends in a full stop is text and no link."""

Mark = tuple[BlockKind, str]
Role = Literal["title", "heading", "quotation", "item", "row", "paragraph", "furniture"]
"""What a page's mark-up, or a PDF's layout, makes of a line."""
_YEAR = re.compile(r"\d{4}")
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
    known = roles if len(roles) == len(page.lines) else ()
    for at, role in enumerate(known):
        if role == "furniture":
            marks[at] = ("furniture", RUNNING)
    content = [at for at in range(len(page.lines)) if at not in marks]
    marks.update(_content(page, content))
    for at, role in enumerate(known):
        if role in BY_ROLE and marks[at][0] != "furniture" and marks[at][1] != REPEATS:
            marks[at] = BY_ROLE[role]
    return tuple(Block(marks[at][0], line.span, marks[at][1]) for at, line in enumerate(page.lines))


@dataclass(frozen=True)
class _Page:
    """The lines of a page, the rule that each fits if any, and the parts of the page.

    ``is_name`` says of each whether it is a menu or a name; ``titles`` are where the page's title stands; ``first`` and
    ``last`` where its first and last full paragraph do, if it has any; from ``end`` on nothing belongs to the report.
    """

    lines: list[Line]
    rules: list[Rule | None]
    is_name: list[bool]
    titles: tuple[int, ...]
    first: int
    last: int
    end: int

    @classmethod
    def of(cls, found: list[Line], lang: str) -> "_Page":
        known = load_rules(lang)
        rules = [known.find(line, is_foot=False) for line in found]
        _of_chains(found, rules, known, is_foot=False)
        end = _end(found, rules)
        full = [at for at, line in enumerate(found[:end]) if line.is_full and rules[at] is None]
        while len(full) > 1 and _is_furniture(known.find(found[full[-1]], is_foot=True)):
            full.pop()  # a long address to the reader is no last paragraph
        first, last = (full[0], full[-1]) if full else (0, end)
        if full:
            rules[last + 1 :] = [known.find(line, is_foot=True) for line in found[last + 1 :]]
            _of_chains(found, rules, known, is_foot=True, start=last + 1)
        is_name = [line.is_menu or _is_name(line, known) for line in found]
        return cls(found, rules, is_name, _titles(found[:first], rules, is_name, known), first, last, end)

    def furniture(self) -> dict[int, Mark]:
        """Which lines are known by a rule, or by where they stand."""
        marks: dict[int, Mark] = {}
        heading, has_foot, has_begun = "", False, False
        foot: set[str] = set()
        for at, (line, rule) in enumerate(zip(self.lines, self.rules, strict=True)):
            is_foot = at > self.last
            if at in self.titles:
                heading, has_begun = "", True
            elif rule:
                marks[at] = (rule.kind, rule.name)
                heading = line.text if rule.heads(line) and not self._is_head(at) else heading
                foot |= {rule.name} if is_foot and rule.kind == "furniture" else set()
                has_foot = has_foot or (rule.opens and is_foot) or len(foot) > 1
            elif at >= self.end:
                marks[at] = ("furniture", f"after “{heading or self.lines[self.end].text}”")
            elif line.is_wordless:
                marks[at] = ("body", "") if self._is_inside(at) and not heading else ("furniture", WORDLESS)
            elif self._is_above_title(at):
                marks[at] = ("furniture", ABOVE)
            elif self._is_byline(at):
                marks[at] = ("furniture", BYLINE)
            elif heading and not self._goes_on(at, has_begun):
                marks[at] = ("furniture", f"after “{heading}”")
            elif has_foot and line.is_open and (not line.is_bullet or at - 1 in marks):
                marks[at] = ("furniture", FOOT)
            else:
                heading, has_begun = "", True
        return marks

    def _is_head(self, at: int) -> bool:
        """Whether the line stands between the title and the first paragraph, where no list of links does."""
        return bool(self.titles) and self.titles[-1] < at < self.first

    def is_lead(self, at: int) -> bool:
        """Whether a short line leads into the report; after a mere clock time it heads an entry of a live page."""
        before = self.rules[at - 1]
        is_entry = before is not None and before.name == STAMP and not _YEAR.search(self.lines[at - 1].text)
        return self._is_head(at) and not is_entry

    def _is_inside(self, at: int) -> bool:
        """Whether a line of marks only goes on from the sentence before it."""
        return at > 0 and self.lines[at].goes_on and self.rules[at - 1] is None and not self.lines[at - 1].ends_in_stop

    def _is_above_title(self, at: int) -> bool:
        """Whether the line stands among a menu above the title: between two titles, or beside what is surely a menu."""
        line = self.lines[at]
        if not self.titles or at > self.titles[-1] or line.is_full or line.ends_in_stop:
            return False
        if at > self.titles[0]:
            return True
        above = range(self.titles[0])
        is_page = len(above) >= MENU or any(self.rules[place] or self.is_name[place] for place in above)
        return is_page and (self.is_name[at] or len(line.words) <= MENU)

    def _is_byline(self, at: int) -> bool:
        """Whether the line is a name between title and text, beside a date or another sign of who wrote it."""
        line = self.lines[at]
        if not self._is_head(at) or not line.is_named or len(line.words) not in (2, 3):
            return False
        beside = (self.rules[place] for place in (at - 1, at + 1) if 0 <= place < len(self.rules))
        return any(map(_is_furniture, beside))

    def _goes_on(self, at: int, has_begun: bool) -> bool:
        """Whether the report goes on here: with a paragraph, or with a sentence (at the head, a title) before one."""
        line, after = self.lines[at], at + 1
        if line.is_full or (line.ends_in_stop and len(line.text) >= SENTENCE):
            return True
        is_led = line.ends_in_stop or not has_begun
        return is_led and after < len(self.lines) and self.lines[after].is_full and self.rules[after] is None


def _titles(head: list[Line], rules: list[Rule | None], is_name: list[bool], known: Rules) -> tuple[int, ...]:
    """Where the title stands among the lines before the first paragraph: wherever it is said again, if it is.

    A page's own title often has the outlet's name at its end ("… | Ο Φάρος"). Said once, it is the first line that no
    rule knows and that is no menu: one with small words in it, if there is any, and not all in capitals.
    """
    likely = [
        at for at, line in enumerate(head)
        if rules[at] is None and len(line.words) >= MENU and line.is_short and not line.ends_in_stop
        and not line.is_menu and not line.is_bullet and not line.goes_on
    ]  # fmt: skip
    for at in likely:
        if alike := [place for place in likely if place > at and _is_said_again(head[at], head[place])]:
            return (at, *alike)
    if not likely or any(rule and rule.heads(line) for rule, line in zip(rules, head[: likely[-1]], strict=False)):
        return ()  # after a list of links, only what follows tells
    said = [at for at in likely if not is_name[at]]
    calm = [at for at in said if not head[at].plain.isupper() and known.unfinished & set(head[at].folded.split())]
    return tuple((calm or said or likely)[:1])


def _is_name(line: Line, known: Rules) -> bool:
    """Whether only small words stand beside capitalised ones, as in the names of outlets."""
    words = [word for word in line.words if word.lower() not in known.unfinished]
    return line.is_open and not line.plain.isupper() and bool(words) and all(word[0].isupper() for word in words)


def _is_furniture(rule: Rule | None) -> bool:
    return rule is not None and rule.kind == "furniture"


def _is_said_again(line: Line, other: Line) -> bool:
    short, long = sorted((line.folded, other.folded), key=len)
    return f" {short} " in f" {long} "


def _end(found: list[Line], rules: list[Rule | None]) -> int:
    """Where a rule ends the report: the first that has more running text before it than after it."""
    sizes = [len(line.text) if line.is_full and rules[at] is None else 0 for at, line in enumerate(found)]
    before, whole = 0, sum(sizes)
    for at, rule in enumerate(rules):
        if rule and rule.ends and before > whole - before:
            return at
        before += sizes[at]
    return len(found)


def _of_chains(found: list[Line], rules: list[Rule | None], known: Rules, is_foot: bool, start: int = 0) -> None:
    """Puts into ``rules`` those that fit a sentence which was cut into lines, for each of its lines."""
    at = start
    while at < len(found):
        stop = at + 1
        while stop < len(found) and rules[stop - 1] is rules[stop] is None:
            if not _is_cut(found[stop - 1], found[stop], known):
                break
            stop += 1
        if stop - at > 1:
            whole = " ".join(line.text for line in found[at:stop])
            rules[at:stop] = [known.find(Line(found[at].span, whole), is_foot)] * (stop - at)
        at = stop


def _is_cut(line: Line, after: Line, known: Rules) -> bool:
    """Whether one sentence goes from ``line`` on to the line ``after``."""
    if line.ends_in_stop or after.is_bullet:
        return False
    return after.goes_on or line.folded.rpartition(" ")[2] in known.unfinished


def _content(page: _Page, places: list[int]) -> dict[int, Mark]:
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
