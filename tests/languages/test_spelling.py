"""Foreign names as English news spells them: the table of examples is the specification."""

import pytest

from istor.errors import DataError
from istor.languages.spelling import Spellings, spelled, tongues


@pytest.mark.parametrize(
    ("name", "state", "wanted"),
    [
        ("Κάρλος Ρουίθ", "ESP", "Carlos Ruiz"),
        ("Ρομπέρτο", "CHL", "Roberto"),
        ("Ροντρίγκες", "BRA", "Rodrigues"),
        ("Ροντρίγκες", "MEX", "Rodriguez"),
        ("Ζαν", "FRA", "Jean"),
        ("Σμιτ", "DEU", "Schmidt"),
        ("Τζον Σμιθ", "USA", "John Smith"),
        ("ΤΖΟΝ ΣΜΙΘ", "USA", "JOHN SMITH"),
        ("Μεχμέτ Γιλμάζ", "TUR", "Mehmet Yilmaz"),
        ("Σαΐφ αλ-Μπαντρ", "IRQ", "Saif al-Badr"),
        ("Κίμπερλι", "", "Kimberly"),
        ("John Σμιθ", "USA", "John Smith"),
    ],
)
def test_known_words_are_spelled_as_their_state_does(name: str, state: str, wanted: str) -> None:
    assert spelled(name, state) == wanted


@pytest.mark.parametrize(
    ("name", "state", "wanted"),
    [
        ("Φαλκονέτι", "ITA", "Falconetti"),
        ("Γκρζεμπόφσκι", "POL", "Grzebowski"),
        ("Τσερνομάζοφ", "RUS", "Chernomazov"),
        ("Μπαντράμογλου", "TUR", "Badramoglu"),
    ],
)
def test_unknown_words_are_spelled_as_names_like_them(name: str, state: str, wanted: str) -> None:
    assert spelled(name, state) == wanted


def test_a_name_with_a_known_word_is_spelled_alike_in_every_state() -> None:
    assert {spelled("Κλερ Ντιβάλ", state) for state in ("FRA", "EUE", "BLR", "")} == {"Claire Duval"}


def test_the_likelier_spelling_of_a_known_word_is_the_one_that_more_people_bear() -> None:
    rows = ["USA\tperson\tσ|ο|ν\ts|ea|n", "USA\tname\tσ|ο|ν\tsh|aw|n", "RUS\tplace\tσ|ο|ν\ts|o|n"]
    assert Spellings(rows, {"USA": "English"}).spell("σον", "English", "USA") == "sean"


@pytest.mark.parametrize("row", ["USA\tname\tσ|ο|ν", "USA\tship\tσ\ts", "USA\tname\tσ|ο\ts", "USA\tname\t|ο\ts|o"])
def test_a_broken_row_says_which(row: str) -> None:
    with pytest.raises(DataError, match="row 1"):
        Spellings([row], {})


def test_every_tongue_is_of_states() -> None:
    from istor.knowledge.tables import states

    assert set(tongues()) <= {s.code for s in states()} | {"UNO"}
