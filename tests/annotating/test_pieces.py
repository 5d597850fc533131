"""Word pieces: the best cut, unknown characters, long words, and words remembered."""

import pytest

from istor.annotating.pieces import MOST_PIECES, MOST_PIECES_A_WORD, Pieces

SCORES = {p: (s, i) for i, (p, s) in enumerate(
    [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -4.0), ("α", -6.0), ("β", -6.0), ("αβ", -7.0),
     ("▁αβ", -8.0), ("▁α", -7.0)])}


@pytest.fixture
def pieces() -> Pieces:
    return Pieces(SCORES)


@pytest.mark.parametrize(
    ("word", "is_spaced", "wanted"),
    [("αβ", True, [8]), ("αβ", False, [7]), ("αα", False, [5, 5]), ("ξξ", False, [3]), ("αξ", False, [5, 3]),
     ("", False, [3])],
)
def test_the_best_cut(pieces: Pieces, word: str, is_spaced: bool, wanted: list[int]) -> None:
    assert pieces.of_word(word, is_spaced) == wanted


def test_a_stretch_keeps_the_places_of_its_words(pieces: Pieces) -> None:
    cut = pieces.cut(["αβ", "αα", "β"], [True, False, False])
    assert cut.ids == [0, 8, 5, 5, 6, 2]
    assert (cut.first, cut.last) == ([1, 2, 4], [1, 3, 4])


def test_a_very_long_word_does_not_stall(pieces: Pieces) -> None:
    assert len(pieces.of_word("α" * 1_000_000, False)) == MOST_PIECES_A_WORD


def test_a_stretch_never_outgrows_the_encoder(pieces: Pieces) -> None:
    cut = pieces.cut(["α" * 16] * 180, [False] * 180)
    assert len(cut.ids) <= MOST_PIECES + 2
