"""Inflected forms of the words that the lexicon names: the lemma of a form that the encoder has rarely seen."""

from collections import defaultdict
from functools import cache

from istor.languages import data
from istor.languages.folding import fold

SAME = {"AUX": "VERB", "PROPN": "NOUN"}


@cache
def _table(lang: str) -> dict[tuple[str, str], tuple[str, ...]]:
    made: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in data.text(lang, "forms.tsv").splitlines()[1:]:
        lemma, part, forms = line.split("\t")
        for form in forms.split(" "):
            made[part, form].append(lemma)
    return {key: tuple(found) for key, found in made.items()}


def lemmas_of(form: str, part: str, lang: str = "el") -> tuple[str, ...]:
    """The lemmas of the lexicon, of that part of speech, that ``form`` may be a form of."""
    return _table(lang).get((SAME.get(part, part), fold(form)), ())


@cache
def lexicon_lemmas(lang: str = "el") -> frozenset[str]:
    """Every lemma that the lexicon names and the table inflects."""
    return frozenset(lemma for found in _table(lang).values() for lemma in found)
