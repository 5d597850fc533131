"""The whole road with the real model, over the example reports: from files to exports."""

import json
from pathlib import Path

import pytest

from istor.scaling import release, serial
from tests.scaling import stories

from .conftest import Istor

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
_code_report = serial.code_report

pytestmark = [
    pytest.mark.model,
    pytest.mark.slow,
    pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here"),
]


@pytest.fixture(autouse=True)
def _real_coder(_alone: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial, "code_report", _code_report)


def test_from_reports_to_exports(istor: Istor) -> None:
    files = sorted(EXAMPLES.glob("0[1-7]*.txt"))
    assert istor("add", *files).stdout == "read 7, kept 7, repeated 0, skipped 0\n"
    claims = [json.loads(line) for line in istor("export", "jsonl").stdout.splitlines()]
    for claim in claims:
        text = (EXAMPLES / f"{claim['report']}.txt").read_text(encoding="utf-8")
        assert text[claim["start"] : claim["end"]] in claim["sentence"] in text
    entries = json.loads(istor("timeline", "--json").stdout)
    assert {entry["id"] for entry in entries} == {claim["event"] for claim in claims}
    istor("add", *reversed(files), "--db", "again.db")
    for form in ("jsonl", "plover-jsonl", "csv", "html"):
        assert istor("export", form, "--db", "again.db").stdout_bytes == istor("export", form).stdout_bytes
    assert istor("add", *files).stdout == "read 7, kept 0, repeated 7, skipped 0\n"


def test_code_gives_what_the_archive_holds(istor: Istor) -> None:
    file = EXAMPLES / "01-davos.txt"
    istor("add", file)
    assert istor("code", file).stdout == istor("export", "jsonl").stdout != ""


def test_a_hostile_report(istor: Istor) -> None:
    text = "<script>alert(1)</script> Ο πρόεδρος της Γαλλίας συναντήθηκε με τον πρόεδρο της Κίνας. " * 3
    istor("add", "-", input=text + stories.RAID)
    assert "<script" not in istor("export", "html").stdout
