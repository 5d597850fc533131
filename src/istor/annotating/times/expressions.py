"""Expressions of time in a text, with their values: what TIMEX3 marks, written in ISO 8601-2 (EDTF).

Works on the bare text; a tense from syntax makes weekdays and months surer. Does not say which event a time
belongs to.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from istor.annotating.times import amounts, dates, feasts, hours, relative, weekdays, years
from istor.annotating.times.joining import join, whole
from istor.annotating.times.patterns import Grammar, grammar
from istor.annotating.times.readings import Basis, Kind, Reading, Rule, Scene
from istor.annotating.times.scan import Token, scan, sentences_of
from istor.annotating.times.tense import Sentence, Tense
from istor.errors import DataError
from istor.model.values import Span, When

TenseAt = Callable[[int], str | None]

NOTHING = "nothing"
TENSES: dict[str | None, Tense] = {"past": "past", "future": "future"}
RULES: dict[str, Rule] = {}
for module in (dates, years, feasts, weekdays, relative, amounts, hours):
    RULES |= module.RULES


@dataclass(frozen=True)
class TimeExpression:
    """An expression that says when, how long or how often.

    ``value`` is ISO 8601-2 for dates and times (``PAST_REF``, ``PRESENT_REF``, ``FUTURE_REF`` for vague ones), ISO
    8601 for durations and sets. ``when`` are its days; ``None`` where the value leaves them open. ``rule`` read it,
    from the day ``base`` and by the ``tense`` around it, where it went by these.
    """

    span: Span
    text: str
    kind: Kind
    value: str
    basis: Basis
    when: When | None
    rule: str = ""
    base: date | None = None
    tense: Tense | None = None


def find_times(
    text: str, published: date | None, *, sentences: Sequence[Span] | None = None, tense_at: TenseAt | None = None
) -> list[TimeExpression]:
    """The time expressions of ``text``, in order, without overlap.

    Relative ones are reckoned from ``published``, the date of the report. Nothing is looked for outside ``sentences``
    when they are given. ``tense_at`` may tell for an offset whether its clause speaks of the "past" or the "future";
    where it says ``None`` the surface of the sentence does.
    """
    tokens, known = _tokens(text, sentences), grammar()
    scene = _scene(tokens, published, sentences_of(text) if sentences is None else sentences, tense_at)
    readings: list[Reading] = []
    for found in known.find(tokens):
        if found.rule != NOTHING:
            scene.said = scene.since = None
            made = [scene.noted(reading, found.rule) for reading in _rules(known)[found.rule](found, scene)]
            readings += made
            scene.earlier += made
    coded = known.alphabet.coded(tokens)
    groups = join(readings, coded, known)
    return [_expression(whole(group, coded, known, scene), tokens, text) for group in groups]


def _tokens(text: str, sentences: Sequence[Span] | None) -> list[Token]:
    """The tokens of the text; those outside the sentences as line ends, which no pattern crosses."""
    tokens = scan(text)
    if sentences is None:
        return tokens
    starts, ends = [span.start for span in sentences], [0, *(span.end for span in sentences)]
    inside = (token.end <= ends[bisect_right(starts, token.start)] for token in tokens)
    return [t if is_inside else Token(t.start, t.end, "\n", "\n") for t, is_inside in zip(tokens, inside, strict=True)]


def _scene(
    tokens: Sequence[Token], published: date | None, sentences: Sequence[Span], tense_at: TenseAt | None
) -> Scene:
    starts = [span.start for span in sentences]
    sentence_of = [bisect_right(starts, token.start) for token in tokens]

    @cache
    def read(number: int) -> tuple[int, Sentence]:
        first, last = bisect_left(sentence_of, number), bisect_right(sentence_of, number)
        return first, Sentence(tokens[first:last])

    def tense(at: int) -> Tense | None:
        said = tense_at(tokens[at].start) if tense_at else None
        if said in TENSES:
            return TENSES[said]
        first, sentence = read(sentence_of[at])
        return sentence.tense_near(at - first)

    return Scene(published, tense, [], sentence_of)


@cache
def _rules(known: Grammar) -> dict[str, Rule]:
    named = {pattern.rule for pattern in known.patterns} - {NOTHING}
    if missing := named - RULES.keys():
        raise DataError(f"times.yaml: no code for the rules {sorted(missing)}")
    return RULES


def _expression(reading: Reading, tokens: Sequence[Token], text: str) -> TimeExpression:
    span = Span(tokens[reading.start].start, tokens[reading.end - 1].end)
    stretch = reading.stretch
    when = None
    if reading.kind in ("date", "time") and stretch.first and stretch.last:
        when = When(stretch.first, stretch.last, stretch.value, reading.basis, span)
    return TimeExpression(span, span.of(text), reading.kind, stretch.value, reading.basis, when,
                          reading.rule, reading.base, reading.tense)
