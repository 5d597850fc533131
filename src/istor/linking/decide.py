"""Two claims: one event or two? Evidence for and against, each with its weight and its words.

The weights add up to log odds, so every reason says how much it moved the verdict. Some things no weight outvotes:
they are conflicts, and groups never hold two claims that conflict.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from istor.linking import dates, evidence, naming, turns, wording
from istor.linking.blocks import UNDOES
from istor.linking.evidence import Evidence, is_promise
from istor.linking.parties import Cast, agreement, cast, cast_agreement, kind_of, side
from istor.model import Claim, Report

SAME = 0.5
"""Probability from which two claims are one event."""
UNSURE = 0.25
"""Probability from which a pair is worth a person's look."""

Vectors = Mapping[str, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of two claims: how likely they are one event, and what rules it out, empty when nothing does."""

    likeness: float
    evidence: tuple[Evidence, ...]
    conflict: str = ""
    rule: str = "evidence"

    @property
    def score(self) -> float:
        """The likeness, or 0 when something rules it out."""
        return 0.0 if self.conflict else self.likeness

    @property
    def reasons(self) -> tuple[str, ...]:
        """For, then against, the weightiest first."""
        found = sorted(self.evidence, key=lambda e: (e.weight < 0, -abs(e.weight), e.words))
        told = tuple(e.words if e.weight >= 0 else f"against: {e.words}" for e in found)
        return (f"against: {self.conflict}", *told) if self.conflict else told


LASTING = frozenset({"AID", "COOPERATE"})
"""Types that are told as a habit ("supplies with shells"): then the report's day is no day of theirs."""
LEAD_BLOCKS = 5
"""Title and first paragraphs: what a report tells there is its news."""


class Judge:
    """Compares claims of ``reports`` pair by pair; remembers nothing between pairs."""

    def __init__(self, claims: Sequence[Claim], reports: Sequence[Report], copies: frozenset[tuple[str, str]],
                 vectors: Vectors | None = None) -> None:
        self._copies = copies
        known = {r.id: r for r in reports}
        self._texts = {r.id: r.text for r in reports}
        self._leads = {r.id: [b.span for b in r.body[:LEAD_BLOCKS]] for r in reports}
        self._as_of = {c.id: turns.as_of(c, known.get(c.report)) for c in claims}
        self._told = {c.id: dates.told(c.when, c.status, known.get(c.report)) for c in self._as_of.values()}
        self._casts: dict[str, Cast] = {c.id: cast(c) for c in claims}
        self.wordings = wording.wordings(claims, self._texts)
        self._vectors = vectors or {}

    def compare(self, a: Claim, b: Claim) -> Verdict:
        """What speaks for and against ``a`` and ``b`` being one event."""
        a, b = self._as_of[a.id], self._as_of[b.id]
        turn = turns.turn(a, b, self.wordings)
        parties = self._agreement(a, b)
        when = self._dates(a, b, turn)
        near, conflict = self._are_near(a, b), _conflict(parties, when)
        if conflict and not near:
            return Verdict(0.0, (), conflict)
        restated = self._is_restated(a, b)
        status = "" if near and is_promise(a, b) else _status(a, b)
        if conflict or not status:
            turn = None
        conflict = status or ("" if restated and near else conflict)
        found = tuple(e for e in chain(
            evidence.of_parties(parties), evidence.of_promise(a, b), self._named(a, b), self._named(b, a),
            evidence.of_dates(when, near), evidence.of_places(a, b), evidence.of_modes(a, b),
            self._wording(a, b, restated, turn), evidence.of_position(a, b),
        ) if e.weight)
        score = 1 / (1 + math.exp(-evidence.BIAS - math.fsum(e.weight for e in found)))
        return Verdict(round(score, 4), found, conflict, turn or "evidence")

    def _agreement(self, a: Claim, b: Claim) -> float:
        one, other = self._casts[a.id], self._casts[b.id]
        if a.type != b.type and UNDOES & {a.type, b.type}:  # who calls off may be either side of what is called off
            return side(one.everybody, other.everybody)
        return cast_agreement(one, other)

    def _dates(self, a: Claim, b: Claim, turn: turns.Turn | None) -> dates.DateMatch:
        """What the dates say; the stages of one thing may lie apart, in their order."""
        found = dates.match(a.when, b.when, self._told[a.id], self._told[b.id])
        if found.case != "apart" or turn == "came about":
            return found
        if turn is None:
            is_habit = a.type in LASTING and self._is_background(a) and self._is_background(b)
            return dates.DateMatch("near", "neither tells a day of its own") if is_habit else found
        first, then = turns.in_order(a, b, self.wordings)
        gap = dates.gap(first.when, then.when)
        if gap is None or not turns.may_lie(turn, gap):
            return found
        return dates.DateMatch("stages", f"one lies {gap} days after the other, as what is {turn} may")

    def _is_background(self, claim: Claim) -> bool:
        """Whether it has its report's day for want of one, and does not stand where a report tells its news."""
        is_guess = claim.when is not None and claim.when.basis == "inferred" and claim.when.span is None
        return is_guess and not any(lead.covers(claim.trigger) for lead in self._leads.get(claim.report, ()))

    def _is_restated(self, a: Claim, b: Claim) -> bool:
        if a.report == b.report and a.sentence == b.sentence:
            return False
        if not self.wordings[a.id].trigger & self.wordings[b.id].trigger:
            return False
        return wording.is_restated(*(c.sentence.of(self._texts.get(c.report, "")) for c in (a, b)))

    def _are_near(self, a: Claim, b: Claim) -> bool:
        """Whether the two stand in one report or in copies of one text: what one leaves out the other tells."""
        return a.report == b.report or (min(a.report, b.report), max(a.report, b.report)) in self._copies

    def _wording(self, a: Claim, b: Claim, restated: bool, turn: turns.Turn | None) -> tuple[Evidence, ...]:
        one, other = self.wordings[a.id], self.wordings[b.id]
        alike: str = wording.trigger_likeness(one, other)
        if alike == "other" and (turn or is_promise(a, b)):  # "sent" keeps "promised to send"
            is_named = one.trigger & other.sentence or other.trigger & one.sentence or (
                one.acts & other.told or other.acts & one.told)
            alike = "act" if is_named else "stage" if turn else "other"
        shared, told = wording.overlap(one, other), evidence.TRIGGER_WORDS[alike]
        if a.report == b.report and a.sentence == b.sentence:
            return (Evidence(evidence.TRIGGER[alike], told),)
        return (
            Evidence(evidence.TRIGGER[alike], told),
            Evidence(evidence.RESTATED if restated else 0.0, "the same sentence printed twice"),
            Evidence(round(evidence.WORDS * shared, 4), f"{shared:.0%} of the sentences' words are shared, by weight"),
            *evidence.of_vectors(self._vectors.get(a.id), self._vectors.get(b.id)),
        )

    def _named(self, lone: Claim, full: Claim) -> tuple[Evidence, ...]:
        """Whether a claim of talks that knows one party only names the others of ``full`` in its sentence."""
        one = self._casts[lone.id].everybody
        if not self._casts[lone.id].is_open:
            return ()
        others = [p for p in self._casts[full.id].everybody if kind_of(p.name) == "person" and not agreement(p, one[0])]
        words = self.wordings[lone.id].sentence
        found = [bool(naming.printed(p.name, full, self._texts[full.report]) & words) for p in others]
        if not found or any(found) != all(found):
            return ()
        names = " and ".join(p.name for p in others)
        told = f"{names} named in the sentence that names no other party" if found[0] else f"it does not name {names}"
        return (Evidence(evidence.NAMED[found[0]], told),)


def _status(a: Claim, b: Claim) -> str:
    """Whether the two are told as different kinds of fact: announced and done, done and denied."""
    if a.type != b.type:
        return f"{a.type} is not {b.type}"
    return f"one is {a.status}, the other {b.status}" if a.status != b.status else ""


def _conflict(parties: float, when: dates.DateMatch) -> str:
    """What rules out that two claims of one type and status are one event."""
    if not parties:
        return "other parties"
    return when.words if when.case == "apart" else ""
