"""Words of two analyses of one text, paired by the letters they cover, as the CoNLL 2018 shared task scores them.

Spaces are left out of the count, so tokenisations that differ only in spacing agree. A word is paired with the word
that covers exactly the same letters; everything else counts against both sides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.data import Figures, f1


@dataclass(frozen=True)
class Word:
    """One word: its letters ``[start, end)`` without spaces, its tags, and its head's place in the list (-1: root)."""

    start: int
    end: int
    upos: str
    lemma: str
    head: int
    relation: str


@dataclass(frozen=True)
class Analysis:
    """All words of a text, and its sentences as stretches of letters."""

    words: tuple[Word, ...]
    sentences: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Row:
    """One word as a corpus or a parser gives it; ``head`` counts from 1 within the sentence, 0 is the root."""

    form: str
    upos: str
    lemma: str
    head: int
    relation: str


def analysis(sentences: Iterable[Sequence[Row]]) -> Analysis:
    """The analysis of sentences whose forms, put together, are the text."""
    words: list[Word] = []
    ends: set[tuple[int, int]] = set()
    at = 0
    for sentence in sentences:
        first, begin = len(words), at
        for row in sentence:
            size = len("".join(row.form.split()))
            words.append(Word(at, at + size, row.upos, row.lemma, first + row.head - 1 if row.head else -1,
                              row.relation))
            at += size
        ends.add((begin, at))
    return Analysis(tuple(words), frozenset(ends))


def score(gold: Analysis, said: Analysis) -> Figures:
    """F1 of words, sentences, UPOS, UAS, LAS (without subtypes of relations, as in the shared task) and lemmas."""
    if not gold.words or gold.words[-1].end != said.words[-1].end:
        raise ValueError("the two analyses are not of one text")
    place = {(w.start, w.end): i for i, w in enumerate(said.words)}
    pairs = {i: place[w.start, w.end] for i, w in enumerate(gold.words) if (w.start, w.end) in place}
    couples = [(gold.words[g], said.words[s]) for g, s in pairs.items()]
    attached = [(g, s) for g, s in couples if (pairs.get(g.head, -2) if g.head >= 0 else -1) == s.head]

    def share(hits: int) -> float:
        return round(f1(hits, len(said.words), len(gold.words)), 4)

    return {
        "words": share(len(couples)),
        "sentences": round(f1(len(gold.sentences & said.sentences), len(said.sentences), len(gold.sentences)), 4),
        "upos": share(sum(g.upos == s.upos for g, s in couples)),
        "uas": share(len(attached)),
        "las": share(sum(g.relation.split(":")[0] == s.relation.split(":")[0] for g, s in attached)),
        "las_with_subtypes": share(sum(g.relation == s.relation for g, s in attached)),
        "lemmas": share(sum(g.lemma == s.lemma for g, s in couples)),
    }
