"""After a take-down nothing of the report is left: no row, no link, no byte in the files of either database."""

import shutil
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection

from istor.errors import ArchiveError
from istor.model import Dating, Made, Original, Repair, Span
from istor.model.ids import digest
from istor.storing import Archive, engine
from istor.storing.acts import fixing, judging, naming
from istor.storing.datings import First
from istor.storing.engine import open_engine
from istor.storing.filters import fold
from istor.storing.links import judged
from istor.storing.marks import OUTLET, mark
from istor.storing.places import number_of
from istor.storing.words import FORM_MARK
from istor.web.catalogue import fill

from . import makers

SECRET, STEM = "Απορρητολογία", "απορρητολο"
TEXT = f"Η είδηση για την {SECRET} του Πούτιν."
OWN_VECTOR = [77, -77, -78, 78] * 16
OWN_MARK = mark(OUTLET, fold(SECRET))
OWN_SIGNS = bytes([0b10011001] * 8)


def _fill(archive: Archive) -> tuple[str, str]:
    """Many reports, one of them secret, with claims, past claims, vectors and links; its id and another's."""
    page = Original(TEXT.encode())
    repairs = (Repair(Span(0, 1), SECRET, "letters"),)
    secret = makers.report(50, text=TEXT, source=SECRET, repairs=repairs, bytes_digest=digest(page.data))
    other = makers.report(1)
    run = archive.start_run("1", "m")
    for report in (makers.report(2), secret, other, *(makers.report(n) for n in range(3, 20))):
        is_secret = report is secret
        vectors = makers.vectors(report, OWN_VECTOR if is_secret else [100, -100] * 32)
        archive.add(report, makers.claims_of(report, 3), vectors, run, page if is_secret else None)
    past = makers.claim(secret, 1, place=SECRET)
    archive.recode(secret.id, [past], run=run)
    archive.recode(secret.id, makers.claims_of(secret, 2), run=archive.start_run("2", "m"))
    left, right = sorted([makers.claim(secret, 1).id, makers.claim(other, 1).id])
    archive.replace_links("event", [makers.link(left, right, reasons=(SECRET,))])
    makers.judge(archive, "event", left, right, "same", "maria", SECRET)
    makers.judge(archive, "event", makers.claim(other, 1).id, makers.claim(other, 2).id, "same", "maria", "kept")
    made = Made("judging", "", "a person's judgement", SECRET)
    dating = Dating(secret.id, makers.day(date(2031, 5, 2)), (SECRET,), "maria", made)
    archive.act("date", "maria", [secret.name, "2031-05-02"], [fixing(dating)], SECRET)
    archive.reckon(secret.id, [], First("2031-05-02", tuple(makers.claims_of(secret, 2))))
    own, *others = (makers.claim(report, 1).id for report in (secret, other, makers.report(2)))
    archive.act("rename", "maria", ["event-1", SECRET], [naming("event", own, SECRET, "maria")], SECRET)
    pairs = (own, others[0], SECRET), (*others, "kept")
    changes = [judging(judged("event", a, b, "same", "maria", reason)) for a, b, reason in pairs]
    archive.act("merge", "maria", [own, *others], changes, "kept")
    return secret.id, other.id


def test_no_row_is_left(archive: Archive, where: str) -> None:
    secret, other = _fill(archive)
    assert archive.forget(secret) == 1
    assert SECRET not in makers.dump(where).decode() and secret not in makers.dump(where).decode()
    assert archive.report(other) is not None and archive.counts()["judgements"] == 2
    kept, act = archive.acts()
    assert (kept.act, kept.reason) == ("same", "kept")
    assert (act.act, act.subject) == ("merge", tuple(makers.claim(makers.report(n), 1).id for n in (1, 2)))
    archive.undo(None, "maria")
    assert archive.counts()["judgements"] == 1
    assert list(archive.problems()) == []
    archive.scrub()
    assert list(archive.problems()) == []


def test_no_byte_is_left_in_the_files(archive: Archive, where: str) -> None:
    secret, other = _fill(archive)
    traces = {
        "text": SECRET.encode(), "stem": STEM.encode(), "id": secret.encode(), "page": zlib.compress(TEXT.encode()),
        "vector": bytes(value % 256 for value in OWN_VECTOR), "signs": OWN_SIGNS,
        "word as a number": number_of(STEM).to_bytes(4, "little"), "mark": OWN_MARK.encode(),
        "name of another": other.encode(),
    }  # fmt: skip
    assert {name for name, trace in traces.items() if trace in _bytes(where)} == set(traces)
    archive.forget(secret)
    archive.scrub()
    assert [name for name, trace in traces.items() if trace in _bytes(where)] == ["name of another"]
    archive.close()
    assert [name for name, trace in traces.items() if trace in _bytes(where)] == ["name of another"]


def test_what_was_worked_out_of_it_goes_too(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "istor.db") as archive:
        secret, _ = _fill(archive)
        assert archive.beside
        fill(archive, archive.beside, {"stamp": archive.stamp()})
        unfinished = archive.beside.with_name(f"{archive.beside.name}.4711")
        shutil.copy(archive.beside, unfinished)
        for path in (archive.beside, unfinished):
            assert secret.encode() in path.read_bytes()
        archive.forget(secret)
        archive.scrub()
        assert not archive.beside.exists() and not unfinished.exists()
        assert secret.encode() not in _bytes(archive.where) and SECRET.encode() not in _bytes(archive.where)


def test_the_indexes_know_no_word_or_mark_of_it(archive: Archive, where: str) -> None:
    secret, _ = _fill(archive)
    assert {STEM, OWN_MARK, "πουτιν"} <= _indexed(where)
    archive.forget(secret)
    archive.scrub()
    assert {STEM, OWN_MARK, "πουτιν"} & _indexed(where) == {"πουτιν"}


def test_no_backup_made_afterwards_holds_it(archive: Archive) -> None:
    secret, _ = _fill(archive)
    assert SECRET in "".join(archive.dump())
    archive.forget(secret)
    lines = "".join(archive.dump())
    assert SECRET not in lines and secret not in lines


def test_what_persons_said_of_an_actor_goes_with_the_last_report_that_names_it(archive: Archive, where: str) -> None:
    archive.act("rename", "maria", ["actor-1", SECRET], [naming("actor", "actor-1", SECRET, "maria")])
    archive.act("rename", "maria", ["actor-2", "kept"], [naming("actor", "actor-2", "kept", "maria")])
    makers.judge(archive, "actor", "actor-1", "actor-2", "same", "maria", SECRET)
    assert archive.forget_actors(["actor-1"]) == 1
    assert archive.names() == {("actor", "actor-2"): "kept"} and SECRET not in makers.dump(where).decode()


def _bytes(where: str) -> bytes:
    """All that the database's files hold of the archive."""
    if "://" not in where:
        folder = Path(where).parent
        return b"".join(path.read_bytes() for path in folder.iterdir() if path.name.startswith(Path(where).name))
    owned = "WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'i')"
    toasted = f"SELECT reltoastrelid FROM pg_class {owned} AND reltoastrelid <> 0"
    files = f"SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class {owned} OR oid IN ({toasted})"
    with _asked(where) as connection:
        connection.exec_driver_sql("CHECKPOINT")
        return b"".join(map(bytes, connection.exec_driver_sql(files).scalars()))


def _indexed(where: str) -> set[str]:
    """The words and marks that the indexes know, whether or not a report is found by them."""
    with _asked(where) as connection:
        if connection.dialect.name == "sqlite":
            for name, index in (("w", "report_words_index"), ("m", "report_marks_index")):
                connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.{name} USING fts5vocab(main, {index}, row)")
            return set(connection.exec_driver_sql("SELECT term FROM temp.w UNION SELECT term FROM temp.m").scalars())
        each = """
            SELECT (unnest(words)).lexeme FROM report_words_index UNION
            SELECT (unnest(titles)).lexeme FROM report_marks_index UNION
            SELECT (unnest(marks)).lexeme FROM report_marks_index
        """
        lexemes = connection.exec_driver_sql(each).scalars()
        return {lexeme.removeprefix(FORM_MARK) for lexeme in lexemes}


@contextmanager
def _asked(where: str) -> Iterator[Connection]:
    made = open_engine(where, create=False)
    with made.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        yield connection
    made.dispose()


def test_a_reader_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.1)
    path = tmp_path / "istor.db"
    with Archive.open(path) as archive:
        secret, _ = _fill(archive)
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM reports").fetchall()
        archive.forget(secret)
        with pytest.raises(ArchiveError, match=r"another program"):
            archive.scrub()
        reader.close()
        archive.scrub()
        assert secret.encode() not in _bytes(str(path))


def test_what_is_not_there_cannot_be_forgotten(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="there is no report report-none"):
        archive.forget("report-none")
