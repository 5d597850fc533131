"""The vocabulary of time: which classes a token belongs to, and with what value.

Read from ``languages/<lang>/times.yaml``; the reasons for each word are there. A class is a name of the grammar
("month", "unit_many"), a value what the rules reckon with (7, "W"). A word that a pattern names is a class of its
own, written with "=" ("=του").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from istor.annotating.times.figures import Value, figure, ordinal
from istor.annotating.times.scan import fold
from istor.errors import DataError
from istor.languages import data

SIGNS = dict(zip(",-():/.%;!…", "comma dash open close colon slash dot percent stop stop stop".split(), strict=True))
SIGNS |= dict.fromkeys("\"«»“”'", "quote")
UNITS = frozenset({"unit_one", "unit_many"})
_SECTIONS = {"words", "accents", "capitals", "compounds", "macros", "patterns", "glue", "tense"}
_NUMBER_WITH_ENDING = re.compile(r"(\d{1,6})-?([^\W\d_]+)")


@cache
def table(lang: str = "el") -> dict[str, Any]:
    """The language's file, read once; DataError when a section is missing or unknown."""
    read = data.table(lang, "times.yaml")
    if not isinstance(read, dict) or (wrong := _SECTIONS ^ read.keys()):
        raise DataError(f"languages/{lang}/times.yaml: sections {sorted(wrong)} are missing or unknown")
    return read


def forms(entry: object) -> Iterator[str]:
    """The forms of ``entry``, as written: "Ιούλι/ος/ου" gives Ιούλιος, Ιούλιου."""
    for item in str(entry).split():
        stem, *endings = item.split("/")
        yield from (stem + ending for ending in endings or [""])


@dataclass
class Compounds:
    """Words made of a number and a unit; the value is the length in ISO 8601."""

    prefixes: dict[str, Value] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pattern = re.compile(f"({_any(self.prefixes)})({_any(self.stems)})")

    def of(self, key: str) -> dict[str, Value]:
        """ "τετραημερη" gives P4D; nothing for other words."""
        match = self._pattern.fullmatch(key)
        return self.with_number(self.prefixes[match[1]], match[2]) if match else {}

    def with_number(self, number: Value, ending: str) -> dict[str, Value]:
        """The same for a number in digits: "20" and "ετια"."""
        if not (unit := self.stems.get(ending)):
            return {}
        return {"compound": f"PT{number}{unit[1:]}" if unit[0] == "T" else f"P{number}{unit}"}


@dataclass
class Lexicon:
    """Words with their classes; ``of`` answers for any token."""

    entries: dict[str, dict[str, Value]]
    written: dict[tuple[str, str], set[str]]
    accented: frozenset[str]
    capitals: frozenset[str]
    compounds: Compounds

    @classmethod
    def build(cls, read: dict[str, Any]) -> "Lexicon":
        """The lexicon of a loaded file."""
        made = read["compounds"]
        prefixes = {fold(form): value for value, entry in made["prefixes"].items() for form in forms(entry)}
        stems = {fold(form): unit for unit, entry in made["stems"].items() for form in forms(entry)}
        capitals = frozenset(fold(form) for form in forms(read["capitals"]))
        lexicon = cls({}, {}, frozenset(read["accents"]), capitals, Compounds(prefixes, stems))
        for name, entries in {**read["words"], "compound": made["whole"]}.items():
            if not isinstance(entries, dict):
                raise DataError(f"times.yaml: words.{name} must map values to forms")
            for value, entry in entries.items():
                lexicon.add(name, value, forms(entry))
        return lexicon

    def add(self, name: str, value: Value, written: Iterable[str]) -> None:
        """Put forms into the class ``name``."""
        for form in written:
            key = fold(form)
            if self.entries.setdefault(key, {}).setdefault(name, value) != value:
                raise DataError(f"times.yaml: '{form}' stands in class '{name}' with two values")
            self.written.setdefault((name, key), set()).add(form.lower())

    def of(self, text: str, key: str) -> dict[str, Value]:
        """The classes of a token, with their values; ``key`` is ``text`` folded."""
        if key[0].isdecimal() or (key[0] == "'" and len(key) > 1):
            return self._number(key) | dict.fromkeys(self.entries.get(key, {}), 0)
        if not key[0].isalpha():
            return {SIGNS[key]: 0} if key in SIGNS else {"line": 0} if key[0] == "\n" else {}
        found = {name: value for name, value in self.entries.get(key, {}).items() if self._fits(name, text, key)}
        if UNITS.isdisjoint(found):
            found = self.compounds.of(key) | found
        return found | ({"name": 0} if text[:1].isupper() else {"word": 0})

    def _fits(self, name: str, text: str, key: str) -> bool:
        if name not in self.accented:
            return True
        lower = text.lower()
        is_bare = fold(lower) == lower.replace("ς", "σ")
        is_said = key not in self.capitals or text[:1].isupper()
        return is_said and (is_bare or lower in self.written[name, key])

    def _number(self, key: str) -> dict[str, Value]:
        if not (match := _NUMBER_WITH_ENDING.fullmatch(key)):
            return figure(key)
        number = int(match[1])
        return ordinal(number, match[2]) or self.compounds.with_number(number, match[2])


def _any(keys: Iterable[str]) -> str:
    return "|".join(sorted(keys, key=len, reverse=True))
