"""The frames load, cover all of PLOVER, and a wrong row is named."""

from collections import Counter

import pytest

from istor.coding.lexicon import _frames, lexicon
from istor.coding.transliterate import latin
from istor.errors import DataError
from istor.model import plover


def test_all_types_have_frames() -> None:
    counts = Counter(frame.type for frame in lexicon().all)
    assert set(counts) == set(plover.TYPES)
    assert sum(counts.values()) >= 600


def test_predicates() -> None:
    assert len({lemma for frame in lexicon().all for lemma in frame.lemmas}) >= 1500


def test_every_frame_has_an_example_of_its_own() -> None:
    examples = Counter(frame.example for frame in lexicon().all)
    assert not [e for e, n in examples.items() if n > 3]
    assert all(5 <= len(e.split()) <= 20 for e in examples)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"type": "CHAT"}, "PLOVER's 16"),
        ({"type": "AID", "verbs": [{"lemmas": ["δίνω"]}]}, "lemmas and an example"),
        ({"type": "AID", "verbs": [{"lemmas": ["δίνω"], "example": "Χ", "actor": []}]}, "unknown field actor"),
        ({"type": "AID", "verbs": [{"lemmas": ["δίνω"], "example": "Χ", "mode": "demo"}]}, "demo is no mode of AID"),
        ({"type": "AID", "verbs": [{"lemmas": ["δίνω"], "example": "Χ", "needs": {"object": "gold"}}]}, "class gold"),
    ],
    ids=["type", "no example", "field", "mode", "class"],
)
def test_a_wrong_row_is_named(table: dict[str, object], message: str) -> None:
    with pytest.raises(DataError, match=message):
        _frames("aid.yaml", table, {"aid"})


@pytest.mark.parametrize(
    ("greek", "wanted"),
    [("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"), ("Ευάγγελος", "Evangelos"), ("Μπέης", "Beis"),
     ("Αντώνης", "Antonis"), ("Ευτύχης", "Eftychis"), ("ΣΥΡΙΖΑ", "SYRIZA")],
)
def test_unknown_names_in_latin_letters(greek: str, wanted: str) -> None:
    assert latin(greek) == wanted
