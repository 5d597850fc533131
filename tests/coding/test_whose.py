"""Whose somebody is to whom neither the tables nor the phrase give a state."""

import pytest

from istor.annotating import annotate
from istor.coding.origins import sounds_like
from istor.coding.parties import Parties
from istor.coding.whose import Asked
from istor.reading import read


@pytest.mark.parametrize(("name", "code", "other"), [
    ("Ιβάν Μπαρανόφσκι", "RUS", "FRA"), ("Μεχμέτ Γιλντίζογλου", "TUR", "GBR"), ("Ζαν Λεφέβρ", "FRA", "TUR"),
])
def test_a_name_sounds_like_those_of_its_land(name: str, code: str, other: str) -> None:
    assert sounds_like(name.split(), code) > sounds_like(name.split(), other)


def test_of_a_land_without_people_in_the_tables_a_name_tells_nothing() -> None:
    assert sounds_like(["Μεχμέτ", "Γιλντίζογλου"], "NRU") == sounds_like(["Ζαν", "Λεφέβρ"], "NRU")


@pytest.mark.parametrize(("text", "word", "code"), [
    ("Η Τουρκία ζήτησε εξηγήσεις. Στην Άγκυρα, η αστυνομία συνέλαβε δύο Γερμανούς.", "αστυνομία", "TUR"),
    ("Η Γερμανία ζήτησε εξηγήσεις. Η γερμανική αστυνομία σιωπά. Στη Γαλλία τρεις συνελήφθησαν από την αστυνομία.",
     "αστυνομία", "DEU"),
], ids=["where it happens", "the state that the report gave it before, or where it happens"])
def test_the_likeliest_state(text: str, word: str, code: str) -> None:
    doc = annotate(read(text.encode(), "report"))
    head = [t for t in doc if t.text == word][-1]
    found = [p.code for p in Parties(doc, None).of_one(head)]
    assert found == [code]


def test_whom_the_phrase_gives_a_state_is_not_asked_about() -> None:
    doc = annotate(read("Η τουρκική αστυνομία συνέλαβε δύο Γερμανούς.".encode(), "report"))
    parties = Parties(doc, None)
    parties.of_one(doc[2])
    assert not parties.whose.asked


def test_candidates_are_the_states_of_the_report_its_home_and_none() -> None:
    doc = annotate(read("Η αστυνομία συνέλαβε δύο Γερμανούς στην Άγκυρα.".encode(), "report"))
    told = dict(Parties(doc, None).whose.features(Asked(doc[1], "role", "police")))
    assert set(told) == {"DEU", "TUR", "GRC", "---"}
