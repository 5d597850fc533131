"""Spellings of a foreign name have one sound; other names do not share it."""

import pytest

from istor.knowledge.gazetteer import somebody
from istor.languages.sounds import heard, sound_key


@pytest.mark.parametrize(
    ("one", "other"), [("Μοχάμεντ", "Μοχάμμεδ"), ("Καντάφι", "Γκαντάφι"), ("Σεΐχ", "Σεϊχ"), ("Ντμίτρι", "Δμίτρι")]
)
def test_one_sound(one: str, other: str) -> None:
    assert sound_key(one) == sound_key(other)


def test_other_names_sound_otherwise() -> None:
    assert sound_key("Πούτιν") != sound_key("Πέσκοφ")


def test_particles_and_single_words() -> None:
    assert heard(["Μουαμάρ", "αλ", "Καντάφι"]) == heard(["Μουαμάρ", "Καντάφι"])
    assert heard(["Καντάφι"]) is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["Μουαμάρ", "αλ", "Καντάφι"], "Muammar Gaddafi"),
        (["Κ.", "Μητσοτάκη"], "Kyriakos Mitsotakis"),
        (["Ζ.", "Μητσοτάκη"], None),
        (["Μουαμάρ", "Παπαδόπουλος"], None),
    ],
    ids=["with a particle", "with an initial", "with another initial", "another surname"],
)
def test_somebody(words: list[str], name: str | None) -> None:
    found = somebody(words)
    assert (found.name if found else None) == name
