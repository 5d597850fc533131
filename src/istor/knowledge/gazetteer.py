"""All names of the tables in one index: from the key of a phrase to what it may name.

Keys are those of ``languages.folding``: without accents and endings, so that one row serves all case forms. Because
keys forget accents and capitals, an entry says what the text must show: a name its capital letter, an acronym all
capitals.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from istor.knowledge.tables import bodies, demonyms, people, places, sources, states
from istor.knowledge.titles import titles
from istor.languages.folding import fold, is_form, name_key, phrase_key
from istor.languages.sounds import heard

Kind = Literal["state", "capital", "seat", "adjective", "people", "person", "surname", "body", "source", "place",
               "office", "role"]
LONGEST = 8
ORDER = ("state", "seat", "person", "capital", "body", "source", "surname", "people", "adjective", "office", "role",
         "place")
WITH_FORMS = frozenset({"state", "capital", "seat", "surname", "body", "source", "office", "place"})
RANK: dict[str, int] = {kind: n for n, kind in enumerate(ORDER)}


@dataclass(frozen=True)
class Entry:
    """One thing that a phrase may name. ``key`` is a person's id or an office's key."""

    kind: Kind
    code: str
    name: str
    key: str = ""
    detail: str = ""  # a body's, source's or place's kind
    shape: Literal["any", "capital", "acronym"] = "capital"
    word: str = ""  # the name in the table, when it is one word that has forms

    def fits(self, words: Sequence[str]) -> bool:
        """Whether words as printed may be this entry."""
        if self.word and len(words) == 1 and not is_form(words[0], self.word):
            return False
        if self.shape == "any":
            return True
        letters = "".join(words)
        if self.shape == "acronym":
            return letters.upper() == letters
        return words[0][:1].isupper()


@dataclass(frozen=True)
class Mention:
    """Tokens ``[start, end)`` of the document that may name something: table entries, likeliest first, and a label.

    ``label`` is the encoder's type (PERSON, ORG …) where the tables have nothing, else empty.
    """

    start: int
    end: int
    entries: tuple[Entry, ...]
    label: str = ""

    def kind(self, *kinds: str) -> Entry | None:
        """The first entry of one of ``kinds``."""
        return next((e for e in self.entries if e.kind in kinds), None)


def _shape(name: str) -> Literal["any", "capital", "acronym"]:
    bare = name.replace(".", "").replace("-", "")
    if len(bare) <= 6 and bare.isupper() and " " not in name:
        return "acronym"
    return "capital" if name[:1].isupper() else "any"


def _entries() -> Iterator[tuple[str, Entry]]:
    for s in states():
        yield from ((n, Entry("state", s.code, "", shape=_shape(n))) for n in s.names)
        yield from ((n, Entry("capital", s.code, s.capital)) for n in s.capitals)
        yield from ((greek, Entry("seat", s.code, english)) for greek, english in s.seats)
    for d in demonyms():
        yield from ((n, Entry("adjective", d.code, "", shape="any")) for n in d.adjectives)
        yield from ((n, Entry("people", d.code, "", shape="any")) for n in d.people)
    for p in people():
        yield from ((n, Entry("person", p.code, p.name, p.id)) for n in p.names)
        yield from ((n, Entry("surname", p.code, p.name, p.id)) for n in p.surnames)
    for b in bodies():
        yield from ((n, Entry("body", b.code, b.name, detail=b.kind, shape=_shape(n))) for n in b.names)
    for x in sources():
        yield from ((n, Entry("source", x.code, x.name, detail=x.kind, shape=_shape(n))) for n in x.names)
    for place in places():
        yield from ((n, Entry("place", place.code, place.name, detail=place.kind)) for n in place.names)
    for title in titles().offices.values():
        yield from ((n, Entry("office", title.code, title.name, title.key, shape=_title_shape(n))) for n in title.words)
    for role in titles().roles:
        yield role.word, Entry("role", role.code, role.name, detail=role.word, shape="any")


def _title_shape(name: str) -> Literal["any", "acronym"]:
    return "acronym" if name.isupper() else "any"


@cache
def index() -> dict[str, tuple[Entry, ...]]:
    """Entries by phrase key, the likelier kinds first; made once."""
    made: dict[str, list[Entry]] = defaultdict(list)
    for name, bare in _entries():
        key, is_word = phrase_key(name), bare.kind in WITH_FORMS and not set(name) & set(" -")
        entry = replace(bare, word=name) if is_word else bare
        if key and entry not in made[key]:
            made[key].append(entry)
    return {key: tuple(sorted(found, key=lambda e: RANK[e.kind])) for key, found in made.items()}


@lru_cache(maxsize=200_000)
def word_key(word: str) -> str:
    """The key of one word of text, remembered."""
    return name_key(word)


def longest(words: Sequence[str], start: int) -> tuple[int, tuple[Entry, ...]]:
    """How many words from ``start`` make the longest known phrase, and what it may name; (0, ()) when none."""
    keys: list[str] = []
    best: tuple[int, tuple[Entry, ...]] = (0, ())
    for end in range(start, min(start + LONGEST, len(words))):
        parts = [part for part in word_key(words[end]).split("-") if part]
        keys.extend(parts)
        phrase = " ".join(keys)
        if phrase not in _begun():
            break
        if parts and (found := index().get(phrase)):
            fitting = tuple(e for e in found if e.fits(words[start : end + 1]))
            if fitting:
                best = (end + 1 - start, fitting)
    return best


@cache
def _begun() -> frozenset[str]:
    """Every phrase key with what it begins with, word by word: where none goes on, no longer phrase is looked for."""
    words = (key.split(" ") for key in index())
    return frozenset(" ".join(key[:size]) for key in words for size in range(len(key) + 1))


def somebody(words: Sequence[str]) -> Entry | None:
    """The person whose full name sounds like these words, or whose surname stands there after the right initial."""
    initial, last = words[0].rstrip("."), words[-1]
    if len(words) == 2 and len(initial) == 1:
        found = [e for e in index().get(word_key(last), ()) if e.kind == "surname" and e.fits([last])]
        return found[0] if len(found) == 1 and fold(initial) in _initials()[found[0].key] else None
    sounds = heard(list(words))
    return _by_sound().get(sounds) if sounds else None


@cache
def _initials() -> dict[str, frozenset[str]]:
    return {p.id: frozenset(fold(name[:1]) for name in p.names) for p in people()}


@cache
def _by_sound() -> dict[tuple[str, str], Entry | None]:
    """People by how their full names sound; nobody where two sound the same."""
    made: dict[tuple[str, str], Entry | None] = {}
    for p in people():
        for sounds in {s for name in p.names if (s := heard(name.split()))}:
            made[sounds] = None if sounds in made else Entry("person", p.code, p.name, p.id)
    return made
