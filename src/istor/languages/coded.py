"""The languages that istor can code: those whose folder holds frames."""

from functools import cache
from importlib.resources import files


@cache
def coded() -> frozenset[str]:
    """The tags of the languages that reports can be coded in."""
    folders = (path for path in files("istor.languages").iterdir() if path.is_dir())
    return frozenset(folder.name for folder in folders if folder.joinpath("frames").is_dir())
