"""Killed at any moment, the archive is whole, and everything that a command told as done is there.

A child process does the work and tells each step once it is committed; it is killed (``kill -9``) after a random time.
``make faults`` does it so often that each kind of work is cut off two hundred times; the tests do it a few times.
"""

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest
from sqlalchemy import MetaData, insert

from istor.model import Claim
from istor.storing import Archive
from istor.storing.engine import open_engine, writer
from istor.storing.migrate import _upgrade, migrate
from istor.storing.reports import _block_rows, _report_row
from istor.storing.search import Question

from . import makers

KILLS = int(os.environ.get("ISTOR_FAULTS", "4"))
SEED = 20260101
REPORTS = 40
WORK = {"add": 60, "recode": REPORTS, "forget": REPORTS, "judge": 200, "migrate": 1}
"""Each kind of work, with how many steps of it a child may tell before it is killed."""
processes = multiprocessing.get_context("fork")


def _claims(number: int, version: int) -> list[Claim]:
    return [makers.claim(makers.report(number), n, mode=f"v{version}") for n in range(number % 4 + 1)]


def _vectors(number: int) -> object:
    return makers.vectors(makers.report(number), [number % 100, -7, 9] * 16)


def _prepare(where: str, work: str) -> None:
    if work == "migrate":
        _old_archive(where)
        return
    with Archive.open(where) as archive:
        run = archive.start_run("1", "m")
        for n in range(0 if work == "add" else REPORTS):
            archive.add(makers.report(n), _claims(n, 1), _vectors(n), run)  # type: ignore[arg-type]


def _old_archive(where: str) -> None:
    """An archive as the first release made it."""
    engine = open_engine(where, create=True)
    with writer(engine).begin() as connection:
        _upgrade(connection, "0001")
        old = MetaData()
        old.reflect(connection)
        for report in map(makers.report, range(REPORTS)):
            for name, rows in (("reports", [_report_row(report)]), ("blocks", _block_rows(report))):
                table = old.tables[name]
                connection.execute(insert(table), [{k: v for k, v in row.items() if k in table.c} for row in rows])
    engine.dispose()


def _work(where: str, work: str, told: Connection) -> None:
    """Does the work for ever, or until it is done; tells the number of each step that is committed."""
    if work == "migrate":
        told.send(0)
        engine = open_engine(where, create=False)
        migrate(engine, create=False)
        engine.dispose()
        told.send(1)
        return
    with Archive.open(where) as archive:
        run = archive.start_run("2", "m", "recode")
        for n in range(100_000 if work in ("add", "judge") else REPORTS):
            _step(archive, work, n, run)
            told.send(n)


def _step(archive: Archive, work: str, n: int, run: int) -> None:
    if work == "add":
        archive.add(makers.report(n), _claims(n, 1), _vectors(n), run)  # type: ignore[arg-type]
    elif work == "recode":
        archive.recode(makers.report(n).id, _claims(n, 2), _vectors(n), run)  # type: ignore[arg-type]
    elif work == "forget":
        archive.forget(makers.report(n).id)
    else:
        makers.judge(archive, "event", "a", f"b{n:06}", "same", "maria")


def _killed(where: str, work: str, chance: random.Random) -> int:
    """How many steps the child told before it was killed."""
    hears, tells = processes.Pipe(duplex=False)
    child = processes.Process(target=_work, args=(where, work, tells))
    child.start()
    tells.close()
    steps = chance.randrange(1, WORK[work] + 1)
    done = 0
    try:
        for _ in range(steps):
            hears.recv()
            done += 1
        time.sleep(chance.random() * (0.3 if work == "migrate" else 0.01))
    except EOFError:  # it was done before
        pass
    child.kill()
    child.join()
    while hears.poll():
        try:
            hears.recv()
        except EOFError:
            break
        done += 1
    return done


def _versions(archive: Archive, number: int) -> set[str | None]:
    return {claim.mode for claim in archive.claims() if claim.report == makers.report(number).id}


def _after_add(archive: Archive, done: int) -> None:
    kept = archive.counts()["reports"]
    assert kept >= done
    for n in range(kept):
        assert archive.report(makers.report(n).id) == makers.report(n)
        assert archive.vectors(makers.report(n).id) == _vectors(n)
    assert set(archive.claims()) == {claim for n in range(kept) for claim in _claims(n, 1)}


def _after_recode(archive: Archive, done: int) -> None:
    kept = {claim.id: claim for claim in archive.claims()}
    for n in range(REPORTS):
        now = {kept.get(claim.id) for claim in _claims(n, 1)}
        assert now in ([set(_claims(n, 2))] if n < done else [set(_claims(n, 1)), set(_claims(n, 2))])
    changed = {change.after for change in archive.changes(1, 2)}
    assert changed == {claim for claim in kept.values() if claim.mode == "v2"}


def _after_forget(archive: Archive, done: int) -> None:
    kept = {report.name for report in archive.reports()}
    assert not kept & {makers.report(n).name for n in range(done)}
    assert {makers.report(n).name for n in range(done + 1, REPORTS)} <= kept
    assert archive.counts()["claims"] == sum(n % 4 + 1 for n in range(REPORTS) if makers.report(n).name in kept)


def _after_judge(archive: Archive, done: int) -> None:
    assert archive.counts()["judgements"] >= done


def _after_migrate(archive: Archive, done: int) -> None:
    assert {report.id for report in archive.reports()} == {makers.report(n).id for n in range(REPORTS)}
    assert archive.search(Question("Πούτιν")).total == REPORTS


AFTER: dict[str, Callable[[Archive, int], None]] = {
    "add": _after_add, "recode": _after_recode, "forget": _after_forget, "judge": _after_judge,
    "migrate": _after_migrate,
}  # fmt: skip


@pytest.mark.parametrize("work", WORK)
@pytest.mark.parametrize("kill", range(KILLS))
def test_nothing_that_was_committed_is_lost(where: str, work: str, kill: int) -> None:
    chance = random.Random(f"{SEED} {work} {kill}")
    _prepare(where, work)
    done = _killed(where, work, chance)
    with Archive.open(where) as archive:
        AFTER[work](archive, done)
        assert list(archive.problems()) == []
        assert archive.add(makers.report(200_000), [])


def test_an_old_archive_is_brought_up_to_date(where: str) -> None:
    _old_archive(where)
    with Archive.open(where) as archive:
        _after_migrate(archive, 1)
        assert list(archive.problems()) == []
        assert archive.counts()["runs"] == 0
        report = makers.report(1)
        archive.recode(report.id, makers.claims_of(report, 2), run=archive.start_run("1", "m"))
        assert len(list(archive.claims())) == 2
