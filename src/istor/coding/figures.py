"""Figures: the numbers that a sentence states for an event, with what they count."""

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from istor.coding.arguments import carrier
from istor.languages import data
from istor.languages.folding import fold
from istor.model import Figure, Span

DIGITS = re.compile(r"^\d{1,3}(?:\.\d{3})+$|^\d+(?:,\d+)?$")
NEAR = 4


@dataclass(frozen=True)
class FigureWords:
    """Number words, vague amounts, hedges and counted nouns of one language, folded."""

    numbers: dict[str, float]
    multipliers: dict[str, float]
    vague: dict[str, str]
    hedges: frozenset[str]
    counted: dict[str, tuple[str, str]]


@cache
def figure_words(lang: str = "el") -> FigureWords:
    """The figure words of one language."""
    table = data.table(lang, "figures.yaml")
    numbers = {fold(f): float(row["value"]) for row in table["numbers"] for f in row["forms"] if not row.get("article")}
    multipliers = {fold(f): float(row["value"]) for row in table["multipliers"] for f in row["forms"]}
    vague = {fold(f): row["word"] for row in table["vague"] for f in row["forms"]}
    hedges = frozenset(fold(w).split(" ")[0] for row in table["approximators"] for w in row["words"])
    counted = {fold(w): (row["what"], row["unit"] or "") for row in table["counted"] for w in row["lemmas"]}
    return FigureWords(numbers, multipliers, vague, hedges, counted)


def figures_of(doc: Doc, trigger: Token) -> tuple[Figure, ...]:
    """Figures on the arguments of the trigger, or of the verb that carries it."""
    times = [t.span for t in doc._.times]
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else carrier(trigger)
    made = []
    for anchor in dict.fromkeys(filter(None, (trigger, verb))):
        for child in (anchor, *anchor.children):
            if child == anchor or child.dep_ in ("nsubj", "nsubj:pass", "obj", "nmod", "obl", "iobj", "obl:arg"):
                figure = _figure(child)
                if figure and not any(t.meets(figure.span) for t in times) and figure not in made:
                    made.append(figure)
    return tuple(made)


def _figure(noun: Token) -> Figure | None:
    words = figure_words()
    numbers = [c for c in noun.children if c.dep_ in ("nummod", "amod", "det") and _value(c) is not None]
    if not numbers:
        return None
    number = numbers[0]
    value = _value(number)
    what, unit = words.counted.get(fold(noun.lemma_), (noun.lemma_, ""))
    near = noun.doc[max(noun.sent.start, number.i - NEAR) : number.i]
    is_about = isinstance(value, str) or any(fold(t.text) in words.hedges for t in near)
    start = min(number.i, noun.i)
    end = noun.doc[max(number.i, noun.i)]
    span = Span(noun.doc[start].idx, end.idx + len(end))
    return Figure(what, value if value is not None else "", unit, is_about, span)


def _value(token: Token) -> float | str | None:
    words, form = figure_words(), fold(token.text)
    if DIGITS.match(token.text):
        return float(token.text.replace(".", "").replace(",", "."))
    if form in words.numbers:
        return words.numbers[form]
    return words.vague.get(form)
