"""Who bears which name in one report: its mentions of people put together, read as a whole before it is coded.

A report names somebody in full once and by surname, initial or title before and after. A surname alone goes to who
bears it in full in the same report, if article and form allow; where several may, to nobody. So two of one surname
stay two.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from spacy.tokens import Doc, Token

from istor.coding.arguments import preposition
from istor.coding.greek_names import gender_of, in_latin, is_oblique, nominative
from istor.coding.owners import INNER, NONE, state_of
from istor.knowledge.gazetteer import Entry, Mention, longest
from istor.knowledge.titles import titles
from istor.languages.articles import ARTICLES, Gender
from istor.languages.folding import fold, is_form
from istor.languages.grammar import has
from istor.languages.sounds import sound_key

SUBJECT = frozenset({"ο", "η"})
ACCENTED = frozenset("άέήίόύώΐΰ")
OF_MEN = ("ης", "ος", "ας")  # nominatives that are no woman's surname


@dataclass(frozen=True)
class Naming:
    """One mention of a person: its words without honorifics, how the last sounds, what the phrase around it tells."""

    start: int
    words: tuple[str, ...]
    surname: str
    gender: Gender | None
    is_nominative: bool
    code: str
    called: frozenset[str]
    entry: Entry | None = None
    printed: str = ""
    """The name in Latin letters, where the report prints it in brackets behind."""
    is_open: bool = False
    """A surname of the tables: it is their person's unless the report has somebody else of that surname."""

    @property
    def is_full(self) -> bool:
        """Whether it has a given name that is more than an initial."""
        return len(self.words) > 1 and len(fold(self.words[0])) > 1


@dataclass
class Bearer:
    """A person of the report; ``entry`` is set where the tables know the name."""

    namings: list[Naming] = field(default_factory=list)

    @property
    def entry(self) -> Entry | None:
        """The tables' entry, if they have one."""
        return next((n.entry for n in self.namings if n.entry), None)

    @property
    def gender(self) -> Gender | None:
        """As the articles and the given name tell it."""
        return next((n.gender for n in self.namings if n.gender), None)

    @property
    def called(self) -> frozenset[str]:
        """The offices and roles that the report calls the person by, in Greek."""
        return frozenset().union(*(n.called for n in self.namings))

    @property
    def is_full(self) -> bool:
        """Whether the report names the person in full."""
        return any(n.is_full for n in self.namings)

    @property
    def words(self) -> tuple[str, ...]:
        """The fullest name, in the nominative where the report has it so."""
        best = max(self.namings, key=lambda n: (n.is_full, len(n.words) > 1, n.is_nominative, -n.start))
        if best.is_nominative:
            return best.words
        *given, surname = nominative(best.words, self.gender)
        last = sound_key(best.words[-1])
        return (*given, next((n.words[-1] for n in self.namings if n.is_nominative and sound_key(n.words[-1]) == last),
                             surname))

    def name_in(self, code: str) -> str:
        """The same in Latin letters, if of ``code``: as the report prints it, else without a father's initial."""
        if printed := next((n.printed for n in self.namings if n.printed), ""):
            return printed
        first, *rest = self.words
        return in_latin([first, *(w for w in rest[:-1] if len(fold(w).rstrip(".")) > 1), *rest[-1:]], code)

    @property
    def code(self) -> str:
        """The state that the tables give the person, else the report; empty where neither does."""
        return self.entry.code if self.entry else next((n.code for n in self.namings if n.code), "")

    def is_alike(self, one: Naming) -> bool:
        """Whether a mention without a given name is as little of a name, and of the same gender as far as told."""
        return len(self.namings[0].words) == len(one.words) and one.gender == self.gender

    def may_be(self, one: Naming) -> bool:
        """Whether a mention may mean this person."""
        if one.surname != self.namings[0].surname or {one.gender, self.gender} == {"men", "women"}:
            return False
        given = [n.words[0] for n in self.namings if len(n.words) > 1]
        return len(one.words) == 1 or not given or any(_is_one(one.words[0], other) for other in given)


class Bearers:
    """All persons of a document, by where each mention begins."""

    def __init__(self, doc: Doc, at: Mapping[int, Mention]) -> None:
        self._by_start: dict[int, Bearer] = {}
        self.all: list[Bearer] = []
        namings = list(_namings(doc, at))
        for one in (*(n for n in namings if n.is_full), *(n for n in namings if not n.is_full)):
            self._add(one)

    def _add(self, one: Naming) -> None:
        fitting = [b for b in self.all if b.may_be(one)]
        if not one.is_full:
            full = [b for b in fitting if b.is_full]
            fitting = full if len(full) == 1 else [b for b in fitting if not b.is_full and b.is_alike(one)]
        if one.is_open and not fitting:
            return
        bearer = fitting[0] if fitting else Bearer()
        if not fitting:
            self.all.append(bearer)
        bearer.namings.append(one)
        self._by_start[one.start] = bearer

    def at(self, mention: Mention) -> Bearer | None:
        """Whom a mention names."""
        return self._by_start.get(mention.start)

    def called(self, words: Iterable[str], gender: Gender | None, code: str) -> Bearer | None:
        """The one person whom the report calls by an office or role; nobody where that may be several."""
        wanted = frozenset(map(fold, words))
        found = [b for b in self.all if any(w == c or c.startswith(w + " ") for w in wanted for c in b.called)
                 and {gender, b.gender} != {"men", "women"} and (not code or b.code in ("", NONE, code))]
        return found[0] if len(found) == 1 else None


def _is_one(a: str, b: str) -> bool:
    """Whether two given names are one, in any case form, or one the initial of the other."""
    short, long = sorted((fold(a), fold(b)), key=len)
    if len(short) == 1:
        return long.startswith(short)
    return sound_key(a) == sound_key(b) and is_form(a, b) and is_form(b, a)


def _namings(doc: Doc, at: Mapping[int, Mention]) -> Iterator[Naming]:
    for mention in dict.fromkeys(at.values()):
        entry = mention.kind("person")
        is_open = entry is None and mention.kind("surname") is not None
        if entry is None and not is_open and mention.label != "PERSON":
            continue
        if (words := _words(doc, mention)) and not any(map(is_of_two, words)):
            found = _naming(doc[mention.start : mention.end].root, at, words)
            is_family_first = len(words) > 1 and (entry.code if entry else found.code) in titles().family_first
            surname = sound_key(words[0] if is_family_first else doc[mention.end - 1].text)
            yield replace(found, start=mention.start, surname=surname, entry=entry, is_open=is_open,
                          printed=_printed(doc, mention, at))


def is_of_two(word: str) -> bool:
    """Whether a word is two known names: "the Kim-Lavrov meeting" is nobody of that name."""
    parts = word.split("-")
    return len(parts) > 1 and all(any(e.kind == "surname" for e in longest([p], 0)[1]) for p in parts)


def _printed(doc: Doc, mention: Mention, at: Mapping[int, Mention]) -> str:
    """The name that follows a name in brackets and Latin letters: «Ιρίτ Μπεν Άμπα (Irit Ben Abba)»."""
    start = mention.end + 1
    behind = at.get(start)
    if behind is None or behind.label != "PERSON" or doc[mention.end].text != "(" or behind.start != start:
        return ""
    text = doc[behind.start : behind.end].text
    return text if text.isascii() else ""


def _words(doc: Doc, mention: Mention) -> tuple[str, ...]:
    """The words of a name as they are spaced in the text, honorifics left out."""
    words = doc[mention.start : mention.end].text.split()
    kept = [w for n, w in enumerate(words) if fold(w) not in _honorifics() or n == len(words) - 1]
    return tuple(w.strip("«»\"'’,.;") if len(fold(w)) > 1 else w for w in kept)


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(map(fold, titles().honorifics))


def _naming(root: Token, at: Mapping[int, Mention], words: tuple[str, ...]) -> Naming:
    top = _phrase(root, at)
    articles = [fold(c.text) for token in dict.fromkeys((top, root)) for c in token.children
                if c.dep_ == "det" and not _is_possessive(c)]
    article = next((a for a in articles if a in ARTICLES), "")
    is_nominative = article in SUBJECT if article else has(top, "Case", "Nom") and not is_oblique(words)
    gender = ARTICLES.get(article) or (gender_of(words[0]) if len(words) > 1 else None)
    if gender is None and len(words) == 1 and words[-1].endswith(OF_MEN) and is_nominative:
        gender = "men"
    code = state_of(root, at) or (state_of(top, at) if top != root else "")
    return Naming(0, words, "", gender, is_nominative, code, frozenset(_called(top, root, at)))


def _phrase(root: Token, at: Mapping[int, Mention]) -> Token:
    """The head of the phrase that a name stands in: an office, a role, an honorific."""
    top = root
    while top.head != top and (top.dep_ in INNER or top.dep_ == "nmod" and _is_bare(top) and (
            _is_title(top.head, at) or any(map(_is_possessive, top.children)))):
        top = top.head
    return top


def _is_bare(token: Token) -> bool:
    return not preposition(token) and not any(
        c.dep_ in ("det", "case") and not _is_possessive(c) for c in token.children)


def _is_possessive(token: Token) -> bool:
    """Whether "του" belongs to the word before it, as that word's second accent tells: «ο ομόλογός του Χαλίντ»."""
    before = token.doc[token.i - 1].text if token.i else ""
    return sum(c in ACCENTED for c in before) > 1


def _is_title(token: Token, at: Mapping[int, Mention]) -> bool:
    mention = at.get(token.i)
    return mention is not None and mention.kind("office", "role") is not None


def _called(top: Token, root: Token, at: Mapping[int, Mention]) -> Iterator[str]:
    """The offices and roles beside a name: what it hangs from, and what follows it between commas."""
    while root.dep_ == "conj":  # "the ministers Zaev and Kotzias": both are called so
        root = root.head
        top = _phrase(root, at)
    tokens = {top, root} | {c for c in root.children if c.dep_ == "appos"} | {
        c for c in top.children if c.dep_ == "appos" and root not in (c, top)}
    for token in sorted(tokens, key=lambda t: t.i):
        if mention := at.get(token.i):
            yield from map(fold, words_of(mention))


def words_of(mention: Mention) -> tuple[str, ...]:
    """The words of the office or role that a mention names."""
    entry = mention.kind("office", "role")
    if entry is None:
        return ()
    return titles().offices[entry.key].words if entry.kind == "office" else (entry.detail,)
