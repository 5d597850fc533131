"""The words of a text as search compares them: without case and accents, and cut to their stems.

Two words that a reader takes for forms of one (συνάντηση, ΣΥΝΑΝΤΗΣΕΙΣ, συναντήσεων) have one stem. Greek words are
stemmed by Snowball (Ntais, *Development of a stemmer for the Greek language*, 2006), which leaves -ία, -ιά and -ιο with
and without their iota (συμφωνία, συμφωνίες): it is taken off. Words in other letters keep their form.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

import snowballstemmer

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold

LONGEST = 60
"""Letters of a form; what is longer is cut. PostgreSQL takes no word of more than 2,046 bytes."""
_SHORTEST_STEM = 3
# An abbreviation with its dots, a number with its separators of thousands, or letters, digits and their marks.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|\d{1,3}(?:\.\d{3})+(?!\d)|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
)
_FORM = itemgetter(0)  # of a word as it is compared: all in C, since every word that is kept or shown comes by here
_GREEK = re.compile(r"[\u03b1-\u03c9]")


class Compared(NamedTuple):
    """A word without its place: ``form`` as it is written, folded, and its ``stem``."""

    form: str
    stem: str


class Word(NamedTuple):  # a tuple, since each report shown makes hundreds of them
    """One word of a text, ``[start, end)`` in code points; ``form`` as it is written, folded, and its ``stem``."""

    start: int
    end: int
    form: str
    stem: str


@dataclass(frozen=True)
class SearchWords:
    """What ``search.yaml`` of a language holds, folded: words to leave out of a question, and stems by form."""

    function_words: frozenset[str]
    stems: Mapping[str, str]


@cache
def load(lang: str = "el") -> SearchWords:
    """The search words of a language; ``DataError`` when the file breaks the schema."""
    table = data.table(lang, "search.yaml")
    if not isinstance(table, dict) or set(table) != {"function_words", "stems"}:
        raise DataError(f"languages/{lang}/search.yaml: give function_words and stems, and nothing else")
    stems = {_fold(form): fold(stem) for stem, forms in table["stems"].items() for form in forms}
    return SearchWords(frozenset(map(_fold, table["function_words"])), stems)


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The words of ``text`` between the two offsets, in order."""
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        form, stem = _compared(match[0])
        if form:
            yield Word(*match.span(), form, stem)


def compared(text: str, start: int = 0, end: int | None = None) -> list[Compared]:
    """The words of ``text`` between the two offsets, in order, without their places: sooner than :func:`words`."""
    return [*filter(_FORM, map(_compared, written(text, start, end)))]


def written(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The words of ``text`` between the two offsets, in order, as they stand there; a few are nothing when folded."""
    found: list[str] = _WORD.findall(text, start, len(text) if end is None else end)
    return found


def as_compared(written: Iterable[str]) -> list[Compared]:
    """Each word as it is compared; its form is empty where it is nothing when folded."""
    return [*map(_compared, written)]


def is_function_word(form: str) -> bool:
    """Whether the folded form says nothing of what a report is about."""
    return form in load().function_words


@lru_cache(200_000)
def _compared(written: str) -> Compared:
    form = _fold(written)
    return Compared(form, _stem(form) if form else "")


def _fold(written: str) -> str:
    """Folded, nothing but letters and digits: what is left is one word to every database."""
    if unicodedata.is_normalized("NFC", written) is False:
        written = unicodedata.normalize("NFC", written)
    return "".join(char for char in fold(written) if char.isalnum())[:LONGEST]


@lru_cache(200_000)
def _stem(form: str) -> str:
    if (known := load().stems.get(form)) is not None:
        return known
    if not _GREEK.search(form):
        return form
    stem: str = _stemmer().stemWord(form)
    return stem[:-1] if stem.endswith("ι") and len(stem) > _SHORTEST_STEM else stem or form


@cache
def _stemmer() -> Any:
    return snowballstemmer.stemmer("greek")
