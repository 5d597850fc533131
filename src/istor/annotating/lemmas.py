"""Lemmas as edit scripts: what to change in a form to get its lemma.

A script is worked out on forms without accents, because Greek moves the accent within a paradigm (ανθρώπου →
άνθρωπος); where the accent lands is a separate part of the script. So one script serves a whole declension.
Scripts are learnt from treebanks and predicted by the encoder, as in UDPipe 2 (Straka 2018).

A script reads ``case;prefix;suffix;accent``: ``case`` is ``l`` (lower), ``c`` (capital first) or ``=`` (as it is);
``prefix`` and ``suffix`` are ``n+added`` (cut n letters, add); ``accent`` counts vowels from the end, 0 for none,
``=`` leaves the form's own. ``!word`` is the lemma itself, for forms that share nothing with it (είναι → είμαι).
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

ACUTE, DIAERESIS = "\u0301", "\u0308"
VOWELS = frozenset("αεηιουωΑΕΗΙΟΥΩ")
SHARED_AT_LEAST = 1


class _Bare(dict[int, str]):
    """What each character is without its acute, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        made = self[code] = _without_acute(chr(code))
        return made


class _Vowels(dict[str, tuple[int, bool, int]]):
    """Of each character: the vowels in it, whether it carries an acute, and the vowels behind that."""

    def __missing__(self, letter: str) -> tuple[int, bool, int]:
        parts = unicodedata.normalize("NFD", letter)
        made = self[letter] = _vowels(parts), ACUTE in parts, _vowels(parts.rpartition(ACUTE)[2])
        return made


def _without_acute(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).replace(ACUTE, ""))


def _vowels(letters: str) -> int:
    return sum(letter in VOWELS for letter in letters)


_BARE, _VOWELS = _Bare(), _Vowels()
_ACCENTED = {vowel: unicodedata.normalize("NFC", vowel + ACUTE) for vowel in VOWELS}
_is_apart = re.compile(r"[\x00-\x7f\u0370-\u03ff]*").fullmatch  # characters that never join with their neighbours
_is_bare = re.compile(r"[\x00-\x7fα-ωΑ-Ω]*").fullmatch


def plain(word: str) -> str:
    """``word`` without acute accents; diaeresis, breathings and all else stay."""
    return word.translate(_BARE) if _is_apart(word) else _without_acute(word)


def accent_of(word: str) -> int:
    """Which vowel carries the acute, counted from the end from 1; 0 for none."""
    seen = 0
    for letter in reversed(word):
        vowels, is_accented, behind = _VOWELS[letter]
        if is_accented:
            return seen + behind + 1
        seen += vowels
    return 0


def accented(word: str, place: int) -> str:
    """``word`` with an acute on the vowel at ``place`` from the end; unchanged when there is no such vowel.

    A vowel behind an accented one needs no diaeresis to stand alone, and loses it (Μαΐου, Μάιος).
    """
    if place == 0:
        return word
    if not _is_bare(word):
        return _accented_apart(word, place)
    seen = 0
    for at in range(len(word) - 1, -1, -1):
        if (vowel := _ACCENTED.get(word[at])) is not None:
            seen += 1
            if seen == place:
                return word[:at] + vowel + word[at + 1 :]
    return word


def _accented_apart(word: str, place: int) -> str:
    """The same for words that have other marks, letter by letter and mark by mark."""
    letters, seen = list(unicodedata.normalize("NFD", word)), 0
    for at in range(len(letters) - 1, -1, -1):
        seen += letters[at] in VOWELS
        if seen == place and letters[at] in VOWELS:
            after = at + 1 + (letters[at + 1 : at + 2] == [DIAERESIS])
            rest = letters[after:]
            if after == at + 1 and rest[:1] and rest[0] in "ιυ" and rest[1:2] == [DIAERESIS]:
                del rest[1]
            return unicodedata.normalize("NFC", "".join([*letters[:after], ACUTE, *rest]))
    return word


def _case(form: str, lemma: str) -> str:
    if lemma == lemma.lower():
        return "l" if form != form.lower() else "="
    return "c" if lemma[:1].isupper() and lemma[1:] == lemma[1:].lower() else "="


def script(form: str, lemma: str) -> str:
    """The edit script that turns ``form`` into ``lemma``."""
    bare, target = plain(form).lower(), plain(lemma).lower()
    match = SequenceMatcher(None, bare, target, autojunk=False).find_longest_match()
    made = _script(form, lemma, bare, target, match.a, match.b, match.size)
    return made if match.size >= SHARED_AT_LEAST and apply(made, form) == lemma else f"!{lemma}"


def _script(form: str, lemma: str, bare: str, target: str, at: int, to: int, size: int) -> str:
    place = "=" if accent_of(form) == accent_of(lemma) else str(accent_of(lemma))
    prefix, suffix = f"{at}+{target[:to]}", f"{len(bare) - at - size}+{target[to + size :]}"
    return f"{_case(form, lemma)};{prefix};{suffix};{place}"


def without_second_accent(word: str) -> str:
    """``word`` without the accent that a clitic behind it adds (δέσμευσή του → δέσμευση)."""
    parts = unicodedata.normalize("NFD", word)
    if parts.count(ACUTE) < 2:
        return word
    at = parts.rfind(ACUTE)
    return unicodedata.normalize("NFC", parts[:at] + parts[at + 1 :])


class _Edit(NamedTuple):
    """A script taken apart; ``place`` is -1 where the form keeps its own accent."""

    case: str
    cut_first: int
    add_first: str
    cut_last: int
    add_last: str
    place: int


class _Form(NamedTuple):
    """A form as scripts see it: without a clitic's accent; so too without accents, and that in lower case."""

    word: str
    bare: str
    lower: str
    accent: int


@lru_cache(maxsize=4_000)
def _edit(made: str) -> _Edit:
    case, prefix, suffix, place = made.split(";")
    cut_first, _, add_first = prefix.partition("+")
    cut_last, _, add_last = suffix.partition("+")
    return _Edit(case, int(cut_first), add_first, int(cut_last), add_last, -1 if place == "=" else int(place))


@lru_cache(maxsize=1_000)  # the scripts of a word are tried one after another
def _form(written: str) -> _Form:
    word = without_second_accent(written)
    bare = plain(word)
    return _Form(word, bare, bare.lower(), accent_of(word))


@lru_cache(maxsize=100_000)
def apply(made: str, form: str) -> str:
    """The lemma that script ``made`` gives for ``form``; the form itself when the script does not fit it."""
    if made.startswith("!"):
        return made[1:]
    edit, (word, bare, lower, accent) = _edit(made), _form(form)
    letters = bare if edit.case == "=" else lower
    last = len(letters) - edit.cut_last
    if edit.cut_first > last:
        return word
    place = accent if edit.place < 0 else edit.place
    lemma = accented(edit.add_first + letters[edit.cut_first : last] + edit.add_last, place)
    return lemma[:1].upper() + lemma[1:] if edit.case == "c" else lemma
