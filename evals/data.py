"""Where the measuring data lies, and what a measurement may be asked for. The data stands beside the repository."""

import importlib.util
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from istor.annotating.encoder import Encoder

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
Figures = dict[str, Any]
"""What a layer measures: numbers by name, or by part and name."""


class NothingToMeasureError(Exception):
    """The data or the part of the program that a measurement needs is not there: no figure, and no success either."""


@dataclass(frozen=True)
class Options:
    """``split`` chooses the part of a corpus; ``part`` which gold claims: dev, or five sixths or one sixth of train.

    ``model`` is the folder of another encoder than the one that ships.
    """

    split: Literal["dev", "test"] = "dev"
    part: Literal["dev", "train", "held-out"] = "dev"
    model: Path | None = None


def shared(*parts: str) -> Path:
    """A file or folder of the measuring data; ``NothingToMeasureError`` where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        raise NothingToMeasureError(f"no {'/'.join(parts)}: the measuring data belongs in ../shared")
    return path


def encoder(options: Options) -> "Encoder":
    """The encoder that is to be measured."""
    from istor.annotating.encoder import Encoder

    return Encoder(options.model) if options.model else Encoder.shipped()


def records(path: Path) -> list[Figures]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_records(path: Path, rows: Iterable[Figures]) -> Path:
    """``rows`` as a JSON Lines file at ``path``."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def module(path: Path) -> ModuleType:
    """The Python file at ``path`` as a module, though it lies in no package."""
    spec = importlib.util.spec_from_file_location(f"shared_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise NothingToMeasureError(f"{path.name} is no Python file")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def flat(figures: Figures, stem: str = "") -> Iterator[tuple[str, float]]:
    """Every number of ``figures`` under its dotted name."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from flat(value, f"{stem}{name}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{stem}{name}", float(value)


def f1(hits: int, said: int, gold: int) -> float:
    """Harmonic mean of precision and recall; 0 when there was nothing at all."""
    return 2 * hits / (said + gold) if said + gold else 0.0
