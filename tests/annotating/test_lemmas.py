"""Edit scripts: what they make of forms, and that a script always gives back the lemma that it was learnt from."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.annotating import lemmas

WORDS = st.text(alphabet="αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋς", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("ανθρώπου", "άνθρωπος"), ("έγραψε", "γράφω"), ("Υπουργών", "υπουργός"), ("είναι", "είμαι"), ("Ρωσίας", "Ρωσία"),
     ("κυβερνήσεις", "κυβέρνηση"), ("του", "ο")],
)
def test_scripts(form: str, lemma: str) -> None:
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma


def test_one_script_serves_a_declension() -> None:
    assert lemmas.script("ανθρώπου", "άνθρωπος") == lemmas.script("δασκάλου", "δάσκαλος")


def test_a_diaeresis_that_the_accent_makes_needless_goes() -> None:
    assert lemmas.apply("c;0+;2+ος;3", "Μαΐου") == "Μάιος"
    assert lemmas.accented("μαιου", 3) == "μαίου" and lemmas.accented("μαϊου", 3) == "μαΐου"


@given(st.text(alphabet="αβεηιΐϊόώΰςΑΈΪabé´·΅\u0301\u0308\u0345ᾳ", max_size=8), st.integers(0, 6))
def test_a_word_is_changed_as_its_letters_and_marks_are(word: str, place: int) -> None:
    parts = unicodedata.normalize("NFD", word)
    bare = unicodedata.normalize("NFC", parts.replace(lemmas.ACUTE, ""))
    behind = parts.rpartition(lemmas.ACUTE)[2] if lemmas.ACUTE in parts else None
    assert lemmas.plain(word) == bare
    assert lemmas.accent_of(word) == (0 if behind is None else 1 + sum(letter in lemmas.VOWELS for letter in behind))
    assert lemmas.accented(bare, place) == (lemmas._accented_apart(bare, place) if place else bare)


def test_the_accent_of_a_clitic_is_no_part_of_the_word() -> None:
    assert lemmas.without_second_accent("δέσμευσή") == "δέσμευση"
    assert lemmas.without_second_accent("δέσμευση") == "δέσμευση"


@given(WORDS, WORDS)
def test_a_script_gives_its_lemma_back(form: str, lemma: str) -> None:
    form, lemma = unicodedata.normalize("NFC", form), unicodedata.normalize("NFC", lemma)
    form = lemmas.without_second_accent(form)
    assert lemmas.apply(lemmas.script(form, lemma), form) == lemma
