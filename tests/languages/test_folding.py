"""Name keys: the table of case forms below is the specification."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib.resources import files
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.languages.folding import fold, is_form, load_endings, name_key, phrase_key

SAME = [
    "Ρωσία Ρωσίας ΡΩΣΙΑ ΡΩΣΙΑΣ",
    "Ρώσος Ρώσου Ρώσο Ρώσοι Ρώσων Ρώσους",
    "Ρωσίδα Ρωσίδας Ρωσίδες Ρωσίδων",
    "ρωσικός ρωσικού ρωσική ρωσικής ρωσικό ρωσικά ρωσικές ρωσικοί ρωσικούς ρωσικών",
    "Κουρσκ Κούρσκ ΚΟΥΡΣΚ",
    "Ουκρανία Ουκρανίας",
    "Ουκρανός Ουκρανού Ουκρανό Ουκρανοί Ουκρανούς Ουκρανών",
    "Κίεβο Κιέβου",
    "Μόσχα Μόσχας",
    "Παρίσι Παρισιού Παρισίων",
    "Βουκουρέστι Βουκουρεστίου",
    "Βελιγράδι Βελιγραδίου",
    "Βερολίνο Βερολίνου",
    "Λονδίνο Λονδίνου",
    "Βρυξέλλες Βρυξελλών",
    "Πεκίνο Πεκίνου",
    "Κίνα Κίνας",
    "Κινέζος Κινέζου Κινέζοι Κινέζους Κινέζων",
    "Καναδάς Καναδά",
    "Παναμάς Παναμά",
    "Ισημερινός Ισημερινού Ισημερινό",
    "Νίγηρας Νίγηρα",
    "Λίβανος Λιβάνου Λίβανο",
    "Κύπρος Κύπρου Κύπρο",
    "Αίγυπτος Αιγύπτου Αίγυπτο",
    "Αιγύπτιος Αιγυπτίου Αιγύπτιοι Αιγυπτίων Αιγύπτιους Αιγυπτίους",
    "Βέλγιο Βελγίου",
    "Μαυροβούνιο Μαυροβουνίου",
    "Μεξικό Μεξικού",
    "Βατικανό Βατικανού",
    "Κρεμλίνο Κρεμλίνου",
    "Πεντάγωνο Πενταγώνου",
    "Ηλύσια Ηλυσίων",
    "Σκόπια Σκοπίων",
    "Τίρανα Τιράνων",
    "Εμιράτα Εμιράτων",
    "Φιλιππίνες Φιλιππίνων Φιλιππινών",
    "Σεϋχέλλες Σεϋχελλών",
    "Άλπεις Άλπεων",
    "Γαλλία Γαλλίας",
    "Γάλλος Γάλλου Γάλλοι Γάλλων Γάλλους",
    "Γερμανίδα Γερμανίδας Γερμανίδες Γερμανίδων",
    "Έλληνας Έλληνα Έλληνες Ελλήνων",
    "Ιάπωνας Ιάπωνα Ιάπωνες Ιαπώνων",
    "Άραβας Άραβα Άραβες Αράβων",
    "Βορειοκορεάτης Βορειοκορεάτη Βορειοκορεάτες Βορειοκορεατών",
    "Ελλάδα Ελλάδας",
    "Αθήνα Αθήνας Αθηνών",
    "Θεσσαλονίκη Θεσσαλονίκης",
    "Πειραιάς Πειραιά Πειραιώς Πειραιεύς Πειραιέως",
    "Χανιά Χανίων",
    "Ιωάννινα Ιωαννίνων",
    "Τρίκαλα Τρικάλων",
    "Σέρρες Σερρών",
    "Αλεξανδρούπολη Αλεξανδρούπολης Αλεξανδρουπόλεως",
    "Κωνσταντινούπολη Κωνσταντινούπολης Κωνσταντινουπόλεως",
    "Έβρος Έβρου Έβρο",
    "Αιγαίο Αιγαίου",
    "Χίος Χίου Χίο",
    "Κως Κω",
    "Κέα Κέας",
    "Τήνος Τήνου Τήνο",
    "Πάρος Πάρου Πάρο",
    "Πέραμα Περάματος",
    "Καλαμάτα Καλαμάτας",
    "Ίμια Ιμίων",
    "Δελφοί Δελφών Δελφούς",
    "Κύθηρα Κυθήρων",
    "Μητσοτάκης Μητσοτάκη",
    "Ανδρουλάκης Ανδρουλάκη",
    "Παυλόπουλος Παυλόπουλου Παυλοπούλου Παυλόπουλο",
    "Σαμαράς Σαμαρά",
    "Λαβρόφ ΛΑΒΡΟΦ",
    "Ηνωμένες Ηνωμένων",
    "Πολιτείες Πολιτειών",
    "Νέα Νέας Νέο Νέου Νέες",
    "ΗΠΑ Η.Π.Α.",
    "ΕΕ Ε.Ε.",
    "Putin PUTIN putin",
    "Élysée ELYSEE",
]
SAME_PHRASES = [
    ("Βόρεια Κορέα", "Βόρειας Κορέας", "ΒΟΡΕΙΑ ΚΟΡΕΑ", "Βορείου Κορέας"),
    ("Βοσνία-Ερζεγοβίνη", "Βοσνίας-Ερζεγοβίνης", "Βοσνία - Ερζεγοβίνη", "Βοσνίας–Ερζεγοβίνης"),
    ("Λευκός Οίκος", "Λευκού Οίκου", "Λευκό Οίκο"),
    ("Νέα Υόρκη", "Νέας Υόρκης"),
    ("Στενά του Ορμούζ", "Στενών του Ορμούζ"),
    ("Δυτική Όχθη", "Δυτικής Όχθης"),
    ("Ευρωπαϊκή Ένωση", "Ευρωπαϊκής Ένωσης", "Ευρωπαϊκής Ενώσεως"),
    ("Νήσοι Φόκλαντ", "Νήσων Φόκλαντ", "Νήσους Φόκλαντ"),
]
DIFFERENT = [
    ("Μάλι", "Μάλτα"), ("Ιράν", "Ιράκ"), ("Σουδάν", "Σουηδία"), ("Αυστρία", "Αυστραλία"), ("Κορέα", "Κόρη"),
    ("Νίγηρας", "Νιγηρία"), ("Γουινέα", "Γουιάνα"), ("Σλοβακία", "Σλοβενία"), ("Λετονία", "Εσθονία"),
    ("Ινδία", "Ινδονησία"), ("Ρωσία", "Ρώσος"), ("Γεωργία", "Γεωργιανός"), ("Ζάμπια", "Γκάμπια"),
    ("Τήνος", "Την"), ("Πάρος", "Παρά"), ("Βούλα", "Βουλή"), ("Μέγαρα", "Μέγαρο"), ("Πύλος", "Πύλη"),
    ("Κατερίνη", "Κατερίνα"), ("Σανά", "Σαν"), ("Περού", "Πέρα"), ("Βασιλεία", "Βασίλειο"),
    ("Νιγηριανός", "Νιγηρινός"), ("Ομάν", "Αμάν"), ("Κίνα", "Κίεβο"), ("Βόλος", "Βόλγας"),
]
# Brussels is Belgium's capital and, in news, the Union's seat: the one key that two states share on purpose.
SHARED = {"βρυξελλ"}


def table(*path: str) -> list[dict[str, str]]:
    """Read a table that ships with the package."""
    text = files("istor").joinpath(*path).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def parts(cell: str) -> list[str]:
    """Give the parts of a cell that holds a list."""
    return [part for part in cell.split("|") if part]


def owners(rows: list[dict[str, str]], *columns: str) -> dict[str, set[str]]:
    """Give for each key the codes of the states that have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in chain.from_iterable(parts(row[column]) for column in columns):
            found[phrase_key(name.split("=")[0])].add(row["code"])
    return found


@pytest.mark.parametrize("forms", SAME, ids=lambda forms: forms.split()[0])
def test_case_forms_share_a_key(forms: str) -> None:
    assert len({name_key(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("forms", SAME_PHRASES, ids=lambda forms: forms[0])
def test_case_forms_of_phrases_share_a_key(forms: tuple[str, ...]) -> None:
    assert len({phrase_key(form) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Πρωθυπουργός", "πρωθυπουργοσ"), ("ΠΡΟΪΣΤΑΜΈΝΗ", "προισταμενη"), ("Ο.Η.Ε.", "οηε"),
        ("  Άγιος \u00a0Μαρίνος ", "αγιοσ μαρινοσ"), ("Ρίο–Αντίρριο", "ριο-αντιρριο"), ("Ν’ Τζαμένα", "ν τζαμενα"),
        ("F-16", "f-16"), ("Ορμπάν,", "ορμπαν"), ("Škoda", "skoda"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("word", ["Brown", "Athens", "Louis", "Kosovo"])
def test_latin_words_keep_their_endings(word: str) -> None:
    assert name_key(word) == word.casefold()


@pytest.mark.parametrize(
    ("word", "name", "is_so"),
    [
        ("Γεωργίας", "Γεωργία", True), ("Γεώργιος", "Γεωργία", False), ("Γεωργίου", "Γεώργιος", True),
        ("Επιτροπή", "επίτροπος", False), ("επιτρόπου", "επίτροπος", True), ("Καγκελαρίου", "Καγκελαρία", False),
        ("Πατρών", "Πάτρα", True), ("Πατρών", "Πατρίς", False), ("Πειραιώς", "Πειραιεύς", True),
        ("Ελλάδος", "Ελλάδα", True), ("Τραμπ", "Τραμπ", True), ("Σερρών", "Σέρρες", True), ("Χαμάς", "Χαμάς", True),
    ],
)
def test_forms_of_a_name(word: str, name: str, is_so: bool) -> None:
    assert name_key(word) == name_key(name)
    assert is_form(word, name) is is_so


@given(st.text(max_size=40))
def test_fold_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="αβγδεηικλμνοπρστυωςάέήίόύώΑΣΝ-", min_size=1, max_size=20))
def test_a_key_keeps_a_stem(word: str) -> None:
    for part, key in zip(fold(word).split("-"), name_key(word).split("-"), strict=True):
        assert len(key) >= min(len(part), load_endings().stem)


def test_no_two_states_share_a_key() -> None:
    rows = table("knowledge", "states.tsv")
    shared = {key for key, codes in owners(rows, "names_el", "capital_el", "seats").items() if len(codes) > 1}
    assert shared == SHARED


def test_no_two_states_share_a_demonym() -> None:
    rows = table("languages", "el", "demonyms.tsv")
    assert not {key: codes for key, codes in owners(rows, "adjectives", "people").items() if len(codes) > 1}


def test_demonyms_and_places_name_known_states() -> None:
    codes = {row["code"] for row in table("knowledge", "states.tsv")}
    assert {row["code"] for row in table("languages", "el", "demonyms.tsv")} <= codes
    assert {row["code"] for row in table("knowledge", "places.tsv")} <= codes | {"---"}


def test_no_demonym_is_another_states_name() -> None:
    names = owners(table("knowledge", "states.tsv"), "names_el", "capital_el")
    for key, codes in owners(table("languages", "el", "demonyms.tsv"), "adjectives", "people").items():
        assert names.get(key, codes) == codes


def test_places_have_names_and_whole_coordinates() -> None:
    for row in table("knowledge", "places.tsv"):
        assert row["name"] and row["names_el"] and bool(row["lat"]) == bool(row["lon"]), row
