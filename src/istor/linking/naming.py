"""Whom a sentence names beside the parties that coding found: what a claim leaves open, its words may still tell."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from istor.knowledge.tables import people
from istor.languages.folding import phrase_key
from istor.linking.parties import kind_of
from istor.linking.wording import names
from istor.model import Claim, Party

Names = Mapping[str, frozenset[str]]
"""By a person's name, the stems of the words that reports print for it."""


def printed(claims: Iterable[Claim], texts: Mapping[str, str]) -> Names:
    """How the people of ``claims`` are printed: as the tables spell them, else as the reports do."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for party in claim.parties:
            if kind_of(party.name) == "person":
                found[party.name] |= _known().get(phrase_key(party.name)) or _as_printed(party, texts[claim.report])
    return {name: frozenset(words) for name, words in found.items()}


def _as_printed(party: Party, text: str) -> frozenset[str]:
    return names(party.span.of(text)) if party.span else frozenset()


@cache
def _known() -> dict[str, frozenset[str]]:
    """The stems of the names that mean one person alone, by the key of the English name."""
    return {phrase_key(p.name): names(" ".join(p.surnames or p.names[:1])) for p in people()}
