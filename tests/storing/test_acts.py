"""What persons did: kept with who and when, taken back, and the rows as they were before."""

from datetime import date

import pytest

from istor.errors import InputError
from istor.model import Dating, Made
from istor.model.link import Judgement
from istor.storing import Archive
from istor.storing.acts import RowChange, fixing, forgetting, judging, naming
from istor.storing.datings import First
from istor.storing.links import judged

from . import makers


def judgement(judged_as: Judgement = "same") -> list[RowChange]:
    return [judging(judged("event", "a", "b", judged_as, "Maria", "είναι ένα"))]


def test_an_act_is_kept_with_who_and_when(archive: Archive) -> None:
    number = archive.act("same", "Maria", ["a", "b"], judgement(), "είναι ένα")
    (act,) = archive.acts()
    assert (act.id, act.by, act.act, act.subject, act.reason) == (number, "Maria", "same", ("a", "b"), "είναι ένα")
    assert act.at.tzinfo is not None and act.undone_at is None
    assert [link.by for link in archive.links()] == ["Maria"]


def test_undoing_gives_back_what_was_before(archive: Archive) -> None:
    archive.act("same", "Maria", ["a", "b"], judgement())
    before = list(archive.links())
    archive.act("different", "Maria", ["a", "b"], judgement("different"))
    done = archive.undo(None, "Maria")
    assert (done.act, done.undone_by) == ("different", "Maria") and done.undone_at is not None
    assert list(archive.links()) == before
    assert archive.undo(None, "Maria").act == "same"
    assert list(archive.links()) == []


def test_a_judgement_forgotten_comes_back(archive: Archive) -> None:
    mine = makers.judge(archive, "event", "a", "b", "same", "Maria")
    archive.act("different", "Maria", ["a", "b"], [forgetting("event", "a", "b", "Maria")])
    assert list(archive.links()) == []
    archive.undo(None, "Maria")
    assert list(archive.links()) == [mine]


def test_what_a_later_act_changed_is_not_undone_under_it(archive: Archive) -> None:
    first = archive.act("same", "Maria", ["a", "b"], judgement())
    archive.act("different", "Maria", ["a", "b"], judgement("different"))
    with pytest.raises(InputError, match="a later act changed the same"):
        archive.undo(first, "Maria")
    assert [act.undone_at for act in archive.acts()] == [None, None]


def test_there_is_nothing_to_undo(archive: Archive) -> None:
    with pytest.raises(InputError, match="nothing that could be undone"):
        archive.undo(None, "Maria")
    with pytest.raises(InputError, match="no act 7"):
        archive.undo(7, "Maria")
    number = archive.act("same", "Maria", ["a", "b"], judgement())
    archive.undo(number, "Nikos")
    with pytest.raises(InputError, match="undone already, by Nikos"):
        archive.undo(number, "Maria")


def test_the_program_is_no_person(archive: Archive) -> None:
    with pytest.raises(InputError, match="name of a person"):
        archive.act("rename", "program", ["x"], [naming("event", "claim-1", "Όνομα", "program")])


def test_names_are_kept_and_taken_back(archive: Archive) -> None:
    archive.act("rename", "Maria", ["event-1", "Η σύσκεψη"], [naming("event", "claim-1", "Η σύσκεψη", "Maria")])
    assert archive.names() == {("event", "claim-1"): "Η σύσκεψη"}
    archive.act("rename", "Maria", ["event-1", ""], [naming("event", "claim-1", "", "Maria")])
    assert archive.names() == {}
    archive.undo(None, "Maria")
    assert archive.names() == {("event", "claim-1"): "Η σύσκεψη"}


def test_datings_of_the_program_and_of_persons_never_meet(archive: Archive) -> None:
    report = makers.report(1)
    archive.add(report, [])
    when = makers.day(date(2031, 5, 2))
    made = Made("linking", "1", "clues", "")
    program = Dating(report.id, when, ("επειδή",), "program", made)
    person = Dating(report.id, when, (), "Maria", made)
    archive.replace_datings([program])
    archive.act("date", "Maria", [report.name], [fixing(person)])
    assert sorted(d.by for d in archive.datings()) == ["Maria", "program"]
    archive.replace_datings([])
    assert list(archive.datings()) == [person]
    archive.undo(None, "Maria")
    assert list(archive.datings()) == []
    with pytest.raises(ValueError, match="only datings by the program"):
        archive.replace_datings([person])


def test_claims_as_coded_first_are_kept_beside_those_reckoned_anew(archive: Archive) -> None:
    report = makers.report(1)
    first = makers.claims_of(report, 3)
    archive.add(report, first)
    archive.reckon(report.id, first[:1], First("2031-05", tuple(first)))
    assert list(archive.claims()) == first[:1]
    assert archive.first_claims() == {report.id: First("2031-05", tuple(first))}
    archive.recode(report.id, first)
    assert list(archive.claims()) == first and archive.first_claims() == {}
