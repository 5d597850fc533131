"""The whole of coding as one spaCy component: ``nlp.add_pipe("istor_claims")``.

It reads the document's text with istor's own tokens, trees and names, so that claims are the same in every pipeline;
another pipeline's trees would have to be scored first. Imported whenever a pipeline is made: loads nothing by itself.
"""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import istor.annotating.components  # noqa: F401 - registers doc._.published


@Language.component("istor_claims", assigns=["doc.spans"])
def claims(doc: Doc) -> Doc:
    """``doc.spans["claims"]``: the triggers, labelled with the type, ``kb_id_`` the claim's id.

    ``doc.user_data["istor_claims"]`` holds the claims in the form of ``docs/reference/claims.md``, in the same order.
    Raises ``ModelError`` when the trained model cannot be used.
    """
    from istor.scaling.recording import record
    from istor.scaling.serial import Serial
    from istor.telling.exports.jsonl import row

    reports = _read(doc)
    told = record(reports, Serial())
    found = told.by_text()
    spans = [doc.char_span(c.trigger.start, c.trigger.end, c.type, c.id, alignment_mode="expand") for c in found]
    doc.spans["claims"] = [span for span in spans if span is not None]
    doc.user_data["istor_claims"] = [row(claim, told) for claim in found]
    return doc


def _read(doc: Doc) -> list[Any]:
    """The text as a report, if there are words in it; it must be in NFC, or offsets would not be the document's."""
    from istor.errors import InputError
    from istor.reading.published import stated
    from istor.reading.text import About, read_text

    if not doc.text.strip():
        return []
    report = read_text(doc.text, "doc", About(published=stated(str(doc._.published or ""))))
    if report.text != doc.text:
        raise InputError("the text of a document must be in NFC with \\n for line breaks: normalise it first")
    return [report]
