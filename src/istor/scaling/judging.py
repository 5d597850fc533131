"""A person's judgement of two events or claims: kept, then everything is linked anew under it."""

from collections.abc import Iterator, Sequence
from itertools import product

from istor.errors import InputError
from istor.model import Event
from istor.model.link import Judgement
from istor.scaling.relinking import relink
from istor.storing import Archive
from istor.telling.record import Record


def judge(archive: Archive, pair: tuple[str, str], judgement: Judgement, by: str, reason: str = "") -> tuple[str, ...]:
    """Keep what ``by`` judges of two ids, of events or claims; the ids of the event or events that they are after it.

    What the person judged before of the same claims is forgotten. Two events are told apart claim by claim, so that
    they stay apart however the program groups the rest; to join them one pair of claims is enough.
    """
    record = Record.read(archive)
    pairs = list(_pairs(record, *pair))
    for left, right in pairs:
        archive.unjudge("event", left, right, by)
    for left, right in pairs if judgement == "different" else pairs[:1]:
        archive.judge("event", left, right, judgement, by, reason)
    relink(archive)
    event_of = Record.read(archive).event_of
    return tuple(dict.fromkeys(event_of[claim] for claim in pairs[0]))


def undo(archive: Archive, pair: tuple[str, str], by: str) -> tuple[str, ...]:
    """Forget what ``by`` judged of two ids, of events or claims; the ids of the event or events that they are after it.

    The two may be one event by that very judgement: then it is looked for between all claims of the event.
    """
    record = Record.read(archive)
    left, right = (_claims(record, named) for named in pair)
    pairs = [(a, b) for a in left for b in right if a != b]
    if not sum(archive.unjudge("event", a, b, by) for a, b in pairs):
        raise InputError(f"{by} judged nothing of {pair[0]} and {pair[1]}: 'istor event' shows who judged")
    relink(archive)
    event_of = Record.read(archive).event_of
    return tuple(dict.fromkeys(event_of[claim] for claim in (*left, *right)))


def _pairs(record: Record, first: str, second: str) -> Iterator[tuple[str, str]]:
    left, right = _claims(record, first), _claims(record, second)
    if set(left) & set(right):
        raise InputError(f"{first} and {second} are one: name two claims of an event to tell them apart")
    return product(left, right)


def _claims(record: Record, named: str) -> Sequence[str]:
    """The claim of that id, or the claims of the event of that id."""
    if named in record.event_of:
        return [named]
    event: Event = record.event(named)
    return [claim.id for claim in record.in_order(event.claims)]
