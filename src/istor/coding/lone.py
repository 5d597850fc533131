"""Whether a text is a lone sentence or two, which give less to go by than a report."""

import itertools

from spacy.tokens import Doc

FEW = 2  # sentences


def is_lone(doc: Doc) -> bool:
    """Whether a text has no more than a sentence or two."""
    return len(list(itertools.islice(doc.sents, FEW + 1))) <= FEW
