"""Documents that are written from the program are up to date, and commands in the others exist."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from istor.cli import app
from istor.cli.explanations import DATINGS
from istor.scaling import release
from tools import docs_cli, docs_examples, docs_performance

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMAND = re.compile(r"^istor ([a-z]+)(.*)$", re.MULTILINE)
FENCED = re.compile(r"```sh\n(.*?)```", re.DOTALL)
MAKE = re.compile(r"\bmake ([a-z]+)")
GROUP: Any = typer.main.get_command(app)


def test_the_page_of_commands_is_up_to_date() -> None:
    assert docs_cli.PAGE.read_text(encoding="utf-8") == docs_cli.page(), "run: make docs"


def test_the_page_of_performance_says_what_was_measured() -> None:
    assert docs_performance.PAGE.read_text(encoding="utf-8") == docs_performance.page(), (
        "run: python tools/docs_performance.py"
    )


def test_every_command_is_on_the_page() -> None:
    assert GROUP.commands and all(f"## istor {name}\n" in docs_cli.page() for name in GROUP.commands)


def test_every_way_to_a_date_is_on_the_page_of_explanations() -> None:
    page = (ROOT / "docs" / "reference" / "explanations.md").read_text(encoding="utf-8")
    assert [name for name in DATINGS if f"`{name}`" not in page] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_commands_in_documents_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for name, rest in COMMAND.findall("\n".join(FENCED.findall(text))):
        assert name in GROUP.commands, f"istor {name}"
        known = {option for p in GROUP.commands[name].params for option in p.opts} | {"--help", "-h"}
        assert set(re.findall(r"(?<= )--?[a-z][a-z-]*", rest)) <= known, f"istor {name}{rest}"
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(MAKE.findall(" ".join(re.findall(r"`[^`]*`|```.*?```", text, re.DOTALL)))) <= targets


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not release.manifest().is_file(), reason="no trained model here")
@pytest.mark.parametrize("path", docs_examples.PAGES, ids=lambda p: p.stem)
def test_examples_print_what_the_page_shows(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "✔" in text and docs_examples.alike(docs_examples.page(text)) == docs_examples.alike(text), "run: make docs"
