"""The measures themselves: what counts as right, on analyses small enough to count by hand."""

import pytest

from evals.alignment import Row, analysis, score
from evals.claims import is_held_out
from evals.data import flat

GOLD = [[Row("Σ", "ADP", "σε", 3, "case"), Row("τον", "DET", "ο", 3, "det"), Row("δρόμο", "NOUN", "δρόμος", 0, "root")],
        [Row("Βρέχει", "VERB", "βρέχει", 0, "root"), Row(".", "PUNCT", ".", 1, "punct")]]


def test_an_analysis_agrees_with_itself() -> None:
    gold = analysis(GOLD)
    assert set(score(gold, gold).values()) == {1.0}


def test_a_word_not_cut_as_in_the_gold_counts_against_both_sides() -> None:
    said = analysis([[Row("Στον", "ADP", "σε", 2, "case"), Row("δρόμο", "NOUN", "δρόμος", 0, "root")], GOLD[1]])
    made = score(analysis(GOLD), said)
    assert made["words"] == pytest.approx(2 * 3 / (5 + 4), abs=1e-4)
    assert made["uas"] == made["words"] and made["sentences"] == 1.0


def test_one_sentence_for_two() -> None:
    said = analysis([[*GOLD[0], Row("Βρέχει", "VERB", "βρέχει", 3, "conj"), Row(".", "PUNCT", ".", 4, "punct")]])
    made = score(analysis(GOLD), said)
    assert made["sentences"] == 0.0
    assert made["uas"] == pytest.approx(0.8) and made["words"] == 1.0


def test_a_subtype_counts_only_where_it_is_asked_for() -> None:
    said = analysis([[*GOLD[0][:2], Row("δρόμο", "NOUN", "δρόμος", 0, "root")],
                     [GOLD[1][0], Row(".", "PUNCT", ".", 1, "punct:end")]])
    made = score(analysis(GOLD), said)
    assert (made["las"], made["las_with_subtypes"]) == (1.0, 0.8)


def test_two_texts_are_not_compared() -> None:
    with pytest.raises(ValueError, match="one text"):
        score(analysis(GOLD), analysis(GOLD[:1]))


@pytest.mark.parametrize(("tags", "wanted"), [
    (["B-X", "I-X", "O", "B-Y"], [(0, 2, "X"), (3, 4, "Y")]),
    (["B-X", "B-X"], [(0, 1, "X"), (1, 2, "X")]),
    (["O", "I-X", "I-X"], [(1, 3, "X")]),
    (["B-X", "I-Y"], [(0, 1, "X"), (1, 2, "Y")]),
    (["O", "O"], []),
    ([], []),
])
def test_names_of_tags(tags: list[str], wanted: list[tuple[int, int, str]]) -> None:
    names = pytest.importorskip("evals.names")
    assert list(names.spans(tags)) == wanted


def test_held_out_reports_are_about_one_in_six_and_always_the_same() -> None:
    chosen = [f"report-{n}" for n in range(600) if is_held_out(f"report-{n}")]
    assert 70 < len(chosen) < 130
    assert chosen[:3] == [f"report-{n}" for n in range(600) if is_held_out(f"report-{n}")][:3]


def test_figures_flatten_to_dotted_names() -> None:
    assert dict(flat({"a": {"b": 1, "c": None, "d": True}, "e": 0.5})) == {"a.b": 1.0, "e": 0.5}
