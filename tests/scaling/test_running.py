"""One report after another, and what an archive holds after a run."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from istor.errors import ArchiveError, InputError, ModelError
from istor.model import Report
from istor.reading import Outcome
from istor.reading.text import About, read_text
from istor.scaling import Coded, Serial, serial
from istor.scaling.adding import Summary, add, add_to, reason_of
from istor.scaling.judging import judge, unjudge
from istor.scaling.recording import record
from istor.storing import Archive
from istor.telling import Record
from istor.telling.exports import export
from tests.scaling import stories, wordlist

real_code_report = serial.code_report


@pytest.fixture(autouse=True)
def _coder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)


def outcomes(*names: str) -> list[Outcome]:
    return [Outcome(f"{name}.txt", stories.report(name)) for name in names]


def test_results_come_in_the_order_of_the_reports() -> None:
    reports = [stories.report(name) for name in ("raid", "again", "meeting")]
    assert [coded.report.name for coded in Serial().run(reports)] == ["raid", "again", "meeting"]


def test_a_report_is_drawn_only_when_asked_for() -> None:
    drawn: list[str] = []

    def reports() -> Iterator[Report]:
        for name in ("raid", "again"):
            drawn.append(name)
            yield stories.report(name)

    next(Serial().run(reports()))
    assert drawn == ["raid"]


def test_adding_counts_what_became_of_each(tmp_path: Path) -> None:
    bad = Outcome("x.txt", problem="x.txt: the file is empty; give it text or leave it out")
    with Archive.open(tmp_path / "istor.db") as archive:
        first = add(archive, [*outcomes("meeting", "raid", "meeting"), bad], Serial())
        second = add(archive, outcomes("raid"), Serial())
        runs = list(archive.runs())
    assert str(first) == "read 4, kept 2, repeated 1, skipped 1: 1 × the file is empty"
    assert str(second) == "read 1, kept 0, repeated 1, skipped 0"
    assert [run.summary for run in runs] == [first.row(), second.row()]
    assert not first.is_useless and not second.is_useless


def test_a_language_with_no_coder_is_counted_and_not_coded(tmp_path: Path) -> None:
    english = read_text("The minister said that the talks in Athens would go on for a week.", "a", About())
    with Archive.open(tmp_path / "istor.db") as archive:
        summary = add(archive, [Outcome("a.txt", english), *outcomes("raid")], Serial())
        assert len(list(archive.reports())) == 2
    assert str(summary) == "read 2, kept 2, repeated 0, skipped 0; 1 not coded: language en"
    assert summary.row()["uncoded"] == {"en": 1}
    assert real_code_report(english).claims == ()


class Eager:
    """A runner that draws all reports before it gives any back, as one over many machines may."""

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        yield from [wordlist.code_report(report) for report in reports]


def test_a_runner_may_draw_ahead(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "istor.db") as archive:
        summary = add(archive, outcomes("raid", "raid"), Eager())
    assert (summary.kept, summary.repeated) == (1, 1)


def test_what_was_stored_before_a_failure_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(report: Report) -> Coded:
        if report.name == "again":
            raise ModelError("the model is gone")
        return wordlist.code_report(report)

    monkeypatch.setattr(serial, "code_report", fails)
    with pytest.raises(ModelError):
        add_to(tmp_path / "istor.db", outcomes("raid", "again", "meeting"), Serial())
    with Archive.open(tmp_path / "istor.db", create=False) as archive:
        assert [report.name for report in archive.reports()] == ["raid"]
        assert [run.finished for run in archive.runs()] == [None]


def test_no_archive_is_made_for_nothing(tmp_path: Path) -> None:
    summary = add_to(tmp_path / "istor.db", [Outcome("x", problem="x: no such file or folder; check")], Serial())
    assert summary.is_useless
    assert not list(tmp_path.iterdir())


def test_no_input_is_not_useless_input() -> None:
    assert not Summary().is_useless


@pytest.mark.parametrize(
    ("path", "problem", "reason"),
    [
        ("a.txt", "a.txt: the file is empty; give it text", "the file is empty"),
        ("a: b.txt", "a: b.txt: no such file or folder; check the name", "no such file or folder"),
        ("a.jsonl", "a.jsonl, line 7: is no JSON object; write …", "is no JSON object"),
        ("a.jsonl", "a.jsonl, line 7 ('x'): holds only white space; give", "holds only white space"),
        ("-", "stdin: the file is empty; give it text", "the file is empty"),
    ],
)
def test_reasons_leave_out_the_place(path: str, problem: str, reason: str) -> None:
    assert reason_of(Outcome(path, problem=problem)) == reason


def test_a_record_without_an_archive_is_the_same(tmp_path: Path) -> None:
    reports = [stories.report(name) for name in sorted(stories.STORIES)]
    stories.fill(tmp_path / "istor.db", reports)
    with Archive.open(tmp_path / "istor.db") as archive:
        kept = Record.read(archive)
    direct = record([*reports, reports[0]], Serial())
    assert direct.reports == tuple(reports)
    assert direct.events == kept.events
    assert direct.event_of == kept.event_of


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    stories.fill(tmp_path / "istor.db", [stories.report(name) for name in stories.STORIES])
    with Archive.open(tmp_path / "istor.db") as archive:
        yield archive


def two_events(archive: Archive) -> tuple[str, str]:
    assaults = [event.id for event in Record.read(archive).events if event.type == "ASSAULT"]
    assert len(assaults) == 2
    return assaults[0], assaults[1]


def test_a_person_joins_two_events_and_parts_them_again(archive: Archive) -> None:
    before = two_events(archive)
    (joined,) = judge(archive, before, "same", "Maria", "one night")
    event = Record.read(archive).event(joined)
    assert {claim.type for claim in event.claims} == {"ASSAULT"} and len(event.claims) == 2
    parted = judge(archive, (event.claims[0].id, event.claims[1].id), "different", "Maria")
    assert sorted(parted) == sorted(before)
    assert [link.judgement for link in archive.links() if link.by == "Maria"] == ["different"]


def test_a_judgement_survives_what_comes_later(archive: Archive) -> None:
    pair = two_events(archive)
    judge(archive, pair, "same", "Maria")
    other = stories.report("other", "date 2030-06-11\n\nΗ Ρωσία βομβάρδισε το Σούμι το πρωί.\n")
    add(archive, [Outcome("other.txt", other)], Serial())
    event_of = Record.read(archive).event_of
    mine = next(link for link in archive.links() if link.by == "Maria")
    assert event_of[mine.left] == event_of[mine.right]


def test_events_are_told_apart_claim_by_claim(archive: Archive) -> None:
    record = Record.read(archive)
    meeting = next(event for event in record.events if event.type == "CONSULT")
    other = next(event for event in record.events if event.type == "ACCUSE")
    judge(archive, (meeting.id, other.id), "different", "Maria")
    mine = [link for link in archive.links() if link.by == "Maria"]
    assert len(mine) == len(meeting.claims) * len(other.claims) > 1


@pytest.mark.parametrize("named", ["event-none", "claim-none", ""])
def test_what_is_not_there_cannot_be_judged(archive: Archive, named: str) -> None:
    with pytest.raises(InputError, match="no such event or claim"):
        judge(archive, (two_events(archive)[0], named), "same", "Maria")


def test_one_event_is_not_told_apart_from_itself(archive: Archive) -> None:
    event = next(event for event in Record.read(archive).events if len(event.claims) > 1)
    with pytest.raises(InputError, match="are one"):
        judge(archive, (event.id, event.id), "different", "Maria")


def test_linking_again_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    from istor.scaling.relinking import relink

    before = list(archive.links())
    relink(archive)
    assert list(archive.links()) == before


def test_a_file_that_is_no_archive_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("not an archive")
    with pytest.raises(ArchiveError):
        add_to(tmp_path / "letter", outcomes("raid"), Serial())
    assert (tmp_path / "letter").read_text() == "not an archive"


@pytest.mark.parametrize("name", ["csv", "html", "jsonl", "plover-jsonl"])
def test_exports_do_not_depend_on_the_order_of_adding(tmp_path: Path, name: str) -> None:
    reports = [stories.report(each) for each in stories.STORIES]
    written = []
    for number, order in enumerate((reports, reports[::-1], reports[2:] + reports[:2])):
        stories.fill(tmp_path / f"{number}.db", order)
        with Archive.open(tmp_path / f"{number}.db") as archive:
            written.append("".join(map(str, export(name)(Record.read(archive)))))
    assert written[0] == written[1] == written[2] != ""


def test_a_claim_is_told_apart_from_its_event_and_taken_back(tmp_path: Path) -> None:
    stories.fill(tmp_path / "istor.db", [stories.report("meeting"), stories.report("again")])
    with Archive.open(tmp_path / "istor.db") as archive:
        before = Record.read(archive)
        meeting = next(event for event in before.events if event.type == "CONSULT")
        claim = before.in_order(meeting.claims)[-1].id
        alone, rest = judge(archive, (claim, meeting.id), "different", "Maria")
        after = Record.read(archive)
        assert [c.id for c in after.event(alone).claims] == [claim]
        assert {c.id for c in after.event(rest).claims} == {c.id for c in meeting.claims} - {claim}
        pairs = [(link.left, link.right) for link in archive.links("event") if link.by == "Maria"]
        assert unjudge(archive, pairs, "Maria") == len(meeting.claims) - 1 == len(pairs)
        assert unjudge(archive, pairs, "Maria") == 0
        assert Record.read(archive).events == before.events


def test_the_only_claim_of_an_event_cannot_leave_it(tmp_path: Path) -> None:
    stories.fill(tmp_path / "istor.db", [stories.report("raid")])
    with Archive.open(tmp_path / "istor.db") as archive:
        (event,) = Record.read(archive).events
        with pytest.raises(InputError, match="are one"):
            judge(archive, (event.claims[0].id, event.id), "different", "Maria")
