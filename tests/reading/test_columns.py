"""Parquet files to reports: rows, days, groups, and what is no table of reports."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from istor.reading import Outcome, columns, gather
from istor.reading.outcome import LARGEST

from .documents import parquet

TEXT = "Η κυβέρνηση ανακοίνωσε το πρωί νέα μέτρα για τους αγρότες και τους κτηνοτρόφους όλης της χώρας."


def read(tmp_path: Path, data: bytes) -> list[Outcome]:
    (tmp_path / "a.parquet").write_bytes(data)
    return list(gather([tmp_path / "a.parquet"]))


def test_rows_are_reports(tmp_path: Path) -> None:
    days = [date(2021, 3, 4), datetime(2021, 3, 5, 10, tzinfo=UTC).date()]
    data = parquet(id=["α", "β"], maintext=[TEXT, f"{TEXT} Ξανά."], date_publish=days, media_name=["Φάρος", None],
                   authors=[["Άννα", "Πέτρος"], []], embedding=[[0.5], [0.25]])
    one, two = (outcome.report for outcome in read(tmp_path, data))
    assert one is not None and two is not None
    assert (one.name, one.text, one.source, one.author) == ("α", TEXT, "Φάρος", "Άννα; Πέτρος")
    assert [r.published and r.published.edtf for r in (one, two)] == ["2021-03-04", "2021-03-05"]
    assert one.made.rule == columns.RULE


@pytest.mark.parametrize("stamp", [datetime(2021, 3, 4, 23, 15, tzinfo=UTC), "2021-03-04T23:15:00Z", "2021-03-04"])
def test_times_of_day(tmp_path: Path, stamp: datetime | str) -> None:
    (outcome,) = read(tmp_path, parquet(text=[TEXT], published=[stamp]))
    assert outcome.report and outcome.report.published and outcome.report.published.edtf == "2021-03-04"


def test_rows_without_a_name_are_called_by_their_number_and_bad_ones_are_passed_over(tmp_path: Path) -> None:
    texts = [f"{TEXT} Αριθμός {n}." for n in range(40)]
    found = read(tmp_path, parquet(7, text=[*texts[:20], None, " ", *texts[20:]]))
    assert [o.problem for o in found if o.problem] == [
        f'{tmp_path}/a.parquet, row {n}: has no "text" with words in it; write {{"report": …, "text": …}}'
        for n in (21, 22)]
    assert [o.report.name for o in found if o.report] == [f"a-{n}" for n in range(1, 43) if n not in (21, 22)]


def test_a_text_that_swells_is_passed_over_and_the_rest_goes_on(tmp_path: Path) -> None:
    data = parquet(text=["α" * (LARGEST + 1), TEXT])
    assert len(data) < 2 * 2**20
    large, good = read(tmp_path, data)
    assert large.problem is not None and "row 1: longer than 20 MiB" in large.problem and good.report is not None


def test_a_group_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "LARGEST_GROUP", 2**20)
    (outcome,) = read(tmp_path, parquet(text=[f"{n} {TEXT}" for n in range(20_000)]))
    assert outcome.problem is not None and "has groups of rows over 1 MiB" in outcome.problem


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PAR1 and nothing of the kind", "cannot be read as Parquet"),
        (parquet(text=[TEXT])[:-30], "cannot be read as Parquet"),
        (b"", "cannot be read as Parquet"),
        (parquet(words=[TEXT]), "no column holds the text"),
    ],
    ids=["no Parquet", "cut off", "empty", "no text"],
)
def test_what_is_no_table_of_reports_is_one_line(tmp_path: Path, data: bytes, says: str) -> None:
    (outcome,) = read(tmp_path, data)
    assert outcome.problem is not None and says in outcome.problem and outcome.problem.isprintable()


def test_without_the_extra_it_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (outcome,) = read(tmp_path, b"PAR1")
    assert outcome.problem is not None and "needs the extra 'parquet'" in outcome.problem


def test_a_file_without_rows_is_one_line(tmp_path: Path) -> None:
    (outcome,) = read(tmp_path, parquet(text=[]))
    assert outcome.problem == f"{tmp_path}/a.parquet: the table has no rows; give it one a report or leave it out"
