"""Links by the program and by people, and runs."""

from datetime import UTC, datetime

import pytest

from istor.errors import ArchiveError, InputError
from istor.storing import Archive
from istor.storing.acts import forgetting

from . import makers


def test_a_persons_judgement_survives(archive: Archive) -> None:
    archive.replace_links("event", [makers.link("a", "b"), makers.link("b", "c")])
    mine = makers.judge(archive, "event", "b", "a", "different", "Μαρία", "άλλη μέρα")
    archive.replace_links("event", [makers.link("a", "b", score=0.9)])
    assert list(archive.links("event")) == [makers.link("a", "b", score=0.9), mine]
    archive.replace_links("event", [])
    assert list(archive.links()) == [mine]
    assert (mine.left, mine.right, mine.judgement, mine.by) == ("a", "b", "different", "Μαρία")
    assert mine.reasons == ("άλλη μέρα",)


def test_recoding_leaves_judgements_alone(archive: Archive) -> None:
    report = makers.report(1)
    first, second = makers.claims_of(report, 2)
    archive.add(report, [first, second])
    mine = makers.judge(archive, "event", first.id, second.id, "same", "Maria")
    archive.recode(report.id, [])
    assert list(archive.links()) == [mine]


def test_a_person_judges_anew(archive: Archive) -> None:
    makers.judge(archive, "actor", "a", "b", "same", "Maria")
    other = makers.judge(archive, "actor", "a", "b", "same", "Nikos")
    anew = makers.judge(archive, "actor", "b", "a", "unsure", "Maria")
    assert list(archive.links()) == [anew, other]


def test_a_judgement_is_taken_back(archive: Archive) -> None:
    archive.replace_links("event", [makers.link("a", "b")])
    makers.judge(archive, "event", "a", "b", "different", "Maria")
    archive.act("unjudge", "Maria", ["a", "b"], [forgetting("event", "a", "b", "Maria")])
    assert list(archive.links()) == [makers.link("a", "b")]


def test_links_of_one_kind_are_replaced_alone(archive: Archive) -> None:
    copy = makers.link("r1", "r2", kind="copy")
    archive.replace_links("copy", [copy])
    archive.replace_links("event", [makers.link("a", "b")])
    archive.replace_links("event", [])
    assert list(archive.links()) == [copy]
    assert list(archive.links("event")) == []


@pytest.mark.parametrize("link", [makers.link("a", "b", kind="copy"), makers.link("a", "b", by="Maria")])
def test_only_the_programs_links_of_that_kind_are_replaced(archive: Archive, link: object) -> None:
    with pytest.raises(ValueError, match="only event links by the program"):
        archive.replace_links("event", [link])  # type: ignore[list-item]


@pytest.mark.parametrize(("left", "right", "by"), [("a", "a", "Maria"), ("a", "b", "program"), ("a", "b", "")])
def test_judgements_that_cannot_be(archive: Archive, left: str, right: str, by: str) -> None:
    with pytest.raises(InputError):
        makers.judge(archive, "event", left, right, "same", by)


def test_runs_are_kept(archive: Archive) -> None:
    before = datetime.now(UTC)
    first, second = archive.start_run("1.0", "abc"), archive.start_run("1.1", "")
    summary = {"read": 5, "kept": 3, "repeated": 1, "skipped": {"χωρίς κείμενο": 1}}
    archive.finish_run(first, summary)
    done, lasting = archive.runs()
    assert (done.id, done.version, done.model, done.summary) == (first, "1.0", "abc", summary)
    assert done.finished is not None
    assert before <= done.started <= done.finished <= datetime.now(UTC)
    assert (lasting.id, lasting.finished, lasting.summary) == (second, None, None)


def test_a_run_that_never_started(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no run 7"):
        archive.finish_run(7, {})


def test_counts(archive: Archive) -> None:
    archive.add(makers.report(1), makers.claims_of(makers.report(1), 3))
    archive.replace_links("event", [makers.link("a", "b")])
    makers.judge(archive, "event", "a", "b", "same", "Maria")
    archive.start_run("1.0", "")
    assert archive.counts() == {"reports": 1, "claims": 3, "links": 1, "judgements": 1, "runs": 1}


def test_the_stamp_changes_with_the_archive_and_only_then(archive: Archive) -> None:
    first = archive.stamp()
    assert archive.stamp() == first
    makers.judge(archive, "event", "a", "b", "same", "Maria")
    second = archive.stamp()
    makers.judge(archive, "event", "a", "b", "different", "Maria")
    assert len({first, second, archive.stamp()}) == 3
