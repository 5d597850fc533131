"""The schema: migrations and tables agree, a newer one is refused, and the view reads well."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text

from istor.errors import ArchiveError
from istor.model import Block, Party, Span
from istor.storing import Archive
from istor.storing.engine import open_engine
from istor.storing.marks import INDEX as MARKS
from istor.storing.migrate import MIGRATIONS, VERSION_TABLE
from istor.storing.search.matching import INDEX
from istor.storing.tables import metadata

from . import makers


def test_the_migrations_make_the_tables(archive: Archive, where: str) -> None:
    engine = open_engine(where, create=False)
    with engine.connect() as connection:
        opts = {"version_table": VERSION_TABLE, "include_name": _is_common}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def _is_common(name: str | None, kind: str, _parents: object) -> bool:
    """Each database has indexes of words and marks of its own, made by the migrations alone."""
    return not (kind == "table" and name and name.startswith((INDEX, MARKS)))


def test_opening_again_changes_nothing(where: str) -> None:
    report = makers.report(1)
    with Archive.open(where) as archive:
        archive.add(report, makers.claims_of(report, 2))
    before = makers.dump(where)
    for create in (True, False):
        with Archive.open(where, create=create) as archive:
            assert list(archive.reports()) == [report]
    assert makers.dump(where) == before


def test_an_archive_of_the_first_schema_is_brought_up_to_date(where: str) -> None:
    engine = open_engine(where, create=True)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes.update(connection=connection, version_table=VERSION_TABLE)
        command.upgrade(config, "0001")
        values = {"made_step": "reading", "made_version": "1", "made_rule": "plain text", "made_reason": "UTF-8"}
        row = {"id": "r", "name": "n", "lang": "el", "title": "", "source": "", "source_folded": "", "url": "",
               "text": "Άλφα", "digest": "", **values}  # fmt: skip
        names = ", ".join(row)
        connection.execute(text(f"INSERT INTO reports ({names}) VALUES (:{names.replace(', ', ', :')})"), row)
        block = {"report_id": "r", "position": 0, "kind": "body", "span_start": 0, "span_end": 4, "reason": ""}
        names = ", ".join(block)
        connection.execute(text(f"INSERT INTO blocks ({names}) VALUES (:{names.replace(', ', ', :')})"), block)
    engine.dispose()
    with Archive.open(where) as archive:
        (report,) = archive.reports()
    assert (report.author, report.bytes_digest, report.repairs, report.unrepaired) == ("", "", (), "Άλφα")
    assert report.body == (Block("body", Span(0, 4)),)


def test_a_newer_schema_is_refused(where: str) -> None:
    with Archive.open(where):
        pass
    _run(where, f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    with pytest.raises(ArchiveError, match=r"newer istor.*schema 9999.*update istor"):
        Archive.open(where)


def test_another_programs_tables_are_left_alone(where: str) -> None:
    _run(where, "CREATE TABLE reports (id INTEGER)")
    with pytest.raises(ArchiveError, match="something else than an archive"):
        Archive.open(where)


def test_an_empty_database_is_no_archive_unless_one_may_be_made(where: str) -> None:
    _run(where, "SELECT 1")
    with pytest.raises(ArchiveError, match="is empty"):
        Archive.open(where, create=False)
    with Archive.open(where) as archive:
        assert archive.counts()["reports"] == 0


def test_the_timeline_is_read_by_hand(archive: Archive, where: str) -> None:
    report = makers.report(1, text="𝔊 Τίτλος. Ο Πούτιν είδε τον Κιμ. Τέλος.")
    claim = makers.claim(
        report, 1, when=makers.day(date(2025, 8, 12)), sentence=Span(10, 32), place="Vladivostok",
        actors=(Party("RUS", "Vladimir Putin"), Party("PRK"), Party("---", "a crowd")), recipients=(),
    )  # fmt: skip
    archive.add(report, [claim])
    query = "SELECT date, type, actors, recipients, place, voices, report, sentence FROM timeline"
    assert _run(where, query) == [
        ("2025-08-12", "CONSULT", "RUS:Vladimir Putin; PRK; a crowd", None, "Vladivostok", "PRK:KCNA; Φωνή", "001",
         "Ο Πούτιν είδε τον Κιμ."),
    ]  # fmt: skip


def test_the_file_holds_what_people_read_with_other_tools(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "istor.db") as archive:
        archive.replace_links("event", [makers.link("a", "b")])
    connection = sqlite3.connect(tmp_path / "istor.db")
    assert connection.execute("SELECT reasons FROM links").fetchall() == [('["ίδια μέρα", "same parties"]',)]
    connection.close()


def _run(where: str, statement: str) -> list[tuple[object, ...]]:
    engine = open_engine(where, create=True)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        rows = [tuple(row) for row in result] if result.returns_rows else []
    engine.dispose()
    return rows
