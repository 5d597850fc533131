"""Many reports at once: each kept once, a batch at a time, whatever others add meanwhile."""

import multiprocessing
from collections.abc import Iterator

import pytest

from istor.storing import Addition, Archive
from istor.storing.additions import BATCH

from . import makers

processes = multiprocessing.get_context("fork")


def _additions(*numbers: int) -> Iterator[Addition]:
    for n in numbers:
        report = makers.report(n)
        yield Addition(report, makers.claims_of(report, n % 3), makers.vectors(report, [n % 100, -7] * 8))


def test_all_are_kept_as_if_one_by_one(archive: Archive, where: str) -> None:
    assert archive.add_all(_additions(3, 1, 2), run=7) == 3
    together = makers.dump(where)
    for n in (1, 2, 3):
        archive.forget(makers.report(n).id)
    for each in _additions(3, 1, 2):
        assert archive.add(each.report, each.claims, each.vectors, run=7)
    assert archive.counts()["claims"] == 3
    assert _without_signs(together) == _without_signs(makers.dump(where))


def _without_signs(dump: bytes) -> list[bytes]:
    """Signs are numbered as they come, and no number comes again."""
    return [line for line in dump.splitlines() if b"'report_signs'" not in line]


def test_what_is_kept_already_or_given_twice_is_left_out(archive: Archive) -> None:
    assert archive.add_all(_additions(1, 2)) == 2
    assert archive.add_all(_additions(2, 3, 3, 1)) == 1
    assert archive.add_all([]) == 0
    assert archive.counts()["reports"] == 3


def test_no_more_is_drawn_than_a_batch(archive: Archive) -> None:
    """So that adding takes no more memory for a million reports than for a hundred."""
    ahead: list[int] = []

    def drawn() -> Iterator[Addition]:
        for n, each in enumerate(_additions(*range(2 * BATCH + 50)), start=1):
            if n % 25 == 1:
                ahead.append(n - archive.counts()["reports"])
            yield each

    assert archive.add_all(drawn()) == 2 * BATCH + 50
    assert max(ahead) <= BATCH


def test_a_claim_of_another_report_is_refused() -> None:
    with pytest.raises(ValueError, match="belongs to the report"):
        Addition(makers.report(1), makers.claims_of(makers.report(2), 1))


def _adds(where: str, numbers: range) -> None:
    with Archive.open(where) as archive:
        archive.add_all(_additions(*numbers))


def test_two_processes_add_the_same_at_once(where: str) -> None:
    children = [processes.Process(target=_adds, args=(where, numbers)) for numbers in (range(60), range(20, 80))]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    with Archive.open(where) as archive:
        assert archive.counts()["reports"] == 80
        assert archive.counts()["claims"] == sum(n % 3 for n in range(80))
