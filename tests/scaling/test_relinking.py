"""Linking leaves no trace of the order and the pieces in which reports came; persons' words hold through it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.model import Report, When
from istor.reading import Outcome
from istor.scaling import Serial, serial
from istor.scaling.adding import add
from istor.scaling.judging import fix_date, merge, rename, split, undo
from istor.scaling.recording import record
from istor.storing import Archive
from istor.telling import Record
from tests.scaling import stories, wordlist

BARE = "Ο Πούτιν συναντήθηκε με τον Κιμ στο Βλαδιβοστόκ, όπως έγινε γνωστό.\n"
BARE_TOO = "Η Ρωσία βομβάρδισε το Χάρκοβο, με 12 νεκροί ως τώρα, ανέφερε ο δήμαρχος.\n"
REPORTS = [*map(stories.report, stories.STORIES), stories.report("bare", BARE), stories.report("bare too", BARE_TOO)]


@pytest.fixture(autouse=True)
def _coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)


def added(where: Path, *batches: Sequence[Report]) -> Record:
    with Archive.open(where) as archive:
        for batch in batches:
            add(archive, [Outcome(r.name, r) for r in batch], Serial())
        return Record.read(archive)


def published(found: Record, name: str) -> str | None:
    when = found.report_named(name).published
    return when.edtf if when else None


def test_a_report_without_a_date_gets_one_and_its_claims_follow(tmp_path: Path) -> None:
    found = added(tmp_path / "istor.db", REPORTS)
    assert published(found, "bare") == "2030-05-02/2030-05-03"
    assert published(found, "undated") is None
    (claim,) = (c for c in found.claims if c.report == found.report_named("bare").id)
    assert claim.when is not None and (claim.when.edtf, claim.when.basis) == ("2030-05-02/2030-05-03", "inferred")


@settings(max_examples=8, deadline=None)
@given(st.permutations(REPORTS), st.integers(0, len(REPORTS)), st.integers(0, len(REPORTS)))
def test_adding_in_pieces_and_in_any_order_gives_one_archive(reports: list[Report], one: int, other: int) -> None:
    first, second = sorted((one, other))
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(serial, "code_report", wordlist.code_report)
        whole = added(Path(folder) / "whole.db", REPORTS)
        pieces = added(Path(folder) / "pieces.db", reports[:first], reports[first:second], reports[second:])
        assert pieces == whole
        direct = record(reports, Serial())
    assert direct.event_of == whole.event_of
    assert set(direct.claims) == set(whole.claims) and set(direct.links) == set(whole.links)


def test_a_person_fixes_a_date_and_takes_it_back(tmp_path: Path) -> None:
    before = added(tmp_path / "istor.db", REPORTS)
    told = When.between(date(2030, 5, 4), date(2030, 5, 4), "stated")
    with Archive.open(tmp_path / "istor.db") as archive:
        fix_date(archive, before.report_named("bare"), told, "Maria")
        fixed = Record.read(archive)
        (claim,) = (c for c in fixed.claims if c.report == before.report_named("bare").id)
        undo(archive, None, "Maria")
        after = Record.read(archive)
    assert published(fixed, "bare") == "2030-05-04"
    assert claim.when is not None and claim.when.edtf == "2030-05-04"
    assert after == before


def test_a_persons_date_holds_through_new_reports(tmp_path: Path) -> None:
    found = added(tmp_path / "istor.db", REPORTS[:2], [stories.report("bare", BARE)])
    with Archive.open(tmp_path / "istor.db") as archive:
        told = When.between(date(2030, 5, 4), date(2030, 5, 4), "stated")
        fix_date(archive, found.report_named("bare"), told, "Maria")
    assert published(added(tmp_path / "istor.db", REPORTS), "bare") == "2030-05-04"


def events_of(found: Record, kind: str) -> list[str]:
    return [event.id for event in found.events if event.type == kind]


def test_merging_splitting_and_taking_back(tmp_path: Path) -> None:
    before = added(tmp_path / "istor.db", REPORTS)
    with Archive.open(tmp_path / "istor.db") as archive:
        (merged,) = merge(archive, events_of(before, "ASSAULT"), "Maria", "one war")
        joined = Record.read(archive)
        assert events_of(joined, "ASSAULT") == [merged]
        claims = [c.id for c in joined.event(merged).claims]
        parted = split(archive, merged, claims[:1], "Maria")
        assert len(parted) == 2
        assert sorted(events_of(Record.read(archive), "ASSAULT")) == sorted(parted)
        assert [act.act for act in archive.acts()] == ["merge", "split"]
        undo(archive, None, "Maria")
        assert Record.read(archive).event_of == joined.event_of
        undo(archive, None, "Maria")
        assert Record.read(archive) == before


def test_a_name_stays_with_its_event(tmp_path: Path) -> None:
    found = added(tmp_path / "istor.db", REPORTS[:1])
    with Archive.open(tmp_path / "istor.db") as archive:
        rename(archive, events_of(found, "CONSULT")[0], "Η συνάντηση του Μαΐου", "Maria")
    later = added(tmp_path / "istor.db", REPORTS)
    (event,) = (e for e in later.events if e.type == "CONSULT")
    assert later.name_of(event) == "Η συνάντηση του Μαΐου"
