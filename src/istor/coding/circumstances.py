"""When and where: which time expression and which place of a sentence belong to a trigger, and the report's news day.

A trigger takes the nearest dated expression of its own clause. Where its sentence gives none, what a report tells as
its news happened on the news day: the day that the title or lead gives, else about the day of the report. What is
told as background (a pluperfect, a war, "after the …") has no date unless the text gives one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from itertools import pairwise
from typing import Any

from spacy.tokens import Doc, Token

from istor.coding.arguments import carrier, preposition, relative_verb
from istor.coding.parties import Parties
from istor.knowledge.tables import states
from istor.languages.folding import fold
from istor.model import Report, When

FAR = 10**6
LENGTH = re.compile(r"P(?P<count>\d+(?:\.\d+)?)(?P<unit>[DWMY])")
DAYS = {"D": 1.0, "W": 7.0, "M": 30.44, "Y": 365.25}
HOURS = re.compile(r"T[^/]*")  # of an expression's value: 2025-08-12T18:00, 2025-08-12TEV
MOST_STEPS_UP = 4
BEFORE = frozenset({"πριν", "προ", "ενοψει"})  # "days before Friday's meeting" is not on Friday
AFTER = frozenset({"μετα", "επειτα", "υστερα", "κατοπιν"})
BACKGROUND = frozenset(map(fold, ("μετά", "έπειτα", "ύστερα", "πριν", "λόγω", "εξαιτίας", "προ", "παρά")))
NEWS_DAYS = timedelta(days=4)  # a lead's day further back than this is no news day
LEAD_BLOCKS = 3


@dataclass(frozen=True)
class Dating:
    """The date of a claim, and what gave it or kept it from having one."""

    when: When | None
    by: str


@dataclass(frozen=True)
class Dated:
    """A dated expression of a trigger's sentence: how far in the tree it stands (``FAR``: apart), and its date.

    ``apart`` is how long after the dated thing it was, and ``is_exact`` whether that is counted in days.
    """

    expression: Any
    steps: int
    is_after: bool
    apart: timedelta | None = None
    is_exact: bool = True

    @property
    def when(self) -> When:
        """The date that the expression gives the event: days, whatever hour it names."""
        when = _day_of(self.expression.when)
        if self.apart is not None and when.first is not None and when.first == when.last:
            day = when.first + self.apart
            return When(day, day, day.isoformat() + ("" if self.is_exact else "~"), "reckoned")
        return _since(when) if self.is_after else when


def when_of(doc: Doc, trigger: Token) -> When | None:
    """The date that the sentence gives the event: the dated expression nearest to it in the tree."""
    return next((d.when for d in dated(doc, trigger) if d.steps < FAR), None)


def dated(doc: Doc, trigger: Token) -> list[Dated]:
    """The dated expressions of the trigger's sentence, the nearest in the tree first."""
    sentence = trigger.sent
    found = [t for t in doc._.times if t.when is not None and sentence.start_char <= t.span.start < sentence.end_char]
    made = [_placed(doc, t, trigger) for t in found]
    return sorted(made, key=lambda d: (d.steps, d.is_after, d.expression.span.start))


def _day_of(when: When) -> When:
    """``when`` without its hours or part of the day: a claim is of days."""
    return replace(when, edtf=HOURS.sub("", when.edtf))


def _since(when: When) -> When:
    """The open stretch from ``when`` on: what happened "after the invasion of February 2022"."""
    return replace(when, last=None, edtf=f"{when.edtf.split('/')[0]}/..", basis="reckoned")


def _placed(doc: Doc, expression: Any, trigger: Token) -> Dated:
    """The expression with how far in the tree it is from the trigger, and what stands between them."""
    span = doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
    if span is None:
        return Dated(expression, FAR, False)
    if any(fold(t.text) == "απο" for t in doc[max(span.start - 2, 0) : span.start]):  # "in office since 2004"
        return Dated(expression, FAR, False)
    for cost, anchor in _anchors(trigger):
        path = _path(span.root, anchor)
        if path is None or any(t.pos_ == "VERB" and t != span.root for t in path[1:]):
            continue
        marks = list(_marks(path))
        apart, unit = _apart(doc, marks)
        if apart is not None or not any(fold(m.lemma_) in BEFORE for m in marks):
            is_after = any(preposition(t) in AFTER for t in path[:1]) or any(fold(m.lemma_) in AFTER for m in marks)
            return Dated(expression, cost + len(path), is_after, apart, unit == "D")
    return Dated(expression, FAR, False)


def _marks(path: Sequence[Token]) -> Iterator[Token]:
    """Each "before" or "after" above the foot of a path: of a noun, or, in "before of", what the noun hangs from."""
    for low, token in pairwise(path):
        if low != path[0] and fold(token.lemma_) in BEFORE | AFTER:
            yield token
        yield from (c for c in token.children if c.dep_ == "case" and fold(c.lemma_) in BEFORE | AFTER)


def _apart(doc: Doc, marks: Sequence[Token]) -> tuple[timedelta | None, str]:
    """How long after the dated thing: "three days after Sunday's rally"; less than 0 for before."""
    for mark in marks:
        if length := _length_before(doc, mark):
            return (_days(length) if fold(mark.lemma_) in AFTER else -_days(length)), length["unit"]
    return None, ""


def when_apart(doc: Doc, trigger: Token, news: When | None) -> When | None:
    """The date of what a stretch of time sets apart from what is told: "it began two weeks after the resignation"."""
    mark = next((c for c in trigger.children if c.dep_ == "case" and fold(c.lemma_) in BEFORE | AFTER), None)
    length = _length_before(doc, mark) if mark is not None else None
    told = _told_day(doc, trigger, news) if length is not None else None
    if mark is None or length is None or told is None:
        return None
    day = told - _days(length) if fold(mark.lemma_) in AFTER else told + _days(length)
    return When(day, day, day.isoformat() + ("" if length["unit"] == "D" else "~"), "reckoned")


def _length_before(doc: Doc, mark: Token) -> re.Match[str] | None:
    """The length of time that stands right before "after" or "before"."""
    if mark.i == 0:
        return None
    end = mark.nbor(-1).idx + len(mark.nbor(-1))
    return next((LENGTH.fullmatch(t.value) for t in doc._.times if t.kind == "duration" and t.span.end == end), None)


def _days(length: re.Match[str]) -> timedelta:
    return timedelta(round(float(length["count"]) * DAYS[length["unit"]]))


def _told_day(doc: Doc, trigger: Token, news: When | None) -> date | None:
    """The one day of what the sentence tells beside ``trigger``, else that of the news."""
    others = [d.when for d in dated(doc, trigger.head) if d.steps < FAR] if trigger.head != trigger else []
    when = next((w for w in others if w.first is not None and w.first == w.last), news)
    return when.first if when is not None and when.first == when.last else None


def is_after(trigger: Token, other: Token) -> bool:
    """Whether the event of ``trigger`` is told as one that came after ``other``: "since the invasion, …"."""
    for _, anchor in _anchors(trigger):
        path = _path(other, anchor)
        if path is not None:
            return any(preposition(t) in AFTER for t in path)
    return False


def _anchors(trigger: Token) -> Iterator[tuple[int, Token]]:
    """Where the date of a trigger may hang: itself, the verb that carries it or tells it, then what is above."""
    yield 0, trigger
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else carrier(trigger) or relative_verb(trigger) or trigger
    if verb != trigger:
        yield 3, verb
    for step in range(1, MOST_STEPS_UP):
        if verb.head == verb or verb.dep_ in ("acl:relcl", "parataxis"):
            return
        verb = verb.head
        yield 10 * step, verb


def _path(low: Token, high: Token) -> list[Token] | None:
    """Tokens from ``low`` up to, not including, ``high``; ``None`` when ``high`` is not above."""
    path, at = [], low
    while at != high:
        path.append(at)
        if at.head == at:
            return None
        at = at.head
    return path


def news_day(doc: Doc) -> When | None:
    """The day of what the report tells as news."""
    report: Report = doc._.report
    published = report.published
    if published is None or published.first is None:
        return None
    lead = [b.span for b in report.body[:LEAD_BLOCKS]]
    for expression in doc._.times:
        when: When | None = expression.when
        if when is None or when.first is None or when.first != when.last:
            continue
        is_lead = any(block.covers(expression.span) for block in lead)
        if is_lead and timedelta(0) <= published.first - when.first <= NEWS_DAYS:
            return replace(_day_of(when), basis="inferred", span=None)
    return When(published.first, published.last, f"{published.first.isoformat()}~", "inferred")


def news_month(news: When | None) -> When | None:
    """About the month of the news: when what led up to it mostly was."""
    return When(*_month(news.first), f"{news.first:%Y-%m}~", "inferred") if news and news.first else None


def _month(day: date) -> tuple[date, date]:
    return day.replace(day=1), (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


class Background(Enum):
    """How something is told beside the news: as what led up to it, or at any time before."""

    RECENT = "recent"
    ANY = "any"


def background(trigger: Token) -> Background | None:
    """Whether the trigger tells of something before or beside the news, and how."""
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else carrier(trigger)
    if verb is None:
        return Background.RECENT if preposition(trigger) in BACKGROUND or trigger.dep_ == "nmod" else None
    helpers = {fold(c.text) for c in verb.children if c.dep_ == "aux"}
    if helpers & {"ειχε", "ειχαν"}:
        return Background.RECENT
    return Background.ANY if helpers & {"εχει", "εχουν"} or verb.dep_ == "acl:relcl" else None


def place_of(parties: Parties, trigger: Token) -> str | None:
    """The English name of the most specific place that the trigger or its verb is said to be at."""
    verb = trigger if trigger.pos_ in ("VERB", "AUX") else carrier(trigger)
    for anchor in (trigger, verb):
        for child in anchor.children if anchor is not None else ():
            is_at = child.dep_ in ("obl", "nmod", "obl:arg") and preposition(child) in ("σε", "κοντα", "πανω")
            if is_at and (name := _place_in(parties, child)):
                return name
    return None


def _place_in(parties: Parties, head: Token) -> str | None:
    for token in (head, *[c for c in head.subtree if c.dep_ in ("nmod", "appos", "flat")]):
        mention = parties.at.get(token.i)
        if mention is not None and (entry := mention.kind("place", "capital")):
            return entry.name
    mention = parties.at.get(head.i)
    entry = mention.kind("state") if mention is not None else None
    return next((s.name for s in states() if s.code == entry.code), None) if entry else None


def report_day(when: When | None) -> date | None:
    """The day of the report that relative words and offices are reckoned from."""
    return when.first if when else None
