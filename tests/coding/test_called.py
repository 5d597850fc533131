"""What parties are called in English, and which words that look like parties are none; on the encoder's own reading."""

import pytest

from istor.annotating import annotate
from istor.coding import code
from istor.coding.claims import Coder
from istor.coding.parties import Parties
from istor.knowledge.english import many_of
from istor.reading import read


@pytest.mark.parametrize(("text", "wanted", "unwanted"), [
    ("Στην υπογραφή ήταν η πρέσβης του Ισραήλ Ιρίτ Μπεν Άμπα (Irit Ben Abba).", "ISR:Irit Ben Abba", "Ampa"),
    ("Ο δήμαρχος της Καλαμάτας, Παναγιώτης Ε. Νίκας, ευχαρίστησε την κυβέρνηση.", "GRC:Panagiotis Nikas", "E."),
    ("Ο κ. Φίλης επισήμανε ότι η μείωση είναι προκλητική.", "GRC:Nikos Filis", "friend"),
    ("Κως: Καταδίωξη ταχύπλοου και σύλληψη διακινητή - Κοινωνία", "---:smuggler", "society"),
    ("Ο Αλέξης Τσίπρας υποστήριξε όλες τις πολιτικές της Ένωσης.", "GRC:Alexis Tsipras", "politician"),
    ("Τρεις σκοτώθηκαν σε συγκρούσεις σουηδικών συμμοριών.", "SWE:gangs", "gang "),
], ids=["as printed in Latin letters", "without the father's initial", "a surname that is a word",
        "a headline's section", "policies are no politicians", "several of a body"])
def test_what_a_party_is_called(text: str, wanted: str, unwanted: str) -> None:
    doc = annotate(read(text.encode(), "report"))
    parties = Parties(doc, None)
    found = [str(p) for sentence in doc.sents for head in parties.heads(sentence) for p in parties.of_one(head)]
    assert wanted in found
    assert not [name for name in found if unwanted in name]


def test_who_is_counted_is_not_acted_upon() -> None:
    text = "Η αστυνομία υπολόγισε τους συγκεντρωμένους σε 90.000, ενώ οι διοργανωτές έκαναν λόγο για 400.000."
    doc = annotate(read(text.encode(), "report"))
    assert not [c for choice in Coder(doc).choices() for c in choice.kept if c.trigger.text == "υπολόγισε"]


@pytest.mark.parametrize(("one", "many"), [
    ("party", "parties"), ("court of appeal", "courts of appeal"), ("residents", "residents"), ("bank", "banks"),
])
def test_many_of_a_body(one: str, many: str) -> None:
    assert many_of(one) == many


def test_two_names_in_one_word_are_nobody_of_that_name() -> None:
    text = ("Η συνάντηση Τσίπρα-Ζάεφ έγινε στις Πρέσπες. Ο Έλληνας πρωθυπουργός και ο ομόλογός του μίλησαν ώρα. "
            "Ο πρωθυπουργός έφυγε το βράδυ.")
    doc = annotate(read(text.encode(), "report"))
    parties = Parties(doc, None)
    found = {str(p) for sentence in doc.sents for head in parties.heads(sentence) for p in parties.of_one(head)}
    assert {"GRC:Alexis Tsipras", "MKD:Zoran Zaev"} <= found
    assert not [name for name in found if "-" in name]


def test_the_family_name_of_a_korean_comes_first() -> None:
    text = "Ο Νοτιοκορεάτης βουλευτής Χαν Σονγκ-μιν έφτασε στη Σεούλ. Ο Χαν μίλησε στη Βουλή. Η Βόρεια Κορέα σιωπά."
    doc = annotate(read(text.encode(), "report"))
    parties = Parties(doc, None)
    found = {str(p) for sentence in doc.sents for head in parties.heads(sentence) for p in parties.of_one(head)}
    assert "KOR:Han Song-min" in found
    assert "KOR:Han" not in found


def test_two_leaders_are_persons_of_the_tables_not_bodies_or_airports() -> None:
    text = ("Ο Αλέξης Τσίπρας συνάντησε τον Ζόραν Ζάεφ στο Παγκόσμιο Οικονομικό Φόρουμ. "
            "Το αεροδρόμιο «Μέγας Αλέξανδρος» αλλάζει όνομα. Οι δύο πρωθυπουργοί συμφώνησαν να συνεχίσουν.")
    claims = [c for c in code(annotate(read(text.encode(), "report"))) if c.type == "AGREE"]
    assert {str(p) for c in claims for p in c.actors} == {"GRC:Alexis Tsipras", "MKD:Zoran Zaev"}


def test_a_phrase_around_two_names_in_one_word_names_nobody() -> None:
    text = ("Η συνάντηση Κιμ-Λαβρόφ έγινε στην Πιονγκγιάνγκ. Ο Ρώσος υπουργός Εξωτερικών Σεργκέι Λαβρόφ μίλησε με τον "
            "ηγέτη της Βόρειας Κορέας Κιμ Γιονγκ Ουν.")
    doc = annotate(read(text.encode(), "report"))
    parties = Parties(doc, None)
    assert not any("-" in str(p) for token in doc for p in parties.of(token))
