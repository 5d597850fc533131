"""From a report to an annotated spaCy document: tokens, sentences, syntax, names, quotations, times."""

from functools import cache, partial

from spacy.tokens import Doc

from istor.annotating.pipeline import Pipeline, Step
from istor.model import Report


def annotate(report: Report, model: str | None = None) -> Doc:
    """The annotated document of ``report``; ``doc._.report`` is the report.

    ``model`` names a spaCy pipeline to read with instead of istor's own encoder; ``ModelError`` when it cannot.
    """
    return standard(model)(report)


@cache
def standard(model: str | None = None) -> Pipeline:
    """The steps that istor runs, checked when they are put together."""
    from istor.annotating import names, quotes, standin, syntax
    from istor.annotating.times import step

    parse = partial(syntax.parse, parser=standin.StandIn.load(model)) if model else syntax.parse

    steps = [
        Step("syntax", frozenset({"report"}),
             frozenset({"token.pos", "token.morph", "token.lemma", "token.head", "doc.sents", "doc.spans.names"}),
             parse),
        Step("names", frozenset({"doc.spans.names", "doc.sents"}), frozenset({"doc.mentions"}), names.name),
        Step("quotes", frozenset({"doc.sents"}), frozenset({"doc.spans.quotes"}), quotes.mark),
        Step("times", frozenset({"doc.sents", "token.head"}), frozenset({"doc.times"}), step.mark),
    ]
    return Pipeline(syntax.start, steps)
