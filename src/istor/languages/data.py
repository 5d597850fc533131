"""The data files of a language: one folder a language, the same file names in each."""

from importlib.resources import files
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast, where it was built


def text(lang: str, *path: str) -> str:
    """The text of a data file of ``lang``."""
    return files("istor.languages").joinpath(lang, *path).read_text(encoding="utf-8")


def table(lang: str, *path: str) -> Any:
    """What a YAML file of ``lang`` holds."""
    return yaml.load(text(lang, *path), Loader=LOADER)


def names(lang: str, folder: str) -> list[str]:
    """The YAML files in a folder of ``lang``, sorted."""
    found = files("istor.languages").joinpath(lang, folder).iterdir()
    return sorted(file.name for file in found if file.name.endswith(".yaml"))
