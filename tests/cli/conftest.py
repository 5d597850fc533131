"""``istor`` in a folder of its own, with the coder by a list of words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from istor.cli import app
from istor.scaling import serial
from tests.scaling import stories, wordlist

Istor = Callable[..., Result]


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    for name in ("ISTOR_DB", "ISTOR_MODEL", "ISTOR_USER"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def istor() -> Istor:
    """Runs a command; a bug in it fails the test."""

    def run(*args: object, code: int = 0, input: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=input)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The stories as files."""
    return stories.write(tmp_path / "news")


@pytest.fixture
def filled(istor: Istor, folder: Path) -> Istor:
    """``istor`` where the stories have been added."""
    istor("add", folder)
    return istor
