"""Whom a sentence names beside the parties that coding found: what a claim leaves open, its words may still tell."""

from functools import cache

from istor.knowledge.tables import people
from istor.languages.folding import phrase_key
from istor.linking.wording import names
from istor.model import Claim


def printed(name: str, claim: Claim, text: str) -> frozenset[str]:
    """The stems of the words for a person of ``claim``: as the tables spell the name, else as its report prints it."""
    spans = (p.span for p in claim.parties if p.name == name and p.span)
    return _known().get(phrase_key(name)) or frozenset().union(*(names(span.of(text)) for span in spans))


@cache
def _known() -> dict[str, frozenset[str]]:
    """The stems of the names that mean one person alone, by the key of the English name."""
    return {phrase_key(p.name): names(" ".join(p.surnames or p.names[:1])) for p in people()}
