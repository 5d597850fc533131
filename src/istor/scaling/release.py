"""Which istor this is: its version and the digest of its model, noted with every run."""

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
