"""Why claims are one event, and why others that come near are not: links in words; and what else an event rests on."""

from collections.abc import Mapping
from dataclasses import dataclass

from istor.linking import actor_id
from istor.linking.dating import in_force
from istor.linking.turns import TURNS
from istor.model import Claim, Event, Link
from istor.model.link import Judgement
from istor.telling.dates import edtf_words
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
class Ground:
    """What an event's numbers and names rest on beside the links of its claims: ``what`` was found, and why."""

    what: str
    score: float | None
    by: str
    reasons: tuple[str, ...]


def grounds(event: Event, record: Record) -> tuple[Ground, ...]:
    """Which of its reports are copies, which names are one party, and which of its reports' days were found."""
    reports = set(event.reports)
    named = {actor_id(p) for p in (*event.actors, *event.recipients)}
    links = [k for k in record.links if k.kind == "copy" and {k.left, k.right} <= reports]
    joined = {(k.left, k.right, k.by): k for key in sorted(named) for k in record.links_of(key)}
    days = [d for i, d in sorted(in_force(record.datings).items()) if i in reports]
    return (
        *(_ground(f"{_name(k.left, record)} and {_name(k.right, record)}: {_copy(k)}", k) for k in links),
        *(_ground("names of one party", k) for k in joined.values()),
        *(Ground(f"{_name(d.report, record)} came out {edtf_words(d.when.edtf)}", None, d.by,
                 tuple(map(one_line, d.reasons))) for d in days),
    )


def _copy(link: Link) -> str:
    return "copies of one text" if link.judgement == "same" else "they share a passage"


def _ground(what: str, link: Link) -> Ground:
    return Ground(what, link.score, link.by, tuple(map(one_line, link.reasons)))


def _name(report: str, record: Record) -> str:
    return one_line(record.report(report).name)


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
