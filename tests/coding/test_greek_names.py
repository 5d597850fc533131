"""Greeks whom no table knows: the table of examples is the specification."""

import pytest

from istor.coding.greek_names import gender_of, in_latin, looks_greek, nominative
from istor.coding.transliterate import latin


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Γεώργιο Γιαννακό", "Georgios Giannakos"),
        ("Νίκο Καρβέλα", "Nikos Karvelas"),
        ("Παναγιώτη Γεωργόπουλου", "Panagiotis Georgopoulos"),
        ("Χρήστου Γεωργίου", "Christos Georgiou"),
        ("Μαρίας Σπυράκη", "Maria Spyraki"),
        ("Ελένη Φωτιάδου", "Eleni Fotiadou"),
        ("Γιαννόπουλο", "Giannopoulos"),
        ("Ζεράρ Αλφόνσο", "Zerar Alfonso"),
        ("Ομπάμα", "Ompama"),
    ],
)
def test_nominative(name: str, wanted: str) -> None:
    assert latin(" ".join(nominative(name.split()))) == wanted


@pytest.mark.parametrize(
    ("name", "is_greek"),
    [("Γιώργος Σγουρός", True), ("Ελένη Φωτιάδου", True), ("Βαρδής", True), ("Αρίφ Ντέντε", False),
     ("Χάουμε Μάτας", False), ("Στέφανο Πιράινο", False), ("Τάλε Παπαδάκης", True)],
)
def test_looks_greek(name: str, is_greek: bool) -> None:
    assert looks_greek(name.split()) is is_greek


def test_case_forms_of_greeks_look_greek_in_the_nominative() -> None:
    assert looks_greek(nominative(["Στέφανο", "Γιαννακό"]))
    assert looks_greek(nominative(["Γυφτέα"]))


@pytest.mark.parametrize(("word", "gender"), [("Γεωργίου", "men"), ("Γεωργίας", "women"), ("Χάουμε", None)])
def test_gender(word: str, gender: str | None) -> None:
    assert gender_of(word) == gender


@pytest.mark.parametrize(
    ("name", "code", "wanted"),
    [
        ("Μαυρογένη", "BEN", "Mavrogeni"),
        ("Δάφνη Αρβανίτη", "---", "Dafni Arvaniti"),
        ("Σωτηρίου", "USA", "Sotiriou"),
        ("Κλερ Ντιβάλ", "EUE", "Claire Duval"),
        ("Κάρλος Ρουίθ", "GRC", "Carlos Ruiz"),
        ("Μ. Σμιτ", "DEU", "M. Schmidt"),
    ],
)
def test_greeks_are_spelled_by_the_rule_and_foreigners_as_english_news_does(name: str, code: str, wanted: str) -> None:
    assert in_latin(name.split(), code) == wanted
