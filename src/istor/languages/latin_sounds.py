"""Sound keys of Greek names in Latin letters: what two spellings or case forms of one name share.

The counterpart of ``sounds`` for names that are kept transliterated only. A key keeps the declension apart from the
stem, so that Nikos and Niki, or Georgia and Georgiou, are never forms of one name.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from istor.languages.folding import fold

_ENDINGS = (("ous", "ous"), ("os", "o"), ("ou", "o"), ("is", "i"), ("as", "a"), ("es", "e"), ("o", "o"), ("i", "i"),
            ("y", "i"), ("a", "a"), ("e", "e"))
_ALIKE = (
    ("ou", "u"), ("ei", "i"), ("oi", "i"), ("yi", "i"), ("ai", "e"), ("y", "i"), ("ch", "k"), ("gk", "k"), ("g", "k"),
    ("x", "ks"), ("ph", "f"), ("mp", "v"), ("b", "v"), ("nt", "d"), ("tz", "s"), ("ts", "s"), ("z", "s"),
)
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")
STEM, CONSONANTS = 3, 3


@dataclass(frozen=True)
class Sound:
    """How a word sounds without its case ending, and the declension that the ending belongs to."""

    stem: str
    declension: str

    def is_near(self, other: "Sound") -> bool:
        """Whether the two differ in one vowel at most, as papers write a foreign name by ear: Chalint, Chalent."""
        if self == other or self.stem == other.stem and not (self.declension and other.declension):
            return True
        a, b = self.stem, other.stem
        if self.declension != other.declension or len(a) != len(b) or len(_VOWELS.sub("", a)) < CONSONANTS:
            return False
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1 and _VOWELS.sub("", a) == _VOWELS.sub("", b)


@lru_cache(100_000)
def sound(word: str) -> Sound:
    """The sound of one word in Latin letters."""
    bare = fold(word).replace("-", "")
    ending, declension = next(
        ((e, d) for e, d in _ENDINGS if bare.endswith(e) and len(bare) - len(e) >= STEM), ("", ""))
    stem = bare.removesuffix(ending)
    for spelled, heard in _ALIKE:
        stem = stem.replace(spelled, heard)
    return Sound(_DOUBLE.sub(r"\1", stem), declension)
