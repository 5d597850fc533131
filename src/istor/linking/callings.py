"""By which office or role a report calls a party: where nothing else names it, and beside its name.

Read from the words at and around a mention alone, with the tables of titles; no syntax. What a report calls somebody
is what another report may call the same person by without the name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from istor.knowledge.gazetteer import Entry, longest
from istor.knowledge.titles import titles
from istor.languages.articles import ARTICLES, Gender
from istor.languages.folding import fold
from istor.linking.wording import WORD, stem
from istor.model import Party, Span

REACH = 100
"""Letters around a name within which its title stands."""
BETWEEN = 5
"""Words between a title and the name."""
STATES = ("state", "capital", "adjective", "people", "seat")
NAMES = ("person", "surname")
_MEMORY = 100_000
_BREAK = re.compile(r"[^\w\s.'’]|\n")
_APPOSITION = re.compile(r"\s?,\s+")


@dataclass(frozen=True)
class Calling:
    """An office by all its words, or a role by its own: of whom, and of which gender as the article tells.

    ``is_bare`` holds where no body's name follows that says of what somebody is president. ``is_body``: it is no
    person's, as "company".
    """

    words: frozenset[str]
    key: str
    is_former: bool
    gender: Gender | None
    code: str = ""
    is_bare: bool = True
    is_body: bool = False

    def may_be(self, full: "Calling") -> bool:
        """Whether this may be a shorter way to say ``full``: "the minister" for "the minister of health"."""
        if self.is_former != full.is_former or self.is_body != full.is_body:
            return False
        if {self.gender, full.gender} == {"men", "women"}:
            return False
        return any(w == f or f.startswith(w + " ") for w in self.words for f in full.words)


@dataclass(frozen=True)
class _Word:
    text: str
    start: int
    end: int


def standing_at(text: str, span: Span) -> Calling | None:
    """The office or role by which alone a mention calls a party; ``None`` where it has a name, or none of these."""
    words = _words(text, span.start, span.end)
    found = list(_titles(words))
    if not found or any(e.kind in NAMES for n in range(len(words)) for e in _longest(words, n)[1]):
        return None
    at, size, entry = found[0]
    return _calling(entry, [*_words(text, max(0, span.start - REACH), span.start)[-3:], *words[:at]],
                    words[at + size :])


def beside(text: str, span: Span) -> frozenset[Calling]:
    """The offices and roles that stand before a name, or after it between commas, wherever the text has the name.

    A surname alone is not taken for a full name here: somebody else may bear it. The union before whose name stands is
    the one that the person speaks for.
    """
    found = (calling for at in _places(text, span) for calling in (_before(text, at), _after(text, at)))
    return frozenset(calling for calling in found if calling and not calling.is_body)


def gender_of(text: str, span: Span) -> Gender | None:
    """The gender that the article before a name tells, or before its honorific."""
    before = _words(text, max(0, span.start - REACH), span.start)
    while before and fold(before[-1].text) in _honorifics():
        before.pop()
    return ARTICLES.get(fold(before[-1].text)) if before else None


def _places(text: str, span: Span) -> Iterator[Span]:
    """Where the surname that a name ends in stands, with the words of the name before it as far as they are there."""
    names = [stem(w) for w in WORD.findall(span.of(text))]
    for surname in _capitalised(text).get(names[-1], ()) if names else ():
        start = surname.start
        for word in reversed(_words(text, max(0, surname.start - REACH), surname.start)):
            if stem(word.text) not in names[:-1]:
                break
            start = word.start
        if start < surname.start or surname.end == span.end or len(names) == 1 and not _has_given(text, surname):
            yield Span(start, surname.end)


def _has_given(text: str, surname: _Word) -> bool:
    """Whether a surname stands right after a word that may be the given name of somebody else."""
    before = _words(text, max(0, surname.start - REACH), surname.start)[-1:]
    return bool(before) and text[before[0].end : surname.start].isspace() and before[0].text[:1].isupper() \
        and not _longest(before, 0)[0]


@lru_cache(16)
def _capitalised(text: str) -> Mapping[str, Sequence[_Word]]:
    """Words with a capital by their stems; of the texts that are read now."""
    found: dict[str, list[_Word]] = defaultdict(list)
    for word in _words(text, 0, len(text)):
        if word.text[:1].isupper():
            found[stem(word.text)].append(word)
    return found


def is_of_many(party: Party) -> bool:
    """Whether a party is called by what many are: a mayor, a court, a 46-year-old man; its name tells nobody."""
    return bool(party.name) and not party.name[:1].isupper() and _is_of_many(party.name)


@lru_cache(_MEMORY)
def is_body(name: str) -> bool:
    """Whether a party's name is a kind of body, of which there are many: a court, a union; no person is called so."""
    return any(name == one or name.endswith(" " + one) for one in titles().many - titles().persons)


@lru_cache(_MEMORY)
def _is_of_many(name: str) -> bool:
    return is_body(name) or any(name == one or name.endswith(" " + one) for one in _persons())


@cache
def _persons() -> frozenset[str]:
    table = titles()
    ones = {role.one for role in table.roles if role.one != role.name}
    return frozenset(ones | {table.offices[key].name for key in ("mayor", "governor")})


def is_office(name: str) -> bool:
    """Whether a party's name is an office that one person holds at a time: "shipping minister"."""
    return name in _offices()


@cache
def _offices() -> frozenset[str]:
    return frozenset(title.name for title in titles().offices.values())


def _before(text: str, span: Span) -> Calling | None:
    start = max(text.rfind("\n", 0, span.start) + 1, span.start - REACH)
    words = _words(text, start, span.start)
    words = words[max((n + 1 for n, w in enumerate(words) if _is_broken(text, w, words, n, span.start)), default=0) :]
    for at, size, entry in _titles(words):
        rest = words[at + size :]
        if len(rest) <= BETWEEN and not (rest and fold(rest[-1].text) in ARTICLES) and _are_of_title(rest):
            return _calling(entry, words[:at], rest)
    return None


def _is_broken(text: str, word: _Word, words: list[_Word], n: int, end: int) -> bool:
    """Whether something parts a word from the next: a comma, a colon, or a full stop that ends no short form."""
    after = text[word.end : words[n + 1].start if n + 1 < len(words) else end]
    return bool(_BREAK.search(after)) or "." in after and fold(word.text) not in _between()


def _after(text: str, span: Span) -> Calling | None:
    comma = _APPOSITION.match(text, span.end)
    if comma is None:
        return None
    words = _words(text, comma.end(), min(len(text), comma.end() + REACH))
    skipped = 1 if words and fold(words[0].text) in ARTICLES else 0
    found = next((f for f in _titles(words) if f[0] <= skipped), None)
    if found is None or _is_broken(text, words[found[0]], words, found[0], len(text)) and found[1] > 1:
        return None
    at, size, entry = found
    rest = words[at + size : at + size + 2]
    return _calling(entry, words[:at], rest if rest and fold(rest[0].text) in ARTICLES else [])


def _titles(words: list[_Word]) -> Iterator[tuple[int, int, Entry]]:
    """Each office or role among words: where it begins, of how many words, and what it is; the first first."""
    at = 0
    while at < len(words):
        size, entries = _longest(words, at)
        if entry := next((e for e in entries if e.kind in ("office", "role")), None):
            yield at, size, entry
        at += max(size, 1)


def _longest(words: list[_Word], at: int) -> tuple[int, tuple[Entry, ...]]:
    return longest([w.text for w in words], at)


def _calling(entry: Entry, before: list[_Word], rest: list[_Word]) -> Calling:
    """The calling of a title with the words before it and those that say of what it is."""
    words = titles().offices[entry.key].words if entry.kind == "office" else (entry.detail,)
    near = [fold(w.text) for w in before[-3:]]
    gender = next((ARTICLES[w] for w in reversed(near) if w in ARTICLES), None)
    states = (e.code for part in (before[-3:], rest) for n in range(len(part)) for e in _longest(part, n)[1]
              if e.kind in STATES)
    is_former, is_bare = any(w in _former() for w in near[-2:]), not _strangers(rest)
    return Calling(frozenset(map(fold, words)), entry.key or fold(entry.detail), is_former, gender, next(states, ""),
                   is_bare, _is_of_body(entry))


def _is_of_body(entry: Entry) -> bool:
    """Whether an office or role is that of a body: "union", "company"."""
    return entry.kind == "role" and is_body(titles().ones.get(entry.detail, entry.name))


def _are_of_title(rest: list[_Word]) -> bool:
    """Whether words go on with a title: small ones that may, and names of states and bodies."""
    known = _covered(rest)
    return all(n in known or w.text[:1].isupper() or fold(w.text) in _between() for n, w in enumerate(rest))


def _strangers(rest: list[_Word]) -> bool:
    """Whether words name something that is no state."""
    known = _covered(rest, *STATES)
    return any(n not in known and fold(w.text) not in _between() for n, w in enumerate(rest))


def _covered(words: list[_Word], *kinds: str) -> set[int]:
    covered: set[int] = set()
    for n in range(len(words)):
        size, entries = _longest(words, n)
        if any(not kinds or e.kind in kinds for e in entries):
            covered.update(range(n, n + size))
    return covered


def _words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(m[0], m.start(), m.end()) for m in WORD.finditer(text, start, end)]


@cache
def _between() -> frozenset[str]:
    return _honorifics() | {fold(w).rstrip(".") for w in titles().between}


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(fold(w).rstrip(".") for w in titles().honorifics)


@cache
def _former() -> frozenset[str]:
    return frozenset(map(fold, titles().former))
