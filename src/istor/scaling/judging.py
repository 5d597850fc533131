"""What a person says of the record: kept as an act (``scaling.saying``), then everything is linked anew under it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from istor.errors import InputError
from istor.model import Report, When
from istor.model.link import Judgement
from istor.scaling import saying
from istor.scaling.relinking import relink
from istor.scaling.saying import Pair
from istor.storing import Act, Archive
from istor.telling.record import Record


def judge(archive: Archive, pair: Pair, judgement: Judgement, by: str, reason: str = "") -> tuple[str, ...]:
    """:func:`saying.say_judged`, linked; the ids of the event or events that the two are after it."""
    return _linked(archive, saying.say_judged(archive, _Known.read(archive), pair, judgement, by, reason))


def unjudge(archive: Archive, pairs: Sequence[Pair], by: str) -> int:
    """:func:`saying.say_unjudged`, linked; how many judgements there were."""
    count = saying.say_unjudged(archive, pairs, by)
    if count:
        relink(archive)
    return count


def merge(archive: Archive, named: Sequence[str], by: str, reason: str = "") -> tuple[str, ...]:
    """:func:`saying.say_merged`, linked; the ids of what the events are after it."""
    return _linked(archive, saying.say_merged(archive, _Known.read(archive), named, by, reason))


def split(archive: Archive, event: str, claims: Sequence[str], by: str, reason: str = "") -> tuple[str, ...]:
    """:func:`saying.say_split`, linked; the ids of the two events."""
    return _linked(archive, saying.say_split(archive, _Known.read(archive), event, claims, by, reason))


def rename(archive: Archive, named: str, name: str, by: str, reason: str = "") -> None:
    """Call an event, a story or an actor ``name``, wherever it is shown; an empty name takes the name away."""
    saying.say_name(archive, Record.read(archive).anchor(named), named, name, by, reason)


def correct(archive: Archive, claim: str, said: Mapping[str, str], by: str, reason: str = "") -> None:
    """:func:`saying.say_correct`, linked."""
    if not any(known.id == claim for known in archive.claims()):
        raise InputError(f"{claim}: no such claim; 'istor event' lists the ids of an event's claims")
    saying.say_correct(archive, claim, said, by, reason)
    relink(archive)


def fix_date(archive: Archive, report: Report, when: When, by: str, reason: str = "") -> None:
    """Say when ``report`` came out; all that is reckoned from its day is reckoned anew."""
    saying.say_date(archive, report, when, by, reason)
    relink(archive)


def undo(archive: Archive, act_id: int | None, by: str) -> Act:
    """Take back an act, or the last one of ``by``, and link anew."""
    act = archive.undo(act_id, by)
    relink(archive)
    return act


def _linked(archive: Archive, claims: Sequence[str]) -> tuple[str, ...]:
    relink(archive)
    event_of = Record.read(archive).event_of
    return tuple(dict.fromkeys(event_of[claim] for claim in claims))


@dataclass(frozen=True)
class _Known:
    """The claims of events as a record has them."""

    record: Record

    @classmethod
    def read(cls, archive: Archive) -> "_Known":
        return cls(Record.read(archive))

    def claims_of(self, named: str) -> list[str]:
        if named in self.record.event_of:
            return [named]
        return [claim.id for claim in self.record.in_order(self.record.event(named).claims)]

    def event_id(self, claim: str) -> str | None:
        return self.record.event_of.get(claim)
