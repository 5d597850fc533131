"""What holds for the repository as a whole: its texts, its modules, its documents."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

import istor

ROOT = Path(__file__).resolve().parent.parent
MOST_LINES = 400
ABSOLUTE = re.compile(r"(?<![\w.~/:>-])/(?:" + "|".join(("home", "root", "Users", "wor" + "k", "tm" + "p")) + r")/")
TEXTS = frozenset({
    "", ".py", ".md", ".toml", ".yaml", ".yml", ".tsv", ".json", ".sh", ".txt", ".html", ".css", ".js", ".mako",
})
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository that git does not ignore, or all of them where there is no git."""
    command = ["git", "ls-files", "-co", "--exclude-standard"]
    asked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if asked.returncode == 0:
        return tuple(p for line in asked.stdout.splitlines() if (p := ROOT / line).is_file())
    hidden = {".git", ".venv", ".cache", "__pycache__", "out"}
    return tuple(p for p in ROOT.rglob("*") if p.is_file() and not hidden & set(p.relative_to(ROOT).parts))


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    return [p for p in files() if p.suffix == ".py"]


def test_no_text_names_a_path_of_one_machine() -> None:
    texts = [p for p in files() if p.suffix in TEXTS]
    found = [
        f"{named(path)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if ABSOLUTE.search(line)
    ]
    assert texts and not found


@pytest.mark.parametrize("path", modules(), ids=named)
def test_every_module_says_why_it_exists(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), f"{named(path)} has no docstring"


def test_no_module_outgrows_the_head() -> None:
    sizes = {named(p): len(p.read_text(encoding="utf-8").splitlines()) for p in modules() if "src" in p.parts}
    assert sizes and not {name: lines for name, lines in sizes.items() if lines > MOST_LINES}


def test_every_public_name_is_documented() -> None:
    text = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs" / "reference").glob("*.md")))
    assert not [name for name in getattr(istor, "__all__", ()) if f"`{name}" not in text]


@pytest.mark.parametrize("path", [p for p in files() if p.suffix == ".md"], ids=named)
def test_links_in_documents_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert not [target for target in targets if not (path.parent / target).exists()]


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(p.name[:4]) for p in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
