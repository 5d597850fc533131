"""Figures: the numbers that a sentence states, with what they count and what became of those counted.

A number counts the noun that follows it; else the subject of its verb ("οι νεκροί είναι 12"); else what the number
beside it counts ("41 και όχι 38 εκατ. ευρώ"). Dates, hours, ages and lengths of time are no figures, a sentence to so
many years is one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from istor.coding.arguments import CLAUSES, carrier
from istor.coding.numbers import CURRENCY, Number, numbers
from istor.coding.punishments import punishment
from istor.knowledge.gazetteer import index, word_key
from istor.languages import data
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Figure
from istor.model import Span as Stretch
from istor.model.claim import CURRENCIES

NEAR = 4
"""Words before a number among which one that widens it may stand."""
MOST_BETWEEN = 4
"""Words that may stand between a number and the noun that it counts."""
MOST_TOLD = 8
"""Words before a number among which those may stand of whom it is told."""
SMALLEST_WRITTEN = 1000
"""A bare number below this, beside one in millions, leaves "millions" unsaid."""
HIGHEST = 6
"""Steps up the tree from a number to the word that names the event it belongs to."""


@dataclass(frozen=True)
class FigureWords:
    """What numbers count and what becomes of those counted, in one language; all folded."""

    hedges: tuple[str, ...]
    counted: dict[str, tuple[str, str]]
    measures: frozenset[str]
    joints: frozenset[str]
    outcomes: dict[str, tuple[tuple[str, str], ...]]
    """What becomes of those counted, by the lemma of a verb or noun; with a word that has to stand beside it, or ""."""
    starts: tuple[tuple[str, str], ...]
    """The same by how a verb form begins, for forms whose lemma is often mistaken."""
    stages: dict[str, str]
    further: frozenset[str]


TIMES = frozenset({"years", "decades", "centuries", "months", "weeks", "days", "hours", "minutes"})


@cache
def figure_words(lang: str = "el") -> FigureWords:
    """The figure words of one language."""
    table = data.table(lang, "figures.yaml")
    outcomes: dict[str, list[tuple[str, str]]] = {}
    for row in table["results"]:
        for lemma in (*row["lemmas"], *row.get("nouns", ())):
            outcomes.setdefault(fold(lemma), []).append((fold(row.get("with", "")), row["what"]))
    return FigureWords(
        tuple(fold(w) for row in table["approximators"] for w in row["words"] if fold(w)),
        {fold(w): (row["what"], row["unit"] or "") for row in table["counted"] for w in row["lemmas"] if fold(w)},
        frozenset(map(fold, table["measures"])),
        frozenset(map(fold, (*table["range"]["joints"], *table["beside"]))),
        {lemma: tuple(rows) for lemma, rows in outcomes.items()},
        tuple((start, row["what"]) for row in table["results"] for start in row.get("starts", ())),
        {fold(w): row["what"] for row in table["stages"] for w in (*row["lemmas"], *row["nouns"])},
        frozenset(map(fold, table["further"])),
    )


@dataclass(frozen=True)
class Counted:
    """A number of a sentence with the noun that it counts (None: left unsaid) and the figure that the two make."""

    number: Number
    noun: Token | None
    figure: Figure
    governor: Token
    outcome: str


def counted(sentence: Span, before: Counted | None = None, money: Counted | None = None) -> tuple[Counted, ...]:
    """The figures of a sentence in its order.

    ``before`` is the last one of the sentence before, ``money`` the last sum before that names its currency.
    """
    found = [n for n in numbers(sentence) if not _is_time(sentence.doc, n)]
    made: list[Counted] = []
    for at, number in enumerate(found):
        sums = (c for c in reversed(made) if c.figure.unit in CURRENCIES)
        like = made[-1] if made else before
        if number.scale > 1 and not (like and like.number.scale > 1):
            like = next(sums, money)
        if one := _counted(sentence, number, found[at + 1 :], like):
            made.append(one)
    return tuple(made)


def _counted(sentence: Span, number: Number, after: Sequence[Number], before: Counted | None) -> Counted | None:
    doc = sentence.doc
    first, last = doc[number.first], doc[number.last]
    noun = _noun(doc, number, sentence) if not number.sign else None
    if number.scale > 1 and noun is not None and doc[number.last + 1].pos_ == "DET":
        noun = None  # "τα τέσσερα εκατομμύρια των έργων" are money
    governor = _governor(noun or first)
    result = _outcome(noun or first, governor) if not number.sign else ""
    value, (what, unit) = number.value, _what(number, noun)
    if isinstance(value, str) and (noun is None or first.head not in (noun, noun.head)):
        return None
    if unit in TIMES:
        term = punishment(noun or first)
        if term is None or isinstance(value, str):
            return None
        what = term
    if unit in CURRENCIES or unit in TIMES:
        result = ""
    if noun is None and not number.sign:
        beside = _beside(sentence, number, after)
        like = beside or before
        if result in PERSONAL and beside is None and number.scale == 1:
            what, unit = "people", "persons"
        elif like is not None and not isinstance(value, str):
            what, unit = like.figure.what, like.figure.unit
            if number.scale == 1 < like.number.scale and value < SMALLEST_WRITTEN:
                value *= like.number.scale
    is_next = noun is not None and last.i < noun.i and all(t.pos_ != "NUM" for t in doc[last.i + 1 : noun.i])
    end = noun if noun is not None and is_next else last
    near = " " + " ".join(fold(t.text) for t in doc[max(sentence.start, number.first - NEAR) : number.first])
    is_about = isinstance(value, str) or near.endswith(tuple(f" {hedge}" for hedge in figure_words().hedges))
    span = Stretch(first.idx, end.idx + len(end))
    return Counted(number, noun, Figure(what, value, unit, is_about, span), governor, result)


PERSONAL = frozenset({"killed", "wounded", "missing", "arrested", "detained", "rescued", "released", "protesters"})
"""Outcomes that only persons meet, so that "τραυματίστηκαν επτά" counts people."""


def _what(number: Number, noun: Token | None) -> tuple[str, str]:
    if number.sign == "%":
        return "percent", "percent"
    if number.sign in CURRENCY:
        return {"EUR": "euros", "USD": "dollars", "GBP": "pounds"}[CURRENCY[number.sign]], CURRENCY[number.sign]
    if noun is None:
        return "", ""
    known = figure_words().counted
    found = known.get(fold(noun.lemma_)) or known.get(fold(noun.text))
    return found or (noun.lemma_, "persons" if _is_people(noun) else "")


def _noun(doc: Doc, number: Number, sentence: Span) -> Token | None:
    """The noun that a number counts."""
    return _after(doc, number.last + 1, sentence.end) or _told_of(doc, number, sentence) or _subject(doc[number.first])


def _told_of(doc: Doc, number: Number, sentence: Span) -> Token | None:
    """Those of whom a number is told right after them: "οι νεκροί είναι 12 και οι τραυματίες 34"."""
    for token in reversed(doc[max(sentence.start, number.first - MOST_TOLD) : number.first]):
        _, unit = figure_words().counted.get(fold(token.lemma_), ("", ""))
        is_subject = has(token, "Case", "Nom") and token.i > sentence.start and token.nbor(-1).pos_ == "DET"
        if unit == "persons" and is_subject:
            return token
        if token.pos_ not in ("AUX", "VERB", "ADV", "DET", "ADP", "PART") and not has(token, "Case", "Gen"):
            return None
    return None


def _after(doc: Doc, at: int, end: int) -> Token | None:
    """The noun after a number, past adjectives and past the whole of which it is a part ("δύο από τους τρεις …")."""
    last = None
    for token in doc[at : min(at + MOST_BETWEEN, end)]:
        if token.pos_ in ("NOUN", "PROPN", "X", "SYM") or fold(token.lemma_) in figure_words().counted:
            return _whose_people(token, end)
        if token.pos_ == "NUM" and last is not None:
            return _after(doc, token.i + 1, end)
        if _is_people(token) and token.i + 1 < end and token.nbor().pos_ == "DET":
            return token  # "πέντε Έλληνες του πληρώματος", where the tagger has an adjective
        is_whole_next = token.pos_ == "ADP" and token.i == at and token.i + 1 < end and doc[token.i + 1].pos_ == "DET"
        if is_whole_next or token.pos_ == "ADJ":
            last = token
        elif token.pos_ not in ("DET", "ADV", "PRON", "NUM"):
            break
    return last if last is not None and last.pos_ == "ADJ" else None


def _whose_people(noun: Token, end: int) -> Token:
    """Of "χιλιάδες Βορειοκορεάτες στρατιώτες" the soldiers: a people's name beside a noun in its case says whose."""
    if noun.i + 1 >= end or not _is_people(noun):
        return noun
    other = noun.nbor()
    is_one_case = noun.morph.get("Case", []) == other.morph.get("Case", [])
    return other if other.pos_ == "NOUN" and is_one_case else noun


def _is_people(noun: Token) -> bool:
    """Whether it names somebody by the state: "Ουκρανοί"."""
    return noun.text[:1].isupper() and any(e.kind == "people" for e in index().get(word_key(noun.text), ()))


def _subject(token: Token) -> Token | None:
    """The subject of the verb that the number belongs to: "οι νεκροί είναι 12", "στους έξι ανέβηκε ο αριθμός των …"."""
    top = _governor(token)
    roles = (("obj",), ("nsubj", "nsubj:pass"))  # "στα 300 υπολογίζουν οι μηχανικοί τα σπίτια": houses, not engineers
    here = [*(c for role in roles for c in top.children if c.dep_ in role), top]
    for noun in (word for word in here if word != token):
        if fold(noun.lemma_) in figure_words().measures:
            return next((c for c in noun.children if c.i > noun.i and c.pos_ in ("NOUN", "ADJ", "PROPN")), None)
        known = figure_words().counted.get(fold(noun.lemma_))
        if known and known[1] not in TIMES:
            return noun
        if noun.pos_ in ("NOUN", "PROPN") and noun.dep_.startswith("nsubj") and (top == token or top.pos_ == "AUX"):
            return noun
    return None


def _governor(token: Token) -> Token:
    """The verb over a word, or the head of a sentence without one."""
    at = token
    while at.head != at and at.pos_ not in ("VERB", "AUX"):
        at = at.head
    return at


def _outcome(token: Token, governor: Token) -> str:
    """What became of those counted: by the noun itself, a clause about it, what it hangs on, or the verb."""
    known = figure_words()
    for word in _over(token, governor):
        for beside, what in known.outcomes.get(fold(word.lemma_), ()):
            if not beside or any(fold(t.lemma_) == beside for t in word.subtree):
                return what
        if word.pos_ in ("VERB", "AUX"):
            form = fold(word.text)
            if found := next((what for start, what in known.starts if form.startswith(start)), None):
                return found
    return ""


def _over(token: Token, governor: Token) -> Iterator[Token]:
    """The word, the words over it up to its verb, and the verbs of the clauses about it: the sent who were killed."""
    yield token
    at = token
    while at not in {at.head, governor}:
        at = at.head
        yield at
    yield from (c for c in token.children if c.dep_.startswith("acl"))


def is_recalled(one: Counted) -> bool:
    """Whether a noun over those counted, no verb, says what became of them: "για τον θάνατο 14 ανθρώπων"."""
    if one.noun is None or one.noun.head == one.noun:
        return False
    return one.noun.head.pos_ == "NOUN" and fold(one.noun.head.lemma_) in figure_words().outcomes


def stage_of(one: Counted) -> str:
    """How far what is counted has come (asked, offered, agreed, paid), or "further"; empty where nothing tells."""
    top, number = one.governor, one.number
    beside = top.doc[max(number.first - 1, 0) : number.last + 2]
    if any(fold(t.text) in figure_words().further for t in beside):
        return "further"
    above = (top.head,) if top.dep_ in CLAUSES else ()
    about = (c for c in top.children if c.dep_.startswith("acl"))  # "το ποσό που δόθηκε ήταν δύο εκατομμύρια"
    words = (*_over(one.noun or top.doc[one.number.first], top), top, *above, *about)
    return next((what for word in words if (what := figure_words().stages.get(fold(word.lemma_)))), "")


def _is_time(doc: Doc, number: Number) -> bool:
    """Whether the number belongs to a date, an hour or a length of time that is no punishment."""
    first, last = doc[number.first], doc[number.last]
    span = Stretch(first.idx, last.idx + len(last))
    found = [t for t in doc._.times if t.span.meets(span)]
    return bool(found) and not (all(t.kind == "duration" for t in found) and punishment(first))


def _beside(sentence: Span, number: Number, after: Sequence[Number]) -> Counted | None:
    """The number that follows with nothing but joining words between: "41 και όχι 38 εκατ. ευρώ"."""
    if not after:
        return None
    between = sentence.doc[number.last + 1 : after[0].first]
    if all(fold(t.text) in figure_words().joints or t.pos_ == "DET" for t in between):
        return _counted(sentence, after[0], after[1:], None)
    return None


# --- of an event ------------------------------------------------------------------------------------------------------


def figures_of(doc: Doc, trigger: Token) -> tuple[Figure, ...]:
    """Figures of the sentence that stand under the trigger, under the verb that carries it or that it belongs to."""
    anchors = set(_anchors(trigger))
    found = (c for c in counted(trigger.sent) if c.figure.what or c.outcome)
    return tuple(c.figure for c in found if anchors & set(_above(doc[c.number.first], c.noun)))


def _anchors(trigger: Token) -> Iterator[Token]:
    yield trigger
    if trigger.pos_ not in ("VERB", "AUX"):
        if (verb := carrier(trigger)) is not None:
            yield verb
        elif trigger.head.pos_ in ("VERB", "AUX") and trigger.dep_ in ("nsubj", "nsubj:pass", "obj", "obl"):
            yield trigger.head


def _above(first: Token, noun: Token | None) -> Iterator[Token]:
    """The words over a number, up to its verb; the verb that opens it where that is no more than its clause."""
    for start in dict.fromkeys(filter(None, (first, noun))):
        at = start
        yield at
        for _ in range(HIGHEST):
            if at.head == at or at.pos_ in ("VERB", "AUX"):
                break
            at = at.head
            yield at
        if at.pos_ in ("VERB", "AUX") and at.dep_ == "xcomp":
            yield at.head
