"""What becomes of a thing: announced and come about, promised and kept, cancelled, denied. Each stage its own event.

Two claims of one thing at two stages are never one event, but each tells of the other; the link between them says how.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from istor.linking import wording
from istor.linking.blocks import PROMISE, PROMISED, UNDOES, UNDOING
from istor.linking.judgements import PROGRAM
from istor.linking.wording import Wording
from istor.model import Claim, Link, Report

Turn = Literal["came about", "kept", "cancelled", "denied"]
TURNS: tuple[Turn, ...] = ("came about", "kept", "cancelled", "denied")
KEPT_WITHIN = 366
"""Days from a promise to a deed that may be its keeping."""
UNDONE_WITHIN = 31
"""Days between a plan or event and the word that it is off, or never was."""

Stage = Literal["ahead", "promised", "done", "undone", "open"]


@dataclass(frozen=True)
class Relation:
    """The event ``then`` is what became of ``first``; ``claims`` are the two that say so best."""

    name: Turn
    first: str
    then: str
    score: float
    reasons: tuple[str, ...]
    claims: tuple[str, str]


def as_of(claim: Claim, report: Report | None) -> Claim:
    """``claim`` as its report could tell it: what has a day after the report's lies ahead, whatever verb it has."""
    published, when = report.published if report else None, claim.when
    is_ahead = published and published.last and when and when.first and when.first > published.last
    return replace(claim, status="future") if is_ahead and claim.status == "actual" else claim


def turn(a: Claim, b: Claim, wordings: Mapping[str, Wording]) -> Turn | None:
    """What the later stage of the two is to the earlier one; ``None`` where they are not two stages of one thing."""
    if a.type == b.type and a.status == b.status:
        return None
    first, then = in_order(a, b, wordings)
    early, late = (stage(c, wordings[c.id]) for c in (first, then))
    if early == late or not _fits(first.type, then.type, late):
        return None
    if late == "undone":
        return "cancelled" if "cancellation" in wordings[then.id].told and early != "done" else "denied"
    if late == "done" and early == "ahead":
        return "came about"
    return "kept" if late == "done" and early == "promised" and first.type != then.type else None


def may_lie(turn: Turn, gap: int) -> bool:
    """Whether the later stage may lie ``gap`` days after the earlier one, where the two are dated apart."""
    if turn == "kept":
        return 0 <= gap <= KEPT_WITHIN
    return turn != "came about" and abs(gap) <= UNDONE_WITHIN


def in_order(a: Claim, b: Claim, wordings: Mapping[str, Wording]) -> tuple[Claim, Claim]:
    """The two by their stage: what lies ahead, what was promised, what was done, what was undone."""
    order: tuple[Stage, ...] = ("open", "ahead", "promised", "done", "undone")
    one, other = sorted((a, b), key=lambda c: (order.index(stage(c, wordings[c.id])), c.id))
    return one, other


def stage(claim: Claim, told: Wording) -> Stage:
    """How far what the claim tells of has come."""
    if claim.status == "negated" or claim.type in UNDOES and told.acts & UNDOING:
        return "undone"
    if claim.status in ("future", "hypothetical"):
        return "ahead" if claim.status == "future" else "open"
    return "promised" if claim.type == PROMISE else "done"


def _fits(first: str, then: str, late: Stage) -> bool:
    if first == then or first == PROMISE and then in PROMISED:
        return True
    return late == "undone" and then in UNDOES


def relations(claims: Iterable[Claim], reports: Iterable[Report], links: Iterable[Link],
              event_of: Mapping[str, str]) -> tuple[Relation, ...]:
    """What became of which event, by ids: one relation for each two events, as their likeliest claims have it."""
    texts = {r.id: r for r in reports}
    known = {c.id: as_of(c, texts.get(c.report)) for c in claims}
    told = [k for k in links if k.kind == "event" and k.by == PROGRAM and k.made.rule in TURNS]
    told = [k for k in told if k.left in known and k.right in known and event_of[k.left] != event_of[k.right]]
    concerned = [known[i] for i in {i for k in told for i in (k.left, k.right)}]
    wordings = wording.wordings(concerned, {i: r.text for i, r in texts.items()})
    found: dict[tuple[str, str], Relation] = {}
    for link in told:
        first, then = in_order(known[link.left], known[link.right], wordings)
        name = next(t for t in TURNS if t == link.made.rule)
        made = Relation(name, event_of[first.id], event_of[then.id], link.score, link.reasons, (first.id, then.id))
        best = found.get((made.first, made.then))
        if best is None or (-made.score, made.claims) < (-best.score, best.claims):
            found[made.first, made.then] = made
    return tuple(found[key] for key in sorted(found))
