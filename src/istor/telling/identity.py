"""Why claims are one event, and why others that come near are not: links in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from istor.linking.turns import TURNS
from istor.model import Claim, Event, Link
from istor.model.link import Judgement
from istor.telling.describe import one_line
from istor.telling.record import Record


@dataclass(frozen=True)
class Reason:
    """What was judged of two claims, by whom and why. ``others`` are the claims that lie outside the event.

    ``words`` are the triggers of the two with the names of their reports. ``rule`` says what one is to the other where
    they are stages of one thing: came about, kept, cancelled, denied.
    """

    left: str
    right: str
    judgement: Judgement
    score: float
    by: str
    reasons: tuple[str, ...]
    others: tuple[str, ...]
    words: tuple[str, str] = ("", "")
    rule: str = ""


def reasons(event: Event, record: Record) -> tuple[Reason, ...]:
    """The links that touch ``event``, by ids: first those within it, then those that lead out of it."""
    own = {claim.id for claim in event.claims}
    touching = [link for link in record.links if link.kind == "event" and own & {link.left, link.right}]
    claims = {claim.id: claim for claim in record.claims}
    words = {i: _words(claims[i], record) for link in touching for i in (link.left, link.right) if i in claims}
    found = [_reason(link, own, words) for link in touching]
    return tuple(sorted(found, key=lambda reason: (len(reason.others), reason.left, reason.right, reason.by)))


def _words(claim: Claim, record: Record) -> str:
    report = record.report(claim.report)
    return f"«{one_line(claim.trigger.of(report.text))}» in {report.name}"


def _reason(link: Link, own: set[str], words: Mapping[str, str]) -> Reason:
    others = tuple(claim for claim in (link.left, link.right) if claim not in own)
    told, rule = tuple(map(one_line, link.reasons)), link.made.rule
    named = (words.get(link.left, link.left), words.get(link.right, link.right))
    return Reason(link.left, link.right, link.judgement, link.score, link.by, told, others, named,
                  rule if rule in TURNS else "")


@dataclass(frozen=True)
class Stage:
    """Another event that is an earlier or later stage of one: what it is to it, in words, and its id."""

    words: str
    event: str


def stages(event: Event, record: Record) -> tuple[Stage, ...]:
    """What became of ``event``, and what it came of."""
    before = {"came about": "was announced in", "kept": "keeps the promise of", "cancelled": "calls off",
              "denied": "denies"}
    after = {"came about": "came about as", "kept": "was kept by", "cancelled": "was called off by",
             "denied": "is denied by"}
    found = [Stage(after[r.name], r.then) for r in record.relations if r.first == event.id]
    return (*found, *(Stage(before[r.name], r.first) for r in record.relations if r.then == event.id))
