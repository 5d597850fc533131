"""One party over all reports: what it did, what was done to it, and with whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from istor.knowledge.asking import is_called
from istor.linking import actor_id
from istor.model import Actor, Event, Party
from istor.storing.filters import fold
from istor.telling.describe import Entry, describe, one_line, party_names
from istor.telling.record import Record


@dataclass(frozen=True)
class Profile:
    """One actor. ``did`` and ``met`` count events by type: as actor, as recipient; ``others`` the parties beside it.

    ``joined`` says of each two names that were taken for this one actor why they were.
    """

    id: str
    name: str
    claims: int
    did: Mapping[str, int]
    met: Mapping[str, int]
    others: Mapping[str, int]
    events: tuple[Entry, ...]
    joined: tuple[str, ...] = ()


def profiles(record: Record, name: str) -> tuple[Profile, ...]:
    """The actors whom ``name`` fits (a code, ``CODE:Name`` in full, or a part of a name), the most named first."""
    fitting = [actor for actor in record.actors if fits(actor.party, name)]
    fitting.sort(key=lambda actor: (-len(actor.claims), str(actor.party), actor.id))
    return tuple(_profile(actor, record) for actor in fitting)


def fits(party: Party, wanted: str) -> bool:
    """Whether ``wanted`` names the party, as :class:`~istor.storing.ClaimFilter` reads names."""
    code, colon, name = wanted.partition(":")
    if colon and code == party.code:
        return fold(name) == fold(party.name)
    if wanted == party.code:
        return True
    if len(wanted) == 3 and wanted.isascii() and wanted.isupper():
        return fold(wanted) == fold(party.name)
    return fold(wanted) in fold(party.name) or is_called(party.code, party.name, wanted)


def _profile(actor: Actor, record: Record) -> Profile:
    claims = set(actor.claims)
    events = [event for event in record.events if any(claim.id in claims for claim in event.claims)]
    return Profile(
        id=actor.id,
        name=party_names([actor.party])[0],
        claims=len(actor.claims),
        did=_counted(event.type for event in events if _is_in(actor.party, event.actors)),
        met=_counted(event.type for event in events if _is_in(actor.party, event.recipients)),
        others=_counted(name for event in events for name in _others(actor.party, event)),
        events=tuple(describe(event, record) for event in events),
        joined=tuple(one_line("; ".join(link.reasons)) for link in record.links_of(actor.id)),
    )


def _others(party: Party, event: Event) -> set[str]:
    return set(party_names(other for other in event.actors + event.recipients if not _is_in(party, [other])))


def _is_in(party: Party, parties: Iterable[Party]) -> bool:
    return actor_id(party) in map(actor_id, parties)


def _counted(names: Iterable[str]) -> dict[str, int]:
    """How often each occurs, most often first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))
