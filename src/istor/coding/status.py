"""Did it happen: actual, future, hypothetical or negated, from mood, particles, governors and words beside it.

Where several meet, negated goes before hypothetical and hypothetical before future; the words are in ``status.yaml``.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from istor.coding.arguments import STATEMENT, carrier, preposition
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.languages.status import Words, ahead, raising_verbs, status_words
from istor.model.claim import Status

MOST_GOVERNORS = 3
CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl"})


def status_of(trigger: Token) -> tuple[Status, str]:
    """The status of the event that ``trigger`` names, and the word that decided it."""
    verb = _verb_of(trigger)
    found: dict[str, str] = {}
    for kind, reason in [*_beside(trigger, verb), *_governed(verb), *_attributes(trigger), *_told(trigger),
                         *_timed(trigger), *_amid(trigger)]:
        found.setdefault(kind, reason)
    for kind in ("negated", "hypothetical", "future"):
        if kind in found:
            return kind, found[kind]  # type: ignore[return-value]
    return "actual", ""


def _verb_of(trigger: Token) -> Token:
    """The verb whose mood counts for the trigger: itself, or the light verb that carries an event noun."""
    return trigger if trigger.pos_ in ("VERB", "AUX") else carrier(trigger) or trigger


def _beside(trigger: Token, verb: Token) -> Iterator[tuple[str, str]]:
    words = status_words()
    if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    forms = {fold(c.text): c for c in verb.children if c.i < verb.i or c.dep_ in ("advmod", "aux", "mark")}
    if verb.pos_ in ("VERB", "AUX"):
        if _is_negated(verb):
            yield "negated", "δεν"
        if "θα" in forms:
            is_conditional = has(verb, "Tense", "Past") and has(verb, "Aspect", "Imp")
            yield ("hypothetical" if is_conditional else "future"), "θα"
        if condition := next((f for f in ("αν", "εαν", "εφοσον") if f in forms and forms[f].dep_ == "mark"), None):
            yield "hypothetical", condition
    if adverb := next((f for f, c in forms.items() if c.dep_ == "advmod" and f in words["hypothetical"].adverbs), None):
        yield "hypothetical", adverb


def _is_negated(verb: Token) -> bool:
    """Whether δεν, μην or the like stands before the verb."""
    negations = status_words()["negated"].particles - {"ποτε", "καθολου"}
    return any(fold(c.text) in negations for c in verb.children if c.i < verb.i)


def _governed(verb: Token) -> Iterator[tuple[str, str]]:
    words, at = status_words(), verb
    for _ in range(MOST_GOVERNORS):
        head = at.head
        if head == at or at.dep_ not in CLAUSAL | {"obj", "nsubj", "nsubj:pass", "conj", "nmod", "obl"}:
            return
        if at.dep_ in CLAUSAL and fold(head.lemma_) in raising_verbs() and _is_negated(head):
            yield "negated", head.text
        is_clause = at.dep_ in CLAUSAL or (at.pos_ == "NOUN" and at.dep_ in ("obj", "nsubj", "nsubj:pass", "nmod"))
        if is_clause and not _is_statement(at):
            for kind in ("future", "hypothetical", "negated"):
                part = words[kind]
                if _governs(head, at, part):
                    yield kind, head.text
        if at.dep_ in ("nmod", "obl", "nsubj") or head.pos_ == "NOUN":
            return
        at = head


def _told(trigger: Token) -> Iterator[tuple[str, str]]:
    """What a relative clause says of an event noun: "the meeting that has been planned for Friday"."""
    for clause in (c for c in trigger.children if c.dep_ in ("acl:relcl", "acl") and c.pos_ == "VERB"):
        lemma, forms = fold(clause.lemma_), {fold(c.text) for c in clause.children if c.dep_ == "aux"}
        for kind, words in status_words().items():
            if has(clause, "Voice", "Pass") and lemma in words.passive_governors:
                yield kind, clause.text
        if "θα" in forms and trigger.pos_ == "NOUN":
            yield "future", "θα"


def _governs(head: Token, at: Token, words: Words) -> bool:
    """Whether ``head``, with ``at`` as its clause or object, is one of ``words``."""
    lemma = fold(head.lemma_)
    if head.pos_ == "NOUN":
        return at.dep_ in ("acl", "nmod") and lemma in words.nouns
    is_passive = has(head, "Voice", "Pass") or at.dep_ == "nsubj:pass"
    return (at.dep_ != "nsubj" and lemma in words.governors) or (is_passive and lemma in words.passive_governors)


def _is_statement(clause: Token) -> bool:
    return any(c.dep_ == "mark" and fold(c.text) in STATEMENT for c in clause.children)


def _attributes(trigger: Token) -> Iterator[tuple[str, str]]:
    words = status_words()
    for child in trigger.children:
        if child.dep_ == "amod":
            for kind in ("future", "hypothetical"):
                if fold(child.lemma_) in words[kind].adjectives:
                    yield kind, child.text
        if child.dep_ == "case" and fold(child.lemma_) in words["negated"].prepositions:
            yield "negated", child.text
        if child.dep_ == "det" and fold(child.lemma_) in words["negated"].determiners:
            yield "negated", child.text


def _timed(trigger: Token) -> Iterator[tuple[str, str]]:
    """A day ahead beside an event noun or a present tense: "convenes tomorrow", "his visit next week"."""
    if trigger.pos_ != "NOUN" and not has(trigger, "Tense", "Pres"):
        return
    words = ahead()
    for child in trigger.children:
        is_next = any(c.dep_ == "amod" and fold(c.lemma_) in words.next for c in child.children)
        if fold(child.lemma_) in words.days or (is_next and fold(child.lemma_) in words.units):
            yield "future", child.text


def _amid(trigger: Token) -> Iterator[tuple[str, str]]:
    """A circumstance of what lies ahead lies ahead itself: "during his visit he will see the mayor"."""
    at = trigger
    while at.dep_ == "nmod" and fold(at.head.lemma_) in ahead().amid_nouns:
        at = at.head
    is_amid = trigger.pos_ == "NOUN" and at.dep_ in ("obl", "obl:arg") and preposition(at) in ahead().amid
    if is_amid and at.head.pos_ in ("VERB", "AUX") and status_of(at.head)[0] == "future":
        yield "future", at.head.text
