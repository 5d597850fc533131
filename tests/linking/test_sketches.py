"""Candidates by sketches: alike sets are found, others are not, whatever the order."""

import random
from collections.abc import Collection, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from istor.linking.sketches import candidates as of_sketches
from istor.linking.sketches import sketch


def alike(rng: random.Random, size: int, shared: int) -> tuple[set[str], set[str]]:
    """Two sets of ``size`` words of which ``shared`` stand in both."""
    left = {f"λέξη {rng.random()}" for _ in range(size)}
    kept = set(rng.sample(sorted(left), shared))
    return left, kept | {f"άλλη {rng.random()}" for _ in range(size - shared)}


def candidates(sets: Sequence[Collection[str]]) -> list[tuple[int, int]]:
    """Pairs of places in ``sets`` that may have much in common."""
    return list(of_sketches([sketch(each) for each in sets]))


def test_no_sets_have_no_pairs() -> None:
    assert list(candidates([])) == []
    assert list(candidates([{"α"}])) == []


def test_the_same_set_is_found_at_every_place() -> None:
    letters, others = set("αβγδεζηθικλμνξοπρ"), set("abcdefghijklm")
    sets: list[Collection[str]] = [letters, others, sorted(letters), letters]
    assert set(candidates(sets)) == {(0, 2), (0, 3), (2, 3)}


def test_sets_with_half_in_common_are_found_and_strangers_are_not() -> None:
    rng = random.Random(7)
    sets: list[Collection[str]] = [each for _ in range(200) for each in alike(rng, 60, 30)]
    found = set(candidates(sets))
    twins = {(n, n + 1) for n in range(0, 400, 2)}
    assert twins <= found
    assert len(found - twins) <= 2


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_sets_and_members_does_not_matter(rng: random.Random) -> None:
    chance = random.Random(3)
    sets: list[Sequence[str]] = [sorted(each) for _ in range(20) for each in alike(chance, 20, 12)]
    places = list(range(len(sets)))
    rng.shuffle(places)
    shuffled = [rng.sample(sets[place], len(sets[place])) for place in places]
    found = {frozenset((places[n], places[m])) for n, m in candidates(shuffled)}
    assert found == set(map(frozenset, candidates(sets)))


def test_a_set_within_a_much_larger_one_is_found() -> None:
    rng = random.Random(5)
    large, small = alike(rng, 2000, 0)[0], alike(rng, 40, 0)[0]
    assert candidates([large | small, small, alike(rng, 2000, 0)[0]]) == [(0, 1)]
