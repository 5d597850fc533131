"""Syntax on the Greek Dependency Treebank: with its own words and sentences, and from plain text.

From plain text, a document of the treebank is one paragraph; istor finds its words and sentences itself.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from evals import alignment
from evals.alignment import Analysis, Row
from evals.data import Figures, NothingToMeasureError, Options, encoder, shared
from training.data import Sentence, read_treebank

if TYPE_CHECKING:
    from istor.annotating.encoder import Encoder


def measure(options: Options) -> Figures:
    """Figures for the gold words (``gold_tokens``), and of the encoder that ships for plain text (``raw_text``)."""
    sentences = read_treebank(shared("data", f"el_gdt-ud-{options.split}.conllu"), 0)
    if not sentences:
        raise NothingToMeasureError("the treebank has no sentence")
    gold = alignment.analysis(_rows(s) for s in sentences)
    figures = {"gold_tokens": alignment.score(gold, _parsed(encoder(options), sentences))}
    if options.model is None:
        figures["raw_text"] = alignment.score(gold, _from_text(sentences))
    return {f"gdt-{options.split}": figures}


def _rows(sentence: Sentence) -> list[Row]:
    columns = (sentence.words, sentence.upos, sentence.lemmas, sentence.heads, sentence.relations)
    return [Row(*row) for row in zip(*columns, strict=True)]


def _parsed(model: "Encoder", sentences: Sequence[Sentence]) -> Analysis:
    found = model.parse([(s.words, s.spaced) for s in sentences], one_sentence=True)
    return alignment.analysis(
        [Row(*row) for row in zip(s.words, p.upos, p.lemmas, p.heads, p.relations, strict=True)]
        for s, (p,) in zip(sentences, found, strict=True)
    )


def _from_text(sentences: Sequence[Sentence]) -> Analysis:
    return alignment.analysis(row for _, group in groupby(sentences, key=lambda s: s.document)
                              for row in _read(" ".join(s.text for s in group)))


def _read(text: str) -> Iterator[list[Row]]:
    """What istor makes of one paragraph, sentence by sentence."""
    from istor.annotating import syntax
    from istor.model import Block, Made, Report, Span

    made = Made("evals", "1", "treebank")
    report = Report("report", "report", text, (Block("body", Span(0, len(text))),), made)
    doc = syntax.parse(syntax.start(report))
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        place = {t.i: n for n, t in enumerate(words, 1)}
        yield [Row(t.text, t.pos_, t.lemma_, 0 if t.head.i == t.i else place.get(t.head.i, 0), t.dep_.lower())
               for t in words]
