"""Inflected forms of the words that the lexicon names: the lemma of a form that the encoder has rarely seen."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from istor.languages import data
from istor.languages.folding import fold

REMEMBERED = 100_000
SAME = {"AUX": "VERB", "PROPN": "NOUN"}


def _rows(lang: str) -> Iterator[list[str]]:
    """Lemma, part of speech and folded forms, these in one string."""
    return (line.split("\t") for line in data.text(lang, "forms.tsv").splitlines()[1:])


@cache
def _table(lang: str) -> dict[str, dict[str, str]]:
    """By part and form, the lemmas in one string: a tuple for each of 80,000 forms would take three times as long."""
    made: dict[str, dict[str, str]] = defaultdict(dict)
    for lemma, part, forms in _rows(lang):
        known = made[part]
        for form in forms.split(" "):
            known[form] = f"{known[form]} {lemma}" if form in known else lemma
    return dict(made)


@lru_cache(REMEMBERED)
def lemmas_of(form: str, part: str, lang: str = "el") -> tuple[str, ...]:
    """The lemmas of the lexicon, of that part of speech, that ``form`` may be a form of."""
    return tuple(_table(lang).get(SAME.get(part, part), {}).get(fold(form), "").split())
