"""Each piece of evidence on two claims, with its weight and its words. What they add up to, ``decide`` says."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from istor.linking import dates, places
from istor.linking.blocks import PROMISE
from istor.model import Claim


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: its weight in log odds (below 0: against), and its words."""

    weight: float
    words: str


# The weights follow a logistic regression over the 575 pairs of one type and status among hand-made event records of
# 48 Greek reports (November 2026), rounded, and moved where the sample was one story: towards caution across reports.
# B-cubed F1 with perfect claims is 0.92 on the three reports of one story and 0.93 on the others; with names, dates and
# places dropped or wrong as often as a program may, 0.79 and 0.89.
BIAS = -4.0
PARTIES = 4.0
"""Times how well the parties agree."""
DATES = {"day": 1.4, "month": 0.4, "long": 0.0, "open": 0.3, "near": -0.9, "none": 0.3, "one": -0.5, "stale": -1.7}
FAR_DATES = {"day": 1.2, "month": -0.6, "long": 0.0, "open": 0.0, "near": -0.6, "none": -0.6, "one": -0.2,
             "stale": -1.2}
"""The same across reports, where a missing date may be any day."""
PLACES = {"missing": 0.0, "same": 1.0, "inside": -0.4, "apart": -1.4}
MODES = {True: 0.2, False: -1.0}
TRIGGER = {"same": 1.0, "alike": 0.7, "act": 0.5, "stage": 0.0, "other": -1.5}
TRIGGER_WORDS = {"same": "the same trigger word", "alike": "trigger words of one root",
                 "act": "trigger words for one act", "stage": "each stage has its word",
                 "other": "other trigger words"}
NAMED = {True: 0.8, False: -0.8}
"""Whether the sentence of a claim that leaves a party open names the other claim's."""
WORDS = 3.0
"""Times the overlap of the sentences' words."""
VECTORS = 0.7
"""Times the nearness of the sentences' vectors: -1 at ``NEAR[0]`` and less, 1 at ``NEAR[1]`` and more."""
NEAR = (0.78, 0.93)
"""Cosines of multilingual-e5-small before training: a pair of two events has 0.84 on average, of one event 0.87."""
ONE_SENTENCE = -1.0
ONE_MENTION = 3.0
"""Two coders on the same words: reasoned, not measured. Nearly sure, unless they see other parties there."""
RESTATED = 4.0
ACROSS = 0.0
PROMISE_TOLD = -0.5
"""For two claims of one promise: the promising, what is promised, the support that it expresses."""
ONE_MODE = frozenset(frozenset({"meet", other}) for other in ("visit", "multilateral", "third-party"))
"""Modes that two reports may well give to one event."""


def of_parties(agreement: float) -> tuple[Evidence, ...]:
    """How well the parties agree."""
    told = "the same parties" if agreement > 0.9 else f"the parties agree by {agreement:.0%}"
    return (Evidence(round(PARTIES * agreement, 4), told),)


def of_dates(when: dates.DateMatch, are_near: bool) -> tuple[Evidence, ...]:
    """What the dates say, in one report or across two."""
    return (Evidence((DATES if are_near else FAR_DATES).get(when.case, 0.0), when.words),)


def of_places(a: Claim, b: Claim) -> tuple[Evidence, ...]:
    """What the places say."""
    case = places.match(a.place, b.place)
    told = f"the same place ({a.place})" if case == "same" else f"{a.place} and {b.place}"
    return (Evidence(PLACES[case], told),)


def of_modes(a: Claim, b: Claim) -> tuple[Evidence, ...]:
    """Whether they were done in one way."""
    if not a.mode or not b.mode or frozenset({a.mode, b.mode}) in ONE_MODE:
        return ()
    return (Evidence(MODES[a.mode == b.mode], f"mode {a.mode}" if a.mode == b.mode else f"{a.mode} is not {b.mode}"),)


def of_position(a: Claim, b: Claim) -> tuple[Evidence, ...]:
    """Where the two stand."""
    if a.report != b.report:
        return (Evidence(ACROSS, "told by two reports"),)
    if a.made.coder != b.made.coder and a.trigger.meets(b.trigger):
        return (Evidence(ONE_MENTION, "two coders on the same words"),)
    if a.sentence == b.sentence:
        return (Evidence(ONE_SENTENCE, "two triggers in one sentence are usually two events"),)
    return ()


def is_promise(a: Claim, b: Claim) -> bool:
    """Whether the two may tell one promise: the promising, what is promised, the support that it expresses."""
    if not {a.status, b.status} <= {"actual", "future"}:
        return False
    return {a.type, b.type} == {PROMISE, "SUPPORT"} or a.type == b.type == PROMISE and a.status != b.status


def of_promise(a: Claim, b: Claim) -> tuple[Evidence, ...]:
    """What is left open by a promise and what it promises."""
    if not is_promise(a, b):
        return ()
    told = "a promise and what it promises" if a.type == b.type else f"{a.type} and {b.type}, told of one promise"
    return (Evidence(PROMISE_TOLD, told),)


def of_vectors(left: Sequence[float] | None, right: Sequence[float] | None) -> tuple[Evidence, ...]:
    """How near the sentences' vectors are; nothing where there are none."""
    if left is None or right is None:
        return ()
    cosine = _cosine(left, right)
    low, high = NEAR
    near = min(1.0, max(-1.0, (2 * cosine - low - high) / (high - low)))
    told = "much the same" if near > 0 else "different things"
    return (Evidence(round(VECTORS * near, 4), f"the sentences mean {told} (cosine {cosine:.2f})"),)


def _cosine(left: Sequence[float], right: Sequence[float]) -> float:
    sizes = math.sqrt(math.fsum(x * x for x in left) * math.fsum(y * y for y in right))
    return math.fsum(x * y for x, y in zip(left, right, strict=True)) / sizes if sizes else 0.0
