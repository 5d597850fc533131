"""Whose a phrase is: the states that its adjectives, genitives and nationality nouns give, and the parts of a phrase.

All of it reads the tree and the mentions only; who is meant by what is found is decided in ``coding.parties``.
"""

from collections.abc import Iterator, Mapping

from spacy.tokens import Token

from istor.coding.arguments import joined, preposition
from istor.knowledge.gazetteer import Mention
from istor.knowledge.titles import titles
from istor.languages.folding import fold
from istor.languages.grammar import has

NONE = "---"
ANY = "*"  # the code of a body that every state has
PHRASE = frozenset({"flat", "appos", "amod", "nmod", "compound", "nummod", "det"})
INNER = frozenset({"flat", "appos", "compound"})
OWNING = frozenset({"", "σε", "απο"})  # prepositions with which a noun may still say whose the phrase is
SIDES = frozenset(map(fold, ("χώρα", "κράτος", "πλευρά", "μέρος", "λαός", "έθνος", "κυβέρνηση", "πρωτεύουσα",
                             "σύμμαχος")))
COUNTRY = SIDES | frozenset(map(fold, ("δημοκρατία", "ομοσπονδία", "γείτονας", "Αμερικανός", "στιγμή", "ημέρα")))
STATES = ("adjective", "people", "state", "capital", "seat")


def inside(head: Token) -> Iterator[Token]:
    """The phrase's own words: the head and what renames it."""
    yield head
    for child in head.children:
        if child.dep_ in INNER or (child.dep_ in ("nmod", "amod") and not preposition(child)):
            yield from inside(child)


def near(head: Token) -> Iterator[Token]:
    """Where a phrase's state may stand: its modifiers, then what they hang from when it is an apposition."""
    for child in head.children:
        if child.dep_ in PHRASE and not (child.dep_ == "nmod" and preposition(child) not in OWNING):
            yield child
            if child.dep_ in ("nmod", "amod", "flat", "appos"):
                yield from (c for c in child.children if c.dep_ in ("nmod", "amod", "flat") and not preposition(c))
    if head.dep_ in INNER:
        yield from (c for c in head.head.children if c != head and c.dep_ in ("amod", "nmod") and not preposition(c))


def state_of(head: Token, at: Mapping[int, Mention]) -> str:
    """The code that a phrase's adjective, nationality noun or genitive gives; empty when it gives none."""
    for child in near(head):
        mention = at.get(child.i)
        if mention is None:
            continue
        entry = mention.kind(*STATES, "body")
        if entry and entry.code not in ("", ANY, NONE):
            return entry.code
        if mention.start > 0 and (entry := mention.kind("place")) and entry.code != NONE:
            return entry.code
    return ""


def shared_by(head: Token, at: Mapping[int, Mention]) -> tuple[tuple[str, ...], frozenset[int]]:
    """The states that have one each of a plural, and the words that say so: "the governments of Greece and Turkey".

    The second state hangs from the first, or, where the parser took it for a second party, from the noun itself.
    """
    if not has(head, "Number", "Plur"):
        return (), frozenset()
    found: dict[str, None] = {}
    words = []
    for child in head.children:
        is_second = child.dep_ == "conj" and has(child, "Case", "Gen") and not has(head, "Case", "Gen")
        if child.dep_ not in ("nmod", "amod", "flat") and not is_second or preposition(child) not in OWNING:
            continue
        for token in joined(child):
            mention = at.get(token.i)
            if entry := mention.kind(*STATES) if mention else None:
                found.setdefault(entry.code)
                words.append(token.i)
    return (tuple(found), frozenset(words)) if len(found) > 1 else ((), frozenset())


def is_of_another(head: Token, mention: Mention, at: Mapping[int, Mention]) -> bool:
    """Whether the genitive names something other than a state: a union's president is not the state's."""
    for child in head.children:
        if child.dep_ != "nmod" or preposition(child) or mention.start <= child.i < mention.end:
            continue
        owner = at.get(child.i)
        if owner and owner.kind("state", "capital", "seat", "adjective", "people"):
            return False
        if fold(child.lemma_) not in COUNTRY and child.pos_ in ("NOUN", "PROPN", "X") and not (
                owner and owner.kind("person", "surname")):
            return True
    return False


def is_former(head: Token) -> bool:
    """Whether the phrase says that somebody held the office before."""
    former = {fold(w) for w in titles().former}
    return any(fold(c.text) in former for c in head.children)
