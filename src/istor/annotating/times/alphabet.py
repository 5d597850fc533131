"""The private alphabet of the grammar: one letter for each set of classes that a token can have.

A text becomes a short string, and a class the set of letters that hold it.
"""

from collections.abc import Iterable, Iterator

from istor.annotating.times.figures import Value
from istor.annotating.times.scan import Token, fold
from istor.annotating.times.words import Lexicon

FIRST_LETTER = 0xE000  # the private use area
PLAIN = chr(FIRST_LETTER)  # a token of no class
ANY, ENDS = "any", {"dot", "stop", "line"}  # a token that does not end the sentence
REMEMBERED_WORDS = 200_000
# one token of each shape that numbers, compounds, other words and signs have
_SAMPLES = """
    0 00 1 05 10 13 25 32 99 100 999 1000 2000 2222 5000 12345 1.000 12.500 2,5 0.5 2.50 21.30 9.75 25.30 30.5
    21:30 24:30 13:75 25:00 1:5 '90 1/2/2010 40/1/2010 2010-02-03 17/6 40/6 1η 12η 31ης 32η 45χρονος 20ετία 3χ
    τετραήμερη Τετραήμερη ξξ Ξξ , - ( ) : / . % ; "
"""


class Alphabet:
    """The letters of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._known: dict[str, tuple[dict[str, Value], str]] = {}
        self._holders: dict[str, frozenset[str]] = {}
        written = [form for listed in lexicon.written.values() for form in listed] + _SAMPLES.split() + ["\n"]
        forms = {case for form in written + [fold(f) for f in written] for case in (form, form.title(), form.upper())}
        sets = sorted({frozenset(lexicon.of(form, fold(form))) for form in forms}, key=sorted)
        self._letters = {classes: chr(FIRST_LETTER + at) for at, classes in enumerate(sets, 1)}

    def known(self, token: Token) -> tuple[dict[str, Value], str]:
        """The classes of a token, with their values, and its letter."""
        if (known := self._known.get(token.text)) is None:
            classes = self.lexicon.of(token.text, token.key)
            known = classes, self._letters.get(frozenset(classes), PLAIN)
            if len(self._known) < REMEMBERED_WORDS:
                self._known[token.text] = known
        return known

    def coded(self, tokens: Iterable[Token]) -> str:
        """The letters of the tokens."""
        return "".join([self.known(token)[1] for token in tokens])

    def letters(self, name: str) -> frozenset[str]:
        """The letters of the class ``name``."""
        if name not in self._holders:
            self._holders[name] = frozenset(self._holding(name))
        return self._holders[name]

    def _holding(self, name: str) -> Iterator[str]:
        if name == ANY:
            yield PLAIN
            yield from (letter for held, letter in self._letters.items() if not held & ENDS)
        else:
            yield from (letter for held, letter in self._letters.items() if name in held)
