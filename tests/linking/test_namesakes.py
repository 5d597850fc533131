"""Which parties of different reports are one: spellings, states, surnames alone, and namesakes that stay apart."""

import random

import pytest

from istor.languages.latin_sounds import sound
from istor.linking import actors, link_actors, renamed
from istor.model import Claim
from istor.model.ids import content_id
from tests.linking.makers import claim, report

TEXT = "Συναντήθηκαν χθες."


def told(*rows: tuple[str, str]) -> list[Claim]:
    """A claim a report: who met whom."""
    return [claim(report(f"r{n}", TEXT), 0, "Συναντήθηκαν", "CONSULT", *row) for n, row in enumerate(rows)]


def names(claims: list[Claim], events: dict[str, str] | None = None) -> list[list[str]]:
    """What the parties of each claim are called once they are linked."""
    found = renamed(claims, link_actors(claims, events or {}))
    return [[str(p) for p in c.parties] for c in found]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [("Remoundos", "Remoundou", True), ("Deli", "Delis", True), ("Nikos", "Niki", False),
     ("Georgia", "Georgiou", False),
     ("Foteini", "Fotini", True), ("Zystin", "Zistin", True), ("Moschonas", "Moschona", True),
     ("O'Ntel", "Ontel", True), ("Petros", "Petra", False)],
)
def test_forms_of_one_word(one: str, other: str, is_one: bool) -> None:
    assert (sound(one) == sound(other)) is is_one


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [("Chalint", "Chalent", True), ("Valeri", "Valery", True), ("Marina", "Marianna", False), ("Nikos", "Nakos", False),
     ("Elena", "Eleni", False), ("Kimon", "Kimonas", True)],
)
def test_one_vowel_may_differ_in_a_long_given_name(one: str, other: str, is_near: bool) -> None:
    assert sound(one).is_near(sound(other)) is is_near


def test_two_spellings_of_a_full_name_are_one_and_take_the_state_that_is_told() -> None:
    found = names(told(("EGY:Chalint Rasfi", "RUS"), ("---:Chalent Rasfi", "RUS"), ("EGY:Chalint Rasfi", "FRA")))
    assert [first for first, *_ in found] == ["EGY:Chalint Rasfi"] * 3


def test_one_name_in_two_states_needs_more_than_the_name() -> None:
    apart = told(("GRC:Nikos Zagkas", "RUS"), ("CYP:Nikos Zagkas", "FRA"))
    assert [first for first, *_ in names(apart)] == ["GRC:Nikos Zagkas", "CYP:Nikos Zagkas"]
    assert [k.judgement for k in link_actors(apart, {})] == ["unsure"]
    beside = told(("GRC:Nikos Zagkas", "RUS:Ivan Ryzov"), ("CYP:Nikos Zagkas", "RUS:Ivan Ryzov"))
    assert len({first for first, *_ in names(beside)}) == 1


def test_a_name_without_a_state_joins_none_of_two_states() -> None:
    found = names(told(("GRC:Nikos Zagkas", "RUS"), ("CYP:Nikos Zagkas", "FRA"), ("---:Nikos Zagkas", "USA")))
    assert [first for first, *_ in found] == ["GRC:Nikos Zagkas", "CYP:Nikos Zagkas", "---:Nikos Zagkas"]


def test_a_surname_alone_is_nobody_without_evidence() -> None:
    claims = told(("GRC:Nikos Zagkas", "RUS"), ("GRC:Zagkas", "FRA"))
    assert [first for first, *_ in names(claims)] == ["GRC:Nikos Zagkas", "GRC:Zagkas"]
    one_event = {c.id: "event" for c in claims}
    assert [first for first, *_ in names(claims, one_event)] == ["GRC:Nikos Zagkas"] * 2


def in_one_report(*rows: tuple[str, str]) -> list[Claim]:
    """Two claims a report: who met whom, and whom the same report names besides."""
    made = []
    for n, (who, besides) in enumerate(rows):
        owner = report(f"r{n}", "Συναντήθηκαν χθες.", "Παραιτήθηκε σήμερα.")
        made += [claim(owner, 0, "Συναντήθηκαν", "CONSULT", who, "FRA"),
                 claim(owner, 1, "Παραιτήθηκε", "RETREAT", besides)]
    return made


def test_whom_else_two_reports_name_is_evidence() -> None:
    beside = in_one_report(("GRC:Nikos Zagkas", "GRC:Evi Lymperi"), ("GRC:Zagkas", "GRC:Evi Lymperi"))
    assert [names(beside)[n][0] for n in (0, 2)] == ["GRC:Nikos Zagkas"] * 2
    reasons = {r for k in link_actors(beside, {}) for r in k.reasons}
    assert "their reports also name Evi Lymperi" in reasons
    alone = in_one_report(("GRC:Nikos Zagkas", "GRC:Evi Lymperi"), ("GRC:Zagkas", "GRC:Rea Domna"))
    assert [names(alone)[n][0] for n in (0, 2)] == ["GRC:Nikos Zagkas", "GRC:Zagkas"]


def test_a_surname_takes_the_state_of_its_full_name_with_evidence() -> None:
    claims = told(("UKR:Irina Rempotsouk", "RUS:Ivan Ryzov"), ("GRC:Rempotsouk", "RUS:Ivan Ryzov"))
    assert [first for first, *_ in names(claims)] == ["UKR:Irina Rempotsouk"] * 2


def test_a_surname_that_two_ministers_share_stays_alone() -> None:
    claims = told(("GRC:Nikos Zagkas", "RUS:Ivan Ryzov"), ("GRC:Petros Zagkas", "RUS:Ivan Ryzov"),
                  ("GRC:Zagkas", "RUS:Ivan Ryzov"))
    assert [first for first, *_ in names(claims)] == ["GRC:Nikos Zagkas", "GRC:Petros Zagkas", "GRC:Zagkas"]


def test_an_initial_must_be_that_of_the_given_name() -> None:
    claims = told(("GRC:Thanos Zagkas", "RUS:Ivan Ryzov"), ("GRC:Petros Zagkas", "RUS:Ivan Ryzov"),
                  ("---:Th. Zagkas", "RUS:Ivan Ryzov"))
    assert [first for first, *_ in names(claims)] == ["GRC:Thanos Zagkas", "GRC:Petros Zagkas", "GRC:Thanos Zagkas"]


def test_people_of_the_tables_keep_their_names() -> None:
    claims = told(("RUS:Vladimir Putin", "FRA"), ("---:Vladimir Puten", "FRA"))
    assert link_actors(claims, {}) == ()


def test_every_link_says_why() -> None:
    claims = told(("EGY:Chalint Rasfi", "RUS:Ivan Ryzov"), ("---:Rasfi", "RUS:Ivan Ryzov"))
    (link,) = link_actors(claims, {})
    assert (link.kind, link.judgement, link.by) == ("actor", "same", "program")
    assert {link.left, link.right} == {content_id("actor", "EGY", "chalint rasfi"), content_id("actor", "---", "rasfi")}
    assert link.reasons[1:] == ("a full name and its surname", "both are named beside Ivan Ryzov")


def test_neither_order_nor_repetition_changes_a_link() -> None:
    claims = told(("EGY:Chalint Rasfi", "RUS:Ivan Ryzov"), ("---:Chalent Rasfi", "RUS"), ("---:Rasfi", "RUS:I. Ryzov"),
                  ("GRC:Rasfi", "RUS:Ivan Ryzov"), ("RUS:Ryzov", "EGY:Rasfi"))
    wanted = link_actors(claims, {})
    for seed in range(10):
        mixed = random.Random(seed).sample(claims, len(claims))
        assert link_actors(mixed, {}) == wanted
        assert actors(renamed(mixed, wanted)) == actors(renamed(claims, wanted))
