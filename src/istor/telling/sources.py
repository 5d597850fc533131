"""On whose word: every voice that the reports credit, and the reports' own, with how much rests on it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from istor.model import Claim
from istor.telling.describe import voice_names
from istor.telling.record import Record

OWN_WORD = "(the report itself)"


@dataclass(frozen=True)
class Source:
    """One voice, as reports name it.

    ``direct`` counts its claims in quotation marks, ``alone`` the events that have no other voice.
    """

    name: str
    claims: int
    direct: int
    reports: int
    events: int
    alone: int


def sources(record: Record) -> tuple[Source, ...]:
    """The voices, those with most events first. What the reports assert themselves stands under :data:`OWN_WORD`."""
    claims: dict[str, list[tuple[Claim, bool]]] = defaultdict(list)
    voices_of: dict[str, set[str]] = defaultdict(set)
    for claim in record.claims:
        for name, is_direct in _voices(claim):
            claims[name].append((claim, is_direct))
            voices_of[record.event_of[claim.id]].add(name)
    found = [_source(name, told, record, voices_of) for name, told in claims.items()]
    return tuple(sorted(found, key=lambda source: (-source.events, -source.claims, source.name)))


def _voices(claim: Claim) -> Iterator[tuple[str, bool]]:
    if not claim.voices:
        yield OWN_WORD, False
    for name, voice in zip(voice_names(claim.voices), claim.voices, strict=True):
        yield name, voice.is_direct


def _source(name: str, told: list[tuple[Claim, bool]], record: Record, voices_of: dict[str, set[str]]) -> Source:
    events = {record.event_of[claim.id] for claim, _ in told}
    return Source(
        name=name,
        claims=len({claim.id for claim, _ in told}),
        direct=len({claim.id for claim, is_direct in told if is_direct}),
        reports=len({claim.report for claim, _ in told}),
        events=len(events),
        alone=sum(voices_of[event] == {name} for event in events),
    )
