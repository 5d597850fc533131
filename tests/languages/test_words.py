"""Words as search compares them; the tables are the specification."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.languages.words import LONGEST, is_function_word, words

ONE_WORD = [
    "συνάντηση συναντήσεις συνάντησης ΣΥΝΑΝΤΗΣΕΩΝ συναντηση",
    "συμφωνία συμφωνίες συμφωνιών ΣΥΜΦΩΝΙΑΣ",
    "Ρωσία Ρωσίας ΡΩΣΙΑ",
    "πόλεμος πολέμου πόλεμοι ΠΌΛΕΜΟΣ πολεμος πολεμοσ",
    "πλοίο πλοία πλοίων",
    "λιμάνι λιμάνια λιμανιού",
    "δικαστήριο δικαστηρίου δικαστήρια",
    "παιδί παιδιά παιδιών",
    "διπλωμάτης διπλωμάτες ΔΙΠΛΩΜΑΤΩΝ",
    "επίθεση επιθέσεις επιτέθηκε",
    "Μητσοτάκης Μητσοτάκη ΜΗΤΣΟΤΑΚΗΣ",
    "ΗΠΑ Η.Π.Α. η.π.α.",
    "2.000 2000",
    "NATO nato Nato",
    "Μαΐου ΜΑΪΟΥ Μαίου",
]


@pytest.mark.parametrize("forms", ONE_WORD)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({word.stem for form in forms.split() for word in words(form)}) == 1


@pytest.mark.parametrize("pair", ["σύμφωνα συμφωνία", "παιδί πάγος", "ΗΠΑ ήπιε", "Κορέα κόρη", "εκλογή επιλογή"])
def test_different_words_have_different_stems(pair: str) -> None:
    assert len({word.stem for word in words(pair)}) == 2


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Οι Η.Π.Α. και ο Ο.Η.Ε. είπαν", "οι ηπα και ο οηε ειπαν"),
        ("σ' αυτό το Κίεβο–Λβιβ, F-16", "σ αυτο το κιεβο λβιβ f 16"),
        ("2.000 νεκροί (3,5%)", "2000 νεκροι 3 5"),
        ("έξω.Ο Κιμ", "εξω ο κιμ"),
        ("a_b …  «ΝΑΙ»", "a b ναι"),
        ("α\u0301λφα", "αλφα"),
        ("", ""),
    ],
)
def test_a_text_is_parted_into_words(text: str, forms: str) -> None:
    assert " ".join(word.form for word in words(text)) == forms


def test_function_words() -> None:
    assert all(is_function_word(word.form) for word in words("ο της με που Ποιος ΓΙΑ"))
    assert not any(is_function_word(word.form) for word in words("πόλεμος Ρωσία λέει"))


@given(st.text())
def test_words_point_into_the_text_and_hold_no_sign(text: str) -> None:
    at = 0
    for word in words(text):
        assert at <= word.start < word.end <= len(text)
        assert word.form and word.stem and len(word.form) <= LONGEST
        assert (word.form + word.stem).isalnum()
        assert unicodedata.is_normalized("NFC", word.form)
        at = word.end
