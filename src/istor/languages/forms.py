"""Inflected forms of the words that the lexicon names: the lemma of a form that the encoder has rarely seen."""

from collections import defaultdict
from functools import cache
from importlib.resources import files

from istor.languages.folding import fold

SAME = {"AUX": "VERB", "PROPN": "NOUN"}


@cache
def _table(lang: str) -> dict[tuple[str, str], tuple[str, ...]]:
    made: dict[tuple[str, str], list[str]] = defaultdict(list)
    text = files("istor.languages").joinpath(lang, "forms.tsv").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        lemma, part, forms = line.split("\t")
        for form in forms.split(" "):
            made[part, form].append(lemma)
    return {key: tuple(found) for key, found in made.items()}


def lemmas_of(form: str, part: str, lang: str = "el") -> tuple[str, ...]:
    """The lemmas of the lexicon, of that part of speech, that ``form`` may be a form of."""
    return _table(lang).get((SAME.get(part, part), fold(form)), ())
