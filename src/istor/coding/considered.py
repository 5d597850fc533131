"""What the coder considered on its way to a claim, as values: what was tried, chosen and lost, and what told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from istor.coding.circumstances import Dating
from istor.coding.frames import Fit, Trial
from istor.coding.roles import Candidate
from istor.knowledge.tables import War
from istor.model import Claim


@dataclass(frozen=True)
class Loss:
    """A fit that makes no claim, why, and the word of the fit that it lost to, where it lost to one."""

    fit: Fit
    reason: Literal["part of", "medium"]
    by: Token | None = None


@dataclass(frozen=True)
class Choice:
    """What was made of one sentence: the trials of its words, by number of the word, and which fits were kept.

    ``within`` gives, by the number of its word, what a fit's outer predicate is: that promises, asks, refuses or
    threatens it.
    """

    sentence: Span
    trials: Mapping[int, tuple[Trial, ...]]
    kept: tuple[Fit, ...]
    lost: tuple[Loss, ...]
    within: Mapping[int, Fit]


@dataclass(frozen=True)
class Considered:
    """A claim that a frame would make, however unsure, with what it was made from.

    ``fit`` is what the frame alone finds, ``whole`` the same with the parties of a ``war`` or by learnt weights, out
    of the ``candidates``; ``features`` tell how sure the claim is.
    """

    fit: Fit
    whole: Fit
    war: War | None
    candidates: tuple[Candidate, ...]
    dating: Dating
    features: tuple[str, ...]
    claim: Claim
