"""Copies between reports and repeats inside one: tables of texts, thresholds, and freedom from order."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.linking.copies import COPY, SHARED, copies, copy_groups, repeats, resemblance
from istor.linking.wording import containment, runs, stem, words
from istor.model import Report
from tests.linking.makers import report

WIRE = (
    "Ο υπουργός Γεωργίας της Ισπανίας επισκέφθηκε χθες τη Λισαβόνα για συνομιλίες σχετικά με την ξηρασία.",
    "Οι δύο πλευρές συμφώνησαν να μοιράζονται στοιχεία για τη στάθμη των ποταμών κάθε εβδομάδα του καλοκαιριού.",
    "Η επόμενη συνάντηση ορίστηκε για τον Σεπτέμβριο στη Μαδρίτη, όπως ανακοίνωσε το υπουργείο το ίδιο βράδυ.",
)
OTHER = (
    "Η Νορβηγία έστειλε δύο πλοία με φάρμακα στη Μοζαμβίκη μετά τον κυκλώνα που έπληξε τις ακτές της.",
    "Τα πλοία αναμένεται να φτάσουν στο λιμάνι της Μπέιρα μέσα στην εβδομάδα με σαράντα γιατρούς.",
    "Η κυβέρνηση της Μοζαμβίκης ευχαρίστησε το Όσλο και ζήτησε από άλλες χώρες να κάνουν το ίδιο σύντομα.",
)


def of(*reports: Report) -> dict[frozenset[str], str]:
    names = {r.id: r.name for r in reports}
    return {frozenset((names[k.left], names[k.right])): k.judgement for k in copies(reports)}


def test_the_same_text_is_a_copy_and_another_is_not() -> None:
    found = of(report("α", *WIRE), report("β", *WIRE), report("γ", *OTHER))
    assert found == {frozenset("αβ"): "same"}


def test_accents_case_and_punctuation_do_not_matter() -> None:
    shouted = [s.upper().replace(",", "") for s in WIRE]
    assert of(report("α", *WIRE), report("β", *shouted)) == {frozenset("αβ"): "same"}


def test_a_wire_story_inside_a_longer_page_is_a_copy() -> None:
    assert of(report("α", *WIRE), report("β", *OTHER, *WIRE, *(s.replace("η", "ή") for s in OTHER))) == {
        frozenset("αβ"): "same"
    }


def test_one_shared_passage_is_left_to_a_person() -> None:
    assert of(report("α", *WIRE), report("β", *OTHER[:2], WIRE[1], OTHER[2])) == {
        frozenset("αβ"): "unsure"
    }


def test_short_texts_are_never_copies() -> None:
    assert of(report("α", WIRE[0]), report("β", WIRE[0])) == {}


def test_no_reports_and_empty_reports() -> None:
    assert copies(()) == ()
    assert copies((report("α"), report("β", ""))) == ()


def test_reasons_say_what_was_measured() -> None:
    (link,) = copies((report("α", *WIRE), report("β", *WIRE, *OTHER)))
    assert link.score == 1.0
    assert link.reasons[0] == "100% of the shorter text's word pairs stand in the other"
    assert (link.kind, link.by, link.made.step) == ("copy", "program", "linking")


def test_groups_are_joined_links() -> None:
    reports = [report(n, *WIRE) for n in "αβγ"] + [report(n, *OTHER) for n in "δε"]
    sizes = sorted(len(g) for g in copy_groups(copies(reports)))
    assert sizes == [2, 3]


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_of_reports_does_not_matter(rng: random.Random) -> None:
    reports = [report("α", *WIRE), report("β", *WIRE, OTHER[0]), report("γ", *OTHER), report("δ", *OTHER, WIRE[1])]
    shuffled = list(reports)
    rng.shuffle(shuffled)
    assert copies(shuffled) == copies(reports)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 60))
def test_the_thresholds_stand_on_what_was_measured(kept: int) -> None:
    """A text of which so many words are kept: the link says what its exact containment says."""
    vocabulary = [f"λέξη{n}" for n in range(60)]
    changed = [w if n < kept else f"{w}άλλη" for n, w in enumerate(vocabulary)]
    left, right = report("α", " ".join(vocabulary)), report("β", " ".join(changed))
    inside = containment(*(runs([stem(w) for w in words(one.text)], 2) for one in (left, right)))
    found = of(left, right)
    if inside >= COPY:
        assert found == {frozenset("αβ"): "same"}
    elif inside < SHARED:
        assert found == {}


REPEATS = [
    pytest.param((WIRE[0], WIRE[1], WIRE[0]), [(0, 2)], id="lead printed twice"),
    pytest.param(("• " + WIRE[1][:-1] + ", ανέφεραν πηγές.", WIRE[0], WIRE[1]), [(0, 2)], id="bullet and body"),
    pytest.param(WIRE, [], id="nothing repeated"),
    pytest.param(("Ναι, είπε.", "Ναι, είπε."), [], id="too short to count"),
]


@pytest.mark.parametrize(("sentences", "expected"), REPEATS)
def test_repeats(sentences: tuple[str, ...], expected: list[tuple[int, int]]) -> None:
    one = report("α", *sentences)
    spans = [b.span for b in one.blocks]
    assert repeats(one) == tuple((spans[a], spans[b]) for a, b in expected)


def test_sentences_of_one_block_are_compared_too() -> None:
    one = report("α", f"{WIRE[0]} {OTHER[0]} {WIRE[0]}")
    ((a, b),) = repeats(one)
    assert a.of(one.text) == b.of(one.text) == WIRE[0]


def test_resemblance_of_nothing_is_nothing() -> None:
    assert resemblance(frozenset(), frozenset()) == 0.0
    assert containment(frozenset(), frozenset({"α"})) == 0.0
