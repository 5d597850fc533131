"""Name keys: one short string for all the case forms and spellings of accents of a name.

A key is for looking names up, never for showing them. Greek words lose accents and one inflectional
ending; words in other scripts lose case and accents only. Spelling variants (Κισινάου, Κισινιόφ) are
not this module's business: they stand side by side in the gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from istor.errors import DataError
from istor.languages import data

_GREEK = re.compile(r"[\u03b1-\u03c9]")
_DROPPED = re.compile(r"[.'’ʼ΄᾽`´·]")
_DASHES = re.compile(r"[‐‑‒–—−]")
_OTHER = re.compile(r"[^\w\- ]|_")
_BREAKS = re.compile(r"[\s-]+")


@dataclass(frozen=True)
class Endings:
    """The inflectional endings of a language, as its `endings.yaml` gives them."""

    stem: int
    cuts: tuple[str, ...]
    rewrites: tuple[tuple[str, str], ...]
    words: Mapping[str, str]
    forms: tuple[tuple[str, frozenset[str]], ...]

    def cut(self, word: str) -> str:
        """Take the longest ending off a folded word that leaves a stem long enough."""
        if word in self.words:
            return self.words[word]
        for ending, rest in self.rewrites:
            if word.endswith(ending) and len(word) - len(ending) + len(rest) >= self.stem:
                return word[: -len(ending)] + rest
        for ending in self.cuts:
            if word.endswith(ending) and len(word) - len(ending) >= self.stem:
                return word[: -len(ending)]
        return word


@cache
def load_endings(lang: str = "el") -> Endings:
    """Read the endings of a language; DataError when its file breaks the schema."""
    where = f"languages/{lang}/endings.yaml"
    table = data.table(lang, "endings.yaml")
    if not isinstance(table, dict) or set(table) != {"stem", "cuts", "rewrites", "words", "forms"}:
        raise DataError(f"{where}: give stem, cuts, rewrites, words and forms, and nothing else")
    cuts = tuple(fold(cut) for cut in table["cuts"])
    if list(cuts) != sorted(cuts, key=len, reverse=True):
        raise DataError(f"{where}: the cuts must stand longest first")
    rewrites = tuple((fold(ending), fold(rest)) for ending, rest in table["rewrites"].items())
    words = {fold(form): fold(key) for key, forms in table["words"].items() for form in [key, *forms]}
    forms = tuple((fold(name), frozenset(map(fold, others))) for name, others in table["forms"].items())
    return Endings(stem=int(table["stem"]), cuts=cuts, rewrites=rewrites, words=words,
                   forms=tuple(sorted(forms, key=lambda form: -len(form[0]))))


class _Folded(dict[int, str]):
    """What each character folds to, worked out when it is first met: no character's fold depends on its neighbours."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", _DASHES.sub("-", _DROPPED.sub("", chr(code))).casefold())
        bare = "".join(char for char in apart if not unicodedata.combining(char))
        made = self[code] = _OTHER.sub(" ", unicodedata.normalize("NFC", bare))
        return made


_FOLDED = _Folded()
LONGEST_WORD, REMEMBERED = 32, 100_000


def fold(text: str) -> str:
    """Lower the case and drop accents, diaeresis and dots; keep letters, digits, hyphens and single spaces."""
    return _fold_word(text) if len(text) <= LONGEST_WORD else " ".join(text.translate(_FOLDED).split())


@lru_cache(REMEMBERED)
def _fold_word(text: str) -> str:
    """Words are folded some twenty times in a report each, and are the same from report to report."""
    return " ".join(text.translate(_FOLDED).split())


def name_key(word: str, endings: Endings | None = None) -> str:
    """Give the key of one word; the parts of a hyphenated word are cut one by one."""
    rules = endings or load_endings()
    return "-".join(_key(part, rules) for part in fold(word).split("-"))


def is_form(word: str, name: str, endings: Endings | None = None) -> bool:
    """Whether a word with the key of ``name`` may be a form of it: Γεωργίας is one of Γεωργία, Γεώργιος is not."""
    rules = endings or load_endings()
    one, other = fold(word), fold(name)
    key = _key(other, rules)
    if one == other or not (one.startswith(key) and other.startswith(key)) or {one, other} & set(rules.words):
        return True
    return next((one[len(key):] in forms for ending, forms in rules.forms if other.endswith(ending)), True)


def phrase_key(text: str, endings: Endings | None = None) -> str:
    """Give the keys of the words of a name, joined with spaces; a hyphen parts words as a space does."""
    rules = endings or load_endings()
    return " ".join(_key(word, rules) for word in _BREAKS.split(fold(text)) if word)


def _key(folded: str, rules: Endings) -> str:
    return rules.cut(folded) if _GREEK.search(folded) else folded
