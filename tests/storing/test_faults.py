"""Killed at any moment, the archive is whole, and everything that a command told as done is there.

A child process does the work and tells each step once it is committed; it is killed (``kill -9``) after a random time.
``make faults`` does it so often that each kind of work is cut off two hundred times; the tests do it a few times.
So that this takes minutes and not hours, the archives to start from are made once, and copied or filled again.
"""

import multiprocessing
import os
import random
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, insert, make_url

from istor.model import Claim, Vectors
from istor.storing import Addition, Archive
from istor.storing.engine import open_engine, writer
from istor.storing.migrate import _upgrade, migrate
from istor.storing.reports import _block_rows, _report_row
from istor.storing.search import Question
from istor.storing.tables import metadata

from . import makers
from .conftest import POSTGRES

KILLS = int(os.environ.get("ISTOR_FAULTS", "4"))
SEED = 20260101
REPORTS = 12
MANY = 5  # reports to a transaction where many are added
NAP = 0.01  # seconds at most from the last step that was waited for to the kill
processes = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Work:
    """What a child does: from which archive, so many steps at most before it is killed, and what each step is."""

    base: str
    steps: int
    step: Callable[[Archive, int, int], object]
    after: Callable[[Archive, int], None]


class Bases:
    """Archives to start from, as good as new for every kill."""

    @contextmanager
    def copy_of(self, base: str) -> Iterator[str]:
        """Where an archive like ``base`` lies, until it is not needed any more."""
        raise NotImplementedError

    def wait(self, where: str) -> None:
        """Until everybody has noticed that the child is dead."""

    def close(self) -> None:
        """Leave nothing behind."""


class Files(Bases):
    """SQLite: each made once, and copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def copy_of(self, base: str) -> Iterator[str]:
        """A copy of the file."""
        made, where = self._folder / base, self._folder / "killed.db"
        if not made.exists():
            BASES[base](str(made))
        shutil.copy(made, where)
        yield str(where)
        for path in self._folder.glob(f"{where.name}*"):
            path.unlink()


class Databases(Bases):
    """PostgreSQL: one database for each, emptied and filled again; a copy would take a second."""

    def __init__(self, server: str) -> None:
        self._server = make_url(server).set(drivername="postgresql+psycopg")
        self._made = dict[str, str]()

    @contextmanager
    def copy_of(self, base: str) -> Iterator[str]:
        """The same database every time."""
        if base not in self._made:
            name = f"istor_faults_{base}_{uuid.uuid4().hex}"
            self._do(f"CREATE DATABASE {name} TEMPLATE template0")
            self._made[base] = self._server.set(database=name).render_as_string(hide_password=False)
        elif base == "old":
            self._do("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", where=self._made[base])
        else:
            self._do(*(f"DELETE FROM {table.name}" for table in reversed(metadata.sorted_tables)),
                     "ALTER SEQUENCE runs_id_seq RESTART", where=self._made[base])  # fmt: skip
        BASES[base](self._made[base])
        yield self._made[base]

    def wait(self, where: str) -> None:
        """Until the server has ended the child's session."""
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        while self._do(others, where=where):
            time.sleep(0.005)

    def close(self) -> None:
        """Drop the databases."""
        for where in self._made.values():
            self._do(f"DROP DATABASE {make_url(where).database} WITH (FORCE)")

    def _do(self, *statements: str, where: str | None = None) -> int:
        engine = create_engine(where or self._server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            found = [connection.exec_driver_sql(statement) for statement in statements]
            last = found[-1].scalar_one() if found[-1].returns_rows else 0
        engine.dispose()
        return int(last)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def bases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bases]:
    """The archives to start from, in each database."""
    if request.param == "postgresql" and POSTGRES not in os.environ:
        pytest.skip(f"set {POSTGRES} to a postgresql:// URL to test on PostgreSQL")
    on_server = request.param == "postgresql"
    made = Databases(os.environ[POSTGRES]) if on_server else Files(tmp_path_factory.mktemp("faults"))
    yield made
    made.close()


def _empty(where: str) -> None:
    Archive.open(where).close()


def _full(where: str) -> None:
    with Archive.open(where) as archive:
        archive.add_all(map(_addition, range(REPORTS)), archive.start_run("1", "m"))


def _old(where: str) -> None:
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


BASES: dict[str, Callable[[str], None]] = {"empty": _empty, "full": _full, "old": _old}


def _claims(number: int, version: int) -> list[Claim]:
    return [makers.claim(makers.report(number), n, mode=f"v{version}") for n in range(number % 4 + 1)]


def _vectors(number: int) -> Vectors:
    return makers.vectors(makers.report(number), [number % 100, -7, 9] * 16)


def _addition(number: int) -> Addition:
    return Addition(makers.report(number), _claims(number, 1), _vectors(number))


def _add(archive: Archive, n: int, run: int) -> object:
    return archive.add(makers.report(n), _claims(n, 1), _vectors(n), run)


def _add_many(archive: Archive, n: int, run: int) -> object:
    return archive.add_all(map(_addition, range(n * MANY, (n + 1) * MANY)), run)


def _recode(archive: Archive, n: int, run: int) -> None:
    archive.recode(makers.report(n).id, _claims(n, 2), _vectors(n), run)


def _forget(archive: Archive, n: int, run: int) -> object:
    return archive.forget(makers.report(n).id)


def _judge(archive: Archive, n: int, run: int) -> object:
    return makers.judge(archive, "event", "a", f"b{n:06}", "same", "maria")


def _after_add(archive: Archive, done: int) -> None:
    kept = archive.counts()["reports"]
    assert kept >= done
    for n in range(kept):
        assert archive.report(makers.report(n).id) == makers.report(n)
        assert archive.vectors(makers.report(n).id) == _vectors(n)
    assert set(archive.claims()) == {claim for n in range(kept) for claim in _claims(n, 1)}


def _after_add_many(archive: Archive, done: int) -> None:
    assert archive.counts()["reports"] % MANY == 0
    _after_add(archive, done * MANY)


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
    assert len(list(archive.acts())) == archive.counts()["judgements"]


def _after_migrate(archive: Archive, done: int) -> None:
    assert {report.id for report in archive.reports()} == {makers.report(n).id for n in range(REPORTS)}
    assert archive.search(Question("Πούτιν")).total == REPORTS


WORK = {
    "add": Work("empty", 20, _add, _after_add),
    "add many": Work("empty", 5, _add_many, _after_add_many),
    "recode": Work("full", REPORTS, _recode, _after_recode),
    "forget": Work("full", REPORTS, _forget, _after_forget),
    "judge": Work("empty", 20, _judge, _after_judge),
}
MIGRATION = Work("old", 1, lambda *_: None, _after_migrate)


def _works(where: str, work: Work, told: Connection) -> None:
    """Does one step more than may be waited for; tells the number of each that is committed."""
    with Archive.open(where) as archive:
        run = archive.start_run("2", "m", "recode")
        for n in range(work.steps + 1 if work.base == "empty" else work.steps):
            work.step(archive, n, run)
            told.send(n)


def _migrates(where: str, work: Work, told: Connection) -> None:
    told.send(0)
    engine = open_engine(where, create=False)
    migrate(engine, create=False)
    engine.dispose()
    told.send(1)


Child = Callable[[str, Work, Connection], None]


def _killed(where: str, work: Work, does: Child, chance: random.Random, nap: float) -> int:
    """How many steps the child told before it was killed."""
    hears, tells = processes.Pipe(duplex=False)
    child = processes.Process(target=does, args=(where, work, tells))
    child.start()
    tells.close()
    done = 0
    try:
        for _ in range(chance.randrange(1, work.steps + 1)):
            hears.recv()
            done += 1
        time.sleep(chance.random() * nap)
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
    hears.close()
    return done


def _is_whole(where: str, work: Work, done: int) -> None:
    with Archive.open(where) as archive:
        work.after(archive, done)
        assert list(archive.problems()) == []
        assert archive.add(makers.report(200_000), [])


@pytest.mark.parametrize("name", WORK)
@pytest.mark.parametrize("kill", range(KILLS))
def test_nothing_that_was_committed_is_lost(bases: Bases, name: str, kill: int) -> None:
    with bases.copy_of(WORK[name].base) as where:
        done = _killed(where, WORK[name], _works, random.Random(f"{SEED} {name} {kill}"), NAP)
        bases.wait(where)
        _is_whole(where, WORK[name], done)


@pytest.fixture(scope="module")
def migrating(bases: Bases) -> float:
    """Seconds that a child takes to bring the old archive up to date, where nobody kills it."""
    with bases.copy_of("old") as where:
        child = processes.Process(target=_migrates, args=(where, MIGRATION, processes.Pipe()[1]))
        began = time.perf_counter()
        child.start()
        child.join()
        return time.perf_counter() - began


@pytest.mark.parametrize("kill", range(KILLS))
def test_a_migration_is_done_or_undone(bases: Bases, migrating: float, kill: int) -> None:
    with bases.copy_of("old") as where:
        done = _killed(where, MIGRATION, _migrates, random.Random(f"{SEED} migrate {kill}"), migrating)
        bases.wait(where)
        _is_whole(where, MIGRATION, done)


def test_an_old_archive_is_brought_up_to_date(bases: Bases) -> None:
    with bases.copy_of("old") as where, Archive.open(where) as archive:
        _after_migrate(archive, 1)
        assert list(archive.problems()) == []
        assert archive.counts()["runs"] == 0
        report = makers.report(1)
        archive.recode(report.id, makers.claims_of(report, 2), run=archive.start_run("1", "m"))
        assert len(list(archive.claims())) == 2
