"""Offices and roles: which words name them, and who held an office of a state on a day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from istor.errors import DataError
from istor.knowledge.english import one_of
from istor.knowledge.tables import Office, Person, offices, people, states
from istor.languages import data


@dataclass(frozen=True)
class Title:
    """An office by its key: its words, its English name, and how it is resolved to another office."""

    key: str
    words: tuple[str, ...]
    name: str
    also: tuple[str, ...] = ()
    first: tuple[tuple[str, frozenset[str]], ...] = ()
    code: str = ""

    def keys_for(self, code: str) -> tuple[str, ...]:
        """The offices that the words may mean in a state, most likely first."""
        before = tuple(key for key, codes in self.first if code in codes)
        return (*before, self.key, *self.also)


@dataclass(frozen=True)
class Role:
    """A party that is no single person: its Greek word, what many of them and one of them are called in English.

    ``code`` is set for those that belong to no state.
    """

    word: str
    name: str
    one: str
    code: str = ""


@dataclass(frozen=True)
class Titles:
    """All that ``titles.yaml`` of one language says; ``ones`` are the singulars of roles by their Greek words.

    ``family_first`` are states whose people are called by the first word of their names.
    """

    offices: dict[str, Title]
    roles: tuple[Role, ...]
    honorifics: tuple[str, ...]
    former: tuple[str, ...]
    standing: frozenset[str]
    members: frozenset[str]
    ones: dict[str, str]
    local: dict[str, str]
    chambers: dict[str, str]
    many: frozenset[str]
    persons: frozenset[str]
    shorter: dict[str, tuple[str, ...]]
    between: tuple[str, ...]
    family_first: frozenset[str]


@cache
def titles(lang: str = "el") -> Titles:
    """The titles of one language, checked."""
    table = data.table(lang, "titles.yaml")
    made = {}
    for key, row in table["offices"].items():
        if not {"words", "en"} <= set(row) <= {"words", "en", "also", "first", "code"}:
            raise DataError(f"languages/{lang}/titles.yaml: office {key} needs words, en; may have also, first, code")
        first = tuple((k, frozenset(codes)) for k, codes in row.get("first", {}).items())
        made[key] = Title(key, tuple(row["words"]), row["en"], tuple(row.get("also", ())), first, row.get("code", ""))
    roles = tuple(_role(word, name) for word, name in table["roles"].items())
    for section in ("standing", "members", "local", "many", "persons", "shorter"):
        if strange := sorted(set(table[section]) - {role.name for role in roles}):
            raise DataError(f"languages/{lang}/titles.yaml: {section} speaks of roles that are not there: {strange}")
    if strange := sorted(set(table["family_first"]) - {state.code for state in states()}):
        raise DataError(f"languages/{lang}/titles.yaml: family_first speaks of states that are not there: {strange}")
    if wrong := sorted(name for name, pattern in table["local"].items() if pattern.count("{}") != 1):
        raise DataError(f"languages/{lang}/titles.yaml: local needs one {{}} for the place: {wrong}")
    return Titles(made, roles, tuple(table["honorifics"]), tuple(table.get("former", ())),
                  frozenset(table["standing"]), frozenset(table["members"]), {r.word: r.one for r in roles},
                  table["local"], table["chambers"], frozenset(table["many"]),
                  frozenset(table["persons"]),
                  {short: tuple(names) for short, names in table["shorter"].items()}, tuple(table["between"]),
                  frozenset(table["family_first"]))


def _role(word: str, text: str) -> Role:
    code, _, names = text.rpartition(":")
    one, _, name = names.rpartition("|")
    return Role(word, name, one or one_of(name), code)


@cache
def _terms() -> dict[tuple[str, str], tuple[Office, ...]]:
    made = defaultdict(list)
    for office in offices():
        made[office.office, office.code].append(office)
    return {key: tuple(sorted(terms, key=lambda t: (t.first, t.person))) for key, terms in made.items()}


@cache
def person_of(identifier: str) -> Person:
    """The person with that id."""
    return _people()[identifier]


@cache
def _people() -> dict[str, Person]:
    return {p.id: p for p in people()}


INTERNATIONAL = frozenset({"EUE", "NAT", "UNO", "IGO"})


@cache
def _terms_by_person() -> dict[str, tuple[Office, ...]]:
    made = defaultdict(list)
    for office in offices():
        made[office.person].append(office)
    return {person: tuple(terms) for person, terms in made.items()}


def terms_of(identifier: str) -> tuple[Office, ...]:
    """The terms of office of a person."""
    return _terms_by_person().get(identifier, ())


@cache
def _international() -> dict[str, tuple[Office, ...]]:
    made = defaultdict(list)
    for office in offices():
        if office.code in INTERNATIONAL:
            made[office.person].append(office)
    return {person: tuple(terms) for person, terms in made.items()}


def code_of(identifier: str, day: date | None) -> str:
    """The code that a person goes by on ``day``: an international office's while it is held, else the home state's."""
    terms = _international().get(identifier, ())
    return next((t.code for t in terms if day is None or t.first <= day <= t.last), person_of(identifier).code)


def holder(title: Title, code: str, day: date | None) -> Person | None:
    """Who held the office in the state on ``day`` (``None``: who holds it last); nobody when the tables do not say."""
    for key in title.keys_for(code):
        terms = _terms().get((key, title.code or code), ())
        held = [t for t in terms if day is None or t.first <= day <= t.last]
        if held:
            return person_of(held[-1].person)
    return None
