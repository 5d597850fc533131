"""After a take-down nothing of the report is left: no row, no link, no byte in the file."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from istor.errors import ArchiveError
from istor.model import Dating, Made
from istor.storing import Archive, engine
from istor.storing.acts import fixing, judging, naming
from istor.storing.datings import First
from istor.storing.links import judged

from . import makers

SECRET = "Απορρητολογία"


def _fill(archive: Archive) -> tuple[str, str]:
    """Many reports, one of them secret, with claims, past claims, vectors and links; its id and another's."""
    secret, other = makers.report(50, text=f"Η είδηση για την {SECRET} του Πούτιν."), makers.report(1)
    run = archive.start_run("1", "m")
    for report in (makers.report(2), secret, other, *(makers.report(n) for n in range(3, 20))):
        vectors = makers.vectors(report, [100, -100] * 32)
        archive.add(report, makers.claims_of(report, 3), vectors, run)
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


def test_no_byte_is_left_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "istor.db"
    forms = (SECRET, "απορρητολογ")  # the text, and its stem in the index of words
    with Archive.open(path) as archive:
        secret, _ = _fill(archive)
        assert any(form in _bytes(tmp_path) for form in forms)
        archive.forget(secret)
        archive.scrub()
        assert not any(form in _bytes(tmp_path) for form in forms)
        assert secret not in _bytes(tmp_path)
    assert secret not in _bytes(tmp_path)


def _bytes(folder: Path) -> str:
    return "".join(path.read_bytes().decode("utf-8", "replace") for path in folder.iterdir())


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
        assert secret not in _bytes(tmp_path)


def test_what_is_not_there_cannot_be_forgotten(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="there is no report report-none"):
        archive.forget("report-none")
