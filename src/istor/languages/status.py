"""The words that make an event other than actual, from ``status.yaml``."""

from dataclasses import dataclass
from functools import cache

from istor.languages import data
from istor.languages.folding import fold


@dataclass(frozen=True)
class Words:
    """One list of ``status.yaml``, folded, by what its members are."""

    particles: frozenset[str]
    governors: frozenset[str]
    passive_governors: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    adverbs: frozenset[str]
    conjunctions: frozenset[str]
    prepositions: frozenset[str]
    determiners: frozenset[str]


@dataclass(frozen=True)
class Ahead:
    """What tells by time that an event lies ahead, folded: days, "next" before units of time, circumstances."""

    days: frozenset[str]
    next: frozenset[str]
    units: frozenset[str]
    amid: frozenset[str]
    amid_nouns: frozenset[str]


@cache
def ahead(lang: str = "el") -> Ahead:
    """The times and circumstances of what lies ahead, from ``status.yaml``."""
    table = data.table(lang, "status.yaml")["future"]
    return Ahead(*(frozenset(map(fold, table[name])) for name in Ahead.__annotations__))


@cache
def raising_verbs(lang: str = "el") -> frozenset[str]:
    """Verbs whose negation falls on what they govern: "is not going to sign"."""
    return frozenset(map(fold, data.table(lang, "status.yaml")["negated"]["raising"]))


@cache
def status_words(lang: str = "el") -> dict[str, Words]:
    """The words of each status other than actual."""
    table = data.table(lang, "status.yaml")

    def words(kind: str) -> Words:
        part = table[kind]
        return Words(*(frozenset(map(fold, part.get(name, ()))) for name in Words.__annotations__))

    return {kind: words(kind) for kind in ("future", "hypothetical", "negated")}
