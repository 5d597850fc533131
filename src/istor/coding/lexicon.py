"""The frames: which words name an event, of which type, and where its parties stand. All data, checked at load."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold
from istor.model import plover

ENTITY_CLASSES = frozenset({"party", "state", "person", "body", "group", "place", "clause"})
FIELDS = frozenset({"lemmas", "mode", "context", "actors", "recipients", "reciprocal", "needs", "unless", "weak",
                    "example", "codes"})
SECTIONS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True)
class Frame:
    """One reading of some words. Paths are named as in ``docs/how-to/add-a-frame.md``."""

    id: str
    type: str
    part: str
    lemmas: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    mode: str | None = None
    context: str | None = None
    is_reciprocal: bool = False
    is_weak: bool = False
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    example: str = ""
    codes: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether it stands in for a word that the lexicon does not know (:func:`plain_frames`)."""
        return not self.lemmas


@dataclass(frozen=True)
class Lexicon:
    """All frames by part of speech and folded lemma, and the word classes that they name."""

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    classes: Mapping[str, frozenset[str]]

    def of(self, part: str, lemma: str) -> tuple[Frame, ...]:
        """Frames of a word, most demanding first."""
        return self.frames.get((part, fold(lemma)), ())

    @property
    def all(self) -> tuple[Frame, ...]:
        """Every frame once, by id."""
        return tuple(sorted({f.id: f for fs in self.frames.values() for f in fs}.values(), key=lambda f: f.id))


@cache
def lexicon(lang: str = "el") -> Lexicon:
    """The lexicon of one language."""
    classes = _classes([(name, data.table(lang, "classes", name)) for name in data.names(lang, "classes")])
    frames: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for name in data.names(lang, "frames"):
        for frame in _frames(name, data.table(lang, "frames", name), set(classes) | ENTITY_CLASSES):
            for lemma in frame.lemmas:
                frames[frame.part, fold(lemma)].append(frame)
    order = {key: tuple(sorted(found, key=_demand)) for key, found in frames.items()}
    return Lexicon(order, classes)


@cache
def plain_frames(lang: str = "el") -> Mapping[tuple[str, str], Frame]:
    """A frame for each part of speech and type, for predicates that no frame of the lexicon knows."""
    table = data.table(lang, "plain_frames.yaml")
    return {(part, kind): Frame(f"head/{part}/{kind.lower()}", kind, part, (), tuple(table[part]["actors"]),
                                tuple(table[part]["recipients"]), is_reciprocal=kind in table["reciprocal"])
            for part in SECTIONS.values() for kind in plover.TYPES}


@cache
def saying_how_sure(lang: str = "el") -> frozenset[str]:
    """Verbs that, with a clause for their subject, only say how sure it is, as folded lemmas."""
    return frozenset(map(fold, data.table(lang, "plain_frames.yaml")["saying_how_sure"]))


@cache
def counting(lang: str = "el") -> frozenset[str]:
    """Verbs that only count, as folded lemmas."""
    return frozenset(map(fold, data.table(lang, "plain_frames.yaml")["counting"]))


def _demand(frame: Frame) -> tuple[bool, int]:
    return (frame.is_weak, -len(frame.needs))


def _classes(tables: list[tuple[str, Any]]) -> dict[str, frozenset[str]]:
    made: dict[str, set[str]] = defaultdict(set)
    for name, table in tables:
        for key, words in (table or {}).items():
            if key in ENTITY_CLASSES or not isinstance(words, list):
                raise DataError(f"classes/{name}: {key} must be a list of lemmas and no entity class")
            made[key].update(fold(str(w)) for w in words)
    return {key: frozenset(words) for key, words in made.items()}


def _frames(name: str, table: Any, classes: set[str]) -> list[Frame]:
    kind = table.get("type")
    if kind not in plover.TYPES:
        raise DataError(f"frames/{name}: type must be one of PLOVER's 16, not {kind!r}")
    made = []
    for section, part in SECTIONS.items():
        for number, row in enumerate(table.get(section) or [], 1):
            where = f"frames/{name}, {section} {number} ({', '.join(map(str, row.get('lemmas', ['?'])))})"
            made.append(_frame(where, f"{kind.lower()}/{part}/{number}", kind, part, row, classes))
    return made


def _frame(where: str, identifier: str, kind: str, part: str, row: dict[str, Any], classes: set[str]) -> Frame:
    if wrong := set(row) - FIELDS:
        raise DataError(f"{where}: unknown field {min(wrong)}")
    if not row.get("lemmas") or "example" not in row:
        raise DataError(f"{where}: needs lemmas and an example")
    mode = row.get("mode")
    if mode and mode not in plover.MODES.get(kind, ()):
        raise DataError(f"{where}: {mode} is no mode of {kind}")
    needs, unless = (_conditions(where, row.get(k) or {}, classes) for k in ("needs", "unless"))
    return Frame(identifier, kind, part, tuple(row["lemmas"]), tuple(row.get("actors") or ()),
                 tuple(row.get("recipients") or ()), mode, row.get("context"), bool(row.get("reciprocal")),
                 bool(row.get("weak")), needs, unless, row["example"], row.get("codes", ""))


def _conditions(where: str, table: dict[str, Any], classes: set[str]) -> dict[str, tuple[str, ...]]:
    made = {}
    for path, wanted in table.items():
        names = tuple(wanted) if isinstance(wanted, list) else (wanted,)
        if unknown := set(names) - classes:
            raise DataError(f"{where}: {path} names the unknown class {min(unknown)}")
        made[path] = names
    return made
