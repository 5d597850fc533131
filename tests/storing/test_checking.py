"""What the check of an archive finds, and that it finds nothing where nothing is wrong."""

import random
from pathlib import Path

import pytest
from sqlalchemy import text

from istor.errors import ArchiveError
from istor.model import Span
from istor.storing import Archive
from istor.storing.checking import MOST_TOLD
from istor.storing.engine import open_engine
from istor.storing.search import Question

from . import makers


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Some reports with claims and vectors."""
    for n in range(30):
        report = makers.report(n)
        archive.add(report, makers.claims_of(report, 3), makers.vectors(report, [n - 50] * 16))
    return archive


def test_all_is_well(filled: Archive) -> None:
    assert list(filled.problems()) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE reports SET text = text || '!' WHERE name = '003'", "its text is not the one that was added"),
        ("UPDATE blocks SET span_end = 5000 WHERE position = 1", "a block ends at 5000"),
        ("UPDATE claims SET sentence_end = 5000", "points beyond the text"),
        ("UPDATE claims SET trigger_start = 0, trigger_end = 1", "its trigger lies outside its sentence"),
        ("UPDATE claim_parties SET span_start = 0, span_end = 5000", "points beyond the text"),
        ("UPDATE report_signs SET model = 'x'", "the signs of its vectors are not theirs"),
        ("DELETE FROM report_signs", "the signs of its vectors are not theirs"),
        ("UPDATE report_vectors SET spans = '[[0, 5000]]'", "a sentence beyond its text"),
        ("UPDATE report_places SET length = 1", "searches go through other words"),
        ("DELETE FROM report_places", "searches go through other words"),
        ("DELETE FROM report_words", "searches go through other words"),
    ],
)
def test_what_is_wrong_is_told(filled: Archive, where: str, statement: str, said: str) -> None:
    engine = open_engine(where, create=False)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
    problems = list(filled.problems())
    assert problems and any(said in problem for problem in problems)
    assert all("\n" not in problem for problem in problems) and len(problems) <= 2 * (MOST_TOLD + 1)


def test_words_are_made_anew(filled: Archive, where: str) -> None:
    engine = open_engine(where, create=False)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM report_words WHERE report_id = (SELECT min(id) FROM reports)"))
    engine.dispose()
    assert filled.refresh_words() == 1
    assert filled.refresh_words() == 0
    assert list(filled.problems()) == []
    assert filled.search(Question("Πούτιν")).total == 30


def test_links_that_lead_nowhere_are_told(filled: Archive) -> None:
    filled.replace_links("event", [makers.link("claim-a", makers.claim(makers.report(1), 1).id)])
    makers.judge(filled, "event", "claim-x", "claim-y", "same", "maria")  # a person's may wait
    assert list(filled.problems()) == ["a link (event) leads to claim-a, which is not there"]


def test_an_index_that_does_not_fit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "istor.db"
    with Archive.open(path) as archive:
        archive.add(makers.report(1), [])
        engine = open_engine(path, create=False)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO report_words_index (rowid, body) VALUES (7, 'alien')"))
        engine.dispose()
        assert any("index of words" in problem for problem in archive.problems())


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_page_is_told(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "istor.db"
    with Archive.open(path) as archive:
        for n in range(200):
            archive.add(makers.report(n), makers.claims_of(makers.report(n), 3))
    content = bytearray(path.read_bytes())
    page = random.Random(seed).randrange(2, len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = random.Random(seed).randbytes(4096)
    path.write_bytes(content)
    try:
        with Archive.open(path) as archive:
            problems = list(archive.problems())
    except ArchiveError as error:
        problems = [str(error)]
    assert problems and all("\n" not in problem for problem in problems)


def test_a_claim_whose_trigger_leaves_its_sentence(archive: Archive) -> None:
    report = makers.report(1)
    archive.add(report, [makers.claim(report, 1, trigger=Span(0, 3))])
    assert [problem.split(": ")[1] for problem in archive.problems()] == ["its trigger lies outside its sentence"]
