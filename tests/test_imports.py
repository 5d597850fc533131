"""Imports go one way: a room imports only rooms that stand below it (docs/decisions/0001-layout.md).

Read from the source with ``ast``, so imports inside functions and under ``TYPE_CHECKING`` count as well.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "istor"
FLOORS = (
    {"cli", "web", "scaling", "desk"},
    {"reading", "annotating", "coding", "linking", "storing", "telling"},
    {"languages", "knowledge"},
    {"model"},
    {"errors", "settings"},
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}
BESIDE = {  # a room that may import one on its own floor
    ("cli", "web"): "the command starts the application",
    ("cli", "scaling"): "the command starts the runner",
    ("desk", "scaling"): "the library adds, loads and judges as the commands do",
    ("web", "scaling"): "the application adds reports with the runner",
    ("telling", "storing"): "telling reads the archive (docs/decisions/0008-telling-reads-linking.md)",
    ("telling", "linking"): "telling shows linking's views (docs/decisions/0008-telling-reads-linking.md)",
    ("knowledge", "languages"): "names are looked up by a language's name key",
}


def rooms() -> list[str]:
    """Top-level modules and packages of istor that exist."""
    return sorted(p.stem for p in SOURCE.iterdir() if (p.suffix == ".py" or (p / "__init__.py").exists()))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and room of every import of istor in the module at ``path``."""
    package = ["istor", *path.relative_to(SOURCE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name.split(".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = [*base, *(node.module or "").split(".")] if node.module else base
            names = [stem] if len(stem) > 1 else [[*stem, alias.name] for alias in node.names]
        else:
            continue
        yield from ((node.lineno, name[1]) for name in names if name[0] == "istor" and len(name) > 1)


def may_import(room: str, other: str) -> bool:
    """Whether ``other`` is the room itself, stands below it, or is a written exception."""
    return room == other or FLOOR_OF[room] < FLOOR_OF[other] or (room, other) in BESIDE


def test_every_room_has_a_floor() -> None:
    assert set(rooms()) - {"__init__", "__main__"} <= set(FLOOR_OF), "a new room: give it a floor in this test"


@pytest.mark.parametrize("room", [r for r in rooms() if r in FLOOR_OF])
def test_imports_go_down(room: str) -> None:
    files = [SOURCE / f"{room}.py"] if (SOURCE / f"{room}.py").exists() else sorted((SOURCE / room).rglob("*.py"))
    wrong = [
        f"{path.relative_to(SOURCE)}:{line} imports istor.{other}"
        for path in files
        for line, other in imported(path)
        if other not in FLOOR_OF or not may_import(room, other)
    ]
    assert files and not wrong


def test_a_wrong_import_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader of imports knows every form of them."""
    monkeypatch.setitem(globals(), "SOURCE", tmp_path)
    (tmp_path / "model").mkdir()
    module = tmp_path / "model" / "thing.py"
    module.write_text(
        "import istor.cli\nfrom istor import web\nfrom istor.storing.tables import a\nfrom ..telling import b\n"
        "from . import c\ndef f():\n    from istor.linking import d\n",
        encoding="utf-8",
    )
    assert sorted(imported(module)) == [
        (1, "cli"), (2, "web"), (3, "storing"), (4, "telling"), (5, "model"), (7, "linking"),
    ]
    assert not may_import("model", "cli") and not may_import("coding", "linking") and may_import("coding", "model")
