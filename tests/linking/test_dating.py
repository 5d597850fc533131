"""When a report without a date came out: each kind of clue, what goes against it, and that order leaves no trace."""

import random
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from istor.annotating.times import find_times
from istor.linking import copies, datings, link_events
from istor.linking.clues import days_on_which, held
from istor.linking.dating import between, dated, in_force
from istor.model import Claim, Dating, Report, When
from tests.linking.makers import MADE, claim, day, report

UNDATED = report(
    "χωρίς ημερομηνία",
    "Ο Ντράσκοβιτς διαβεβαίωσε τον Μοράλες για την πλήρη στήριξη της Σερβίας στη Βολιβία.",
    "Η Σερβία και η Βολιβία υπέγραψαν πέρυσι συμφωνία για το λίθιο.",
    "Ο στρατός της Βολιβίας κατέλαβε το ορυχείο τον Μάρτιο του 2031.",
)
LATER = report(
    "αργότερα",
    "Τον Ιούλιο του 2033 ο Ντράσκοβιτς διαβεβαίωσε τον Μοράλες για τη στήριξη της Σερβίας στη Βολιβία.",
    "Το 2032 η Σερβία και η Βολιβία υπέγραψαν συμφωνία για το λίθιο.",
    published=day("2033-09-10"),
)
PLEDGE = ("SUPPORT", "SRB:Goran Draskovic", "BOL")
TREATY = ("SUPPORT", "SRB, BOL")
NEWS = claim(UNDATED, 0, "διαβεβαίωσε", *PLEDGE)
SIGNED = claim(UNDATED, 1, "υπέγραψαν", *TREATY)
SEIZED = claim(UNDATED, 2, "κατέλαβε", "ASSAULT", "BOL:army", when=day("2031-03"))
TOLD = claim(LATER, 0, "διαβεβαίωσε", *PLEDGE, when=When.between(date(2033, 7, 1), date(2033, 7, 31), "stated"))
TOLD_SIGNED = claim(LATER, 1, "υπέγραψαν", *TREATY, when=day("2032"))


def dating(reports: list[Report], claims: list[Claim]) -> Dating | None:
    copied = copies(reports)
    links = link_events(claims, reports, copied)
    found = datings(reports, claims, (*copied, *links), find_times)
    return in_force(found).get(UNDATED.id)


def test_its_news_is_dated_by_a_later_report() -> None:
    found = dating([UNDATED, LATER], [NEWS, SEIZED, TOLD])
    assert found is not None and found.when.edtf == "2033-07" and found.when.basis == "inferred"
    assert any("its news «διαβεβαίωσε» is of 2033-07 (αργότερα)" in r for r in found.reasons)


def test_last_year_is_reckoned_backwards() -> None:
    """The treaty is of 2032 and was signed "last year": the report is of 2033, whatever else it tells."""
    signed = claim(LATER, 1, "υπέγραψαν", *TREATY, when=day("2032-05-04"))
    found = dating([UNDATED, LATER], [SIGNED, SEIZED, signed])
    assert found is not None and found.when.edtf == "2033"
    assert any(r.startswith("«πέρυσι» dates «υπέγραψαν», which is of 2032-05-04") for r in found.reasons)


def test_alone_it_came_out_after_what_it_tells() -> None:
    found = dating([UNDATED], [NEWS, SEIZED])
    assert found is not None and found.when.edtf == "2031-03-01/.."
    assert found.reasons == ("it tells of 2031-03 as past",)


def test_nothing_to_go_by_gives_no_dating() -> None:
    assert dating([UNDATED], [NEWS]) is None


def test_a_copy_is_dated_by_its_twin() -> None:
    words = [f"λέξη{n}" for n in range(60)]
    twin = report("δίδυμη", " ".join(words), published=day("2033-02-10"))
    bare = report("γυμνή", " ".join(words))
    copied = copies([twin, bare])
    (found,) = datings([twin, bare], [], copied, find_times)
    assert (found.report, found.when.edtf) == (bare.id, "2033-02-09/2033-02-11")


def test_a_weekday_tells_which_day_of_the_stretch() -> None:
    bare = report("γυμνή", "Ο Ντράσκοβιτς διαβεβαίωσε τον Μοράλες για τη στήριξη της Σερβίας στη Βολιβία.",
                  "Αύριο Παρασκευή φεύγει για τη Λίμα.")
    told = report("άλλη", LATER.blocks[0].span.of(LATER.text), published=day("2033-07-13"))
    claims = [claim(bare, 0, "διαβεβαίωσε", *PLEDGE), claim(told, 0, "διαβεβαίωσε", *PLEDGE, when=day("2033-07-13"))]
    copied = copies([bare, told])
    (found,) = datings([bare, told], claims, (*copied, *link_events(claims, [bare, told], copied)), find_times)
    assert found.when.edtf == "2033-07-14"
    assert found.reasons[-1] == "it says «Αύριο Παρασκευή»"


def test_a_day_word_in_the_words_of_a_dated_twin_gives_the_day() -> None:
    text = ("Ο δήμαρχος της Αλικαρνασσού παραιτήθηκε χθες το βράδυ ύστερα από έρευνα για τα έργα του λιμανιού.",
            *(f"Λέξη{n} άλλη{n} τρίτη{n} και ακόμη μία πρόταση με λόγια που δεν λένε τίποτε." for n in range(4)))
    twin, bare = report("δίδυμη", *text, published=day("2033-02-10")), report("γυμνή", *text)
    (found,) = datings([twin, bare], [], copies([twin, bare]), find_times)
    assert found.when.edtf == "2033-02-10"
    assert found.reasons[0].startswith("it says «χθες") and "in the words of δίδυμη" in found.reasons[0]


def test_what_cannot_be_is_kept_as_a_counter_reason() -> None:
    wrong = claim(UNDATED, 2, "κατέλαβε", "ASSAULT", "BOL:army", when=day("2040-03"))
    found = dating([UNDATED, LATER], [NEWS, wrong, TOLD])
    assert found is not None and found.when.edtf == "2033-07"
    assert found.reasons[-1] == "against: it tells of 2040-03 as past"


def test_offices_bound_the_days() -> None:
    told = report("αξίωμα", "Ο Ρώσος υπουργός Εξωτερικών Σεργκέι Λαβρόφ συναντήθηκε με τον ομόλογό του.")
    former = report("τέως", "Ο πρώην υπουργός Εξωτερικών Σεργκέι Λαβρόφ μίλησε.")
    (found,) = held(told)
    assert found.first == date(2004, 3, 9) and found.last is None and "Sergey Lavrov" in found.words
    assert list(held(former)) == []


def test_the_days_on_which_words_mean_what_they_must() -> None:
    def yesterday(told: date) -> When:
        return When.between(date.fromordinal(told.toordinal() - 1), date.fromordinal(told.toordinal() - 1), "reckoned")

    def last_year(told: date) -> When:
        return When.between(date(told.year - 1, 1, 1), date(told.year - 1, 12, 31), "reckoned")

    known = day("2033-07-14")
    assert days_on_which(yesterday, known) == (date(2033, 7, 15), date(2033, 7, 15))
    assert days_on_which(last_year, known) == (date(2034, 1, 1), date(2034, 12, 31))
    assert days_on_which(lambda _: None, known) is None


def test_a_persons_word_goes_first() -> None:
    program = Dating("r", day("2033-07"), (), "program", MADE)
    person = Dating("r", day("2033-07-14"), (), "Άννα", MADE)
    assert in_force([program, person]) == in_force([person, program]) == {"r": person}


def test_an_open_stretch_gives_a_report_no_day() -> None:
    found = Dating(UNDATED.id, When.between(date(2031, 3, 1), None, "inferred"), (), "program", MADE)
    assert dated([UNDATED], [found]) == (UNDATED,)


def test_days_reckoned_from_both_ends_of_a_stretch() -> None:
    early = [claim(UNDATED, 0, "διαβεβαίωσε", *PLEDGE, when=day("2033-07-01~", "inferred")),
             claim(UNDATED, 1, "υπέγραψαν", *TREATY, when=day("2032", "reckoned"))]
    late = [claim(UNDATED, 0, "διαβεβαίωσε", *PLEDGE, when=day("2033-07-31~", "inferred")), early[1]]
    first, second = between(early, late)
    assert first.when is not None and (first.when.edtf, first.when.basis) == ("2033-07", "inferred")
    assert second.when == early[1].when


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_leaves_no_trace(rng: random.Random) -> None:
    reports, claims = [UNDATED, LATER], [NEWS, SEIZED, SIGNED, TOLD, TOLD_SIGNED]
    expected = dating(reports, claims)
    rng.shuffle(reports)
    rng.shuffle(claims)
    assert dating(reports, claims) == expected
