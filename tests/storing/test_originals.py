"""The bytes of pages: kept as they came, gone with their report, checked, and moved with the archive."""

import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from istor.errors import ArchiveError
from istor.model import Made, Origin, Original, Report
from istor.model.ids import digest
from istor.model.values import CODER
from istor.storing import Archive

from . import makers

PAGE = "<html><p>Η Βουλή ψήφισε τον νόμο.</p></html>".encode("cp1253")
ORIGINAL = Original(PAGE, Origin("https://a.example/1", "windows-1253", date(2024, 5, 2)))


def report_of(original: Original, number: int = 1) -> Report:
    return replace(makers.report(number), bytes_digest=digest(original.data))


def test_what_was_read_is_kept_as_it_came(archive: Archive) -> None:
    report, other = report_of(ORIGINAL), makers.report(2)
    archive.add(report, [], original=ORIGINAL)
    archive.add(other, [])
    assert archive.original(report.id) == ORIGINAL
    assert archive.original(other.id) is None
    assert list(archive.problems()) == []


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 9, "κείμενο\0".encode("utf-16")], ids=["none", "all", "16"])
def test_any_bytes_come_back(archive: Archive, data: bytes) -> None:
    original = Original(data)
    archive.add(report_of(original), [], original=original)
    assert archive.original(makers.report(1).id) == original


def test_it_goes_with_its_report(archive: Archive, where: str) -> None:
    report = report_of(ORIGINAL)
    archive.add(report, [], original=ORIGINAL)
    archive.forget(report.id)
    assert archive.original(report.id) is None
    assert "https://a.example/1" not in makers.dump(where).decode()


def test_it_moves_with_the_archive(archive: Archive, tmp_path: Path) -> None:
    archive.add(report_of(ORIGINAL), [], original=ORIGINAL)
    with Archive.open(tmp_path / "other.db") as other:
        other.restore(archive.dump())
        assert other.original(makers.report(1).id) == ORIGINAL


@pytest.mark.parametrize("packed", [b"no zlib", zlib.compress(PAGE + b" ")], ids=["damaged", "another page"])
def test_a_wrong_page_is_told(archive: Archive, where: str, packed: bytes) -> None:
    report = report_of(ORIGINAL)
    archive.add(report, [], original=ORIGINAL)
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE originals SET packed = :packed"), {"packed": packed})
    engine.dispose()
    assert list(archive.problems()) == [
        f"report {report.id}: the page that is kept is damaged, or not the one that it was read from"]
    if packed == b"no zlib":
        with pytest.raises(ArchiveError, match=r"is damaged"):
            archive.original(report.id)


def test_another_reading_takes_the_place_of_a_report_with_its_page(archive: Archive) -> None:
    old, new = report_of(ORIGINAL), report_of(ORIGINAL, 2)
    archive.add(old, makers.claims_of(old, 2), original=ORIGINAL)
    archive.replace(old.id, new, makers.claims_of(new, 1))
    assert list(archive.reports()) == [new]
    assert archive.original(new.id) == ORIGINAL
    assert [claim.report for claim in archive.claims()] == [new.id]
    archive.replace(new.id, replace(new, made=Made("reading", "2", "page", "")), makers.claims_of(new, 1))
    assert [report.made.version for report in archive.reports()] == ["2"]
    with pytest.raises(ArchiveError, match="there is no report"):
        archive.replace(old.id, new, [])


def test_whose_word_rests_on_a_report(archive: Archive) -> None:
    one, two, three = (makers.report(n) for n in (1, 2, 3))
    for report in (one, two, three):
        archive.add(report, makers.claims_of(report, 2))
    left, right = (claim.id for claim in makers.claims_of(one, 2))
    archive.replace_links("event", [makers.link(*sorted([makers.claim(two, 1).id, makers.claim(three, 1).id]))])
    makers.judge(archive, "event", left, right, "same", "maria")
    assert [archive.is_judged(report.id) for report in (one, two, three)] == [True, False, False]
    others = replace(makers.claim(three, 7), made=Made(f"{CODER}polecat", "1", "", ""))
    archive.add_claims([others])
    assert archive.is_judged(three.id) and others.made.coder == "polecat"
