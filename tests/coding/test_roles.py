"""The learnt second opinion on parties: who is a candidate, what is told of each, and who is taken, with weights of
the test's own, so that each decision can be added up by hand."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from istor.coding.claims import Coder
from istor.coding.frames import Fit
from istor.coding.roles import Candidate, candidates, completed, weighed
from istor.knowledge.learnt import Weights
from istor.model import Party

from .docs import Row, tree
from .test_coder import ACC, CONDEMNS, FIN, GEN, LIGHT, NOM, STOP, article

LEAST = {"actor": 0.5, "recipient": 0.5, "another actor": 0.9, "another recipient": 0.9}
PROMISE = [article("Η", 2), ("επίσκεψη", "επίσκεψη", "NOUN", NOM, 5, "nsubj"), article("της", 4),
           ("Γαλλίας", "Γαλλία", "PROPN", GEN, 2, "nmod"),
           ("ενόχλησε", "ενοχλώ", "VERB", FIN + "|Tense=Past", 0, "root"), article("τη", 7),
           ("Ρωσία", "Ρωσία", "PROPN", ACC, 5, "obj"), (*STOP, 5, "punct")]


def first(rows: list[Row]) -> tuple[Fit, list[Candidate]]:
    """The first fit of a sentence, with its candidates."""
    for fit, speakers, parties in Coder(tree(*rows)).fitted():
        return fit, candidates(fit, parties, speakers)
    raise AssertionError("no frame holds")


def names(parties: Sequence[object]) -> list[str]:
    return sorted(map(str, parties))


def test_every_party_of_the_sentence_is_a_candidate_once_the_nearest_first() -> None:
    _, found = first(CONDEMNS)
    assert [str(c.party) for c in found] == ["FRA", "RUS"]
    assert [c.head.text for c in found if c.head] == ["Γαλλία", "Ρωσία"]


def test_what_is_told_of_a_candidate_is_its_place_and_what_the_frame_made_of_it() -> None:
    _, found = first(CONDEMNS)
    told = {str(c.party): set(c.features) for c in found}
    assert {"bias", "rule=actor", "path=!nsubj|part=verb", "slot=nsubj:|kind=state"} <= told["FRA"]
    assert {"bias", "rule=recipient", "path=!obj|part=verb", "side=after|far=0|part=verb"} <= told["RUS"]


def test_candidates_are_held_against_one_another_by_what_the_role_head_thinks() -> None:
    doc = tree(*CONDEMNS)
    doc._.roles = {(2, 1): (0.9, 0.0), (2, 4): (0.6, 0.3)}
    _, found = next((fit, candidates(fit, parties, speakers)) for fit, speakers, parties in Coder(doc).fitted())
    told = {str(c.party): set(c.features) for c in found}
    assert {"actor|ahead=3|rule=actor", "actor=9|ahead=3", "ahead=3,-3"} <= told["FRA"]
    assert {"actor|ahead=-3|rule=recipient", "recipient=4|ahead=3", "ahead=-3,3"} <= told["RUS"]


def test_who_was_met_before_is_a_candidate_without_a_word() -> None:
    coder = Coder(tree(*CONDEMNS))
    (fit, _, parties), *_ = coder.fitted()
    unseen = [c for c in candidates(fit, parties, fit.actors) if c.head is None]
    assert unseen == []
    bare = [c for c in candidates(fit, Coder(tree(article("Ο", 0))).parties, fit.actors) if c.head is None]
    assert {str(c.party) for c in bare} >= {"FRA"}


@pytest.mark.parametrize(
    ("rows", "least", "actors", "recipients"),
    [
        (PROMISE, 0.5, ["FRA"], ["RUS"]),
        (PROMISE, 0.95, ["FRA"], []),
        (CONDEMNS, 0.5, ["FRA"], ["RUS"]),
    ],
    ids=["added", "too unsure", "a party already"],
)
def test_who_is_sure_enough_is_added(rows: list[Row], least: float, actors: list[str], recipients: list[str]) -> None:
    """An object of any verb of the sentence is a recipient with a chance of e³ / (1 + e³ + e⁰), about 0.91."""
    fit, found = first(rows)
    learnt = Weights({f"label=obj||case=Acc|type={fit.frame.type}": (0.0, 3.0)}, 2, LEAST | {"recipient": least})
    whole = completed(fit, found, learnt)
    assert (names(whole.actors), names(whole.recipients)) == (actors, recipients)
    assert ("recipient «RUS» by what stands around (0.91)" in whole.reason) == (whole.recipients != fit.recipients)


def test_nobody_is_added_twice_or_for_the_other_side_of_what_is_done_together() -> None:
    fit, found = first(LIGHT)
    assert fit.frame.is_reciprocal
    eager = Weights({"bias": (0.0, 9.0)}, 2, dict.fromkeys(LEAST, 0.1))
    whole = completed(fit, found, eager)
    assert names(whole.actors) == names(fit.actors) and whole.recipients == ()
    assert {w.objection for w in weighed(fit, found, eager)} == {"its state is a party already", "done together"}


def test_two_of_one_state_may_stand_on_two_sides_but_not_with_the_state_itself() -> None:
    fit, _ = first(CONDEMNS)
    fit = replace(fit, actors=(Party("FRA", "Luc Martin"),), recipients=())
    learnt = Weights({"bias": (-9.0, 3.0)}, 2, dict.fromkeys(LEAST, 0.1))
    for name, taken in (("Anne Petit", True), ("Luc Martin", False), ("", False)):
        whole = completed(fit, [Candidate(Party("FRA", name), None, ("bias",))], learnt)
        assert bool(whole.recipients) == taken, name


def test_who_rather_does_it_is_not_one_to_whom_it_is_done() -> None:
    fit, found = first(PROMISE)
    both = Weights({"bias": (2.0, 1.5)}, 2, dict.fromkeys(LEAST, 0.1) | {"another actor": 0.9})
    held = {(str(w.candidate.party), w.role): w.objection for w in weighed(fit, found, both)}
    assert held["RUS", 0] == "too unsure" and held["RUS", 1] == "rather actor"
    assert held["FRA", 0] == held["FRA", 1] == "its state is a party already"
