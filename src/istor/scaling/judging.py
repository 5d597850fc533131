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
    they stay apart however the program groups the rest; to join them one pair of claims is enough. A claim that is told
    apart from the event that it stands in is told apart from all others of it.
    """
    record = Record.read(archive)
    pairs = list(_pairs(record, *_without(record, pair) if judgement == "different" else pair))
    for left, right in pairs:
        archive.unjudge("event", left, right, by)
    for left, right in pairs if judgement == "different" else pairs[:1]:
        archive.judge("event", left, right, judgement, by, reason)
    relink(archive)
    event_of = Record.read(archive).event_of
    return tuple(dict.fromkeys(event_of[claim] for claim in pairs[0]))


def unjudge(archive: Archive, pairs: Sequence[tuple[str, str]], by: str) -> int:
    """Forget what ``by`` judged of the pairs of claims, and link anew; how many judgements there were."""
    forgotten = sum(archive.unjudge("event", left, right, by) for left, right in pairs)
    if forgotten:
        relink(archive)
    return forgotten


def undo(archive: Archive, pair: tuple[str, str], by: str) -> tuple[str, ...]:
    """Forget what ``by`` judged of two ids, of events or claims; the ids of the event or events that they are after it.

    The two may be one event by that very judgement: then it is looked for between all claims of the event.
    """
    record = Record.read(archive)
    left, right = (_claims(record, named) for named in pair)
    pairs = [(a, b) for a in left for b in right if a != b]
    if not unjudge(archive, pairs, by):
        raise InputError(f"{by} judged nothing of {pair[0]} and {pair[1]}: 'istor event' shows who judged")
    event_of = Record.read(archive).event_of
    return tuple(dict.fromkeys(event_of[claim] for claim in (*left, *right)))


_Named = str | Sequence[str]


def _pairs(record: Record, first: _Named, second: _Named) -> Iterator[tuple[str, str]]:
    left, right = _claims(record, first), _claims(record, second)
    if set(left) & set(right) or not (left and right):
        raise InputError(f"{first} and {second} are one: name two claims of an event to tell them apart")
    return product(left, right)


def _without(record: Record, pair: tuple[str, str]) -> tuple[_Named, _Named]:
    """``pair``, where one is a claim and the other its own event as the claim and the event's other claims."""
    for claim, event in (pair, pair[::-1]):
        if record.event_of.get(claim) == event:
            return claim, [other for other in _claims(record, event) if other != claim]
    return pair


def _claims(record: Record, named: _Named) -> Sequence[str]:
    """The claim of that id, or the claims of the event of that id; claims that are listed already are these."""
    if not isinstance(named, str):
        return named
    if named in record.event_of:
        return [named]
    event: Event = record.event(named)
    return [claim.id for claim in record.in_order(event.claims)]
