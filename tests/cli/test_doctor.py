"""``istor doctor`` and ``--version``."""

import json
from pathlib import Path

import pytest

from istor.errors import ModelError
from istor.scaling import release

from .conftest import Istor


def findings(istor: Istor, *args: str, code: int = 0) -> dict[str, dict[str, str | None]]:
    return {row["what"]: row for row in json.loads(istor("doctor", "--json", *args, code=code).stdout)}


@pytest.fixture
def _model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A model whose files need no check."""
    manifest = tmp_path / "manifest.json"
    manifest.write_text('{"name": "test", "license": "CC BY 4.0", "files": {}}')
    monkeypatch.setattr("istor.cli.checkup.manifest", lambda: manifest)
    monkeypatch.setattr("istor.cli.checkup._check_files", lambda folder: None)


@pytest.mark.usefixtures("_model")
def test_all_is_well(filled: Istor) -> None:
    text = filled("doctor").stdout
    assert text.endswith("all is well\n") and "license CC BY 4.0" in text
    found = findings(filled)
    assert (
        found["archive"]["found"]
        == "istor.db: 5 reports, 7 claims, " + str(found["archive"]["found"]).split(", ", 2)[2]
    )
    assert {"spacy", "SQLite", "states.tsv", "demonyms.tsv"} <= found.keys()
    assert not any(row["problem"] for row in found.values())


@pytest.mark.usefixtures("_model")
def test_no_archive_yet_is_well(istor: Istor) -> None:
    assert findings(istor)["archive"] == {"what": "archive", "found": "istor.db: not made yet", "problem": None}
    assert not Path("istor.db").exists()


@pytest.mark.usefixtures("_model")
def test_a_damaged_archive_is_told(istor: Istor) -> None:
    Path("istor.db").write_text("not an archive")
    assert "no SQLite database" in str(findings(istor, code=6)["archive"]["problem"])


def test_a_missing_model_is_told(istor: Istor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("istor.cli.checkup.manifest", lambda: tmp_path / "manifest.json")
    result = istor("doctor", code=5)
    assert "✗ no model for Greek" in result.stdout and result.stdout.endswith("1 wrong\n")


@pytest.mark.usefixtures("_model")
def test_a_damaged_model_is_told(istor: Istor, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(folder: Path) -> None:
        raise ModelError("encoder.onnx is damaged")

    monkeypatch.setattr("istor.cli.checkup._check_files", damaged)
    assert findings(istor, code=5)["model el"]["problem"] == "encoder.onnx is damaged"


def test_version(istor: Istor) -> None:
    assert istor("--version").stdout == f"istor {release.version()}\n"
