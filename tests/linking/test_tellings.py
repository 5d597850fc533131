"""What sentences of dated reports say of the day of a report that has none, where coding found no event in common."""

from datetime import date

import pytest

from istor.annotating.times import find_times
from istor.linking import datings
from istor.linking.daywords import day_words
from istor.model import Dating, Report
from tests.linking.makers import day, report

FIRE = report(
    "πρώτη", "Η πυρκαγιά στο εργοστάσιο Δρυμώνα της Καλλιρρόης ξέσπασε την Τρίτη το βράδυ και κατέστρεψε δύο αποθήκες.",
    "Ο διευθυντής Μάρκος Ζαΐμης λέει ότι το εργοστάσιο ήταν ασφαλισμένο.", published=day("2033-05-12"),
)
ARREST = report(
    "δεύτερη", "Η αστυνομία της Καλλιρρόης συνέλαβε το Σάββατο τον διευθυντή του εργοστασίου Δρυμώνα, Μάρκο Ζαΐμη.",
    published=day("2033-05-15"),
)


def found(*sentences: str) -> Dating | None:
    """The dating of a bare report of these sentences beside the two."""
    bare = report("γυμνή", *sentences)
    made = datings([FIRE, ARREST, bare], [], (), find_times)
    return next(iter(made), None)


TOLD = [
    pytest.param("Πυρκαγιά ξέσπασε χθες το βράδυ στο εργοστάσιο Δρυμώνα της Καλλιρρόης.", "2033-05-11", id="yesterday"),
    pytest.param("Στην Καλλιρρόη η αστυνομία συνέλαβε σήμερα τον Μάρκο Ζαΐμη, διευθυντή του εργοστασίου Δρυμώνα.",
                 "2033-05-14", id="today"),
    pytest.param("Κάτοικοι της Καλλιρρόης διαδήλωσαν σήμερα, δέκα ημέρες μετά την πυρκαγιά στο εργοστάσιο Δρυμώνα.",
                 "2033-05-20", id="so many days after"),
    pytest.param("Ο Μάρκος Ζαΐμης της Δρυμώνα μίλησε χθες, 17 Μαΐου, στην Καλλιρρόη για αποζημιώσεις.", "2033-05-18",
                 id="two names for one day"),
]


@pytest.mark.parametrize(("sentence", "days"), TOLD)
def test_a_sentence_is_dated_by_its_like(sentence: str, days: str) -> None:
    dating = found(sentence)
    assert dating is not None and dating.when.edtf == days


def test_the_reason_names_the_report_and_its_words() -> None:
    dating = found("Πυρκαγιά ξέσπασε χθες το βράδυ στο εργοστάσιο Δρυμώνα της Καλλιρρόης.")
    assert dating is not None
    assert dating.reasons[0].startswith("«χθες το βράδυ» is of 2033-05-10TEV: πρώτη says «Τρίτη το βράδυ»")


@pytest.mark.parametrize("sentence", [
    pytest.param("Ο δήμαρχος της Αλμυρόπολης εγκαινίασε χθες το βράδυ τη βιβλιοθήκη.", id="another story"),
    pytest.param("Το εργοστάσιο Δρυμώνα της Καλλιρρόης απασχολεί ογδόντα εργάτες.", id="no word for a day"),
])
def test_without_likeness_there_is_no_day(sentence: str) -> None:
    assert found(sentence) is None


def test_most_clues_outweigh_a_wrong_one() -> None:
    """The third sentence says "yesterday" of what the first two reports tell of other days."""
    dating = found("Κάτοικοι της Καλλιρρόης διαδήλωσαν σήμερα, δέκα ημέρες μετά την πυρκαγιά στο εργοστάσιο Δρυμώνα.",
                   "Αύριο, Σάββατο, η πορεία επαναλαμβάνεται.",
                   "Η αστυνομία της Καλλιρρόης ανέκρινε χθες τον διευθυντή του εργοστασίου, Μάρκο Ζαΐμη.")
    assert dating is not None and dating.when.edtf == "2033-05-20"


SAID = [
    pytest.param("Έφυγε χθες, 29 Φεβρουαρίου, για τη Λίμα.", date(2032, 3, 1), date(2032, 2, 29), id="of the year"),
    pytest.param("Φεύγει αύριο, Παρασκευή, για τη Λίμα.", date(2033, 7, 14), date(2033, 7, 15), id="a weekday"),
    pytest.param("Έφυγε χθες, τελευταία ημέρα του Απριλίου.", date(2033, 5, 1), date(2033, 4, 30), id="of a month"),
]


@pytest.mark.parametrize(("sentence", "fitting", "other"), SAID)
def test_two_names_for_one_day_fit_few_days(sentence: str, fitting: date, other: date) -> None:
    said = list(day_words(report("γυμνή", sentence), find_times))
    assert said and all(words.fits(fitting) for words in said)
    assert not all(words.fits(other) for words in said)


def test_order_leaves_no_trace() -> None:
    bare: Report = report("γυμνή", TOLD[2].values[0])  # type: ignore[arg-type]
    one = datings([FIRE, ARREST, bare], [], (), find_times)
    assert one == datings([bare, ARREST, FIRE], [], (), find_times) and one
