"""The ledger: how many a number may be, what it counts, and what it is to those told before."""

import math
from dataclasses import replace
from datetime import date

import pytest

from istor.linking import events, ledger
from istor.linking.amounts import bounds
from istor.linking.counts import count
from istor.linking.figures import relation
from istor.model import Claim, Figure, Report, Span, Statement, Voice, When
from tests.linking.makers import claim, day, judged, report

BOUNDS = [
    ("Σκοτώθηκαν 12 άνθρωποι.", "12", 12.0, (12, 12)),
    ("Σκοτώθηκαν περίπου 200 άνθρωποι.", "200", 200.0, (180, 220)),
    ("Σκοτώθηκαν τουλάχιστον 12 άνθρωποι.", "12", 12.0, (12, math.inf)),
    ("Σκοτώθηκαν πάνω από 12 άνθρωποι.", "12", 12.0, (12, math.inf)),
    ("Σκοτώθηκαν έως 12 άνθρωποι.", "12", 12.0, (0, 12)),
    ("Σκοτώθηκαν μεταξύ 40 και 50 άνθρωποι.", "50", 50.0, (40, 50)),
    ("Σκοτώθηκαν 40 με 50 άνθρωποι.", "40", 40.0, (40, 50)),
    ("Σκοτώθηκαν 1.200-1.500 άνθρωποι.", "1.500", 1500.0, (1200, 1500)),
    ("Περίπου στις 5 έγινε έκρηξη και σκοτώθηκαν 12 άνθρωποι.", "12", 12.0, (12, 12)),
    ("Σκοτώθηκαν δεκάδες άνθρωποι.", "δεκάδες", "dozens", (20, 999)),
]


@pytest.mark.parametrize(("sentence", "number", "value", "expected"), BOUNDS)
def test_how_many_it_may_be(sentence: str, number: str, value: float | str, expected: tuple[float, float]) -> None:
    one = report("α", sentence)
    told = claim(one, 0, "κοτώθηκαν", "ASSAULT", "", "---:people")
    start = sentence.index(number)
    figure = Figure("people", value, "persons", False, Span(start, start + len(number)))
    assert bounds(figure, told.sentence, sentence) == pytest.approx(expected)


FIRST = report("πρώτη", "Η έκρηξη στο λιμάνι σκότωσε 12 ανθρώπους.", published=day("2031-05-02"))
RIVAL = report("άλλη", "Η έκρηξη στο λιμάνι σκότωσε 30 ανθρώπους.", published=day("2031-05-02"))
NEXT = report("επόμενη", "Η έκρηξη στο λιμάνι σκότωσε 15 ανθρώπους.", published=day("2031-05-04"))
AGAIN = report("πάλι", "Η έκρηξη στο λιμάνι σκότωσε 15 ανθρώπους.", published=day("2031-05-05"))
BARE = report("γυμνή", "Η έκρηξη στο λιμάνι σκότωσε 99 ανθρώπους.")
HURT = report("τραυματίες", "Η έκρηξη στο λιμάνι τραυμάτισε 12 ανθρώπους.", published=day("2031-05-02"))


def killed(one: Report, number: int, trigger: str = "σκότωσε", what: str = "people", **fields: object) -> Claim:
    at = one.text.index(str(number))
    figure = Figure(what, float(number), "persons", False, Span(at, at + len(str(number))))
    return claim(one, 0, trigger, "ASSAULT", "", "---:people", when="2031-05-01", figures=(figure,), **fields)


def told(*claims: Claim) -> list[str]:
    reports = (FIRST, RIVAL, NEXT, AGAIN, BARE, HURT)
    said = [judged(claims[0], c, "same") for c in claims[1:]]
    return [line.told for line in ledger(events(claims, reports, said), reports)]


def test_an_update_comes_later() -> None:
    assert told(killed(FIRST, 12), killed(NEXT, 15)) == ["first", "update"]
    assert told(killed(NEXT, 15), killed(FIRST, 12)) == ["first", "update"]


def test_a_contradiction_is_told_at_one_time() -> None:
    assert told(killed(FIRST, 12), killed(RIVAL, 30)) == ["first", "contradiction"]


def test_what_was_told_already_is_the_same() -> None:
    assert told(killed(FIRST, 12), killed(NEXT, 15), killed(AGAIN, 15)) == ["first", "update", "same"]


def test_a_report_without_a_day_neither_updates_nor_contradicts() -> None:
    assert told(killed(FIRST, 12), killed(BARE, 99)) == ["first", "undated"]


def test_other_things_counted_stand_alone() -> None:
    hurt = killed(HURT, 12, "τραυμάτισε")
    children = killed(NEXT, 15, what="children")
    planned = killed(RIVAL, 30, status="future")
    assert told(killed(FIRST, 12), hurt, children, planned) == ["first"] * 4


def test_a_line_names_the_claims_that_it_is_about() -> None:
    first, rival = killed(FIRST, 12), killed(RIVAL, 30)
    reports = (FIRST, RIVAL)
    lines = ledger(events([first, rival], reports, [judged(first, rival, "same")]), reports)
    found = [(line.count.claim, [c.claim for c in line.to]) for line in lines]
    assert found == [(rival.id, []), (first.id, [rival.id])]


def test_a_pair_spoken_of_is_no_count() -> None:
    one = report("ζεύγος", "Οι δύο χώρες έστειλαν 12 γιατρούς.", published=day("2031-05-02"))
    pair = Figure("countries", 2.0, "countries", False, Span(3, 12))
    doctors = Figure("doctors", 12.0, "persons", False, Span(21, 33))
    sent = claim(one, 0, "έστειλαν", "AID", "ESP, ITA", figures=(pair, doctors))
    (line,) = ledger(events([sent], [one], ()), [one])
    assert (line.count.what, line.count.outcome) == ("doctors", "sent")


def test_about_so_many_agrees_with_a_near_number() -> None:
    vague = report("περίπου", "Η έκρηξη στο λιμάνι σκότωσε περίπου 14 ανθρώπους.", published=day("2031-05-04"))
    early = killed(FIRST, 12)
    late = killed(vague, 14)
    counts = [count("event", c, c.figures[0], r) for c, r in ((early, FIRST), (late, vague))]
    assert relation(*counts) == "update"
    assert counts[1].low == pytest.approx(12.6)


def test_numbers_of_two_things_have_nothing_to_say_of_each_other() -> None:
    hurt = killed(HURT, 12, "τραυμάτισε")
    counts = [count("event", c, c.figures[0], r) for c, r in ((killed(FIRST, 12), FIRST), (hurt, HURT))]
    assert relation(*counts) == "other"


def test_a_toll_told_weeks_later_is_of_the_day_that_both_tell() -> None:
    later = replace(NEXT, published=day("2031-05-20"))
    counts = [replace(count("", c, c.figures[0], r), happened=day("2031-05-01"), context=frozenset({"story"}))
              for c, r in ((killed(FIRST, 12), FIRST), (killed(later, 15), later))]
    assert relation(*counts) == "update"
    assert relation(counts[0], replace(counts[1], happened=day("2031-05-19"))) == "other"


# --- figures that reports state, of an event or of none ---------------------------------------------------------------


def stating(one: Report, number: str, value: float, what: str = "people", unit: str = "persons",
            **fields: object) -> Statement:
    at = one.text.index(number)
    figure = Figure(what, value, unit, False, Span(at, at + len(number)))
    return Statement(one.id, Span(0, len(one.text)), figure, **fields)  # type: ignore[arg-type]


def compared(first: tuple[Report, Statement], then: tuple[Report, Statement]) -> str:
    """What the later of two figures is to the earlier, in two reports that share their names."""
    lines = ledger((), (first[0], then[0]), (first[1], then[1]))
    return next(line.told for line in lines if line.count.figure == then[1].figure)


COST = report("κόστος", "Η γέφυρα του Καστρίου στη Βαλτάδα θα κοστίσει 40 εκατ. ευρώ.", published=day("2031-05-02"))
DEARER = report("ακριβότερη", "Σε 55 εκατ. ευρώ ανεβαίνει το κόστος για το Καστρί και τη Βαλτάδα.",
                published=day("2031-06-20"))
TWO = report("δύο", "Στο Καστρί και τη Βαλτάδα 500 κατά την αστυνομία, 900 κατά τον σύλλογο.",
             published=day("2031-05-02"))
AGO = report("παλιά", "Το 2011 είχαν πνιγεί στο Καστρί και τη Βαλτάδα 12 άνθρωποι.", published=day("2031-05-04"))
NOW = report("τώρα", "Πνίγηκαν στο Καστρί και τη Βαλτάδα 12 άνθρωποι.", published=day("2031-05-03"))
YEAR = When(date(2011, 1, 1), date(2011, 12, 31), "2011", "stated")


def euros(one: Report, number: str, value: float, **fields: object) -> tuple[Report, Statement]:
    return one, stating(one, number, value, "euros", "EUR", **fields)


def test_a_sum_told_anew_is_an_update_where_it_is_of_the_same_thing() -> None:
    first = euros(COST, "40", 40e6, theme=("γεφυρα", "κοστιζω"))
    assert compared(first, euros(DEARER, "55", 55e6, theme=("κοστος",))) == "update"
    assert compared(first, euros(DEARER, "55", 55e6, theme=("προστιμο",))) == "first"


def test_an_asked_sum_is_not_the_agreed_one() -> None:
    first = euros(COST, "40", 40e6, theme=("κοστος",), outcome="asked")
    assert compared(first, euros(DEARER, "55", 55e6, theme=("κοστος",), outcome="agreed")) == "first"


def test_two_voices_in_one_report_contradict_each_other() -> None:
    both = [stating(TWO, n, v, outcome="protesters", voices=(Voice(who),))
            for n, v, who in (("500", 500.0, "police"), ("900", 900.0, "union"))]
    assert [line.told for line in ledger((), (TWO,), both)] == ["first", "contradiction"]


def test_what_a_report_itself_says_was_said_before_is_brought_up_to_date() -> None:
    both = [stating(TWO, "500", 500.0, outcome="protesters"),
            stating(TWO, "900", 900.0, outcome="protesters", is_former=True)]
    assert [line.told for line in ledger((), (TWO,), both)] == ["first", "update"]


def test_a_number_put_right_in_its_own_sentence_needs_no_words_in_common() -> None:
    both = [stating(TWO, "500", 500.0, "euros", "EUR", theme=("ποσο",)),
            stating(TWO, "900", 900.0, "euros", "EUR", theme=("επιδοτηση",), is_former=True)]
    assert [line.told for line in ledger((), (TWO,), both)] == ["first", "update"]
    assert [line.told for line in ledger((), (TWO,), [both[0], replace(both[1], is_former=False)])] == ["first"] * 2


def test_one_number_of_two_occasions_is_two_figures() -> None:
    news = (NOW, stating(NOW, "12", 12.0, outcome="killed"))
    assert compared(news, (AGO, stating(AGO, "12", 12.0, outcome="killed", when=YEAR))) == "first"
    assert compared(news, (AGO, stating(AGO, "12", 12.0, outcome="killed"))) == "same"


def test_reports_that_share_nothing_are_not_compared() -> None:
    elsewhere = report("αλλού", "Πνίγηκαν στη Λιθαριά 12 άνθρωποι.", published=day("2031-05-04"))
    news = (NOW, stating(NOW, "12", 12.0, outcome="killed"))
    assert compared(news, (elsewhere, stating(elsewhere, "12", 12.0, outcome="killed"))) == "first"


def test_the_ledger_owes_nothing_to_the_order_of_what_it_is_given() -> None:
    stated = [stating(NOW, "12", 12.0, outcome="killed"), stating(AGO, "12", 12.0, outcome="killed"),
              *(stating(TWO, n, v, outcome="killed") for n, v in (("500", 500.0), ("900", 900.0)))]
    reports = (NOW, AGO, TWO)
    lines = ledger((), reports, stated)
    assert ledger((), reports[::-1], stated[::-1]) == lines
    assert [line.told for line in lines].count("same") == 1


def test_a_figure_of_a_claim_stands_once_with_its_event() -> None:
    one = killed(FIRST, 12)
    lines = ledger(events([one], [FIRST], ()), [FIRST], [stating(FIRST, "12", 12.0, outcome="killed")])
    assert [(line.count.claim, line.count.outcome) for line in lines] == [(one.id, "killed")]
    assert lines[0].count.event


def test_two_numbers_of_one_report_without_a_day_still_contradict() -> None:
    bare = report("γυμνή", TWO.text)
    both = [stating(bare, n, v, outcome="protesters", voices=(Voice(who),))
            for n, v, who in (("500", 500.0, "police"), ("900", 900.0, "union"))]
    assert [line.told for line in ledger((), (bare,), both)] == ["first", "contradiction"]


def test_shares_that_one_sentence_tells_are_of_two_things() -> None:
    text = "Υπέρ ψήφισε το 91% των ψηφοφόρων και κατά το 6%, έλεγε η επιτροπή για το δημοψήφισμα."
    vote = report("δημοψήφισμα", text)

    def share(number: str) -> Statement:
        at = text.index(number)
        figure = Figure("percent", float(number.rstrip("%")), "percent", False, Span(at, at + len(number)))
        return Statement(vote.id, Span(0, len(text)), figure, theme=("δημοψήφισμα", "ψηφοφόρος"))

    assert [line.told for line in ledger((), (vote,), (share("91%"), share("6%")))] == ["first", "first"]
