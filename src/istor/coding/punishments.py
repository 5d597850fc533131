"""Which lengths of time are punishments: told as a sentence, or given to somebody by a headline without a verb."""

from functools import cache

from spacy.tokens import Token

from istor.coding.arguments import preposition
from istor.knowledge.gazetteer import Mention
from istor.knowledge.titles import titles
from istor.languages import data
from istor.languages.folding import fold
from istor.languages.grammar import has

NEAR = 4
"""Steps up the tree from a number to the word that says what it is."""
SENTENCE = "prison sentence"
PUNISHMENTS = frozenset({SENTENCE, "suspended sentence"})


@cache
def _terms(lang: str = "el") -> dict[str, str]:
    """What lengths of time are, by the lemmas that say so."""
    rows = data.table(lang, "figures.yaml")["terms"]
    return {fold(w): row["what"] for row in rows for w in (*row["lemmas"], *row.get("verbs", ()))}


def punishment(token: Token) -> str | None:
    """The punishment that the length of time at ``token`` is, or None."""
    known, at, steps = _terms(), token, 0
    while True:
        if (found := known.get(fold(at.lemma_))) or (
            found := next((known[w] for c in at.children if (w := fold(c.lemma_)) in known), None)
        ):
            return found if found in PUNISHMENTS else None
        if at.head == at or steps == NEAR:
            return SENTENCE if _is_dealt(token) else None
        at, steps = at.head, steps + 1


def _is_dealt(token: Token) -> bool:
    """Whether a headline without a verb gives a length of time to somebody: "Δεκατέσσερα χρόνια στον πλοιοκτήτη"."""
    noun = token if token.pos_ == "NOUN" else token.head
    if noun.pos_ != "NOUN" or any(has(t, "VerbForm", "Fin") for t in token.sent):
        return False
    at = {i: m for m in token.doc._.mentions for i in range(m.start, m.end)}
    to = (c for c in noun.children if c.i > noun.i and preposition(c) == "σε" and c.i in at)
    return any(_is_person(at[c.i]) for c in to)


def _is_person(mention: Mention) -> bool:
    role = mention.kind("role")
    if role and role.name not in titles().many - titles().persons:
        return True
    return mention.label == "PERSON" or mention.kind("person", "surname", "office") is not None
