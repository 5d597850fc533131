"""The grammar of times: patterns over classes of tokens, as regular expressions over the private alphabet.

How a pattern is written stands at the head of ``times.yaml``. One pass of a pattern over a whole report costs some
microseconds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from istor.annotating.times.alphabet import Alphabet
from istor.annotating.times.figures import Value
from istor.annotating.times.needs import Letters, Needs
from istor.annotating.times.scan import Token, fold
from istor.annotating.times.words import Lexicon, table
from istor.errors import DataError

_PIECE = re.compile(
    r"(?:not_)?(?:after|before)\(|[a-z]\w*:\(|([a-z]\w*:)?(?:[A-Z]+|[^\W\d_]+(?:_[a-z]+)*|\d+)|[()|?*+]|\S"
)
_LOOK = {"after(": "(?<=", "not_after(": "(?<!", "before(": "(?=", "not_before(": "(?!"}
_NUMBERS = "letter digits decimal number one ordinal_digits ordinal ordinal_ten short_year".split()


@dataclass(frozen=True)
class Found:
    """A stretch of tokens that a pattern took: ``rule`` reads it, ``parts`` names tokens in it."""

    rule: str
    start: int
    end: int
    parts: Mapping[str, tuple[dict[str, Value], ...]]
    places: Mapping[str, tuple[int, int]]

    def value(self, part: str, *classes: str) -> Value | None:
        """The value of the part's first token that has one of the classes, the first of them that it has."""
        for classes_of in self.parts.get(part, ()):
            for name in classes:
                if name in classes_of:
                    return classes_of[name]
        return None

    @property
    def year(self) -> int | None:
        """The year that the part ``y`` gives."""
        said = self.value("y", "year", "short_year")
        return int(said) if said is not None else None

    def number(self, part: str) -> float | None:
        """The number that a part says: its words added up ("είκοσι πέντε")."""
        said = [next((t[name] for name in _NUMBERS if name in t), None) for t in self.parts.get(part, ())]
        numbers = [float(n) for n in said if n is not None]
        return sum(numbers) if numbers else None


@dataclass(frozen=True)
class Pattern:
    """A form of the grammar, ready to match; ``needs`` are sets of letters of each of which a text must have one."""

    rule: str
    form: str
    written: str
    needs: tuple[Letters, ...]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The regular expression, compiled when a text first has what it needs: all 200 take most of a second."""
        try:
            return re.compile(self.written)
        except re.error as error:
            raise DataError(f"times.yaml: the pattern '{self.form}' cannot be read: {error}") from error

    def spans(self, coded: str, present: Letters) -> Iterator[tuple[int, int, "Pattern", re.Match[str]]]:
        """Where it stands in a text: the part ``x`` of a match if it has one, else all of it."""
        if any(present.isdisjoint(need) for need in self.needs):
            return
        for match in self.expression.finditer(coded):
            yield *(match.span("x") if match.re.groupindex.get("x") else match.span()), self, match


class Grammar:
    """The patterns of a language."""

    def __init__(self, lang: str = "el") -> None:
        read = table(lang)
        self._macros: dict[str, str] = read["macros"]
        lexicon = Lexicon.build(read)
        for word in _literals(read):
            lexicon.add(f"={fold(word)}", 0, [word])
        self.alphabet = Alphabet(lexicon)
        self.patterns = [self._pattern(rule, form) for rule, listed in read["patterns"].items() for form in listed]
        self.glue = re.compile("|".join(self._expression(form) for form in read["glue"]))
        self.late = re.compile(self._expression("LATE") + "$")
        self.open, self.close = re.compile(self._letters("open")), re.compile(self._letters("close"))

    def find(self, tokens: Sequence[Token]) -> Iterator[Found]:
        """What the patterns take, from left to right; where two meet, the one that begins first, then the longer."""
        coded = self.alphabet.coded(tokens)
        present, reached = frozenset(coded), 0
        spans = [span for pattern in self.patterns for span in pattern.spans(coded, present)]
        for start, end, pattern, match in sorted(spans, key=lambda span: (span[0], -span[1])):
            if start >= reached and end > start:
                reached = end
                places = {name: match.span(name) for name in match.re.groupindex if match[name]}
                parts = {name: tuple(self.alphabet.known(t)[0] for t in tokens[a:b]) for name, (a, b) in places.items()}
                yield Found(pattern.rule, start, end, parts, places)

    def _pattern(self, rule: str, form: str) -> Pattern:
        needs = Needs(
            lambda name: self.alphabet.letters(_class(name)), lambda name: _pieces(self._macros.get(name, ""))
        )
        return Pattern(rule, form, self._expression(form), tuple(set(needs.of(_pieces(form)))))

    def _expression(self, form: str) -> str:
        return "".join(self._piece(piece) for piece in _pieces(form))

    def _piece(self, piece: str) -> str:
        if piece in _LOOK:
            return _LOOK[piece]
        if piece in "()|?*+":
            return "(?:" if piece == "(" else piece
        if ":" in piece:
            name, _, inner = piece.partition(":")
            return f"(?P<{name}>" + ("" if inner == "(" else self._piece(inner) + ")")
        return f"(?:{self._expression(self._macros[piece])})" if piece in self._macros else self._letters(piece)

    def _letters(self, piece: str) -> str:
        if not (letters := self.alphabet.letters(_class(piece))):
            raise DataError(f"times.yaml: '{piece}' in a pattern is no class, word or macro")
        return f"[{''.join(sorted(letters))}]"


def _pieces(form: str) -> list[str]:
    return [match.group() for match in _PIECE.finditer(form)]


def _class(piece: str) -> str:
    return piece if piece.isascii() and not piece.isdigit() else f"={fold(piece)}"


def _literals(read: Mapping[str, Any]) -> set[str]:
    """The words that patterns name; digits count as words."""
    every = [
        *read["macros"].values(),
        *read["glue"],
        *(form for listed in read["patterns"].values() for form in listed),
    ]
    pieces = {piece.rpartition(":")[2] for form in every for piece in _pieces(form)}
    return {piece for piece in pieces if piece.isdigit() or (piece.isalpha() and not piece.isascii())}


@cache
def grammar(lang: str = "el") -> Grammar:
    """The grammar of a language, built once."""
    return Grammar(lang)
