"""The public names: they load lazily, and the library does in four lines what the command does."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import istor
from istor.scaling import release

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "reference" / "library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_importing_istor_loads_nothing_heavy() -> None:
    heavy = ("spacy", "onnxruntime", "sqlalchemy", "numpy", "pyarrow", "pandas", "polars", "networkx")
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


def test_every_public_name_and_method_is_on_the_page() -> None:
    methods = [name for name in vars(istor.Desk) if not name.startswith("_")]
    told = set(re.findall(r"`([A-Za-z_]+)[`(]", PAGE))
    assert set(istor.__all__) | set(methods) <= told


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here")
def test_the_examples_on_the_page_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All in one namespace, in the order of the page, on the example reports."""
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    shutil.copytree(ROOT / "examples" / "reports", tmp_path / "reports")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    assert len(EXAMPLES) == 6
    for example in EXAMPLES:
        exec(compile(example, "library.md", "exec"), names)
    assert (tmp_path / "map.geojson").stat().st_size > 1000
    assert {row["type"] for row in names["doc"].user_data["istor_claims"]} == {"CONSULT"}
    assert [span.kb_id_ for span in names["doc"].spans["times"]] == ["2018-06-17"]
