"""One event in words and numbers."""

import pytest

from istor.model import Figure, Party, Span, Voice
from istor.telling import Entry, describe
from istor.telling.describe import counts_words, figure_words, one_line, visible

from . import makers


def entry(**fields: object) -> Entry:
    owner = makers.report("a", "Η Μαρία κατηγόρησε το σωματείο.")
    record = makers.record(makers.claim(owner, "κατηγόρησε", **fields), reports=(owner,))
    return describe(record.events[0], record)


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        ({}, "ACCUSE: GRC:Maria → ---:σωματείο"),
        ({"mode": "allege", "place": "Athens"}, "ACCUSE (allege): GRC:Maria → ---:σωματείο in Athens"),
        ({"recipients": ()}, "ACCUSE: GRC:Maria"),
        ({"actors": (), "status": "future"}, "ACCUSE: (not named) → ---:σωματείο [future]"),
        ({"actors": (Party("PRK", "Kim Jong Un"), Party("RUS")), "recipients": ()}, "ACCUSE: PRK:Kim Jong Un, RUS"),
    ],
)
def test_headline(fields: dict[str, object], headline: str) -> None:
    assert entry(**fields).headline == headline


def test_on_whose_word() -> None:
    assert entry().word == "said by the report itself"
    assert entry(voices=(Voice("KCNA", "PRK"),)).word == "KCNA"
    assert entry(voices=(Voice("BBC: World"),)).word == "BBC: World"


def test_numbers() -> None:
    assert counts_words(5, 2, 1) == "5 reports · 2 copies · 1 voice"
    assert counts_words(1, 1, 0) == "1 report · 1 copy · 0 voices"


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("killed", 2000.0, "soldiers", True, Span(0, 1)), "about 2,000 soldiers (killed)"),
        (Figure("", "thousands", "people", False, Span(0, 1)), "thousands people"),
        (Figure("turnout", 36.8, "%", False, Span(0, 1)), "36.8 % (turnout)"),
    ],
)
def test_figures(figure: Figure, words: str) -> None:
    assert figure_words(figure) == words


def test_evidence_and_receipt() -> None:
    found = entry()
    (said,) = found.said
    assert (found.sentence, found.report) == ("Η Μαρία κατηγόρησε το σωματείο.", "a")
    assert (said.trigger, said.start, said.end, said.reason) == ("κατηγόρησε", 8, 18, "said so")


def test_nothing_hidden_reaches_a_terminal() -> None:
    assert one_line(" a\n\x1b[31m\u202eb\u200b\tc\u00a0\u00add ") == "a [31mb c d"
    assert visible("a\nb\x00") == "a b"
    entry = describe((record := makers.hostile()).events[0], record)
    assert "\x1b" not in repr(entry.sentence) and "\\x1b" not in repr(entry.sentence)
