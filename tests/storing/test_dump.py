"""A dump and what is made of it: the same bytes again, on the same database or the other one."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.errors import InputError
from istor.model import Dating, Made
from istor.storing import Archive
from istor.storing.acts import fixing, judging, naming
from istor.storing.datings import First
from istor.storing.links import judged
from istor.storing.search import Question

from . import makers


def _fill(archive: Archive) -> None:
    run = archive.start_run("1", "m", settings={"knowledge": "ά"})
    for n in range(20):
        report = makers.report(n)
        archive.add(report, makers.claims_of(report, n % 4), makers.vectors(report, [n, -n, 127] * 16), run)
    archive.finish_run(run, {"read": 20, "reasons": {"β": 1, "α": 2}})
    later = archive.start_run("2", "m", "recode")
    archive.recode(makers.report(3).id, [makers.claim(makers.report(3), 1, type="AID")], run=later)
    left, right = sorted(makers.claim(makers.report(n), 0).id for n in (1, 2))
    archive.replace_links("event", [makers.link(left, right)])
    makers.judge(archive, "event", "a", "c", "different", "maria", "άλλη μέρα")
    undated = makers.report(6)
    dating = Dating(undated.id, makers.day(date(2031, 5, 2)), ("επειδή",), "maria", Made("judging", "", "", ""))
    archive.act("date", "maria", [undated.name, "2031-05-02"], [fixing(dating)])
    archive.reckon(undated.id, [], First("2031-05-02", tuple(makers.claims_of(undated, 2))))
    archive.act("rename", "maria", ["event-1", "Η σύσκεψη"], [naming("event", "claim-1", "Η σύσκεψη", "maria")])
    archive.act("same", "maria", ["a", "b"], [judging(judged("event", "a", "b", "same", "maria", "είναι ένα"))])
    archive.undo(None, "maria")


def test_a_restored_archive_dumps_the_same_bytes(archive: Archive, where: str, tmp_path: Path) -> None:
    _fill(archive)
    lines = list(archive.dump())
    with Archive.open(tmp_path / "new.db") as restored:
        restored.restore(lines)
        assert list(restored.dump()) == lines
        assert list(restored.reports()) == list(archive.reports())
        assert list(restored.claims()) == list(archive.claims())
        assert restored.search(Question("Πούτιν")) == archive.search(Question("Πούτιν"))
        assert list(restored.problems()) == []
        assert list(restored.acts()) == list(archive.acts())
        assert restored.act("rename", "maria", [], []) == archive.act("rename", "maria", [], [])
        assert restored.start_run("3", "m") == archive.start_run("3", "m")
    for line in lines:
        json.loads(line)


def test_a_dump_goes_back_into_the_same_kind_of_database(archive: Archive, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "first.db") as first:
        _fill(first)
        lines = list(first.dump())
    archive.restore(lines)
    assert list(archive.dump()) == lines
    assert list(archive.problems()) == []
    assert archive.start_run("3", "m") == 3


def test_the_same_dump_gives_the_same_file(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "first.db") as first:
        _fill(first)
        lines = list(first.dump())
    for name in ("one.db", "two.db"):
        with Archive.open(tmp_path / name) as archive:
            archive.restore(lines)
            archive.scrub()
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_anything_that_is_kept_can_be_dumped(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    report, claims = data.draw(makers.reports("report-1")), data.draw(makers.claims("report-1"))
    folder = tmp_path_factory.mktemp("dump")
    with Archive.open(folder / "a.db") as one, Archive.open(folder / "b.db") as two:
        one.add(report, claims)
        lines = list(one.dump())
        two.restore(lines)
        assert list(two.dump()) == lines
        assert list(two.reports()) == [report]


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (lambda lines: lines[:-1], "cut short"),
        (lambda lines: lines[:7], "cut short"),
        (lambda lines: [line.replace("είδηση", "Είδηση") for line in lines], "altered"),
        (lambda lines: [*lines[:5], *lines[6:]], "altered"),
        (lambda lines: [*lines, lines[-1]], "altered"),
        (lambda lines: [*lines[:5], lines[5][:40] + "\n", *lines[6:]], "altered"),
        (lambda lines: [], "no backup"),
        (lambda lines: ["Αυτό δεν είναι αντίγραφο.\n"], "no backup"),
        (lambda lines: ["[]\n"], "no backup"),
        (lambda lines: [lines[0].replace('"schema":"', '"schema":"9'), *lines[1:]], "restore it with the istor"),
    ],
)
def test_a_dump_that_is_not_whole_is_refused(archive: Archive, tmp_path: Path, spoilt, said: str) -> None:  # type: ignore[no-untyped-def]
    _fill(archive)
    lines = list(archive.dump())
    with Archive.open(tmp_path / "new.db") as new:
        empty = new.counts()
        with pytest.raises(InputError, match=said) as caught:
            new.restore(spoilt(lines))
        assert "\n" not in str(caught.value)
        assert new.counts() == empty


def test_nothing_is_restored_over_something(archive: Archive) -> None:
    _fill(archive)
    lines = list(archive.dump())
    with pytest.raises(InputError, match="a new archive only"):
        archive.restore(lines)
    assert list(archive.dump()) == lines
