"""The table of time expressions, and what holds for any text."""

import csv
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.annotating.times import TimeExpression, find_times
from istor.annotating.times.alphabet import PLAIN
from istor.annotating.times.expressions import NOTHING, RULES
from istor.annotating.times.patterns import grammar
from istor.annotating.times.scan import fold, scan
from istor.annotating.times.stretches import century_of, easter, third_of_month
from istor.annotating.times.words import Compounds, Lexicon, forms
from istor.errors import DataError
from istor.model.values import Span

TABLE = Path(__file__).with_name("times_el.tsv")
FIELDS = ("expression", "kind", "value", "basis")
WORDS = """στις τις την τη το του της από έως μέχρι πριν μετά και , . ( ) - : 5 12 31 2012 '90 21:30 9 8,5 17/6 28ης 3ο
    Μαρτίου Μάιο Τρίτη Κυριακή Σάββατο πρωί βράδυ ημέρες χρόνια χρόνο μήνες ώρα ώρες λεπτά αιώνα δεκαετία δεκαετίας
    τρεις ενάμιση μισή δέκα πρώτη τρίτη περασμένη επόμενη τελευταία αυτή ίδια αρχές μέσα τέλη καλοκαίρι Πάσχα πέρυσι
    φέτος σήμερα χθες απόψε τότε τώρα κάθε ανά φορές 20ετία τετραήμερη 71χρονος π.Χ. μ.μ. θα είπε που ότι αργότερα
    τρίμηνο ηλικίας Μεγάλη παραμονή 99999999999 0 0ο ετησίως περίπου πάνω ευρώ""".split()


def rows() -> list[object]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    grouped = groupby(read, key=lambda row: (row["text"], row["base"]))
    cases = [(*key, [tuple(row[f] for f in FIELDS) for row in group if row["expression"]]) for key, group in grouped]
    return [pytest.param(*case, id=f"{case[0][:60]} {case[1]}".strip()) for case in cases]


@pytest.mark.parametrize(("text", "base", "expected"), rows())
def test_table(text: str, base: str, expected: list[tuple[str, ...]]) -> None:
    found = find_times(text, date.fromisoformat(base) if base else None)
    assert [(e.text, e.kind, e.value, e.basis) for e in found] == expected


def test_table_is_large_and_has_every_kind() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(read) >= 400
    assert {row["kind"] for row in read} == {"", "date", "time", "duration", "set"}


def check(text: str, found: list[TimeExpression]) -> None:
    for expression in found:
        assert expression.span.of(text) == expression.text != ""
        if expression.when:
            assert expression.when.edtf == expression.value
            assert expression.when.first
            assert expression.when.last
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@given(st.text(max_size=200), st.none() | st.dates())
def test_any_text(text: str, base: date | None) -> None:
    check(text, find_times(text, base))


@settings(max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.none() | st.dates())
def test_any_words_of_time(words: list[str], base: date | None) -> None:
    text = " ".join(words)
    check(text, find_times(text, base))


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_folding_keeps_length_and_tokens(words: list[str]) -> None:
    text = " ".join(words)
    assert len(fold(text)) == len(text)
    assert [t.key for t in scan(fold(text))] == [t.key for t in scan(text)]


def test_the_word_of_syntax_decides_the_tense() -> None:
    text = "Συνάντηση την Πέμπτη στη Λάρνακα"
    days: dict[str | None, date] = {"past": date(2024, 5, 9), "future": date(2024, 5, 16), None: date(2024, 5, 9)}
    for tense, day in days.items():
        (found,) = find_times(text, date(2024, 5, 15), tense_at=dict.fromkeys(range(len(text)), tense).get)
        assert found.when
        assert found.when.first == found.when.last == day


def test_only_given_sentences_are_read() -> None:
    text = "Διαβάστε επίσης: χθες\nΈφτασε αύριο.\nΣήμερα"
    start = text.index("Έφτασε")
    found = find_times(text, date(2024, 5, 15), sentences=[Span(start, text.index("\nΣήμερα"))])
    assert [e.text for e in found] == ["αύριο"]
    assert find_times(text, date(2024, 5, 15), sentences=[]) == []


def test_days_of_a_stretch() -> None:
    (found,) = find_times("Στα τέλη Φεβρουαρίου του 2024 βρέθηκαν.", None)
    assert found.when
    assert (found.when.first, found.when.last) == (date(2024, 2, 21), date(2024, 2, 29))
    (found,) = find_times("Τη δεκαετία του '90 βρέθηκαν.", None)
    assert found.when
    assert (found.when.first, found.when.last) == (date(1990, 1, 1), date(1999, 12, 31))


@pytest.mark.parametrize(
    ("year", "day"), [(2013, date(2013, 5, 5)), (2018, date(2018, 4, 8)), (2024, date(2024, 5, 5))]
)
def test_easter(year: int, day: date) -> None:
    assert easter(year) == day


def test_what_the_calendar_does_not_hold() -> None:
    assert century_of(0) is None
    assert third_of_month(2023, 2, 3) != third_of_month(2024, 2, 3)


def test_forms() -> None:
    assert list(forms("Ιούλι/ος/ου Τρίτη//ς")) == ["Ιούλιος", "Ιούλιου", "Τρίτη", "Τρίτης"]


def test_every_word_of_the_lexicon_is_known_in_any_case() -> None:
    known = grammar().alphabet
    for entry in known.lexicon.entries:
        for written in (entry, entry.upper(), entry.capitalize()):
            tokens = scan(written)
            assert [known.known(token)[1] != PLAIN for token in tokens] == [True], written


def test_a_word_with_two_values_in_a_class_is_refused() -> None:
    lexicon = Lexicon({}, {}, frozenset(), frozenset(), Compounds({"δι": 2}, {"ετια": "Y"}))
    lexicon.add("month", 1, ["Γενάρης"])
    with pytest.raises(DataError, match="two values"):
        lexicon.add("month", 2, ["Γενάρης"])


def test_every_rule_of_the_data_has_code() -> None:
    assert {pattern.rule for pattern in grammar().patterns} - {NOTHING} <= RULES.keys()
