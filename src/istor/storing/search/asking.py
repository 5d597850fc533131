"""What a person asks for, as a tree: words, "phrases", beginnings*, -words, OR, and brackets.

    κυρώσεις Ρωσία              both, in any form
    "Βόρεια Κορέα"              one after the other, in any form; «Βόρεια Κορέα» says the same
    εκλογ*                      any word that begins so
    κυρώσεις -πετρέλαιο         the one without the other; NOT says the same
    (πλημμύρα OR φωτιά) Εύβοια  one or the other, and the third; AND may stand between

Signs that make no sense where they stand are passed over, as readers of search boxes expect; only a question that
asks for nothing, or says only what must not occur, is an error.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from istor.errors import InputError
from istor.languages.words import is_function_word, words

_PART = re.compile(
    r"""(?P<no>-(?=[\w"«(]))?(?:"(?P<quoted>[^"]*)"?|«(?P<guillemets>[^»]*)»?|(?P<sign>[()])|(?P<plain>[^\s"«()]+))"""
)


@dataclass(frozen=True)
class Term:
    """A word in any of its forms; ``written`` as the question has it."""

    form: str
    stem: str
    written: str = field(compare=False)


@dataclass(frozen=True)
class Beginning:
    """Any word that begins so; ``forms`` are those that an archive has, where they are known."""

    letters: str
    forms: tuple[str, ...] = field(default=(), compare=False)

    @property
    def written(self) -> str:
        """As a question has it."""
        return f"{self.letters}*"


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another, each in any of its forms."""

    terms: tuple[Term, ...]

    @property
    def written(self) -> str:
        """As a question has it."""
        return " ".join(term.written for term in self.terms)


@dataclass(frozen=True)
class AllOf:
    """Every part, and none of those in ``without``."""

    parts: tuple["Asked", ...]
    without: tuple["Asked", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one part."""

    parts: tuple["Asked", ...]


Leaf = Term | Beginning | Phrase
Asked = Leaf | AllOf | AnyOf


def asked(question: str) -> Asked:
    """The tree of ``question``; ``InputError`` when it asks for nothing that could be looked up."""
    reader = _Reader(list(_parts(question)))
    found = reader.any_of()
    if found is None:
        raise InputError(f"{question!r} holds no word to look for: give one, such as κυρώσεις")
    return found


def leaves(tree: Asked) -> Iterator[Leaf]:
    """The words, beginnings and phrases that ``tree`` wants, in order; not those that it does not want."""
    if isinstance(tree, AllOf | AnyOf):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree


@dataclass(frozen=True)
class _Part:
    """One part of a question: ``kind`` is a sign, an operator or ``leaf``."""

    kind: str
    leaf: Leaf | None = None
    is_weak: bool = False  # a function word, which is dropped where there is anything else


def _parts(question: str) -> Iterator[_Part]:
    for match in _PART.finditer(question):
        if match["no"]:
            yield _Part("NOT")
        if match["sign"]:
            yield _Part(match["sign"])
        elif match["plain"] in ("AND", "OR", "NOT", "|"):
            yield _Part("OR" if match["plain"] == "|" else match["plain"])
        elif match["plain"] and match["plain"].endswith("*"):
            yield from _beginning(match["plain"])
        else:
            written = match["plain"] or match["quoted"] or match["guillemets"] or ""
            yield from _leaf(_terms(written), is_quoted=match["plain"] is None)


def _terms(written: str) -> tuple[Term, ...]:
    return tuple(Term(word.form, word.stem, written[word.start : word.end]) for word in words(written))


def _beginning(written: str) -> Iterator[_Part]:
    terms = _terms(written)
    yield from _leaf(terms[:-1], is_quoted=False)
    yield from (_Part("leaf", Beginning(term.form)) for term in terms[-1:])


def _leaf(terms: tuple[Term, ...], *, is_quoted: bool) -> Iterator[_Part]:
    if len(terms) == 1:
        yield _Part("leaf", terms[0], not is_quoted and is_function_word(terms[0].form))
    elif terms:
        yield _Part("leaf", Phrase(terms))


class _Reader:
    """Reads parts by descent: OR binds least, words side by side go together, NOT takes what follows it."""

    def __init__(self, parts: list[_Part]) -> None:
        self._parts, self._at = parts, 0

    def any_of(self) -> Asked | None:
        """Up to a closing bracket or the end."""
        found = [self._all_of()]
        while self._takes("OR"):
            found.append(self._all_of())
        wanted = tuple(part for part in found if part is not None)
        return AnyOf(wanted) if len(wanted) > 1 else wanted[0] if wanted else None

    def _all_of(self) -> Asked | None:
        parts: list[tuple[Asked, bool]] = []
        without: list[Asked] = []
        while self._at < len(self._parts) and self._parts[self._at].kind not in ("OR", ")"):
            is_unwanted = False
            while self._takes("NOT", "AND"):
                is_unwanted = is_unwanted or self._parts[self._at - 1].kind == "NOT"
            one = self._one()
            if one is not None and is_unwanted:
                without.append(one[0])
            elif one is not None:
                parts.append(one)
        strong = [part for part, is_weak in parts if not is_weak] or [part for part, _ in parts]
        if not strong and without:
            raise InputError("the question says only what must not occur: say what must")
        if len(strong) == 1 and not without:
            return strong[0]
        return AllOf(tuple(strong), tuple(without)) if strong else None

    def _one(self) -> tuple[Asked, bool] | None:
        if self._at >= len(self._parts) or self._parts[self._at].kind in ("OR", ")"):
            return None
        part = self._parts[self._at]
        self._at += 1
        if part.kind == "(":
            inner = self.any_of()
            self._takes(")")
            return None if inner is None else (inner, False)
        return None if part.leaf is None else (part.leaf, part.is_weak)

    def _takes(self, *kinds: str) -> bool:
        if self._at < len(self._parts) and self._parts[self._at].kind in kinds:
            self._at += 1
            return True
        return False
