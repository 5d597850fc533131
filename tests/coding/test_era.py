"""About when an undated report was written: by the terms of those whom it names."""

from datetime import date

import pytest

from istor.coding.claims import Coder
from istor.coding.era import likely_day, newest

from .docs import Row, published, tree
from .test_coder import ACC, NOM, PASSIVE_FIN, STOP, article


def naming(*people: str) -> list[Row]:
    """The names one after another, each a phrase of its own."""
    rows: list[Row] = []
    for name in people:
        first, last = len(rows) + 1, len(rows) + len(name.split())
        rows += [(word, word, "PROPN", NOM, first if at > first else 0 if first == 1 else 1,
                  "flat" if at > first else "root" if first == 1 else "conj")
                 for at, word in enumerate(name.split(), first)]
        assert last == len(rows)
    return rows


@pytest.mark.parametrize(
    ("people", "first", "last"),
    [
        (("Αντώνης Σαμαράς", "Ευάγγελος Βενιζέλος"), date(2013, 6, 25), date(2015, 1, 27)),
        (("Αλέξης Τσίπρας", "Νίκος Κοτζιάς", "Πάνος Καμμένος"), date(2015, 9, 23), date(2018, 10, 20)),
        (("Ζόραν Ζάεφ", "Νίκολα Ντιμιτρόφ", "Νίκος Κοτζιάς"), date(2017, 5, 31), date(2018, 10, 20)),
    ],
    ids=["two", "three of the same government", "of two states"],
)
def test_the_day_is_one_on_which_all_were_in_office(people: tuple[str, ...], first: date, last: date) -> None:
    day = likely_day(tree(*naming(*people))._.mentions)
    assert day is not None and first <= day <= last


def test_who_held_nothing_says_nothing() -> None:
    assert likely_day(()) is None
    assert likely_day(tree(*naming("Γεράσιμος Ανωγιάτης"))._.mentions) is None


def test_one_still_in_office_is_no_later_than_the_tables() -> None:
    day = likely_day(tree(*naming("Κυριάκος Μητσοτάκης"))._.mentions)
    assert day is not None and day <= newest()


MEETS = [article("Ο", 2), ("πρωθυπουργός", "πρωθυπουργός", "NOUN", NOM, 3, "nsubj"),
         ("συναντήθηκε", "συναντώ", "VERB", PASSIVE_FIN + "|Tense=Past|Aspect=Perf", 0, "root"),
         ("με", "με", "ADP", "", 6, "case"), article("τον", 6), ("Ευάγγελο", "Ευάγγελος", "PROPN", ACC, 3, "obl"),
         ("Βενιζέλο", "Βενιζέλος", "PROPN", ACC, 6, "flat"), (*STOP, 3, "punct")]


def test_an_office_is_its_holder_of_that_time_but_nothing_is_dated_by_it() -> None:
    (made,) = Coder(tree(*MEETS)).considered()
    assert sorted(map(str, made.claim.actors)) == ["GRC:Antonis Samaras", "GRC:Evangelos Venizelos"]
    assert made.claim.when is None and made.dating.by == "report without a date"


def test_a_dated_report_keeps_its_own_day() -> None:
    (made,) = Coder(published(tree(*MEETS), date(2017, 2, 3))).considered()
    assert "GRC:Alexis Tsipras" in map(str, made.claim.actors)
