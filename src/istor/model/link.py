"""A link: two things are the same, different, or it is not sure. Kept for ever when a person made it."""

from dataclasses import dataclass
from typing import Literal

from istor.model.values import Made

LinkKind = Literal["copy", "actor", "event", "story"]
Judgement = Literal["same", "different", "unsure"]


@dataclass(frozen=True)
class Link:
    """What was judged of two things by their ids (``left`` sorts before ``right``), with reasons and counter-reasons.

    ``by`` is ``program`` or the name of the person. A program replaces its own links, never a person's.
    """

    kind: LinkKind
    left: str
    right: str
    judgement: Judgement
    score: float
    reasons: tuple[str, ...]
    by: str
    made: Made

    def __post_init__(self) -> None:
        if self.left >= self.right:
            raise ValueError(f"a link names its lesser id first: {self.left!r} >= {self.right!r}")
