"""Explanations on trees built by hand: what was decided, what lost and why, and that they say what the coder did."""

import json
import math
from dataclasses import asdict, replace
from datetime import date

import pytest
from spacy.tokens import Doc

from istor.annotating.times import find_times
from istor.coding import code, explain
from istor.coding.claims import Coder
from istor.coding.explanation import Account, Verdict

from .docs import Row, tree
from .test_coder import ACC, AHEAD, CONDEMNS, FIN, LIGHT, NEGATED, NOM, PASSIVE, STOP, SWALLOWED, article

EVERY = [CONDEMNS, PASSIVE, LIGHT, AHEAD, SWALLOWED, NEGATED]
PAST = FIN + "|Tense=Past|Aspect=Perf"
SENDS = [article("Η", 2), ("Γαλλία", "Γαλλία", "PROPN", NOM, 3, "nsubj"),
         ("έστειλε", "στέλνω", "VERB", PAST, 0, "root"), ("μήνυμα", "μήνυμα", "NOUN", ACC, 3, "obj"),
         (*STOP, 3, "punct")]
AS_SAID = [*CONDEMNS[:-1], (",", ",", "PUNCT", "", 8, "punct"), ("όπως", "όπως", "ADV", "", 8, "advmod"),
           ("ανακοίνωσε", "ανακοινώνω", "VERB", PAST, 3, "advcl"), article("το", 10),
           ("Κρεμλίνο", "Κρεμλίνο", "PROPN", NOM, 8, "nsubj"), (*STOP, 3, "punct")]
UNKNOWN = [article("Η", 2), ("Γαλλία", "Γαλλία", "PROPN", NOM, 3, "nsubj"),
           ("γλίστρησε", "γλιστρώ", "VERB", PAST, 0, "root"), article("τη", 5),
           ("Ρωσία", "Ρωσία", "PROPN", ACC, 3, "obj"), (*STOP, 3, "punct")]
DATED = [*CONDEMNS[:-1], ("την", "ο", "DET", "", 7, "det"), ("Τρίτη", "Τρίτη", "NOUN", ACC, 3, "obl"),
         ("μετά", "μετά", "ADP", "", 10, "case"), ("τις", "ο", "DET", "", 10, "det"),
         ("εκλογές", "εκλογή", "NOUN", ACC, 3, "obl"), article("του", 12),
         ("Μαΐου", "Μάιος", "NOUN", "Case=Gen|Number=Sing", 10, "nmod"), (*STOP, 3, "punct")]


def verdicts(doc: Doc) -> dict[str, Verdict]:
    (sentence,) = explain(doc).sentences
    return {verdict.text: verdict for verdict in sentence.verdicts}


def account(verdict: Verdict) -> Account:
    assert verdict.account is not None
    return verdict.account


@pytest.mark.parametrize("rows", EVERY)
def test_what_is_told_is_what_is_coded(rows: list[Row]) -> None:
    found = verdicts(tree(*rows)).values()
    considered = tuple(made.claim for made in Coder(tree(*rows)).considered())
    assert tuple(account(v).claim for v in found if v.account) == considered != ()
    assert tuple(account(v).claim for v in found if v.outcome == "told") == code(tree(*rows))


def test_the_tree_is_the_sentence() -> None:
    (sentence,) = explain(tree(*CONDEMNS)).sentences
    assert [(w.text, w.head, w.relation) for w in sentence.words] == [(r[0], r[4], r[5]) for r in CONDEMNS]
    assert [w.names for w in sentence.words if w.names] == [("state FRA",), ("state RUS",)]


def test_paths_with_their_words_and_parties() -> None:
    found = verdicts(tree(*PASSIVE))["καταδικάστηκε"]
    assert [(p.path, p.words, p.parties, p.role) for p in found.paths if p.role] == [
        ("subject", ("τη Γαλλία",), ("FRA",), "actor"), ("object", ("Η Ρωσία",), ("RUS",), "recipient")]


def test_a_frame_that_lacks_an_argument_says_which() -> None:
    found = verdicts(tree(*SENDS))["έστειλε"]
    assert found.outcome == "no frame fits" and found.account is None and found.rule == ""
    needed = [a.obstacle for a in found.attempts if a.obstacle and a.obstacle.path == "object"]
    assert needed and all(o.words == ("μήνυμα",) and not o.is_bar for o in needed)
    assert any("aid" in o.classes for o in needed)


def test_frames_behind_the_one_that_fits_were_not_tried() -> None:
    outcomes = [a.outcome for a in verdicts(tree(*AHEAD))["συναντηθεί"].attempts]
    at = outcomes.index("fits")
    assert set(outcomes[:at]) <= {"fails"} and set(outcomes[at + 1 :]) == {"not tried"}


def test_of_a_promise_and_its_content_the_one_names_the_other() -> None:
    doc = tree(*SWALLOWED)
    doc._.predicates = {2: {"AGREE": 0.99, "-": 0.01}, 4: {"SUPPORT": 0.98, "-": 0.02}}
    found = {v.outcome: v for v in verdicts(doc).values()}
    assert set(found) == {"told", "swallowed"} and found["swallowed"].by == found["told"].text


def test_a_light_verb_carries_its_noun() -> None:
    found = verdicts(tree(*LIGHT))
    assert (found["είχε"].outcome, found["είχε"].by) == ("carries", "συνάντηση")


def test_the_word_that_decided_the_status() -> None:
    assert account(verdicts(tree(*AHEAD))["συναντηθεί"]).status_word == "θα"
    assert account(verdicts(tree(*NEGATED))["καταδίκασε"]).status_word == "δεν"


@pytest.mark.parametrize("rows", EVERY)
def test_the_parts_add_up_to_the_confidence(rows: list[Row]) -> None:
    for verdict in verdicts(tree(*rows)).values():
        if verdict.account:
            total = sum(part.weight for part in verdict.account.parts)
            assert verdict.account.claim.confidence == round(1 / (1 + math.exp(-total)), 2)
            weights = [abs(part.weight) for part in verdict.account.parts]
            assert weights and weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("rows", [SENDS, UNKNOWN, *EVERY])
def test_parties_are_added_when_nothing_objects(rows: list[Row]) -> None:
    for verdict in verdicts(tree(*rows)).values():
        for candidacy in verdict.account.candidacies if verdict.account else ():
            claim = account(verdict).claim
            side = claim.actors if candidacy.role == "actor" else claim.recipients
            assert (candidacy.party in map(str, side)) is (not candidacy.objection)
            assert candidacy.objection or candidacy.chance >= candidacy.least


def test_sources_with_their_cues() -> None:
    (source,) = account(verdicts(tree(*AS_SAID))["καταδίκασε"]).sources
    assert (source.name, source.is_direct, source.cue) == ("RUS:Kremlin", False, "ανακοίνωσε")


def test_the_reckoning_of_a_date() -> None:
    doc = tree(*DATED)
    doc._.times = tuple(find_times(doc.text, date(2030, 6, 13)))
    made = account(verdicts(doc)["καταδίκασε"])
    chosen, other = made.expressions
    assert made.dating == "expression" and made.claim.when is not None and made.claim.when.edtf == chosen.value
    assert (chosen.text, chosen.value, chosen.rule, chosen.base) == ("Τρίτη", "2030-06-11", "weekday", "2030-06-13")
    assert chosen.is_chosen and not other.is_chosen and other.text == "Μαΐου"
    assert chosen.steps is not None and other.steps is not None and chosen.steps < other.steps


def test_a_claim_without_a_date_says_what_kept_it() -> None:
    assert account(verdicts(tree(*AHEAD))["συναντηθεί"]).dating == "not actual"
    assert account(verdicts(tree(*NEGATED))["καταδίκασε"]).dating == "report without a date"
    assert account(verdicts(tree(*CONDEMNS))["καταδίκασε"]).dating == "report without a date"


@pytest.mark.parametrize(("chance", "outcome"), [(0.9, "told"), (0.05, "no frame")])
def test_the_event_head_proposes_what_no_frame_knows(chance: float, outcome: str) -> None:
    doc = tree(*UNKNOWN)
    doc._.predicates = {2: {"ACCUSE": chance, "-": 1 - chance}}
    found = verdicts(doc)["γλίστρησε"]
    assert found.outcome.replace("too unsure", "told") == outcome and found.proposed is (outcome == "told")
    assert {p.feature: p.weight for p in found.thought}["ACCUSE"] == chance


def test_a_sentence_is_about_a_word_in_any_form() -> None:
    (sentence,) = explain(tree(*CONDEMNS)).sentences
    assert sentence.is_about("ΡΩΣΙΑ") and sentence.is_about("καταδικαζω") and not sentence.is_about("Κίνα")


def test_an_explanation_is_plain_data() -> None:
    doc = tree(*DATED)
    doc._.report = replace(doc._.report, name="χέρι")
    text = json.dumps(asdict(explain(doc)), ensure_ascii=False, default=date.isoformat)
    assert json.loads(text)["report"] == "χέρι"
