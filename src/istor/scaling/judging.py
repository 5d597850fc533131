"""What a person says of the record: kept as an act with who and when, then everything is linked anew under it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

from istor.errors import InputError
from istor.model import Dating, Event, Made, Report, When
from istor.model.link import Judgement
from istor.scaling.relinking import relink
from istor.storing import Act, Archive
from istor.storing.acts import RowChange, fixing, forgetting, judging, naming
from istor.storing.links import check_person, judged, pair
from istor.telling.record import Record

Pair = tuple[str, str]


def judge(archive: Archive, pair: Pair, judgement: Judgement, by: str, reason: str = "") -> tuple[str, ...]:
    """Keep what ``by`` judges of two ids, of events or claims; the ids of the event or events that they are after it.

    What the person judged before of the same claims is forgotten. Two events are told apart claim by claim, so that
    they stay apart however the program groups the rest; to join them one pair of claims is enough. A claim that is told
    apart from the event that it stands in is told apart from all others of it.
    """
    record = Record.read(archive)
    pairs = list(_pairs(record, *_without(record, pair) if judgement == "different" else pair))
    chosen = pairs if judgement == "different" else pairs[:1]
    changes = [*_forgotten(archive, pairs, by), *_judged(chosen, judgement, by, reason)]
    return _keep(archive, judgement, by, pair, changes, reason, pairs[0])


def judge_actors(archive: Archive, pair: Pair, judgement: Judgement, by: str, reason: str = "") -> int:
    """Keep whether two actors, by the ids of their names, are one; the act's id, by which it can be undone.

    Nothing is linked anew: which names are one changes no event, only what its parties are called.
    """
    act = "merge" if judgement == "same" else "split"
    return archive.act(act, by, pair, [judging(judged("actor", *pair, judgement, by, reason))], reason)


def unjudge(archive: Archive, pairs: Sequence[Pair], by: str) -> int:
    """Forget what ``by`` judged of the pairs of claims; how many judgements there were. An act like any other."""
    changes = list(_forgotten(archive, pairs, by))
    if changes:
        archive.act("unjudge", by, pairs[0], changes)
        relink(archive)
    return len(changes)


def merge(archive: Archive, named: Sequence[str], by: str, reason: str = "") -> tuple[str, ...]:
    """Make one event of several; what ``by`` told apart among them is forgotten. The ids of what they are after it."""
    record = Record.read(archive)
    if len(named) < 2:
        raise InputError("merge needs two events at least: name another")
    pairs = [p for two in combinations(named, 2) for p in _pairs(record, *two)]
    firsts = [_claims(record, name)[0] for name in named]
    changes = [*_forgotten(archive, pairs, by), *_judged(list(pairwise(firsts)), "same", by, reason)]
    return _keep(archive, "merge", by, named, changes, reason, firsts)


def split(archive: Archive, event: str, claims: Sequence[str], by: str, reason: str = "") -> tuple[str, ...]:
    """Make the named claims an event of their own; the ids of the two events."""
    record = Record.read(archive)
    held = _claims(record, record.event(event).id)
    if strange := sorted(set(claims) - set(held)):
        raise InputError(f"{strange[0]}: no claim of {event}; 'istor event {event}' lists them")
    rest = [claim for claim in held if claim not in claims]
    if not claims or not rest:
        raise InputError(f"{event}: name some of its claims, not none and not all")
    parted = list(product(claims, rest))
    changes = [*_forgotten(archive, [*parted, *pairwise(claims)], by), *_judged(parted, "different", by, reason),
               *_judged(list(pairwise(claims)), "same", by, reason)]
    return _keep(archive, "split", by, [event, *claims], changes, reason, [claims[0], rest[0]])


def rename(archive: Archive, named: str, name: str, by: str, reason: str = "") -> None:
    """Call an event, a story or an actor ``name``, wherever it is shown; an empty name takes the name away."""
    kind, anchor = Record.read(archive).anchor(named)
    archive.act("rename", by, [named, name], [naming(kind, anchor, name.strip(), by)], reason)


def correct(archive: Archive, claim: str, said: Mapping[str, str], by: str, reason: str = "") -> None:
    """Say what is wrong in a claim: ``said`` holds values by field (``linking.corrections``), empty to take one back.

    Everything is linked anew as corrected; what was coded stays beside it, and an undo brings it back.
    """
    from istor.linking.corrections import FIELDS, checked

    known = next((c for c in archive.claims() if c.id == claim), None)
    if known is None:
        raise InputError(f"{claim}: no such claim; 'istor event' lists the ids of an event's claims")
    values = {field: checked(field, value) for field, value in said.items()}
    if not values:
        raise InputError(f"{claim}: say what is wrong: {', '.join(FIELDS)}")
    changes = [naming(FIELDS[field], claim, value, by) for field, value in values.items()]
    subject = [claim, *(f"{field}: {value or '(as coded)'}" for field, value in values.items())]
    archive.act("correct", by, subject, changes, reason)
    relink(archive)


def fix_date(archive: Archive, report: Report, when: When, by: str, reason: str = "") -> None:
    """Say when ``report`` came out; all that is reckoned from its day is reckoned anew."""
    made = Made("judging", "", "a person's judgement", reason)
    dating = Dating(report.id, when, (reason,) if reason else (), by, made)
    archive.act("date", by, [report.name, when.edtf], [fixing(dating)], reason)
    relink(archive)


def undo(archive: Archive, act_id: int | None, by: str) -> Act:
    """Take back an act, or the last one of ``by``, and link anew."""
    act = archive.undo(act_id, by)
    relink(archive)
    return act


def _keep(archive: Archive, act: str, by: str, subject: Sequence[str], changes: Sequence[RowChange], reason: str,
          claims: Sequence[str]) -> tuple[str, ...]:
    archive.act(act, by, subject, changes, reason)
    relink(archive)
    event_of = Record.read(archive).event_of
    return tuple(dict.fromkeys(event_of[claim] for claim in claims))


def _forgotten(archive: Archive, pairs: Sequence[Pair], by: str) -> Iterator[RowChange]:
    check_person(by)
    touched = {pair(*two, by) for two in pairs}
    for link in archive.links("event"):
        if link.by == by and (link.left, link.right) in touched:
            yield forgetting("event", link.left, link.right, by)


def _judged(pairs: Sequence[Pair], judgement: Judgement, by: str, reason: str) -> Iterator[RowChange]:
    return (judging(judged("event", *two, judgement, by, reason)) for two in pairs)


_Named = str | Sequence[str]


def _pairs(record: Record, first: _Named, second: _Named) -> Iterator[Pair]:
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
