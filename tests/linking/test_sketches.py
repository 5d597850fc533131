"""Candidates by sketches: alike sets are found, others are not, whatever the order."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from istor.linking.sketches import candidates


def alike(rng: random.Random, size: int, shared: int) -> tuple[set[str], set[str]]:
    """Two sets of ``size`` words of which ``shared`` stand in both."""
    left = {f"λέξη {rng.random()}" for _ in range(size)}
    kept = set(rng.sample(sorted(left), shared))
    return left, kept | {f"άλλη {rng.random()}" for _ in range(size - shared)}


def test_no_sets_have_no_pairs() -> None:
    assert list(candidates([])) == []
    assert list(candidates([{"α"}])) == []


def test_the_same_set_is_found_at_every_place() -> None:
    sets = [{"α", "β"}, {"γ"}, {"β", "α"}, {"α", "β"}]
    assert set(candidates(sets)) == {(0, 2), (0, 3), (2, 3)}


def test_sets_with_half_in_common_are_found_and_strangers_are_not() -> None:
    """At a resemblance of a third one pair in a thousand may be missed; strangers meet only by chance."""
    rng = random.Random(7)
    sets = [each for _ in range(200) for each in alike(rng, 60, 30)]
    found = set(candidates(sets))
    twins = {(n, n + 1) for n in range(0, 400, 2)}
    assert len(twins & found) >= 199
    assert len(found - twins) <= 2


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_sets_and_members_does_not_matter(rng: random.Random) -> None:
    chance = random.Random(3)
    sets = [sorted(each) for _ in range(20) for each in alike(chance, 20, 12)]
    places = list(range(len(sets)))
    rng.shuffle(places)
    shuffled = [rng.sample(sets[place], len(sets[place])) for place in places]
    found = {frozenset((places[n], places[m])) for n, m in candidates(shuffled)}
    assert found == set(map(frozenset, candidates(sets)))
