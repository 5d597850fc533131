"""``istor reread``: pages that an older istor read otherwise, on an archive that it filled."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from istor.model import Original, Report
from istor.model.ids import digest
from istor.reading.pages import read_page
from istor.storing import Archive
from tests.scaling import wordlist
from tests.storing.makers import judge

from .conftest import Istor

LEAD = "Ο Πούτιν συναντήθηκε στις 2030-05-02 με τον Κιμ στο Βλαδιβοστόκ, όπως μετέδωσε το βράδυ το πρακτορείο KCNA."
MORE = "Το Κίεβο κατηγόρησε στις 2030-05-03 τη Μόσχα για όσα συζητήθηκαν εκεί ανάμεσα στις δύο αντιπροσωπείες."


def page(*paragraphs: str) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f'<!DOCTYPE html><html lang="el"><body><article>{body}</article></body></html>'.encode()


def older(data: bytes, name: str) -> Report:
    """The page as an istor read it that missed its last paragraph."""
    return replace(read_page(page(LEAD), name), bytes_digest=digest(data))


@pytest.fixture
def read_before(istor: Istor, tmp_path: Path) -> Istor:
    """An archive with a page that was read otherwise, one that was read as now, and a plain text."""
    data = page(LEAD, MORE)
    with Archive.open("istor.db") as archive:
        report = older(data, "vladivostok")
        archive.add(report, wordlist.claims_of(report), original=Original(data))
    (tmp_path / "kievo.html").write_bytes(page(MORE, f"{LEAD} Τέλος."))
    (tmp_path / "plain.txt").write_text(MORE, encoding="utf-8")
    istor("add", tmp_path / "kievo.html", tmp_path / "plain.txt")
    return istor


def texts() -> dict[str, str]:
    with Archive.open("istor.db", create=False) as archive:
        return {report.name: report.text for report in archive.reports()}


def test_what_would_be_read_otherwise_is_told_and_nothing_is_changed(read_before: Istor) -> None:
    before = texts()
    lengths = f"{len(LEAD)} characters, now {len(LEAD) + 2 + len(MORE)}"
    assert read_before("reread").stdout == f"vladivostok: {lengths}\nread 2 pages again: 1 otherwise, 0 replaced\n"
    assert read_before("reread", "kievo").stdout == "read 1 pages again: 0 otherwise, 0 replaced\n"
    assert read_before("reread", "plain").stdout == "read 0 pages again: 0 otherwise, 0 replaced\n"
    assert texts() == before


def test_new_readings_take_the_place_of_the_old(read_before: Istor) -> None:
    assert read_before("reread", "--replace").stdout.endswith("read 2 pages again: 1 otherwise, 1 replaced\n")
    assert texts()["vladivostok"] == f"{LEAD}\n\n{MORE}" and len(texts()) == 3
    assert "ACCUSE" in read_before("timeline").stdout
    assert read_before("reread", "--replace").stdout == "read 2 pages again: 0 otherwise, 0 replaced\n"
    assert read_before("doctor", "--check").stdout.endswith("all is well\n")


def test_what_a_person_judged_is_left(read_before: Istor) -> None:
    with Archive.open("istor.db") as archive:
        one, other, *_ = (claim.id for claim in archive.claims())
        judge(archive, "event", one, other, "different", "maria")
    before = texts()
    found = json.loads(read_before("reread", "--replace", "--json").stdout)
    assert [row["is_judged"] for row in found["otherwise"]] == [True] and found["replaced"] == 0
    assert texts() == before


def test_a_page_that_can_no_longer_be_read_is_told(istor: Istor) -> None:
    with Archive.open("istor.db") as archive:
        report = older(page(), "empty")
        archive.add(report, (), original=Original(page()))
    result = istor("reread", "--replace")
    assert result.stdout.startswith("empty: no text of a report was found in the page")
    assert list(texts()) == ["empty"]


def test_an_unknown_report_is_one_line(read_before: Istor) -> None:
    assert "no report of that id or name" in read_before("reread", "nobody", code=2).stderr
