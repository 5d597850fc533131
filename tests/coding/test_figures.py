"""Figures of sentences as the shipped model reads them: how many, of what, what became of those, and said when."""

import pytest

from istor.annotating import annotate
from istor.coding import Coder
from istor.model import Statement
from istor.reading.text import About, read_text
from tests.linking.makers import day


def stated(text: str) -> list[Statement]:
    """Every figure of a short report of 10 May 2031."""
    coder = Coder(annotate(read_text(text, "report", About(published=day("2031-05-10")))))
    tuple(coder.claims())
    return coder.statements.found


FIGURES = [
    pytest.param("Σκοτώθηκαν δύο χιλιάδες τριακόσιοι στρατιώτες.", [(2300, "soldiers", "persons")], id="number words"),
    pytest.param("Το έργο θα κοστίσει 1,8 εκατ. ευρώ.", [(1.8e6, "euros", "EUR")], id="millions"),
    pytest.param("Η ανεργία έπεσε στο 9,4%.", [(9.4, "percent", "percent")], id="a share"),
    pytest.param("Το κόστος έφτασε τα 52 και όχι 47 εκατ. ευρώ.",
                 [(52e6, "euros", "EUR"), (47e6, "euros", "EUR")], id="the unit is said once"),
    pytest.param("Απελάθηκαν δέκα Ρώσοι διπλωμάτες.", [(10, "diplomats", "persons")], id="whose they are"),
    pytest.param("Σκοτώθηκαν 12 Ουκρανοί.", [(12, "Ουκρανός", "persons")], id="people of a state"),
    pytest.param("Οι τραυματίες είναι 19.", [(19, "wounded", "persons")], id="the subject is counted"),
    pytest.param("Στους επτά ανέβηκε ο αριθμός των νεκρών.", [(7, "killed", "persons")], id="the number of the dead"),
    pytest.param("Η αντιπροσωπεία έφτασε στις 11 Μαρτίου στις 6 το απόγευμα.", [], id="dates and hours are no figures"),
    pytest.param("Ο 34χρονος περίμενε τρία χρόνια.", [], id="ages and lengths of time are none"),
    pytest.param("Το δικαστήριο τον καταδίκασε σε κάθειρξη 8 ετών.", [(8, "prison sentence", "years")],
                 id="a punishment is one"),
    pytest.param("Οι νεκροί είναι εννέα και οι τραυματίες 26.", [(9, "killed", "persons"), (26, "wounded", "persons")],
                 id="each number is told of those before it"),
    pytest.param("Δώδεκα χρόνια στον δήμαρχο για τη χαμένη πληρωμή", [(12, "prison sentence", "years")],
                 id="a headline gives years to somebody"),
    pytest.param("Δώδεκα χρόνια στον δήμο χωρίς μια πρόσληψη", [], id="years at a body are none"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_how_many_of_what(text: str, expected: list[tuple[float, str, str]]) -> None:
    assert [(s.figure.value, s.figure.what, s.figure.unit) for s in stated(text)] == expected


OUTCOMES = [
    pytest.param("Η αστυνομία συνέλαβε έξι άτομα.", "arrested", id="by the verb"),
    pytest.param("Σώθηκαν οι πέντε επιβάτες.", "rescued", id="by the verb in the passive"),
    pytest.param("Ο σύλλογος ζητά την πρόσληψη 80 νοσηλευτών.", "asked hired", id="by the noun over it, and asked"),
    pytest.param("Τραυματίστηκαν άλλοι τέσσερις οπαδοί.", "further wounded", id="four more are not all"),
]


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_what_became_of_those_counted(text: str, outcome: str) -> None:
    (one,) = stated(text)
    assert one.outcome == outcome


def test_what_was_said_before_is_known_as_such() -> None:
    now, before = stated("Οι νεκροί είναι οκτώ και όχι έντεκα.")
    assert (now.is_former, before.is_former) == (False, True)
    assert (now.figure.value, before.figure.value) == (8, 11)


def test_on_whose_word_and_for_which_day() -> None:
    (one,) = stated("Σύμφωνα με την αστυνομία, στις 3 Μαΐου διαδήλωσαν 700 φοιτητές.")
    assert [v.name for v in one.voices] == ["police"]
    assert one.when is not None and one.when.edtf == "2031-05-03"


def test_a_day_beside_a_number_holds_nothing() -> None:
    (one,) = stated("Το ποσοστό της Κυριακής στις Σπέτσες έφτασε το 58%.")
    assert one.holders == ("σπετσ",)


def test_a_figure_is_the_claims_whose_words_stand_over_it() -> None:
    text = "Η αστυνομία συνέλαβε χθες έξι άτομα."
    coder = Coder(annotate(read_text(text, "report", About(published=day("2031-05-10")))))
    (claim,) = coder.claims()
    assert [f.value for f in claim.figures] == [6]
