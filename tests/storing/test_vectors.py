"""The search by meaning: nearest by the angle, kept up with the archive, and put together with the words."""

import random

import numpy as np
import pytest

from istor.model import Block, Report, Span, Vectors
from istor.storing import Archive
from istor.storing.search import Question, SearchFilter

from . import makers

WIDTH = 64


def _random(chance: random.Random, rows: int = 1) -> list[list[int]]:
    return [[chance.randrange(-127, 128) for _ in range(WIDTH)] for _ in range(rows)]


def _near(chance: random.Random, row: list[int]) -> list[int]:
    return [max(-127, min(127, value + chance.randrange(-40, 41))) for value in row]


def _report(number: int, **fields: object) -> Report:
    text = f"Κείμενο {number} για κάτι άλλο."
    return makers.report(number, text=text, title="", blocks=(Block("body", Span(0, len(text))),), **fields)


def _found(archive: Archive, row: list[int], words: str = "άσχετο", **filter: object) -> list[str]:
    question = makers.vectors(_report(0), row)
    hits = archive.search(Question(words, SearchFilter(**filter), question, limit=100)).hits  # type: ignore[arg-type]
    return [hit.report.name for hit in hits if "meaning" in hit.by]


def test_vectors_come_back_equal(archive: Archive) -> None:
    report = _report(1)
    vectors = makers.vectors(report, [1, -127, 127], [0, 5, -1])
    archive.add(report, [], vectors)
    assert archive.vectors(report.id) == vectors
    assert archive.vectors("report-none") is None
    assert archive.has_vectors()


def test_values_must_fit_their_sentences() -> None:
    with pytest.raises(ValueError, match="cannot be shared out"):
        Vectors("m", makers.vectors(_report(1), [1], [2]).spans, b"123")


def test_the_nearest_come_in_the_order_of_their_angles(archive: Archive) -> None:
    chance = random.Random(7)
    (wanted,) = _random(chance)
    rows = {}
    for n in range(1, 30):
        report = _report(n)
        rows[report.name] = [*_random(chance, 3), _near(chance, wanted)] if n % 3 == 0 else _random(chance, 4)
        archive.add(report, [], makers.vectors(report, *rows[report.name]))
    best = {name: max(_cosine(row, wanted) for row in own) for name, own in rows.items()}
    assert _found(archive, wanted)[:9] == sorted(best, key=lambda name: -best[name])[:9]


def _cosine(a: list[int], b: list[int]) -> float:
    left, right = np.array(a, float), np.array(b, float)
    return float(left @ right / np.linalg.norm(left) / np.linalg.norm(right))


def test_what_is_held_keeps_up_with_the_archive(archive: Archive, where: str) -> None:
    chance = random.Random(8)
    one, two = _random(chance, 2)
    first, second, third = (_report(n) for n in (1, 2, 3))
    assert _found(archive, one) == []
    archive.add(first, [], makers.vectors(first, one))
    assert _found(archive, one) == ["001"]
    with Archive.open(where) as other:
        other.add(second, [], makers.vectors(second, one))
        assert sorted(_found(archive, one)) == ["001", "002"]
        other.recode(first.id, [], makers.vectors(first, two))
        other.add(third, [], makers.vectors(third, one, model="another"))
    assert _found(archive, one)[0] == "002" and _found(archive, two)[0] == "001"
    archive.forget(second.id)
    assert _found(archive, one) == ["001"]
    assert archive.vectors(third.id) is not None


def test_meaning_heeds_the_filter_and_exact_questions(archive: Archive) -> None:
    (row,) = _random(random.Random(9))
    for n, source in ((1, "Φάρος"), (2, "Πυξίδα")):
        report = _report(n, source=source)
        archive.add(report, [], makers.vectors(report, row))
    assert _found(archive, row, outlet="πυξ") == ["002"]
    for words in ('"άσχετο κείμενο"', "άσχετο -κάτι", "άσχετ*", "άσχετο OR άλλο"):
        assert _found(archive, row, words) == []


def test_a_report_found_both_ways_comes_first_and_shows_its_sentence(archive: Archive) -> None:
    chance = random.Random(10)
    (row,) = _random(chance)
    for n in (1, 2, 3):
        report = _report(n)
        archive.add(report, [], makers.vectors(report, row if n > 1 else _random(chance)[0]))
    hits = archive.search(Question("κείμενο 3", meaning=makers.vectors(_report(0), row))).hits
    assert (hits[0].report.name, hits[0].by) == ("003", ("words", "meaning"))
    (hit, *_) = archive.search(Question("τίποτε", meaning=makers.vectors(_report(0), row))).hits
    assert hit.snippet.span == makers.vectors(_report(0), row).spans[0] and not hit.snippet.highlights
