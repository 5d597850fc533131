"""The public names: they load lazily, and the library does in four lines what the command does."""

import subprocess
import sys

import pytest

import istor
from istor.scaling import release


def test_importing_istor_loads_nothing_heavy() -> None:
    heavy = ("spacy", "onnxruntime", "sqlalchemy", "numpy")
    program = f"import istor, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", istor.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(istor, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        istor.nothing_of_the_kind  # noqa: B018


@pytest.mark.model
@pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here")
def test_from_text_to_claims() -> None:
    report = istor.read("Ο πρόεδρος της Γαλλίας συναντήθηκε με τον πρόεδρο της Κίνας στο Παρίσι.".encode(), "meeting")
    (claim,) = istor.code(istor.annotate(report))
    assert claim.type == "CONSULT"
    assert {party.code for party in claim.actors} == {"FRA", "CHN"}
    assert claim.place == "Paris"
