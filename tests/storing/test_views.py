"""What people query by hand: each view shows what the archive keeps, and the page that tells how really works."""

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from istor.model import Block, Figure, Party, Span, Voice
from istor.storing import Archive
from istor.storing.checking import VIEWS
from istor.storing.engine import open_engine

from . import makers

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "query-an-archive.md").read_text(encoding="utf-8")
REFERENCE = (ROOT / "docs" / "reference" / "views.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
SQL = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = re.findall(r"^datasette .*--get.*$", PAGE, re.MULTILINE)
ATTACH = re.findall(r'duckdb\.sql\("(ATTACH.*?)"\)', PAGE)


def _fill(where: Path | str) -> None:
    said, published = "Ο Πούτιν είδε τον Κιμ, 12 νεκροί.", makers.day(date(2025, 8, 1))
    report = makers.report(1, text=said, blocks=(Block("body", Span(0, len(said))),), published=published)
    figures = (Figure("killed", 12, "", True, Span(23, 25)), Figure("wounded", "πολλοί", "", False, Span(26, 32)))
    claims = [
        makers.claim(report, 1, sentence=Span(0, 32), trigger=Span(9, 13), figures=figures, place="Vladivostok",
                     voices=(Voice("KCNA", "PRK", True), Voice("TASS", "RUS"))),
        makers.claim(report, 2, sentence=Span(0, 32), trigger=Span(14, 17), type="AID", actors=(Party("---", "plane"),),
                     recipients=(Party("PRK"),), voices=()),
    ]  # fmt: skip
    with Archive.open(where) as archive:
        archive.add(report, claims)
        makers.judge(archive, "event", claims[0].id, claims[1].id, "different", "maria", "not the same")
        archive.replace_links("event", [makers.link(*sorted(claim.id for claim in claims), judgement="same")])


def _rows(where: str, query: str) -> list[tuple[object, ...]]:
    engine = open_engine(where, create=False)
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def test_parties(where: str) -> None:
    _fill(where)
    query = "SELECT date, role, code, name, type, report, sentence FROM parties ORDER BY type, role, code"
    sentence = "Ο Πούτιν είδε τον Κιμ, 12 νεκροί"
    assert _rows(where, query) == [
        ("2025-08-01", "actor", "---", "plane", "AID", "001", sentence),
        ("2025-08-01", "recipient", "PRK", "", "AID", "001", sentence),
        ("2025-08-01", "actor", "PRK", "Kim Jong Un", "CONSULT", "001", sentence),
        ("2025-08-01", "actor", "RUS", "Vladimir Putin", "CONSULT", "001", sentence),
    ]


def test_voices_and_figures(where: str) -> None:
    _fill(where)
    voices = _rows(where, "SELECT name, code, is_direct, outwards, type, source FROM voices ORDER BY outwards")
    assert [(row[0], row[1], bool(row[2]), *row[3:]) for row in voices] == [
        ("KCNA", "PRK", True, 0, "CONSULT", "outlet.gr"), ("TASS", "RUS", False, 1, "CONSULT", "outlet.gr"),
    ]  # fmt: skip
    figures = _rows(where, "SELECT what, number, word, is_approximate, place FROM figures ORDER BY what")
    assert [(*row[:3], bool(row[3]), row[4]) for row in figures] == [
        ("killed", 12.0, None, True, "Vladivostok"), ("wounded", None, "πολλοί", False, "Vladivostok"),
    ]  # fmt: skip


def test_judgements_are_those_of_persons(where: str) -> None:
    _fill(where)
    found = _rows(where, "SELECT kind, judgement, judged_by, reason FROM judgements")
    assert found == [("event", "different", "maria", "not the same")]


def test_a_view_that_hides_a_row_is_told_of(tmp_path: Path) -> None:
    _fill(tmp_path / "istor.db")
    with closing(sqlite3.connect(tmp_path / "istor.db")) as connection, connection:
        connection.execute("DROP VIEW figures")
        connection.execute("CREATE VIEW figures AS SELECT * FROM claim_figures WHERE number IS NOT NULL")
    with Archive.open(tmp_path / "istor.db") as archive:
        assert list(archive.problems()) == ["the view figures shows 1 of the 2 rows of claim_figures"]


def test_every_view_and_column_is_on_the_page(where: str) -> None:
    _fill(where)
    for view in (*VIEWS, "judgements"):
        engine = open_engine(where, create=False)
        with engine.connect() as connection:
            columns = connection.execute(text(f"SELECT * FROM {view}")).keys()
        engine.dispose()
        assert view in REFERENCE and [name for name in columns if f"`{name}`" not in REFERENCE] == []


@pytest.mark.parametrize("query", SQL, ids=range(len(SQL)))
def test_queries_of_the_page(where: str, query: str) -> None:
    _fill(where)
    assert len(_rows(where, query.strip().rstrip(";"))) == 1


@pytest.mark.parametrize("library", ["pandas", "duckdb"])
def test_python_of_the_page(library: str, tmp_path: Path) -> None:
    pytest.importorskip(library, reason=f"pip install {library} to test how an archive is opened with it")
    pytest.importorskip("pandas", reason="pip install pandas")
    _fill(tmp_path / "istor.db")
    (program,) = (block for block in PYTHON if ("duckdb" in block) == (library == "duckdb"))
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ("CONSULT" in done.stdout and "PRK" in done.stdout) if library == "pandas" else "KCNA" in done.stdout


def test_duckdb_opens_the_file_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install duckdb to test how an archive is opened with it")
    _fill(tmp_path / "istor.db")
    monkeypatch.chdir(tmp_path)
    try:
        duckdb.sql(ATTACH[0])
    except duckdb.Error as error:
        pytest.skip(f"DuckDB has no extension for SQLite here: {str(error).splitlines()[0]}")
    assert duckdb.sql("SELECT count(*) FROM istor.timeline").fetchall() == [(2,)]


@pytest.mark.parametrize("command", COMMANDS)
def test_datasette_answers(command: str, tmp_path: Path) -> None:
    program = shutil.which("datasette") or shutil.which(Path(sys.executable).parent / "datasette")
    if program is None:
        pytest.skip("pip install datasette to test how an archive is opened with it")
    _fill(tmp_path / "istor.db")
    path = command.split('"')[1]
    asked = [program, "istor.db", "--get", path]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert {row["type"] for row in json.loads(done.stdout)} == {"CONSULT", "AID"}
