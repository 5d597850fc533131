"""Linking leaves no trace of the order and the pieces in which reports came; persons' words hold through it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.model import Party, Report, Statement, When
from istor.reading import Outcome
from istor.reading.coded import Coding, Line
from istor.scaling import Coded, Serial, serial
from istor.scaling.adding import add
from istor.scaling.judging import fix_date, merge, rename, split, undo
from istor.scaling.loading import load
from istor.scaling.recoding import recode
from istor.scaling.recording import record
from istor.scaling.relinking import are_links_right
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


def test_figures_follow_the_date_of_their_report_and_go_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dead of a bare report are of its day; taken back, they are of the day that the program found."""
    def with_statements(report: Report, _model: str | None = None) -> Coded:
        claims = wordlist.claims_of(report)
        stated = (Statement(c.report, c.sentence, c.figures[0], when=c.when) for c in claims if c.figures)
        return Coded(report, claims, statements=tuple(stated))

    def day_of_the_dead(found: Record) -> str | None:
        name = found.report_named("bare too").id
        (count,) = (line.count for line in found.ledger if line.count.report == name)
        return count.when.edtf if count.when else None

    monkeypatch.setattr(serial, "code_report", with_statements)
    before = added(tmp_path / "istor.db", REPORTS)
    told = When.between(date(2030, 6, 12), date(2030, 6, 12), "stated")
    with Archive.open(tmp_path / "istor.db") as archive:
        first = list(archive.statements())
        fix_date(archive, before.report_named("bare too"), told, "Maria")
        fixed = Record.read(archive)
        undo(archive, None, "Maria")
        assert list(archive.statements()) == first
    assert day_of_the_dead(fixed) == "2030-06-12"
    assert day_of_the_dead(before) != "2030-06-12"


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


def test_a_persons_date_holds_through_coding_anew(tmp_path: Path) -> None:
    found = added(tmp_path / "istor.db", REPORTS)
    with Archive.open(tmp_path / "istor.db") as archive:
        told = When.between(date(2030, 5, 4), date(2030, 5, 4), "stated")
        fix_date(archive, found.report_named("bare"), told, "Maria")
        fixed = Record.read(archive)
        done = recode(archive, Serial(), everything=True)
        assert Record.read(archive) == fixed
        assert (done.changed, done.added, done.dropped) == (0, 0, 0)
        undo(archive, None, "Maria")
        assert Record.read(archive) == found
        assert are_links_right(archive)


def test_new_days_are_a_change_of_the_run_that_brought_them(tmp_path: Path) -> None:
    added(tmp_path / "istor.db", [stories.report("bare", BARE)], REPORTS)
    with Archive.open(tmp_path / "istor.db") as archive:
        changed = [change for change in archive.changes(1, 2) if change.before and change.after]
        assert [change.fields for change in changed] == [("when",)]
        assert changed[0].before and changed[0].before.when is None
        assert archive.changes(0, 2) == tuple(c for c in archive.changes(0, 2) if c.before is None)


def test_claims_of_other_coders_stay_as_they_were_loaded(tmp_path: Path) -> None:
    said: dict[str, Any] = {"coder": "Maria", "type": "CONSULT", "mode": "meet", "actors": (Party("RUS"), Party("PRK"))}
    codings = (
        Coding(report="bare", sentence=BARE.strip(), trigger="συναντήθηκε", **said),
        Coding(report="elsewhere", sentence="Ο Πούτιν συναντήθηκε με τον Κιμ και χθες.", **said),
    )
    added(tmp_path / "istor.db", REPORTS[:2], [stories.report("bare", BARE)])
    with Archive.open(tmp_path / "istor.db") as archive:
        load(archive, [Line("claims.jsonl, line 1", codings)])
        loaded = {claim for claim in archive.claims() if claim.made.coder == "Maria"}
        assert len(loaded) == 2
    found = added(tmp_path / "istor.db", REPORTS)
    assert published(found, "bare") is not None
    assert {claim for claim in found.claims if claim.made.coder == "Maria"} == loaded
    assert {c.made.coder for c in found.claims if c.report == found.report_named("elsewhere").id} == {"Maria"}
    assert len([c for c in found.claims if c.report == found.report_named("bare").id]) == 2
