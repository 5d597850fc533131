"""Who a phrase names, on trees built by hand: bodies and places in names, one of each state, others' offices."""

import pytest

from istor.annotating import annotate
from istor.coding.claims import Coder
from istor.coding.parties import Parties
from istor.reading.text import read

from .docs import Row, tree

SING, PLUR = "Case=Nom|Number=Sing", "Case=Nom|Number=Plur"
GEN, GEN_PLUR = "Case=Gen|Number=Sing", "Case=Gen|Number=Plur"


def the(form: str, head: int) -> Row:
    return (form, "ο", "DET", "PronType=Art", head, "det")


def of_head(*rows: Row) -> list[str]:
    """The parties of the tree's root."""
    doc = tree(*rows)
    return [str(party) for party in Parties(doc, None).of(doc[:].root)]


GOVERNMENTS = [the("Οι", 2), ("κυβερνήσεις", "κυβέρνηση", "NOUN", PLUR, 0, "root"), the("της", 4),
               ("Ελλάδας", "Ελλάδα", "PROPN", GEN, 2, "nmod"), ("και", "και", "CCONJ", "", 7, "cc"), the("της", 7),
               ("Τουρκίας", "Τουρκία", "PROPN", GEN, 4, "conj")]
MINISTERS = [the("οι", 2), ("υπουργοί", "υπουργός", "NOUN", PLUR, 0, "root"),
             ("Εξωτερικών", "Εξωτερικά", "NOUN", GEN_PLUR, 2, "nmod"), the("της", 5),
             ("Γαλλίας", "Γαλλία", "PROPN", GEN, 2, "nmod"), ("και", "και", "CCONJ", "", 8, "cc"), the("της", 8),
             ("Ιταλίας", "Ιταλία", "PROPN", GEN, 2, "conj")]
COURT = [("δικαστήριο", "δικαστήριο", "NOUN", SING, 0, "root"), the("της", 3),
         ("Μόσχας", "Μόσχα", "PROPN", GEN, 1, "nmod")]
LAWMAKERS = [("βουλευτές", "βουλευτής", "NOUN", PLUR, 0, "root"), the("του", 3),
             ("ΣΥΡΙΖΑ", "ΣΥΡΙΖΑ", "PROPN", GEN, 1, "nmod")]
SPOKESPERSON = [("εκπρόσωπος", "εκπρόσωπος", "NOUN", SING, 0, "root"), the("της", 3),
                ("ΠΟΕΔΗΝ", "ΠΟΕΔΗΝ", "PROPN", GEN, 1, "nmod")]
MEN = [("άνδρες", "άνδρας", "NOUN", PLUR, 0, "root"), the("των", 3),
       ("δυνάμεων", "δύναμη", "NOUN", GEN_PLUR, 1, "nmod"), ("ασφαλείας", "ασφάλεια", "NOUN", GEN, 3, "nmod")]
CHAIR = [the("Ο", 2), ("πρόεδρος", "πρόεδρος", "NOUN", SING, 0, "root"), the("της", 4),
         ("ΠΟΕΔΗΝ", "ΠΟΕΔΗΝ", "PROPN", GEN, 2, "nmod")]
SOLDIER = [("Αμερικανός", "Αμερικανός", "ADJ", SING, 2, "amod"), ("στρατιώτης", "στρατιώτης", "NOUN", SING, 0, "root")]
SOLDIERS = [("Αμερικανοί", "Αμερικανός", "ADJ", PLUR, 2, "amod"),
            ("στρατιώτες", "στρατιώτης", "NOUN", PLUR, 0, "root")]
WOMAN = [("63χρονη", "63χρονος", "ADJ", "Gender=Fem|" + SING, 2, "amod"),
         ("γυναίκα", "γυναίκα", "NOUN", SING, 0, "root")]
DIPLOMATS = [the("των", 3), ("Ρώσων", "Ρώσος", "PROPN", GEN_PLUR, 3, "nmod"),
             ("διπλωματών", "διπλωμάτης", "NOUN", GEN_PLUR, 0, "root")]
BRUSSELS = [the("Οι", 2), ("Βρυξέλλες", "Βρυξέλλες", "PROPN", PLUR, 0, "root")]
PARLIAMENT = [the("η", 3), ("αμερικανική", "αμερικανικός", "ADJ", SING, 3, "amod"),
              ("Βουλή", "βουλή", "NOUN", SING, 0, "root")]
COMMITTEE = [the("η", 2), ("επιτροπή", "επιτροπή", "NOUN", SING, 0, "root")]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (GOVERNMENTS, ["GRC:government", "TUR:government"]),
        (MINISTERS, ["FRA:foreign minister", "ITA:foreign minister"]),
        (COURT, ["RUS:Moscow court"]),
        (LAWMAKERS, ["GRC:SYRIZA MPs"]),
        (SPOKESPERSON, ["GRC:POEDIN"]),
        (MEN, ["GRC:security forces"]),
        (CHAIR, ["GRC:POEDIN president"]),
        (SOLDIER, ["USA:soldier"]),
        (SOLDIERS, ["USA:soldiers"]),
        (WOMAN, ["---:63-year-old woman"]),
        (DIPLOMATS, ["RUS:diplomats"]),
        (BRUSSELS, ["EUE"]),
        (PARLIAMENT, ["USA:House of Representatives"]),
        (COMMITTEE, ["GRC:committee"]),
    ],
    ids=["a plural that two states share", "a second state taken for a second party", "a place in the name",
         "a body in the name", "a spokesperson is the body", "men of forces are the forces",
         "a union's president is not the state's", "one soldier", "many soldiers", "by age", "nationality as a noun",
         "the seat of the Union", "a chamber by its own name", "a committee is no commissioner"],
)
def test_who_is_named(rows: list[Row], wanted: list[str]) -> None:
    assert of_head(*rows) == wanted


def test_whoever_has_no_state_belongs_to_the_one_spoken_of_most() -> None:
    rows = [the("Η", 2), ("αστυνομία", "αστυνομία", "NOUN", SING, 3, "nsubj"),
            ("συνέλαβε", "συλλαμβάνω", "VERB", "Number=Sing", 0, "root"), ("στη", "σε", "ADP", "", 5, "case"),
            ("Μαδρίτη", "Μαδρίτη", "PROPN", "Case=Acc|Number=Sing", 3, "obl")]
    doc = tree(*rows)
    assert [str(p) for p in Parties(doc, None).of(doc[1])] == ["ESP:police"]


@pytest.mark.parametrize(("text", "who"), [
    ("Ο Νταβίντ Ορτούνιο συνελήφθη στη Μαδρίτη.", "ESP"),
    ("Ο Στέφανος Ρηγόπουλος συνελήφθη στη Μαδρίτη.", "GRC"),
    ("Ο Ιταλός γιατρός Νταβίντ Ορτούνιο συνελήφθη στη Μαδρίτη.", "ITA"),
    ("Ο Νταβίντ Ορτούνιο συνελήφθη χθες.", "---"),
    ("Ο κ. Γου μίλησε στη Βουλή στη Σεούλ. Η Νότια Κορέα απάντησε στην Πιονγκγιάνγκ. Ο Νότος επιμένει.", "KOR"),
    ("Ο κ. Αλμυράντης συνελήφθη στη Θεσσαλονίκη της Ελλάδας.", "GRC"),
], ids=["the state spoken of", "a Greek name", "told", "nothing told", "perhaps Greek by its ending", "Greek at home"])
def test_whose_somebody_is_whom_no_table_has(text: str, who: str) -> None:
    doc = annotate(read(text.encode(), "report"))
    found = [p for t in Parties(doc, None).heads(next(doc.sents)) for p in Parties(doc, None).of_one(t)]
    assert {p.code for p in found if p.name[:1].isupper()} == {who}


@pytest.mark.parametrize(("text", "who"), [
    ("Ο Αλέξης Τσίπρας συναντήθηκε με τον Ζόραν Ζάεφ. Οι δύο άνδρες συζήτησαν για την Ευρώπη.",
     {"GRC:Alexis Tsipras", "MKD:Zoran Zaev"}),
    ("Ο Αλέξης Τσίπρας συναντήθηκε με τον Ζόραν Ζάεφ. Δύο άνδρες συνελήφθησαν έξω από το μέγαρο.", {"---:men"}),
], ids=["the two men", "two men"])
def test_the_two_men_are_those_met_last_and_two_men_are_others(text: str, who: set[str]) -> None:
    coder = Coder(annotate(read(text.encode(), "report")))
    met = [coder.parties.of(t) for choice in coder.choices() for t in choice.sentence if t.text == "άνδρες"]
    assert {str(p) for p in met[0]} == who
