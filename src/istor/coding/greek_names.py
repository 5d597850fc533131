"""Greeks whom no table knows: that a name is a Greek one, and its nominative.

Given names are a list (``given_names.yaml``); surnames are told by their endings, the plain ones (-ος, -ας) only as far
as foreign names do not share them.
"""

from collections.abc import Sequence
from functools import cache

from istor.coding.transliterate import latin
from istor.errors import DataError
from istor.languages import data
from istor.languages.articles import Gender
from istor.languages.folding import fold, is_form, name_key
from istor.languages.spelling import spelled, spellings

SURNAMES = tuple(map(fold, ("ης", "ας", "ος", "ου", "άκη", "ίδη", "άδη", "πουλο", "άτου")))
STEMS = tuple(map(fold, ("άκη", "ίδη", "άδη", "πουλο", "έα")))
OWN = (*STEMS, *(stem + "σ" for stem in STEMS))  # of names that are Greek beyond doubt
GREEK_VOWELS = frozenset("ηω")  # papers print foreign names with ι and ο
GREEKS = frozenset({"GRC", "CYP"})
NONE = "---"
GENITIVE = tuple(map(fold, ("πουλου",)))  # -ου that is a case ending; elsewhere (Γεωργίου) it may be the name itself


@cache
def given_names(lang: str = "el") -> dict[str, tuple[tuple[str, Gender], ...]]:
    """The given names that share a name key, each with its gender: Γεώργιος and Γεωργία have one key."""
    table = data.table(lang, "given_names.yaml")
    if set(table) != {"men", "women"} or not all(isinstance(name, str) for names in table.values() for name in names):
        raise DataError(f"languages/{lang}/given_names.yaml: give men and women, each a list of names")
    made: dict[str, tuple[tuple[str, Gender], ...]] = {}
    genders: tuple[Gender, ...] = ("men", "women")
    for gender in genders:
        for name in table[gender]:
            made[name_key(name)] = (*made.get(name_key(name), ()), (name, gender))
    return made


def gender_of(word: str) -> Gender | None:
    """Whose given name a word is, in any case form."""
    return next((gender for name, gender in given_names().get(name_key(word), ()) if is_form(word, name)), None)


def looks_greek(words: Sequence[str]) -> bool:
    """Whether a name in the nominative is a Greek's: by its given name (Στέφανο is none) or its surname's ending."""
    if len(words) > 1 and any(fold(words[0]) == fold(name) for name, _ in given_names().get(name_key(words[0]), ())):
        return True
    return fold(words[-1]).endswith(SURNAMES if len(words) == 1 else OWN)


def is_spelled_greek(words: Sequence[str], code: str) -> bool:
    """Whether a name in the nominative is spelled as Greeks' are: it looks it, and its surname is no known foreigner's.

    Somebody of ``code`` GRC or CYP is a Greek unless the name is a known foreigner's and looks like it.
    """
    surname = fold(words[-1])
    is_known = spellings().knows(surname)
    is_alike = looks_greek(words) or bool(set(surname) & GREEK_VOWELS)
    return is_alike and (code in GREEKS or not is_known) or code in GREEKS and not is_known


def in_latin(words: Sequence[str], code: str) -> str:
    """A person's name in Latin letters: a Greek's by ELOT 743, another's as English news would spell it.

    An initial may stand for anything, and is written by the rule.
    """
    if is_spelled_greek(words, code):
        return latin(" ".join(words))
    whole = [word for word in words if len(fold(word).rstrip(".")) > 1]
    known = iter(spelled(" ".join(whole), "" if code == NONE else code).split(" "))
    return " ".join(next(known) if word in whole else latin(word) for word in words)


def is_oblique(words: Sequence[str]) -> bool:
    """Whether the given name shows that a name does not stand in the nominative: Γεώργιο Γιαννακό."""
    forms = [n for n, _ in given_names().get(name_key(words[0]), ()) if is_form(words[0], n)] if len(words) > 1 else []
    return bool(forms) and fold(words[0]) not in map(fold, forms)


def nominative(words: Sequence[str], known: Gender | None = None) -> list[str]:
    """A person's name in the nominative: τον Γεώργιο Γιαννακό is Γεώργιος Γιαννακός; foreign names stay.

    ``known`` is the gender that the sentence tells; of a given name that no list has, only "-ου -ου" is a man's.
    """
    gender = gender_of(words[0]) if len(words) > 1 else None
    if gender is None and known == "men" and len(words) > 1 and all(fold(w).endswith("ου") for w in words):
        return [word.removesuffix("ου") + "ος" for word in words]
    if gender == "women":
        return [_without_s(words[0]), *words[1:]]
    if gender == "men":
        return [_given(words[0]), *(_masculine(word) for word in words[1:])]
    return [_masculine(word) if fold(word).endswith(STEMS) else word for word in words]


def _given(word: str) -> str:
    """A man's given name, as the list has it: Στέλιου is Στέλιος."""
    name = next(name for name, gender in given_names()[name_key(word)] if gender == "men" and is_form(word, name))
    return word.removesuffix("ου") + "ος" if fold(word).endswith("ου") and name.endswith("ος") else _masculine(word)


def _without_s(word: str) -> str:
    return word[:-1] if word.endswith(("ας", "άς", "ης", "ής")) else word


def _masculine(word: str) -> str:
    bare = fold(word)
    if bare.endswith(GENITIVE):
        return word.removesuffix("ου") + "ος"
    return word + "ς" if bare.endswith(("α", "η", "ο")) else word
