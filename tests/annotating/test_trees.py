"""Decoding: one root, no cycle, legal tags, whatever the scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.annotating.trees import LegalTags, by_case, heads_of


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_heads_are_a_tree(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words, words + 1)).astype(np.float32)
    heads = heads_of(scores)
    assert heads.count(0) == 1
    for start in range(words):
        at, steps = start, 0
        while heads[at]:
            at, steps = heads[at] - 1, steps + 1
            assert steps <= words


def test_the_greedy_tree_is_kept() -> None:
    scores = np.full((3, 4), -5.0, np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5.0
    assert heads_of(scores) == [2, 0, 2]


@given(st.integers(1, 15), st.integers(0, 10_000))
def test_tags_are_legal(words: int, seed: int) -> None:
    tags = LegalTags(["O", "B-GPE", "I-GPE", "B-ORG", "I-ORG"])
    best = tags.best(np.random.default_rng(seed).normal(size=(words, 5)).astype(np.float32))
    for before, tag in zip(["O", *best], best, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


@pytest.mark.parametrize(("scores", "wanted"), [([[9, 0, 0]], ["O"]), ([[0, 1, 9]], ["B-X"])])
def test_a_sentence_never_opens_inside(scores: list[list[float]], wanted: list[str]) -> None:
    assert LegalTags(["O", "B-X", "I-X"]).best(np.array(scores, np.float32)) == wanted


ELECTED = ("Την", "πρόεδρο", "εξέλεξε", "η", "Βουλή")
HEADS = (2, 3, 0, 5, 3)


@pytest.mark.parametrize(
    ("words", "given", "wanted"),
    [
        (ELECTED, "det nsubj root det obj", "det obj root det nsubj"),
        (ELECTED, "det obj root det nsubj", "det obj root det nsubj"),
        (ELECTED, "det obl root det nsubj:pass", "det obl root det nsubj:pass"),
        (ELECTED, "advmod nsubj root advmod obj", "advmod nsubj root advmod obj"),
        (("Το", "μέτρο", "εξέλεξε", "του", "Βουλή"), "det nsubj root det obj", "det nsubj root det obj"),
        (("ΤΟΥΣ", "πρόεδρο", "εξέλεξε", "ΟΙ", "Βουλή"), "det nsubj root det obj", "det obj root det nsubj"),
    ],
    ids=["turned", "right already", "neither subject nor object", "no articles", "articles of both cases", "capitals"],
)
def test_an_article_tells_subject_from_object(words: tuple[str, ...], given: str, wanted: str) -> None:
    assert by_case(words, HEADS, given.split()) == wanted.split()


def test_an_article_of_the_root_changes_nothing() -> None:
    assert by_case(("Η", "συμφωνία"), (2, 0), ("det", "root")) == ["det", "root"]
