"""How linking is measured: groups, pairs and relations small enough to count by hand."""

from datetime import date

import numpy as np
import pytest

from evals import rivals
from evals.linking import copy_scores, date_scores, relation_scores
from evals.matching import matched_claims, matched_mentions
from evals.partition import b_cubed, joined
from evals.standoff import Place
from istor.model import Claim, Made, Span

MADE = Made("tests", "1", "by hand")


def claim(name: str, kind: str, trigger: tuple[int, int], sentence: tuple[int, int], report: str = "r") -> Claim:
    return Claim(name, report, Span(*trigger), Span(*sentence), kind, (), (), "actual", MADE, 1.0)


def place(start: int, end: int, **record: object) -> Place:
    return Place("report", Span(start, end), record)


@pytest.mark.parametrize(("gold", "said", "wanted"), [
    pytest.param("aab", "xxy", (1.0, 1.0, 1.0), id="the same groups"),
    pytest.param("aabb", "xxxx", (0.5, 1.0, 0.6667), id="all in one"),
    pytest.param("aabb", "wxyz", (1.0, 0.5, 0.6667), id="each alone"),
    pytest.param("aaab", "xxyy", (0.75, 0.6667, 0.7059), id="one of three astray"),
    pytest.param("", "", (0.0, 0.0, 0.0), id="nothing"),
])
def test_b_cubed(gold: str, said: str, wanted: tuple[float, float, float]) -> None:
    scores = b_cubed(gold, said)
    assert (scores["precision"], scores["recall"], scores["f1"]) == wanted


def test_pairs_join_through_others() -> None:
    assert joined(6, [(4, 2), (2, 0), (3, 5)]) == [0, 1, 0, 3, 0, 3]


def test_claims_answer_by_type_and_sentence_and_first_where_triggers_overlap() -> None:
    gold = [place(0, 5, type="CONSULT"), place(20, 25, type="CONSULT"), place(40, 45, type="ASSAULT")]
    claims = [claim("near", "CONSULT", (10, 12), (0, 30)), claim("same", "CONSULT", (21, 24), (0, 30)),
              claim("other", "PROTEST", (40, 45), (40, 60))]
    found = matched_claims(gold, claims, {"r": "report"})
    assert [(p.span.start, c.id) for p, c in found] == [(0, "near"), (20, "same")]


def test_a_claim_answers_once() -> None:
    gold = [place(0, 5, type="CONSULT"), place(6, 9, type="CONSULT")]
    assert len(matched_claims(gold, [claim("one", "CONSULT", (0, 9), (0, 30))], {"r": "report"})) == 1


def test_mentions_answer_by_the_letters_they_share() -> None:
    gold = [place(0, 20, actor="a"), place(30, 35, actor="b"), place(50, 55, actor="c")]
    said = [("report", Span(10, 20), "x"), ("report", Span(12, 20), "y"), ("report", Span(30, 35), "z"),
            ("elsewhere", Span(50, 55), "w")]
    assert [(p.record["actor"], group) for p, group in matched_mentions(gold, said)] == [("a", "x"), ("b", "z")]


def test_where_claims_disagree_on_a_mention_the_usual_group_counts() -> None:
    said = [("report", Span(0, 5), "x"), ("report", Span(0, 5), "y"), ("report", Span(0, 5), "y")]
    assert [group for _, group in matched_mentions([place(0, 5, actor="a")], said)] == ["y"]


def test_copies_count_as_pairs() -> None:
    gold = [{"left": "a", "right": "b", "relation": "copy"}, {"left": "a", "right": "c", "relation": "contained"},
            {"left": "b", "right": "d", "relation": "not"}]
    scores = copy_scores(gold, {("a", "b"), ("b", "d")})
    assert (scores["f1"], scores["precision"]) == (0.5, 0.5)
    assert (scores["copy_recall"], scores["contained_recall"]) == (1.0, 0.0)


def test_relations_of_figures_are_right_or_wrong() -> None:
    gold = [{"left": "1", "right": "2", "relation": "update"}, {"left": "1", "right": "3", "relation": "other"}]
    scores = relation_scores(gold, {("1", "2"): "update", ("1", "3"): "same"})
    assert (scores["accuracy"], scores["update"], scores["other"]) == (0.5, 1.0, 0.0)


@pytest.mark.parametrize(("ends", "within", "touching"), [
    pytest.param((date(2023, 3, 14), date(2023, 3, 14)), 1, 1, id="inside"),
    pytest.param((date(2023, 3, 1), date(2023, 3, 31)), 0, 1, id="too wide"),
    pytest.param((date(2023, 3, 1), None), 0, 1, id="open"),
    pytest.param((date(2023, 4, 1), date(2023, 4, 1)), 0, 0, id="elsewhere"),
    pytest.param((None, None), 0, 0, id="none"),
])
def test_days_lie_within_the_true_stretch_or_not(ends: tuple[date | None, date | None], within: int,
                                                 touching: int) -> None:
    gold = [{"report": "a", "first": "2023-03-14", "last": "2023-03-15"}]
    scores = date_scores(gold, {"a": ends})
    assert (scores["within"], scores["touching"]) == (within, touching)


def test_rivals_join_what_is_alike() -> None:
    claims = [claim("a", "CONSULT", (0, 1), (0, 9), "r1"), claim("b", "CONSULT", (0, 1), (0, 9), "r2"),
              claim("c", "ASSAULT", (0, 1), (0, 9), "r2"), claim("d", "CONSULT", (0, 1), (0, 9), "r3")]
    assert rivals.events_by_title(claims, {("r1", "r2")}) == [0, 0, 2, 3]
    assert rivals.jaccard(frozenset("abc"), frozenset("bcd")) == 0.5
    vectors = [np.array(v, dtype=np.float32) for v in ([1, 0], [0.9, 0.436], [0, 1])]
    assert rivals.near(vectors, 0.8) == [(0, 1)]
    assert rivals.events_by_vector("aab", vectors)[1] == [0, 0, 2]
