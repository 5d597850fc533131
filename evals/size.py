"""How big istor is: what a plain installation brings, its own files, and its model.

Worked out from the packages that are installed here, by following requirements; ``tools/install_size.py`` measures a
real installation, with what it downloads. Megabytes are of 1,048,576 bytes, without bytecode.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path

from packaging.requirements import Requirement

from evals.data import Figures, NothingToMeasureError, Options

MEGABYTE = 2**20
NOT_COUNTED = frozenset({"pip", "setuptools"})


def measure(_options: Options) -> Figures:
    """Packages and megabytes of a plain installation, and of istor and its model alone."""
    try:
        others = {name: dist for name, dist in _needed("istor").items() if name != "istor"}
    except PackageNotFoundError as error:
        raise NothingToMeasureError("istor is not installed here: pip install --editable .") from error
    own = _folder(Path(str(files("istor"))))
    model = _folder(Path(str(files("istor"))) / "annotating" / "models")
    whole = own + sum(_size(dist) for name, dist in others.items() if name not in NOT_COUNTED)
    return {"packages": len(others.keys() - NOT_COUNTED) + 1, "megabytes": round(whole, 1),
            "own_megabytes": round(own, 1), "model_megabytes": round(model, 1)}


def _needed(name: str) -> dict[str, Distribution]:
    """All that ``name`` requires here without extras asked by the user, itself included."""
    found: dict[str, Distribution] = {}
    waiting = [(name, "")]
    seen = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found[name] = distribution(name)
        for line in found[name].requires or ():
            wanted = Requirement(line)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                waiting += [(_key(wanted.name), more) for more in ("", *wanted.extras)]
    return found


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _size(dist: Distribution) -> float:
    paths = (Path(str(f.locate())) for f in dist.files or () if f.suffix != ".pyc")
    return sum(p.stat().st_size for p in paths if p.is_file()) / MEGABYTE


def _folder(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc") / MEGABYTE
