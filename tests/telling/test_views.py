"""The timeline with its filters, sources and actors, on a small archive."""

from collections.abc import Iterator
from datetime import date

import pytest

from istor.errors import InputError
from istor.model import Dating, Link, Made, When
from istor.storing import Archive
from istor.telling import Record, TimelineFilter, timeline
from istor.telling.actors import profiles
from istor.telling.identity import grounds, reasons
from istor.telling.sources import OWN_WORD, sources
from tests.scaling import stories


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    where = tmp_path_factory.mktemp("telling") / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with Archive.open(where) as archive:
        yield archive


@pytest.mark.parametrize(
    ("wanted", "types"),
    [
        (TimelineFilter(), ["CONSULT", "ACCUSE", "ASSAULT", "ASSAULT", "SANCTION"]),
        (TimelineFilter(actor="putin"), ["CONSULT"]),
        (TimelineFilter(actor="UKR"), ["ACCUSE", "ASSAULT", "ASSAULT"]),
        (TimelineFilter(actor="UKR", type="ASSAULT"), ["ASSAULT", "ASSAULT"]),
        (TimelineFilter(type="SANCTION"), ["SANCTION"]),
        (TimelineFilter(source="kcna"), ["CONSULT"]),
        (TimelineFilter(source="kcna", type="ASSAULT"), []),
        (TimelineFilter(first=date(2030, 5, 3)), ["ACCUSE", "ASSAULT", "ASSAULT"]),
        (TimelineFilter(last=date(2030, 5, 3)), ["CONSULT", "ACCUSE"]),
        (TimelineFilter(first=date(2030, 6, 1), last=date(2030, 6, 30)), ["ASSAULT"]),
        (TimelineFilter(quad="material conflict"), ["ASSAULT", "ASSAULT", "SANCTION"]),
        (TimelineFilter(status="actual", place="VLADI"), ["CONSULT"]),
        (TimelineFilter(status="negated"), []),
        (TimelineFilter(voices=2), ["CONSULT"]),
    ],
)
def test_filters(archive: Archive, wanted: TimelineFilter, types: list[str]) -> None:
    assert [entry.type for entry in timeline(archive, wanted)] == types


def test_an_entry_counts_what_it_rests_on(archive: Archive) -> None:
    meeting = timeline(archive)[0]
    assert (meeting.when, meeting.place) == ("2 May 2030", "Vladivostok")
    assert meeting.reports == 2 and meeting.copies == 0
    assert "KCNA" in meeting.word
    assert [said.name for said in meeting.said] == ["meeting", "meeting", "again"]


def test_sources(archive: Archive) -> None:
    found = {source.name: source for source in sources(Record.read(archive))}
    assert (found["PRK:KCNA"].claims, found["PRK:KCNA"].reports, found["PRK:KCNA"].alone) == (1, 1, 0)
    assert found[OWN_WORD].events == 5


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("RUS", ["RUS", "RUS:Vladimir Putin"]),
        ("putin", ["RUS:Vladimir Putin"]),
        ("ΠΟΎΤΙΝ", ["RUS:Vladimir Putin"]),
        ("Ρωσίας", ["RUS", "RUS:Vladimir Putin"]),
        ("RUS:vladimir putin", ["RUS:Vladimir Putin"]),
        ("RUS:putin", []),
        ("XYZ", []),
    ],
)
def test_actors_by_name(archive: Archive, name: str, found: list[str]) -> None:
    assert [profile.name for profile in profiles(Record.read(archive), name)] == found


def test_a_profile(archive: Archive) -> None:
    russia = profiles(Record.read(archive), "RUS")[0]
    assert dict(russia.did) == {"ASSAULT": 2}
    assert dict(russia.met) == {"ACCUSE": 1, "SANCTION": 1}
    assert dict(russia.others) == {"UKR": 3, "EUE": 1}
    assert [entry.type for entry in russia.events] == ["ACCUSE", "ASSAULT", "ASSAULT", "SANCTION"]


def test_why_claims_are_one_event(archive: Archive) -> None:
    record = Record.read(archive)
    why = reasons(record.events[0], record)
    assert why and all(reason.reasons for reason in why if not reason.others)


def test_a_claim_leads_to_its_event(archive: Archive) -> None:
    record = Record.read(archive)
    event = record.events[0]
    assert record.event(event.id) is record.event(event.claims[0].id) is event
    with pytest.raises(InputError, match="event-x: no such event or claim"):
        record.event("event-x")


def test_what_else_an_event_rests_on(archive: Archive) -> None:
    """A copy among its reports, and the day that was found for one of them, each with the reasons."""
    kept = Record.read(archive)
    event = next(e for e in kept.events if len(e.reports) > 1)
    left, right = sorted(event.reports[:2])
    made = Made("linking", "1", "test")
    copy = Link("copy", left, right, "same", 0.8, ("80% of the words",), "program", made)
    when = When.between(date(2030, 5, 2), date(2030, 5, 2), "inferred")
    day = Dating(left, when, ("it says «χθες»",), "program", made)
    record = Record(kept.reports, kept.claims, (*kept.links, copy), (day,))
    found = grounds(record.event(event.claims[0].id), record)
    names = sorted(record.report(i).name for i in (left, right))
    assert [g.reasons for g in found] == [("80% of the words",), ("it says «χθες»",)]
    assert all(name in found[0].what for name in names) and "copies of one text" in found[0].what
    assert "came out 2 May 2030" in found[1].what
