"""``istor run`` and the way of its result into an archive."""

import json
from pathlib import Path

import pytest

from .conftest import Istor

pytest.importorskip("pyarrow")


def test_a_run_becomes_the_archive_that_adding_makes(istor: Istor, folder: Path, tmp_path: Path) -> None:
    told = istor("run", folder, "--out", "out").output
    assert told.startswith("read 5, kept 5, repeated 0, skipped 0; 5 reports, ")
    assert istor("load", "out", "--db", "brought.db").output.startswith("read 5, kept 5")
    istor("add", folder, "--db", "added.db")
    assert istor("timeline", "--db", "brought.db").output == istor("timeline", "--db", "added.db").output
    assert json.loads(istor("load", "out", "--db", "brought.db", "--json").output)["repeated"] == 5
    assert json.loads(istor("run", folder, "--out", "out", "--json").output)["tables"]["reports"] == 5
    assert sorted(path.name for path in (tmp_path / "out").glob("*.parquet")) == [
        "claims.parquet", "events.parquet", "links.parquet", "reports.parquet"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "news", "--out", "out", "--on", "moon"], "--on moon: no such place; give here or ray"),
        (["run", "news", "--out", "news/may.txt"], "no folder can be made there"),
        (["load", "news"], "news: holds no finished run; name the folder that 'istor run' wrote"),
        (["load", "news", "x.jsonl"], "folders of 'istor run' go without files"),
    ],
)
def test_what_cannot_be_is_one_line(istor: Istor, folder: Path, words: list[str], said: str) -> None:
    (folder / "may.txt").write_text("Τίποτε", encoding="utf-8")
    result = istor(*words, code=2)
    assert said in result.output and result.output.count("\n") == 1


def test_a_run_of_nothing_is_told(istor: Istor) -> None:
    assert "no input could be used: the tables are empty" in istor("run", "nowhere", "--out", "out", code=3).output
