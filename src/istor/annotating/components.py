"""Steps of istor as spaCy components, for anybody's pipeline: ``nlp.add_pipe("istor_times")``.

spaCy finds them by the package's entry points and imports this module whenever a pipeline is made, so it loads nothing
that spaCy has not loaded already. What they find are span groups, which spaCy stores and sends to other processes with
the document. They read the text as one report; its day of publication, which relative dates are reckoned from, is
``doc._.published`` (``2025-07-14``).
"""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from istor.model import Span

if not Doc.has_extension("published"):  # another package may have one of that name; a day is a day
    Doc.set_extension("published", default=None)
if not Tokens.has_extension("basis"):
    Tokens.set_extension("basis", default=None)


@Language.component("istor_times", assigns=["doc.spans"])
def times(doc: Doc) -> Doc:
    """``doc.spans["times"]``: the time expressions, by kind (label), value (``kb_id_``) and basis (``._.basis``).

    Sentences and trees of earlier components are used where there are any. An expression that shares tokens with its
    neighbours takes them whole. Raises ``ValueError`` when ``doc._.published`` is no ISO 8601 day.
    """
    from istor.annotating.times.expressions import find_times
    from istor.annotating.times.step import tense_in

    published = date.fromisoformat(str(doc._.published)) if doc._.published else None
    sentences = [Span(s.start_char, s.end_char) for s in doc.sents] if doc.has_annotation("SENT_START") else None
    tense_at = tense_in(doc) if doc.has_annotation("DEP") else None
    spans = []
    for found in find_times(doc.text, published, sentences=sentences, tense_at=tense_at):
        span = doc.char_span(
            found.span.start, found.span.end, label=found.kind, kb_id=found.value, alignment_mode="expand"
        )
        if span is not None:
            span._.basis = found.basis
            spans.append(span)
    doc.spans["times"] = spans
    return doc


@Language.component("istor_quotes", assigns=["doc.spans"])
def quotes(doc: Doc) -> Doc:
    """``doc.spans["quotes"]``: what stands between quotation marks, never across a line break."""
    from istor.annotating.quotes import quotations

    lines = [Span(start, end) for start, end in _lines(doc.text)]
    doc.spans["quotes"] = quotations(doc, lines)
    return doc


def _lines(text: str) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((start, start + len(line.rstrip())))
        start += len(line)
    return found
