"""The quotations step: what stands between quotation marks, never across a paragraph.

A mark that is not closed in its paragraph quotes to the paragraph's end when it opens the paragraph (the newspaper
habit for long quotations), and to the end of its sentence after a colon or "that"; otherwise it is taken for a slip
and ignored. A paragraph that closes a quotation before it opens one goes on with the quotation of the one before it.
"""

from collections.abc import Iterable

from spacy.tokens import Doc, Span

from istor.languages.folding import fold
from istor.model import Report
from istor.model import Span as Stretch

PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
STRAIGHT = '"'
ANNOUNCING = frozenset(map(fold, (":", "ότι", "πως")))


def mark(doc: Doc) -> Doc:
    """``doc`` with ``doc.spans["quotes"]``: the tokens between the marks, outermost quotations only."""
    report: Report = doc._.report
    doc.spans["quotes"] = quotations(doc, [block.span for block in report.body])
    return doc


def quotations(doc: Doc, paragraphs: Iterable[Stretch]) -> list[Span]:
    """The quotations of each of the ``paragraphs``, which are stretches of the document's text."""
    spans: list[Span] = []
    for paragraph in paragraphs:
        tokens = doc.char_span(paragraph.start, paragraph.end, alignment_mode="expand")
        if tokens is not None:
            spans.extend(_in_block(doc, tokens.start, tokens.end))
    return spans


def _in_block(doc: Doc, start: int, end: int) -> list[Span]:
    made: list[tuple[int, int]] = []
    opened, closer, depth = -1, "", 0
    for i in range(start, end):
        text = doc[i].text
        if opened < 0:
            if text == STRAIGHT and not made and start < i < end - 1 and doc[i + 1].text == ",":
                made.append((start, i))
            elif text in PAIRS or text == STRAIGHT:
                opened, closer, depth = i, PAIRS.get(text, STRAIGHT), 1
            elif text == "»" and not made and i > start:
                made.append((start, i))
        elif text == closer or (text in PAIRS.values() and closer != STRAIGHT):
            depth -= 1
            if depth == 0:
                made.append((opened + 1, i))
                opened = -1
        elif text in PAIRS:
            depth += 1
    if opened >= 0 and not any(doc[i].is_alpha for i in range(start, opened)):
        made.append((opened + 1, end))
    elif opened > start and fold(doc[opened - 1].text) in ANNOUNCING:
        made.append((opened + 1, min(doc[opened].sent.end, end)))
    return [Span(doc, a, b, label="QUOTE") for a, b in made if b > a]
