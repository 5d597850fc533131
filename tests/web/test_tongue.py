"""What the site says in Greek and in English."""

import pytest

from istor.model import Figure, Party, Span, Voice
from istor.web.patterns import told
from istor.web.tongue import LANGUAGES, chosen, tongue
from tools import messages


def test_every_message_is_translated() -> None:
    assert messages.catalogues()
    assert [(path.parts[-3], messages.missing(path)) for path in messages.catalogues()] == [("el", [])]


@pytest.mark.parametrize(
    ("asked", "remembered", "accepted", "lang"),
    [
        (None, None, "", "el"), ("en", "el", "el", "en"), (None, "en", "el", "en"), ("x", None, "en-GB,el;q=0.9", "en"),
        (None, None, "fr", "el"), (None, None, "en;q=0.2, el;q=0.9", "el"), (None, "<script>", "en;q=x", "en"),
    ],
)  # fmt: skip
def test_which_language(asked: str | None, remembered: str | None, accepted: str, lang: str) -> None:
    assert chosen(asked, remembered, accepted) == lang


@pytest.mark.parametrize(
    ("party", "greek", "english"),
    [
        (Party("GRC", "Alexis Tsipras"), ("Αλέξης Τσίπρας", "Ελλάδα"), ("Alexis Tsipras", "Greece")),
        (Party("RUS"), ("Ρωσία", ""), ("Russia", "")),
        (Party("GRC", "police officers"), ("αστυνομικοί", "Ελλάδα"), ("police officers", "Greece")),
        (Party("---", "σωματείο"), ("σωματείο", ""), ("σωματείο", "")),
        (Party("XXX", "Somebody"), ("Somebody", "XXX"), ("Somebody", "XXX")),
    ],
)
def test_names(party: Party, greek: tuple[str, str], english: tuple[str, str]) -> None:
    for lang, expected in (("el", greek), ("en", english)):
        name = tongue(lang).party(party)
        assert (name.text, name.of) == expected


def test_figures_and_voices() -> None:
    figure = Figure("killed", 2000.0, "persons", True, Span(0, 1))
    assert tongue("el").figure(figure) == "περίπου 2.000 νεκροί"
    assert tongue("en").figure(figure) == "about 2,000 killed"
    crowd = Figure("κόσμος", "many", "", True, Span(0, 1))
    assert (tongue("el").figure(crowd), tongue("en").figure(crowd)) == ("πολλοί (κόσμος)", "many (κόσμος)")
    share = Figure("percent", 36.9, "percent", False, Span(0, 1))
    assert (tongue("el").figure(share), tongue("en").figure(share)) == ("36,9%", "36.9%")
    assert tongue("el").counted("planned killed", "soldiers") == "θα γίνει: νεκροί, στρατιώτες"
    assert tongue("el").voice(Voice("government sources", "GRC")).text == "κυβερνητικές πηγές"
    assert tongue("el").voice(Voice("GRC", "GRC")).text == "Ελλάδα"


@pytest.mark.parametrize(
    ("words", "greek"),
    [
        ("the parties agree by 80%", "τα μέρη συμπίπτουν κατά 80%"),
        ("against: only one is dated", "αντίθετα: μόνο ο ένας έχει ημερομηνία"),
        ("mode phone", "τρόπος: τηλεφωνική"),
        ("against: AGREE is not SUPPORT", "αντίθετα: «Συμφωνία» δεν είναι «Υποστήριξη»"),
        ("against: neither tells a day of its own", "αντίθετα: κανένας δεν λέει δική του ημέρα"),
        ("one lies 3 days after the other, as what is denied may",
         "ο ένας απέχει 3 ημέρες από τον άλλον, όπως γίνεται με ό,τι διαψεύδεται"),
        ("AGREE and AID, told of one promise", "«Συμφωνία» και «Βοήθεια», για μία υπόσχεση"),
        ("the dates agree within 31 days (2018-01)",
         "οι ημερομηνίες συμφωνούν σε διάστημα 31 ημερών (Ιανουάριος 2018)"),
        ("the dates agree (2018-07-11 and 2018-07)", "οι ημερομηνίες συμφωνούν (11 Ιουλίου 2018 και Ιούλιος 2018)"),
        ("the dates agree (2018-07-12/.., 2018-07-11)",
         "οι ημερομηνίες συμφωνούν (από 12 Ιουλίου 2018 και 11 Ιουλίου 2018)"),
        ("anna judged the two same", "anna: έκρινε ότι είναι ένα γεγονός"),
        ("something that nobody foresaw", "something that nobody foresaw"),
        ("<b>judged</b>", "<b>judged</b>"),
    ],
)
def test_reasons(words: str, greek: str) -> None:
    assert told(words, tongue("el").catalogue, "el") == greek


def test_terms_have_words_in_every_language() -> None:
    assert tongue("en").term("type", "CONSULT") == "Consult" and tongue("el").term("type", "CONSULT") == "Συνομιλία"
    assert {lang: tongue(lang).tick("2030-05") for lang in LANGUAGES} == {"el": "Μάι", "en": "May"}
