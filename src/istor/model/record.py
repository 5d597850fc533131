"""Views worked out from claims and links, rebuilt at will: actors and events."""

from dataclasses import dataclass

from istor.model.claim import Claim, Figure, Party, Status
from istor.model.values import Voice, When


@dataclass(frozen=True)
class Actor:
    """One party over all reports: its name, the spellings met, and how many claims name it."""

    id: str
    party: Party
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Event:
    """Claims that tell of one event.

    The three numbers: ``reports`` tell it; ``copies`` of them repeat another's text; ``voices`` are the independent
    sources that all of them rest on. ``conflicts`` says in words where the claims disagree.
    """

    id: str
    type: str
    mode: str | None
    status: Status
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    when: When | None
    place: str | None
    claims: tuple[Claim, ...]
    reports: tuple[str, ...]
    copies: tuple[str, ...]
    voices: tuple[Voice, ...]
    figures: tuple[Figure, ...] = ()
    conflicts: tuple[str, ...] = ()
