"""The choice of a lemma: what is known of the likely ones decides between them, and the encoder where nothing is."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.annotating.dictionary import Dictionary, is_misspelt
from istor.languages.known import listed

TREEBANK = Dictionary.of([
    ("θέματος", "NOUN", "θέμα", 2), ("θέμα", "NOUN", "θέμα", 9), ("του", "DET", "ο", 900), ("του", "PRON", "μου", 80),
    ("γραμμές", "NOUN", "γραμμή", 3), ("πολωνία", "PROPN", "Πολωνία", 1), ("είδε", "VERB", "βλέπω", 4),
])


@pytest.mark.parametrize(
    ("word", "part", "likely", "lemma"),
    [
        ("θέματος", "NOUN", [("θεμα", -0.6), ("θέμα", -1.6)], "θέμα"),
        ("παραδείγματος", "NOUN", [("παραδείγμα", -0.7), ("παράδειγμα", -1.9)], "παράδειγμα"),
        ("δουλειές", "NOUN", [("δουλειή", -0.8), ("δουλειά", -0.9), ("δουλειέ", -3.0)], "δουλειά"),
        ("σαφείς", "ADJ", [("σαφεός", -1.5), ("σαφής", -1.6)], "σαφής"),
        ("διαφόρων", "ADJ", [("διαφόρος", -0.8), ("διάφορος", -1.0)], "διάφορος"),
        ("του", "PRON", [("ο", -0.4), ("μου", -1.2)], "μου"),
        ("είδε", "VERB", [("είδω", -0.5), ("ίδω", -1.5)], "βλέπω"),
        ("Πολωνίας", "PROPN", [("πολωνία", -0.6), ("Πολωνία", -0.9)], "Πολωνία"),
        ("Φλοράκα", "PROPN", [("Φλοράκα", -0.4), ("Φλοράκας", -1.4)], "Φλοράκα"),
        ("ΦΠΑ", "NOUN", [("ΦΠΑ", -0.5), ("φπα", -0.9)], "ΦΠΑ"),
        ("διπλωματών", "NOUN", [("δίπλωμα", -0.5), ("διπλωμάτης", -1.5)], "διπλωμάτης"),
        ("διπλωμάτων", "NOUN", [("δίπλωμα", -0.5), ("διπλωμάτης", -1.5)], "δίπλωμα"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_choices(word: str, part: str, likely: list[tuple[str, float]], lemma: str) -> None:
    assert TREEBANK.choose(word, part, likely) == lemma


def test_scripts_that_agree_are_added_up() -> None:
    likely = [("Βίδος", -1.0), ("Βίδο", -1.3), ("Βίδο", -1.4)]
    assert TREEBANK.choose("Βίδο", "PROPN", likely) == "Βίδο"


WORDS = st.sampled_from([("θέματος", "NOUN"), ("του", "PRON"), ("είδε", "VERB"), ("Πολωνίας", "PROPN")])
LEMMAS = st.sampled_from(["θέμα", "θεμα", "μου", "ο", "του", "βλέπω", "είδω", "Πολωνία", "πολωνία", "χθες", "χτες"])


@given(WORDS, LEMMAS, st.lists(st.tuples(LEMMAS, st.floats(-25, 0, width=32)), min_size=1, max_size=11))
def test_what_is_sure_is_chosen(word: tuple[str, str], lemma: str, others: list[tuple[str, float]]) -> None:
    likely = [(lemma, 0.0), *sorted(others, key=lambda other: -other[1])]
    if TREEBANK.is_sure(*word, lemma, math.log(sum(math.exp(score) for _, score in others))):
        assert TREEBANK.choose(*word, likely) == lemma


def test_a_lemma_that_is_known_is_sure_against_unlikely_ones_alone() -> None:
    assert TREEBANK.is_sure("θέματος", "NOUN", "θέμα", -5.0)
    assert not TREEBANK.is_sure("θέματος", "NOUN", "θέμα", 0.0)
    assert not TREEBANK.is_sure("είδε", "VERB", "είδω", -5.0)


@pytest.mark.parametrize("word", ["θεμα", "ιδιος", "στενόςς", "Μαιου"])
def test_no_greek_word_is_spelt_so(word: str) -> None:
    assert is_misspelt(word)


@pytest.mark.parametrize("word", ["θέμα", "και", "του", "ΕΑΜ", "clean", "1956", "", "Μάιος", "νους"])
def test_words_and_what_is_no_greek_word_pass(word: str) -> None:
    assert not is_misspelt(word)


def test_the_lists_hold_words_and_names() -> None:
    lists = listed()
    assert {"ADJ", "ADV", "NOUN", "PROPN", "VERB"} == set(lists)
    assert "παράδειγμα" in lists["NOUN"] and "Θεσσαλονίκη" in lists["PROPN"] and "παραδείγμα" not in lists["NOUN"]
    assert all(word.strip() == word and word for found in lists.values() for word in found)
