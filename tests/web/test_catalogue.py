"""The catalogue says what the record says, is thrown away when it must be, and is looked up by its indexes."""

import os
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from istor.errors import InputError
from istor.model.link import LinkKind
from istor.storing import Archive
from istor.telling import Record, TimelineFilter
from istor.telling.timeline import fitting
from istor.web.catalogue import Catalogue, catalogue, fill
from istor.web.catalogue.choosing import chosen
from istor.web.catalogue.documents import QUANTITIES, STORIES
from istor.web.current import Current
from istor.web.filters import Asked
from istor.web.helper import Helper
from tests.scaling import stories


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The stories, as all tests of this module read them."""
    where = tmp_path_factory.mktemp("catalogue") / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with Archive.open(where) as archive:
        yield archive


@pytest.fixture(scope="module")
def known(archive: Archive) -> Catalogue:
    assert archive.beside
    fill(archive, archive.beside, {"stamp": archive.stamp()})
    return Catalogue(archive.beside)


ASKED: tuple[dict[str, str], ...] = (
    {}, {"actor": "putin"}, {"actor": "RUS"}, {"actor": "Ρωσίας"}, {"actor": "RUS:Vladimir Putin"}, {"actor": "ου"},
    {"actor": "UKR", "type": "ASSAULT"}, {"type": "CONSULT"}, {"type": "material-conflict"}, {"source": "KCNA"},
    {"source": "PRK:KCNA"}, {"source": "GRC"}, {"place": "vladi"}, {"place": "Βλαδιβοστόκ"}, {"voices": "2"},
    {"status": "actual"}, {"status": "future"}, {"first": "2030-06"}, {"last": "2030-05-31"},
    {"first": "2030-05", "last": "2030-05", "actor": "kim"}, {"first": "1900", "last": "1901"},
)  # fmt: skip


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_filters_choose_what_the_record_has(archive: Archive, known: Catalogue, asked: dict[str, str]) -> None:
    wanted, record = Asked(**asked).wanted(), Record.read(archive)
    expected = [event.id for event in fitting(record, archive, wanted)]
    assert known.ids(chosen(known, wanted)) == expected


def test_stories_are_chosen_by_their_id(archive: Archive, known: Catalogue) -> None:
    record = Record.read(archive)
    for story in record.stories:
        numbers = chosen(known, TimelineFilter(story=story.id))
        assert sorted(known.ids(numbers)) == sorted(story.events)
        found = known.item("stories", STORIES, story.id)
        assert found and found[1].story == story
    with pytest.raises(InputError, match="no such story"):
        chosen(known, TimelineFilter(story="story-x"))


def test_what_is_kept_comes_back_equal(archive: Archive, known: Catalogue) -> None:
    record = Record.read(archive)
    numbers = range(known.columns.size)
    assert known.events(numbers) == list(record.events)
    assert known.totals == (len(record.events), len(record.claims), len(record.reports))
    assert {claim.id for claim in known.claims(claim.id for claim in record.claims)} == set(record.event_of)
    assert all(known.event_id(claim) == event for claim, event in record.event_of.items())
    assert [(actor.id, actor.party) for actor in known.actors("", 0, 1000).items] == [
        (actor.id, actor.party) for actor in record.actors
    ]
    lines = [line for each in known.listed("quantities", QUANTITIES, 0, 1000).items for line in each.lines]
    assert len(lines) == len(record.ledger)
    assert set(lines) == set(record.ledger)


def test_an_actor_has_its_events_and_roles(archive: Archive, known: Catalogue) -> None:
    from istor.linking import actor_id

    record, columns = Record.read(archive), known.columns
    for number, actor in enumerate(record.actors):
        places = columns.places_of(number)
        acts = [event.id for event in record.events if actor.id in map(actor_id, event.actors)]
        meets = [event.id for event in record.events if actor.id in map(actor_id, event.recipients)]
        assert known.ids(columns.in_event[places][(columns.in_role[places] & 1) > 0]) == acts
        assert known.ids(columns.in_event[places][(columns.in_role[places] & 2) > 0]) == meets
    assert columns.places_of(10_000).size == 0


def test_nothing_is_looked_up_row_by_row(known: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only words, which may stand anywhere in a name, are looked for in every name."""
    asked: list[str] = []
    rows = Catalogue._rows

    def noted(self: Catalogue, query: str, *values: object) -> object:
        plan = " ".join(str(row[3]) for row in rows(self, f"EXPLAIN QUERY PLAN {query}", *values))
        asked.append(f"{query}: {plan}")
        return rows(self, query, *values)

    monkeypatch.setattr(Catalogue, "_rows", noted)
    monkeypatch.setattr(Catalogue, "_one", lambda self, *query: next((r[0] for r in self._rows(*query)), None))
    (event,) = known.events([0])
    known.number_of(event.id)
    known.event_id(event.claims[0].id)
    known.claims([event.claims[0].id])
    known.numbers_of([event.claims[0].id])
    known.events_of_report(event.reports[0])
    known.kin(event.reports)
    known.heads([0])
    known.reports("", 0, 50)
    known.actors("", 0, 50)
    known.actors_of([0])
    known.actor("actor-x")
    known.actor_called("Putin", "en")
    known.names_joined("actor-x")
    known.spellings(0, 5)
    known.item("stories", STORIES, "story-x")
    known.listed("quantities", QUANTITIES, 0, 20)
    listed = ("LIMIT ? OFFSET ?", "FROM (SELECT 1")
    scans = [each for each in asked if "SCAN" in each and not any(part in each for part in listed)]
    assert asked and not scans


def test_counting_stops(known: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "MOST_COUNTED", 2)
    some = known.actors("", 0, 1)
    assert (len(some.items), some.total, some.has_more) == (1, 2, True)


def test_what_was_worked_out_is_kept_for_the_next_start(tmp_path: Path) -> None:
    where = tmp_path / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with Archive.open(where) as archive:
        current = Current(archive, Helper(ThreadPoolExecutor(1)))
        before = current.catalogue().totals
        assert current.is_current()
    current.keep()
    with Archive.open(where) as archive:
        again = Current(archive, Helper(ThreadPoolExecutor(1)))
        assert again.is_current() and again.catalogue().totals == before


def test_of_another_istor_nothing_is_taken(tmp_path: Path) -> None:
    where = tmp_path / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with Archive.open(where) as archive:
        assert archive.beside
        fill(archive, archive.beside, {"stamp": archive.stamp(), "made_by": "another"})
        assert not Current(archive, Helper(ThreadPoolExecutor(1))).is_current()
        archive.beside.write_bytes(b"no database")
        assert not Current(archive, Helper(ThreadPoolExecutor(1))).is_current()
        assert Current(archive, Helper(ThreadPoolExecutor(1))).catalogue().totals[2] == len(stories.STORIES)


def test_a_take_down_takes_the_catalogue_too(tmp_path: Path) -> None:
    where = tmp_path / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with Archive.open(where) as archive:
        assert archive.beside
        fill(archive, archive.beside, {"stamp": archive.stamp()})
        archive.forget(next(archive.reports()).id)
        archive.scrub()
        assert not archive.beside.exists()


def test_pages_show_the_state_before_until_the_new_one_is_there(tmp_path: Path) -> None:
    where = tmp_path / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with Archive.open(where) as archive:
        current = Current(archive, Helper(ThreadPoolExecutor(1)))
        before = current.catalogue()
        stories.fill(where, [stories.report("new", "date 2031-01-01\n\nΗ Ρωσία βομβάρδισε το Κίεβο.\n")])
        assert current.catalogue(patience=0) is before
        after = current.catalogue(patience=60)
        assert after.totals[2] == before.totals[2] + 1 and current.is_current()


def test_rows_by_their_ids(archive: Archive) -> None:
    record = Record.read(archive)
    ids = [report.id for report in record.reports]
    assert archive.reports_of(ids[:2]) == tuple(archive.reports())[:2]
    assert archive.reports_of([]) == () and archive.reports_of(["report-x"]) == ()
    assert archive.report_named(record.reports[0].name) == min(
        report.id for report in record.reports if report.name == record.reports[0].name
    )
    kinds: tuple[LinkKind, ...] = ("event", "copy", "actor")
    for kind in kinds:
        links = tuple(archive.links(kind))
        touched = {side for link in links[:1] for side in (link.left, link.right)}
        assert archive.links_of(kind, touched) == tuple(k for k in links if {k.left, k.right} & touched)
    assert archive.judged("event") == () and archive.acts_back(0, 10) == (0, ()) and archive.find_act(1) is None


def test_what_a_helper_left_that_was_ended_goes(tmp_path: Path, archive: Archive) -> None:
    gone, own = tmp_path / "catalogue.999999999", tmp_path / f"catalogue.{os.getpid()}0x"
    for left in (gone, own):
        left.write_bytes(b"unfinished")
    fill(archive, tmp_path / "catalogue", {"stamp": ""})
    assert not gone.exists() and own.exists()


def test_a_helper_that_is_ended_does_not_keep_anybody(tmp_path: Path) -> None:
    helper = Helper()
    begun = helper.begin(time.sleep, 600)
    while not begun.running():
        time.sleep(0.05)
    at = time.monotonic()
    helper.end()
    with pytest.raises(BrokenProcessPool):
        begun.result(60)
    assert time.monotonic() - at < 60


def test_a_catalogue_that_is_being_written_is_not_read(tmp_path: Path, archive: Archive) -> None:
    with pytest.raises(sqlite3.Error):
        fill(archive, tmp_path / "nowhere" / "catalogue", {"stamp": ""})
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(sqlite3.Error):
        Catalogue(tmp_path / "catalogue")
