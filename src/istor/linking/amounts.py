"""How many a number may be, by the words around it: "about", "at least", ranges, and amounts told in words alone."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold
from istor.model import Figure, Span

ABOUT = 0.1
"""Share by which a number that is said to be about so many may miss."""
WINDOW = 40
"""Characters around a number, within its sentence, in which words that widen it may stand."""
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"


def bounds(figure: Figure, sentence: Span, text: str) -> tuple[float, float]:
    """The least and the most that the figure may be, by the words around it in its sentence."""
    if isinstance(figure.value, str):
        return amounts().vague.get(figure.value, (0.0, math.inf))
    value = float(figure.value)
    begin = max(sentence.start, figure.span.start - WINDOW)
    if both := _range(text[begin : min(sentence.end, figure.span.end + WINDOW)], value):
        return both
    hedge = _hedge(text[begin : figure.span.start])
    if hedge is None and figure.is_approximate:
        hedge = "about"
    ends = {"at least": (value, math.inf), "more than": (value, math.inf), "at most": (0.0, value),
            "less than": (0.0, value), "about": (value * (1 - ABOUT), value * (1 + ABOUT))}
    return ends[hedge] if hedge else (value, value)


def _range(text: str, value: float) -> tuple[float, float] | None:
    """Both ends of a range of which ``value`` is one: "40 με 50", "μεταξύ 40 και 50"."""
    for match in amounts().range.finditer(_folded(text)):
        low, high = (_number(match[n]) for n in (1, 2))
        if low < high and value in (low, high):
            return low, high
    return None


def _hedge(before: str) -> str | None:
    """How the last words before a number widen it; words that other words part from the number do not."""
    folded = f" {_folded(before)}"
    return next((how for phrase, how in amounts().hedges if folded.endswith(f" {phrase}")), None)


def _folded(text: str) -> str:
    """``text`` folded, with the points, commas and dashes of its numbers as they are."""
    return " ".join(" ".join(part if re.search(r"\d", part) else fold(part) for part in text.split()).split())


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@dataclass(frozen=True)
class Amounts:
    """Words around numbers: hedges, the longest first, each with how it widens; ranges; vague amounts; articles."""

    hedges: tuple[tuple[str, str], ...]
    range: re.Pattern[str]
    vague: Mapping[str, tuple[float, float]]
    definite: frozenset[str]
    occasions: frozenset[str]
    wholes: frozenset[str]


VAGUE: Mapping[str, tuple[float, float]] = {
    "dozens": (20, 999), "hundreds": (200, 9999), "thousands": (2000, 999_999), "millions": (2e6, 1e9),
    "billions": (2e9, 1e12), "few": (1, 10), "several": (2, 50), "some": (2, 50),
}
"""What vague amounts may be, widely: they contradict nothing but what nobody would call so."""


@cache
def amounts(lang: str = "el") -> Amounts:
    """The words of one language; DataError when its file breaks the schema."""
    table = data.table(lang, "figures.yaml")
    try:
        hedges = [(fold(word), str(row["how"])) for row in table["approximators"] for word in row["words"]]
        joints = [fold(word) or word for word in table["range"]["joints"]]
        definite = frozenset(map(fold, table["definite"]))
        occasions = frozenset(map(fold, table["occasions"]))
        wholes = frozenset(map(fold, table["former"]["from"]))
    except (KeyError, TypeError) as error:
        where = f"languages/{lang}/figures.yaml"
        needed = "approximators (how, words), range (joints), definite, occasions and former (from)"
        raise DataError(f"{where}: give {needed}") from error
    pattern = rf"({_NUMBER})\s*(?:{'|'.join(map(re.escape, joints))})\s*({_NUMBER})"
    ordered = sorted(((word, how) for word, how in hedges if word), key=lambda h: (-len(h[0]), h))
    return Amounts(tuple(ordered), re.compile(pattern), VAGUE, definite, occasions, wholes)
