"""The times step: time expressions onto the document, read block by block."""

from bisect import bisect_right
from collections.abc import Callable

from spacy.tokens import Doc

from istor.annotating.times.expressions import TimeExpression, find_times
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.languages.status import status_words
from istor.model import Report, Span

Doc.set_extension("times", default=(), force=True)


def mark(doc: Doc) -> Doc:
    """``doc`` with ``doc._.times``, in the order of the text; page furniture and the date line have none."""
    report: Report = doc._.report
    published = report.published.first if report.published else None
    readable = [b.span for b in report.body]
    sentences = [s for sent in doc.sents for s in [Span(sent.start_char, sent.end_char)]
                 if any(r.covers(Span(sent[0].idx, sent[0].idx + 1)) for r in readable)]
    found = find_times(report.text, published, sentences=sentences, tense_at=tense_in(doc))
    doc._.times = tuple(found)
    return doc


def tense_in(doc: Doc) -> Callable[[int], str | None]:
    """What the syntax says of the clause around an offset: past, future, or nothing."""
    starts = [t.idx for t in doc]
    planning = status_words()["future"].passive_governors

    def tense_at(offset: int) -> str | None:
        token = doc[max(0, bisect_right(starts, offset) - 1)]
        for word in (token, *token.ancestors):
            if any(c.dep_ == "acl:relcl" and fold(c.lemma_) in planning for c in word.children):
                return "future"
            if word.pos_ in ("VERB", "AUX"):
                helpers = {c.lemma_ for c in word.children if c.dep_ in ("aux", "mark", "advmod")}
                if "θα" in helpers or fold(word.lemma_) in planning:
                    return "future"
                if has(word, "Tense", "Past") or "έχω" in helpers:
                    return "past"
        return None

    return tense_at


__all__ = ["TimeExpression", "mark"]
