"""The parts of a page: which rule each line fits, where the title stands, where running text begins and ends.

What a line then is, ``furniture.py`` says.
"""

import re
from dataclasses import dataclass

from istor.reading.lines import Line
from istor.reading.rules import Rule, Rules
from istor.reading.titles import MENU, is_name, titles

STAMP = "date stamp"
SENTENCE = 40
"""Characters from which a line that ends in a full stop is text and no link."""
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Layout:
    """The lines of a page, the rule that each fits if any, and the parts of the page.

    ``is_name`` says of each above the first full paragraph whether it is a menu or a name; ``titles`` are where the
    page's title stands; ``first`` and ``last`` where its first and last full paragraph do, if it has any; from ``end``
    on nothing belongs to the report.
    """

    lines: list[Line]
    rules: list[Rule | None]
    is_name: list[bool]
    titles: tuple[int, ...]
    first: int
    last: int
    end: int

    @classmethod
    def of(cls, found: list[Line], known: Rules) -> "Layout":
        """The parts that the lines ``found`` make."""
        rules = [known.find(line, is_foot=False) for line in found]
        _of_chains(found, rules, known, is_foot=False)
        end = _end(found, rules)
        full = [at for at, line in enumerate(found[:end]) if line.is_full and rules[at] is None]
        while len(full) > 1 and is_furniture(known.find(found[full[-1]], is_foot=True)):
            full.pop()  # a long address to the reader is no last paragraph
        first, last = (full[0], full[-1]) if full else (0, end)
        if full:
            rules[last + 1 :] = [known.find(line, is_foot=True) for line in found[last + 1 :]]
            _of_chains(found, rules, known, is_foot=True, start=last + 1)
        names = [line.is_menu or is_name(line, known) for line in found[:first]]
        return cls(found, rules, names, titles(found[:first], rules, names, known), first, last, end)

    def is_head(self, at: int) -> bool:
        """Whether the line stands between the title and the first paragraph, where no list of links does."""
        return bool(self.titles) and self.titles[-1] < at < self.first

    def is_lead(self, at: int) -> bool:
        """Whether a short line leads into the report; after a mere clock time it heads an entry of a live page."""
        before = self.rules[at - 1]
        is_entry = before is not None and before.name == STAMP and not _YEAR.search(self.lines[at - 1].text)
        return self.is_head(at) and not is_entry

    def is_inside(self, at: int) -> bool:
        """Whether a line of marks only goes on from the sentence before it."""
        return at > 0 and self.lines[at].goes_on and self.rules[at - 1] is None and not self.lines[at - 1].ends_in_stop

    def is_above_title(self, at: int) -> bool:
        """Whether the line stands among a menu above the title: between two titles, or beside what is surely a menu."""
        line = self.lines[at]
        if not self.titles or at > self.titles[-1] or line.is_full or line.ends_in_stop:
            return False
        if at > self.titles[0]:
            return True
        above = range(self.titles[0])
        is_page = len(above) >= MENU or any(self.rules[place] or self.is_name[place] for place in above)
        return is_page and (self.is_name[at] or len(line.words) <= MENU)

    def is_byline(self, at: int) -> bool:
        """Whether the line is a name between title and text, beside a date or another sign of who wrote it."""
        line = self.lines[at]
        if not self.is_head(at) or not line.is_named or len(line.words) not in (2, 3):
            return False
        beside = (self.rules[place] for place in (at - 1, at + 1) if 0 <= place < len(self.rules))
        return any(map(is_furniture, beside))

    def goes_on(self, at: int, has_begun: bool) -> bool:
        """Whether the report goes on here: with a paragraph, or with a sentence (at the head, a title) before one."""
        line, after = self.lines[at], at + 1
        if line.is_full or (line.ends_in_stop and len(line.text) >= SENTENCE):
            return True
        is_led = line.ends_in_stop or not has_begun
        return is_led and after < len(self.lines) and self.lines[after].is_full and self.rules[after] is None


def is_furniture(rule: Rule | None) -> bool:
    """Whether a line that fits ``rule`` is furniture; source lines are not."""
    return rule is not None and rule.kind == "furniture"


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
