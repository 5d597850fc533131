"""Whom a report means by an office alone, and which bodies that reports call alike are one."""

import random
from dataclasses import replace

import pytest

from istor.linking import actor_id, actors, event_ids, joined, link_actors, link_unnamed, renamed
from istor.linking.callings import beside, standing_at
from istor.model import Claim, Link, Party, Report, Span
from tests.linking.makers import claim, party, report

NAMED = "Η δήμαρχος Άννα Ρεμπή μίλησε χθες."
ALONE = "Η δήμαρχος μίλησε χθες."


def told(name: str, text: str, **parties: str) -> tuple[Report, Claim]:
    """A report of one sentence with one claim: its parties, as ``GRC_mayor``, by the words that name them."""
    owner = report(name, text)
    made = claim(owner, 0, "μίλησε", "CONSULT")
    found = [replace(party(key.replace("_", ":", 1).replace("_", " ")), span=span_of(text, words))
             for key, words in parties.items()]
    return owner, replace(made, actors=tuple(found))


def span_of(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def links(rows: list[tuple[Report, Claim]], is_one_event: bool = True) -> tuple[Link, ...]:
    claims = [made for _, made in rows]
    events = dict.fromkeys((c.id for c in claims), "event") if is_one_event else event_ids(claims, ())
    names = link_actors(claims, events)
    return (*names, *link_unnamed(claims, [owner for owner, _ in rows], events, joined(names)))


def names(rows: list[tuple[Report, Claim]], is_one_event: bool = True) -> list[list[str]]:
    return [[str(p) for p in c.parties] for c in renamed([c for _, c in rows], links(rows, is_one_event))]


@pytest.mark.parametrize(
    ("text", "words", "is_office"),
    [("Η δήμαρχος μίλησε", "δήμαρχος", True), ("του Αιγύπτιου ΥΠΕΞ", "ΥΠΕΞ", True),
     ("η Άννα Ρεμπή", "Άννα Ρεμπή", False),
     ("η Αθήνα", "Αθήνα", False)],
)
def test_a_mention_may_be_an_office_alone(text: str, words: str, is_office: bool) -> None:
    assert bool(standing_at(text, span_of(text, words))) is is_office


@pytest.mark.parametrize(
    ("text", "name", "keys"),
    [
        ("Ο δήμαρχος Νίκος Ζάγκας μίλησε", "Νίκος Ζάγκας", {"mayor"}),
        ("Ο υπουργός Εξωτερικών της Αιγύπτου Χαλίντ Ρασφί", "Χαλίντ Ρασφί", {"foreign-minister"}),
        ("Η υπουργός Ναυτιλίας κ. Ρεμπή", "Ρεμπή", {"shipping-minister"}),
        ("Ο Νίκος Ζάγκας, δήμαρχος της πόλης, μίλησε", "Νίκος Ζάγκας", {"mayor"}),
        ("Ο δήμαρχος, όπως είπε ο Νίκος Ζάγκας", "Νίκος Ζάγκας", set()),
        ("Ο δήμαρχος είδε τον Νίκο Ζάγκα", "Νίκο Ζάγκα", set()),
        ("Μίλησε ο δήμαρχος. Ο Νίκος Ζάγκας απάντησε", "Νίκος Ζάγκας", set()),
        ("Η δήμαρχος Άννα Ζάγκα και ο Νίκος Ζάγκας", "Νίκος Ζάγκας", set()),
        ("Ο Ζάγκας μίλησε για τη δήμαρχο Άννα Ζάγκα", "Ζάγκας", set()),
        ("Χθες ο Ζάγκας έλειπε. Σήμερα ο δήμαρχος Ζάγκας μίλησε", "Ζάγκας", {"mayor"}),
    ],
)
def test_a_title_beside_a_name(text: str, name: str, keys: set[str]) -> None:
    assert {c.key for c in beside(text, span_of(text, name))} == keys


def test_the_office_alone_is_whom_reports_of_the_event_call_so() -> None:
    rows = [told("r1", NAMED, GRC_Anna_Rempi="Άννα Ρεμπή"), told("r2", ALONE, GRC_mayor="δήμαρχος")]
    assert names(rows) == [["GRC:Anna Rempi"]] * 2
    assert {p for k in links(rows) for p in k.reasons if "call so" in p}


def test_the_minister_is_the_minister_of_something() -> None:
    named = told("r1", "Ο υπουργός Εξωτερικών της Αιγύπτου Χαλίντ Ρασφί μίλησε.", EGY_Chalint_Rasfi="Χαλίντ Ρασφί")
    alone = told("r2", "Ο Αιγύπτιος υπουργός μίλησε.", EGY_minister="υπουργός")
    assert names([named, alone])[1] == ["EGY:Chalint Rasfi"]


def test_a_report_of_another_event_is_no_help() -> None:
    rows = [told("r1", NAMED, GRC_Anna_Rempi="Άννα Ρεμπή"), told("r2", ALONE, GRC_mayor="δήμαρχος")]
    assert names(rows, is_one_event=False) == [["GRC:Anna Rempi"], ["GRC:mayor"]]


def test_whoever_the_article_or_state_excludes_is_not_meant() -> None:
    named = told("r1", NAMED, GRC_Anna_Rempi="Άννα Ρεμπή")
    assert names([named, told("r2", "Ο δήμαρχος μίλησε χθες.", GRC_mayor="δήμαρχος")])[1] == ["GRC:mayor"]
    assert names([named, told("r2", ALONE, FRA_mayor="δήμαρχος")])[1] == ["FRA:mayor"]
    assert names([named, told("r2", "Η πρώην δήμαρχος μίλησε.", GRC_mayor="δήμαρχος")])[1] == ["GRC:mayor"]


def test_of_two_nobody_is_meant_unless_the_report_names_one() -> None:
    two = [told("r1", NAMED, GRC_Anna_Rempi="Άννα Ρεμπή"),
           told("r2", "Η δήμαρχος Εύα Λυμπέρη μίλησε.", GRC_Eva_Lymperi="Εύα Λυμπέρη")]
    assert names([*two, told("r3", ALONE, GRC_mayor="δήμαρχος")])[2] == ["GRC:mayor"]
    owner, made = told("r4", "Η Άννα Ρεμπή ήρθε.\nΗ δήμαρχος μίλησε.".replace("\n", " "), GRC_mayor="δήμαρχος")
    beside_it = replace(made, id="claim-other", actors=(Party("GRC", "Anna Rempi", Span(2, 12)),))
    rows = [*two, (owner, made), (owner, beside_it)]
    assert names(rows)[2] == ["GRC:Anna Rempi"]


def test_a_holder_of_the_tables_gives_way_to_whom_reports_call_so() -> None:
    named = told("r1", "Ο πρωθυπουργός Σωτήρης Ζάγκας μίλησε.", GRC_Sotiris_Zagkas="Σωτήρης Ζάγκας")
    alone = told("r2", "Ο πρωθυπουργός μίλησε.", GRC_Kyriakos_Mitsotakis="πρωθυπουργός")
    assert names([named, alone])[1] == ["GRC:Sotiris Zagkas"]
    by_name = told("r3", "Ο Κυριάκος Μητσοτάκης μίλησε.", GRC_Kyriakos_Mitsotakis="Κυριάκος Μητσοτάκης")
    assert names([named, by_name])[1] == ["GRC:Kyriakos Mitsotakis"]


def test_the_president_of_a_union_is_not_the_states() -> None:
    named = told("r1", "Ο πρόεδρος της Ένωσης Νίκος Ζάγκας μίλησε.", GRC_Nikos_Zagkas="Νίκος Ζάγκας")
    alone = told("r2", "Ο πρόεδρος μίλησε.", GRC_Prokopis_Pavlopoulos="πρόεδρος")
    assert names([named, alone])[1] == ["GRC:Prokopis Pavlopoulos"]


def test_two_courts_are_one_only_where_reports_tell_of_one_event() -> None:
    rows = [told(f"r{n}", "Το δικαστήριο μίλησε.", GRC_court="δικαστήριο") for n in range(2)]
    claims = [made for _, made in rows]
    one, two = (renamed(claims, links(rows, is_one)) for is_one in (True, False))
    assert len({actor_id(p) for c in one for p in c.parties}) == 1
    assert len({actor_id(p) for c in two for p in c.parties}) == len(actors(two)) == 2
    assert {str(p) for c in two for p in c.parties} == {"GRC:court"}


def test_the_police_of_a_state_are_one() -> None:
    rows = [told(f"r{n}", "Η αστυνομία μίλησε.", GRC_police="αστυνομία") for n in range(2)]
    assert len(actors(renamed([c for _, c in rows], links(rows, is_one_event=False)))) == 1


def test_the_court_is_the_one_court_that_the_report_names() -> None:
    owner, made = told("r1", "Το Πρωτοδικείο μίλησε. Το δικαστήριο απάντησε.", GRC_court="δικαστήριο")
    longer = Party("GRC", "court of first instance", Span(3, 14))
    (one,), (other,) = (c.parties for c in renamed(
        [made, replace(made, id="claim-other", actors=(longer,))], links([(owner, made), (owner, replace(
            made, id="claim-other", actors=(longer,)))])))
    assert actor_id(one) == actor_id(other)


def two(name: str, text: str, first: dict[str, str], then: dict[str, str]) -> list[tuple[Report, Claim]]:
    """Two claims of one report, each with its parties."""
    owner, made = told(name, text, **first)
    _, other = told(name, text, **then)
    return [(owner, made), (owner, replace(other, id=made.id + "-other"))]


def test_a_report_that_names_the_same_person_tells_whom_another_means() -> None:
    text = "Η δήμαρχος Άννα Ρεμπή μίλησε. Ο Νίκος Ζάγκας απάντησε."
    rows = [*two("r1", text, {"GRC_Anna_Rempi": "Άννα Ρεμπή"}, {"GRC_Nikos_Zagkas": "Νίκος Ζάγκας"}),
            *two("r2", "Η δήμαρχος μίλησε στον Νίκο Ζάγκα.", {"GRC_mayor": "δήμαρχος"},
                 {"GRC_Nikos_Zagkas": "Νίκο Ζάγκα"})]
    assert names(rows, is_one_event=False)[2] == ["GRC:Anna Rempi"]


def test_the_mayor_may_be_the_one_woman_whom_nothing_is_called() -> None:
    text = "Η Άννα Ρεμπή ήρθε. Η δήμαρχος μίλησε."
    rows = two("r1", text, {"GRC_mayor": "δήμαρχος"}, {"GRC_Anna_Rempi": "Άννα Ρεμπή"})
    assert names(rows)[0] == ["GRC:Anna Rempi"]
    text = "Ο Νίκος Ζάγκας ήρθε. Η δήμαρχος μίλησε."
    rows = two("r1", text, {"GRC_mayor": "δήμαρχος"}, {"GRC_Nikos_Zagkas": "Νίκος Ζάγκας"})
    assert names(rows)[0] == ["GRC:mayor"]


def test_a_union_is_not_its_president() -> None:
    named = told("r1", "Ο πρόεδρος της Ένωσης Νίκος Ζάγκας μίλησε.", GRC_Nikos_Zagkas="Νίκος Ζάγκας")
    alone = told("r2", "Η Ένωση μίλησε.", GRC_union="Ένωση")
    assert names([named, alone])[1] == ["GRC:union"]


def test_courts_of_reports_that_name_one_person_are_one() -> None:
    text = "Το δικαστήριο μίλησε για τον Νίκο Ζάγκα."
    rows = [pair for n in range(2) for pair in two(
        f"r{n}", text, {"GRC_court": "δικαστήριο"}, {"GRC_Nikos_Zagkas": "Νίκο Ζάγκα"})]
    claims = renamed([c for _, c in rows], links(rows, is_one_event=False))
    assert len({actor_id(p) for c in claims for p in c.parties if p.name == "court"}) == 1


def test_order_changes_nothing() -> None:
    rows = [told("r1", NAMED, GRC_Anna_Rempi="Άννα Ρεμπή"), told("r2", ALONE, GRC_mayor="δήμαρχος"),
            told("r3", "Το δικαστήριο μίλησε.", GRC_court="δικαστήριο"),
            told("r4", "Το δικαστήριο μίλησε.", GRC_court="δικαστήριο")]
    first = links(rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert links(rows) == first
