"""Lemmas as edit scripts: what to change in a form to get its lemma.

A script is worked out on forms without accents, because Greek moves the accent within a paradigm (ανθρώπου →
άνθρωπος); where the accent lands is a separate part of the script. So one script serves a whole declension.
Scripts are learnt from treebanks and predicted by the encoder, as in UDPipe 2 (Straka 2018).

A script reads ``case;prefix;suffix;accent``: ``case`` is ``l`` (lower), ``c`` (capital first) or ``=`` (as it is);
``prefix`` and ``suffix`` are ``n+added`` (cut n letters, add); ``accent`` counts vowels from the end, 0 for none,
``=`` leaves the form's own. ``!word`` is the lemma itself, for forms that share nothing with it (είναι → είμαι).
"""

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

ACUTE, DIAERESIS = "\u0301", "\u0308"
VOWELS = frozenset("αεηιουωΑΕΗΙΟΥΩ")
SHARED_AT_LEAST = 1


def plain(word: str) -> str:
    """``word`` without acute accents; diaeresis, breathings and all else stay."""
    parts = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", parts.replace(ACUTE, ""))


def accent_of(word: str) -> int:
    """Which vowel carries the acute, counted from the end from 1; 0 for none."""
    parts = unicodedata.normalize("NFD", word)
    if (at := parts.rfind(ACUTE)) < 0:
        return 0
    return sum(letter in VOWELS for letter in parts[at:]) + 1


def accented(word: str, place: int) -> str:
    """``word`` with an acute on the vowel at ``place`` from the end; unchanged when there is no such vowel.

    A vowel behind an accented one needs no diaeresis to stand alone, and loses it (Μαΐου, Μάιος).
    """
    letters, seen = list(unicodedata.normalize("NFD", word)), 0
    if place == 0:
        return word
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


@lru_cache(maxsize=100_000)
def apply(made: str, form: str) -> str:
    """The lemma that script ``made`` gives for ``form``; the form itself when the script does not fit it."""
    form = without_second_accent(form)
    if made.startswith("!"):
        return made[1:]
    case, prefix, suffix, place = made.split(";")
    cut_first, _, add_first = prefix.partition("+")
    cut_last, _, add_last = suffix.partition("+")
    bare = plain(form) if case == "=" else plain(form).lower()
    first, last = int(cut_first), len(bare) - int(cut_last)
    if first > last:
        return form
    lemma = accented(add_first + bare[first:last] + add_last, accent_of(form) if place == "=" else int(place))
    return lemma[:1].upper() + lemma[1:] if case == "c" else lemma
