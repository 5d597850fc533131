"""What ``istor doctor`` looks at: each check gives what it found and what is wrong with it."""

import json
import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from istor.cli.options import DEFAULT_DB
from istor.errors import ArchiveError, DataError, IstorError, ModelError
from istor.scaling.release import manifest, version

PARTS = ("spacy", "onnxruntime", "numpy", "SQLAlchemy", "alembic", "typer", "rich", "PyYAML", "Jinja2")
OPTIONAL = ("psycopg", "ray", "pyarrow", "fastapi", "followthemoney", "trafilatura", "feedparser", "fastwarc", "ftfy",
            "py3langid", "mammoth", "pdfminer.six")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. ``problem`` is ``None`` when all is well."""

    what: str
    found: str
    problem: IstorError | None = None


def findings(db: str = DEFAULT_DB, *, is_thorough: bool = False) -> Iterator[Finding]:
    """All findings, in the order in which they are read; a thorough look goes through the whole archive."""
    yield Finding("istor", version())
    yield Finding("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("SQLite", sqlite3.sqlite_version)
    yield from (_part(name) for name in PARTS)
    yield Finding("extras", ", ".join(name for name in OPTIONAL if _version(name)) or "none")
    yield _model()
    yield from _weights()
    yield from _tables()
    yield _archive(db)
    if is_thorough:
        yield from _contents(db)


def _part(name: str) -> Finding:
    found = _version(name)
    problem = None if found else IstorError(f"{name} is not installed: install istor anew")
    return Finding(name, found or "missing", problem)


def _version(name: str) -> str | None:
    try:
        return installed(name)
    except PackageNotFoundError:
        return None


def _model() -> Finding:
    path = manifest()
    if not path.is_file():
        return Finding("model el", "missing", ModelError("no model for Greek: install istor anew"))
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        with as_file(path) as file:
            _check_files(file.parent)
    except (ValueError, KeyError, OSError) as error:
        return Finding("model el", "damaged", ModelError(f"the model's manifest cannot be read ({error})"))
    except IstorError as error:
        return Finding("model el", "damaged", error)
    told = (f"{key} {about[key]}" for key in sorted(about) if isinstance(about[key], str | int | float))
    return Finding("model el", ", ".join(told))


def _check_files(folder: Path) -> None:
    from istor.annotating.encoder import read_manifest

    read_manifest(folder)


def _weights() -> Iterator[Finding]:
    """The learnt weights of parties and of confidence."""
    from istor.coding import confidence, roles

    for name, read in (("weights of parties", roles.weights), ("weights of confidence", confidence.weights)):
        try:
            yield Finding(name, f"{len(read().rows):,} rows")
        except IstorError as error:
            yield Finding(name, "damaged", error)


def _tables() -> Iterator[Finding]:
    """The tables of names and the language's data, each with how many rows it has."""
    for folder in (files("istor") / "knowledge", files("istor") / "languages" / "el"):
        for path in sorted((p for p in folder.iterdir() if p.name.endswith(".tsv")), key=lambda p: p.name):
            yield _table(path)


def _table(path: Traversable) -> Finding:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    odd = next((number for number, row in enumerate(rows, start=1) if len(row) != len(rows[0])), None)
    problem = DataError(f"{path.name}, line {odd}: not as many cells as the head has") if odd else None
    return Finding(path.name, f"{max(len(rows) - 1, 0):,} rows", problem or _empty(path, rows))


def _empty(path: Traversable, rows: list[list[str]]) -> DataError | None:
    return None if len(rows) > 1 else DataError(f"{path.name}: holds no rows")


def _archive(db: str) -> Finding:
    from istor.storing import Archive

    if "://" not in db and not Path(db).exists():
        return Finding("archive", f"{db}: not made yet")
    try:
        with Archive.open(db, create=False) as archive:
            counts = ", ".join(f"{count} {name}" for name, count in archive.counts().items())
            return Finding("archive", f"{archive.name}: {counts}")
    except IstorError as error:
        return Finding("archive", "cannot be used", error)


def _contents(db: str) -> Iterator[Finding]:
    from istor.scaling.relinking import are_links_right
    from istor.storing import Archive

    try:
        with Archive.open(db, create=False) as archive:
            problems = list(archive.problems())
            if not problems and not are_links_right(archive):
                problems.append("the program's links are not those that its claims give now: run 'istor recode'")
    except IstorError as error:
        yield Finding("contents", "cannot be read through", error)
        return
    yield from (Finding("contents", "wrong", ArchiveError(problem)) for problem in problems)
    if not problems:
        yield Finding("contents", "texts, offsets, words, vectors, links and views are as they should be")
