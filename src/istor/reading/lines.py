"""Lines: a text cut at its line breaks, with what the look of a line tells. Knows no word of any language."""

import re
from dataclasses import dataclass
from functools import cached_property

from istor.languages.folding import fold
from istor.model import Span

FULL_PARAGRAPH = 80
"""Characters from which a line that ends in a full stop is surely a paragraph; fewer may be a caption or slogan.
Of 536 paragraphs of 84 Greek reports (72 of Wikinews, 12 of ``examples/``; November 2026) 83 % are as long."""
LONGEST_TITLE = 160
"""Characters; generous on purpose: the longest of 52 titles in the same reports has 89."""

_LINE = re.compile(r"[^\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[•‣▪▫◦●○■□►▶➤➔→✓·»*+–—-]|\d{1,2}[.)])\s")
_QUOTES = "»”“\"'’›)]}"
_STOPS = ".!;?…:·,;"
_ACRONYM = re.compile(r"(?:^|[\s(«])(?:\w{1,3}\.){2,}$")
_TAIL = 40
_MARKS = re.compile(r"\[\d{1,4}\]|\(BUTTON\)|_{3,}|\[ *\]")
"""What text browsers write beside the words: numbers of links, buttons, fields, pictures."""
_LINK = re.compile(r"\[\d{1,4}\]\S")
_WORD = re.compile(r"[^\W\d_][^\s/|]*")


@dataclass(frozen=True)
class Line:
    """One line that is not blank, without the white space around it."""

    span: Span
    text: str

    @cached_property
    def _end(self) -> str:
        """The last few characters, without closing quotation marks and brackets."""
        return self.text[-_TAIL:].rstrip(_QUOTES + " ")

    @property
    def is_open(self) -> bool:
        """Whether it ends like a headline: with no closing punctuation."""
        return not self._end.endswith(tuple(_STOPS))

    @property
    def ends_in_stop(self) -> bool:
        """Whether it ends in a full stop, as sentences do; dots of an acronym or an ellipsis do not count."""
        return self._end.endswith(".") and not self._end.endswith("..") and not _ACRONYM.search(self._end)

    @property
    def is_short(self) -> bool:
        """Whether it is short enough for a headline."""
        return len(self.text) <= LONGEST_TITLE

    @property
    def is_full(self) -> bool:
        """Whether it is surely a paragraph of running text."""
        return not self.is_short or (len(self.text) >= FULL_PARAGRAPH and self.ends_in_stop)

    @property
    def is_sentence(self) -> bool:
        """Whether it reads as running text, however short."""
        return not self.is_short or not self.is_open

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return _BULLET.match(self.text) is not None

    @property
    def is_wordless(self) -> bool:
        """Whether it has no letter and no digit: a rule, stars, an emoji."""
        return not any(char.isalnum() for char in self.text)

    @property
    def is_menu(self) -> bool:
        """Whether it is a row of links or of names: a text browser's links from its beginning on, or only capitals."""
        if self.ends_in_stop:
            return False
        return (self.text.startswith("[") and len(_LINK.findall(self.text)) > 1) or self.is_named

    @property
    def is_named(self) -> bool:
        """Whether every word begins with a capital letter, as in names and menus; all in capitals, up to three."""
        words = self.words
        is_loud = len(words) > 3 and self.plain.isupper()
        return bool(words) and not is_loud and all(word[0].isupper() for word in words)

    @property
    def goes_on(self) -> bool:
        """Whether it begins in the middle of a sentence: with a small Greek letter or a mark that closes or parts."""
        first = self.plain[:1]
        return (first.islower() and first > "\u0370") or first in ",.;·)»!"

    @cached_property
    def plain(self) -> str:
        """Its text without what text browsers put beside the words."""
        return " ".join(_MARKS.sub(" ", self.text).split()) if "[" in self.text or "(B" in self.text else self.text

    @cached_property
    def words(self) -> list[str]:
        """Its words that begin with a letter."""
        return _WORD.findall(self.plain)

    @cached_property
    def folded(self) -> str:
        """Its words without accents, case and punctuation."""
        return fold(self.plain)

    @cached_property
    def key(self) -> str:
        """The same for lines that differ in spacing and case only; in short ones, accents and punctuation too."""
        return self.folded if self.is_short else " ".join(self.text.split()).casefold()


def lines(text: str, start: int = 0) -> list[Line]:
    """The lines of ``text`` from ``start`` on that are not blank."""
    found = []
    for match in _LINE.finditer(text, start):
        whole = match.group()
        words = whole.strip()
        if words:
            first = match.start() + len(whole) - len(whole.lstrip())
            found.append(Line(Span(first, first + len(words)), words))
    return found
