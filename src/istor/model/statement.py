"""A figure as a report states it, whether or not an event that istor knows of stands beside it."""

from dataclasses import dataclass

from istor.model.claim import Figure
from istor.model.values import Span, Voice, When


@dataclass(frozen=True)
class Statement:
    """One number of one report, with all that tells of what it is the number.

    ``outcome`` is what became of those counted ("killed", "sent"), empty where the sentence says nothing of it.
    ``theme`` are the lemmas around the number that tell what was measured ("cost", "turnout"), folded and sorted;
    ``holders`` the names beside it, likewise. ``when`` is the day that the sentence gives it, if any.
    ``is_former``: told as what was said before ("four and not *five*", "to 51 % from *44 %*"). ``is_recalled``: named
    in passing with what became of them ("for the death of *14* people"): the report's day says nothing of theirs.
    """

    report: str
    sentence: Span
    figure: Figure
    outcome: str = ""
    theme: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    when: When | None = None
    voices: tuple[Voice, ...] = ()
    is_former: bool = False
    is_recalled: bool = False
