"""A text as a row of tokens, for the grammar of times; not the tokens of syntax.

Case and accents are folded letter by letter, so that a token keeps its place in the text. Numbers keep what is
glued to them: a date, a clock time, an ending ("28ης", "20ετία") are one token each.
"""

import re
import unicodedata
from dataclasses import dataclass

from istor.model.values import Span


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()[:1]
        self[code] = {"ς": "σ", "’": "'", "‘": "'", "΄": "'", "´": "'", "\xa0": " ", "–": "-", "—": "-"}.get(base, base)
        return self[code]


_FOLDING = _Folding()
_TOKEN = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}(?![\d-])"
    r"|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\d)"
    r"|\d{1,2}/\d{1,2}(?![\d/])"
    r"|\d{1,2}[:.]\d{2}(?![\d:%]|[.,]\d)"
    r"|\d+(?=[πμ]\.?μ\b)"
    r"|\d+(?:[.,]\d+)*(?:-?[^\W\d_]+)?"
    r"|'\d{2}(?!\d)"
    r"|[πμ]\.\s?[μχ]\.?(?!\w)"
    r"|[^\W\d_]+"
    r"|\n+|[^\w\s]|_"
)
_END = re.compile(r"[.;!…]+[\"”»)]*\s+(?=[\"“«(]?[^\Wa-zα-ωά-ώ_])|\n+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign; ``text`` as written, ``key`` folded."""

    start: int
    end: int
    text: str
    key: str


def fold(text: str) -> str:
    """``text`` without case and accents, letter for letter: the same length."""
    return text.translate(_FOLDING)


def scan(text: str) -> list[Token]:
    """The tokens of ``text``, in order; each slices back to its text."""
    folded = fold(text)
    return [Token(m.start(), m.end(), text[m.start() : m.end()], m.group()) for m in _TOKEN.finditer(folded)]


def sentences_of(text: str) -> list[Span]:
    """Sentences good enough to look for a verb in, for callers that have none of their own."""
    ends = [m.end() for m in _END.finditer(text)] + [len(text)]
    starts = [0, *ends[:-1]]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
