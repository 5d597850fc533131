"""Every figure of a report as its sentence states it: of what, as of when, on whose word; of an event or of none.

Most numbers of the news stand in sentences that tell of no event with a type of its own (a turnout, a cost, a count of
votes), so the ledger cannot be made of claims alone.
"""

from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from istor.coding.attribution import Attribution
from istor.coding.circumstances import dated
from istor.coding.figures import Counted, counted, figure_words, is_recalled, stage_of
from istor.coding.numbers import Number
from istor.coding.reporting import reporting
from istor.languages import data
from istor.languages.folding import fold, name_key
from istor.model import Span as Stretch
from istor.model import Statement, When
from istor.model.claim import CURRENCIES

SIDE = 6
"""Words on either side of a number, within its part of the sentence, among which stands what it measures."""
MOST_STEPS = 3
"""Steps in the tree within which a day is told of a number: further off, it is the day of something else."""
CONTENT = frozenset({"NOUN", "VERB", "ADJ"})


@dataclass(frozen=True)
class FormerWords:
    """Words by which a number is told as what was said before, folded."""

    before: frozenset[str]
    origin: frozenset[str]
    beside: frozenset[str]


@cache
def former_words(lang: str = "el") -> FormerWords:
    """The words of one language."""
    row = data.table(lang, "figures.yaml")["former"]
    before, origin, beside = (frozenset(map(fold, row[name])) for name in ("before", "from", "beside"))
    return FormerWords(before, origin, beside)


class Statements:
    """Reads one document sentence by sentence, as its attribution does; ``found`` are the statements so far."""

    def __init__(self, doc: Doc, attribution: Attribution) -> None:
        self.doc, self.attribution = doc, attribution
        self.found: list[Statement] = []
        self._before: Counted | None = None
        self._money: Counted | None = None

    def read(self, sentence: Span) -> None:
        """Keep the figures of a sentence whose credits were worked out."""
        made = counted(sentence, self._before, self._money)
        earlier = self.found[-1] if self._before and self.found else None
        self._before = made[-1] if made else None
        self._money = next((c for c in reversed(made) if c.figure.unit in CURRENCIES), self._money)
        for at, one in enumerate(made):
            left = made[at - 1].number.last + 1 if at else sentence.start
            right = made[at + 1].number.first if at + 1 < len(made) else sentence.end
            stated = self._statement(sentence, one, self.doc[left:right], len(made))
            if earlier and one.noun is None and _is_bare(self.doc[left:right], one):
                stated = _after(earlier, stated)
            self.found.append(stated)
            earlier = stated

    def _statement(self, sentence: Span, one: Counted, part: Span, figures: int) -> Statement:
        first = self.doc[one.number.first]
        near = _near(part, one.number)
        voices, _ = self.attribution.voices(one.governor if one.governor.sent == sentence else first)
        words = [t for t in sentence if not t.is_space]
        return Statement(
            report=self.doc._.report.id,
            sentence=Stretch(words[0].idx, words[-1].idx + len(words[-1])),
            figure=one.figure,
            outcome=" ".join(filter(None, (stage_of(one), one.outcome))),
            theme=_theme(near, one),
            holders=tuple(sorted({name_key(t.text) for t in near if _is_name(t, sentence) and not self._is_time(t)})),
            when=self._when(first, one.governor),
            voices=voices,
            is_former=_is_former(self.doc, one, sentence, figures),
            is_recalled=is_recalled(one),
        )

    def _is_time(self, token: Token) -> bool:
        """Whether it is a word of a day or month: "την περασμένη Κυριακή"."""
        span = Stretch(token.idx, token.idx + len(token))
        return any(t.span.covers(span) for t in self.doc._.times)

    def _when(self, first: Token, governor: Token) -> When | None:
        """The day that the sentence gives the number or its verb; none that had not come when the report came out."""
        published = self.doc._.report.published
        last = published.last if published else None
        near = [d.when for token in (first, governor) for d in dated(self.doc, token) if d.steps <= MOST_STEPS]
        return next((w for w in near if not (last and w.first and w.first > last)), None)


def _is_bare(part: Span, one: Counted) -> bool:
    """Whether nothing beside the number says what it measures: "το υπουργείο μίλησε για 35%"."""
    near = _near(part, one.number)
    who = {t.i for t in near if t.dep_ in ("nsubj", "nsubj:pass") or any(a.dep_ == "nsubj" for a in t.ancestors)}
    words = [t for t in near if t.pos_ == "NOUN" and t.i not in who and not one.number.first <= t.i <= one.number.last]
    return all(fold(t.lemma_) in figure_words().counted for t in words)


def _after(earlier: Statement, stated: Statement) -> Statement:
    """``stated`` as another number of what the one before it measures, where the two are of one unit."""
    if earlier.figure.unit != stated.figure.unit:
        return stated
    theme = tuple(sorted({*earlier.theme, *stated.theme}))
    return replace(stated, theme=theme, outcome=stated.outcome or earlier.outcome, when=stated.when or earlier.when)


def _near(part: Span, number: Number) -> list[Token]:
    """The words beside a number as far as the next comma after it."""
    inside = [t for t in part if number.first - SIDE <= t.i <= number.last + SIDE]
    ends = [t.i for t in inside if t.i >= number.last and ("," in t.text[-1:] or t.text in (";", ":", "·"))]
    return [t for t in inside if not ends or t.i <= ends[0]]


def _theme(near: list[Token], one: Counted) -> tuple[str, ...]:
    """What tells of what the number is: content words near it, its verb and that verb's subject and object."""
    told = [*near, one.governor, *(c for c in one.governor.children if c.dep_ in ("nsubj", "nsubj:pass", "obj"))]
    inside = range(one.number.first, one.number.last + 1)
    plain = reporting().verbs
    found = {fold(t.lemma_) for t in told if t.pos_ in CONTENT and t.i not in inside}
    return tuple(sorted(word for word in found if word and word not in plain))


def _is_name(token: Token, sentence: Span) -> bool:
    return token.pos_ in ("PROPN", "X") or (token.text[:1].isupper() and token.i > sentence.start)


def _is_former(doc: Doc, one: Counted, sentence: Span, figures: int) -> bool:
    words = former_words()
    before = fold(doc[one.number.first - 1].text) if one.number.first > sentence.start else ""
    if before in words.before or (before in words.origin and figures > 1):
        return True
    return figures == 1 and any(fold(t.text) in words.beside for t in sentence)
