"""Which istor this is: its version and the digests of its model, tables and lexicon, noted with every run."""

from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from importlib.resources import files
from importlib.resources.abc import Traversable

from istor.model.ids import digest

UNKNOWN = "unknown"


@cache
def version() -> str:
    """The version of the installed package; ``unknown`` in a source tree that was never installed."""
    try:
        return installed("istor")
    except PackageNotFoundError:
        return UNKNOWN


def manifest(lang: str = "el") -> Traversable:
    """Where the model's manifest belongs, whether it is there or not."""
    return files("istor") / "annotating" / "models" / lang / "manifest.json"


def model_digest(model: str | None = None) -> str:
    """What reports are read with: the digest of the model's manifest, which holds those of its files, or ``model``.

    ``unknown`` where there is no model.
    """
    if model:
        return f"spacy:{model}"
    path = manifest()
    return digest(path.read_bytes()) if path.is_file() else UNKNOWN


@cache
def settings() -> dict[str, str]:
    """What claims depend on besides the version and the model, and people may edit: digests of tables and lexicon."""
    return {
        "knowledge": _digest_of(files("istor") / "knowledge"),
        "language": _digest_of(files("istor") / "languages" / "el"),
    }


def _digest_of(folder: Traversable) -> str:
    return digest("".join(f"{name}\0{digest(data)}\n" for name, data in sorted(_data(folder))).encode())


def _data(folder: Traversable, stem: str = "") -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        if path.name.endswith((".tsv", ".yaml")):
            yield stem + path.name, path.read_bytes()
        elif path.is_dir() and not path.name.startswith("_"):
            yield from _data(path, f"{stem}{path.name}/")
