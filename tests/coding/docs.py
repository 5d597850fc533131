"""Documents built by hand: a row a word, so that a rule is tested on the tree that it speaks of and on nothing else."""

from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from istor.annotating import names, quotes, syntax  # noqa: F401  they register the document's extensions
from istor.annotating.times import step  # noqa: F401
from istor.annotating.tokens import blank
from istor.model import Block, Made, Report, Span, When

Row = tuple[str, str, str, str, int, str]  # form, lemma, UPOS, features, head (from 1, 0 is the root), relation


def tree(*rows: Row) -> Doc:
    """The document of one sentence, with its mentions found."""
    words = [row[0] for row in rows]
    heads = [row[4] - 1 if row[4] else number for number, row in enumerate(rows)]
    doc = Doc(blank("el").vocab, words=words, lemmas=[r[1] for r in rows], pos=[r[2] for r in rows],
              morphs=[r[3] for r in rows], heads=heads, deps=[r[5] for r in rows])
    block = Block("body", Span(0, len(doc.text)))
    doc._.report = Report("report-1", "hand", doc.text, (block,), Made("test", "1", "hand"))
    doc.spans["names"] = []
    return quotes.mark(names.name(doc))


def published(doc: Doc, day: date) -> Doc:
    """``doc`` as the report of ``day``."""
    doc._.report = replace(doc._.report, published=When(day, day, day.isoformat(), "stated"))
    return doc
