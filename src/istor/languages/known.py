"""Lemmas that a dictionary or one of our tables of names lists, by part of speech: what is there is a word."""

from functools import cache

from istor.languages import data


@cache
def listed(lang: str = "el") -> dict[str, frozenset[str]]:
    """The lemmas of ``lemmas.tsv`` by their Universal Dependencies part: ADJ, ADV, NOUN, PROPN, VERB."""
    rows = (line.split("\t") for line in data.text(lang, "lemmas.tsv").splitlines()[1:])
    return {part: frozenset(words.split(" ")) for part, words in rows}


@cache
def listed_anywhere(lang: str = "el") -> frozenset[str]:
    """The lemmas of ``lemmas.tsv``, of whatever part."""
    return frozenset().union(*listed(lang).values())
