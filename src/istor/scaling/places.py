"""Inputs wherever they lie: on this machine, on the web, or at an address that fsspec knows (``s3://``, ``gs://`` …).

What lies elsewhere is copied beside the worker that reads it, under its own name, for as long as it is read.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from istor.errors import MissingExtra
from istor.reading import Outcome, gather

EXTRA = "ray"
OWN = ("http://", "https://")
"""Addresses that reading fetches itself, with its own guard against private ones."""


@contextmanager
def gathered(source: str) -> Iterator[Iterator[Outcome]]:
    """The outcomes of one input, while it can be read; one line where it cannot be had."""
    if "://" not in source or source.startswith(OWN):
        yield gather([source])
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / (PurePosixPath(source).name or "input")
        if problem := _copied(source, copy):
            yield iter([Outcome(source, problem=problem)])
        else:
            yield (_told(outcome, str(copy), source) for outcome in gather([copy]))


def _copied(source: str, copy: Path) -> str | None:
    """What was wrong with the address, in one line; a chain of addresses is not followed."""
    try:
        import fsspec
    except ImportError as error:
        raise MissingExtra(f"reading {source.partition('://')[0]}:// addresses", EXTRA) from error
    if "::" in source:
        return f"{source}: a chain of addresses is not read; name the last one"
    try:
        with fsspec.open(source, "rb") as stream, copy.open("wb") as file:
            shutil.copyfileobj(stream, file)
    except (OSError, ValueError, ImportError) as error:
        said = " ".join(str(error).split())
        return f"{source}: cannot be read ({said:.100}); check the address and your rights to it"
    return None


def _told(outcome: Outcome, copy: str, source: str) -> Outcome:
    """``outcome`` with the address that the user named in the place of the copy's path."""
    problem, warning = (line and line.replace(copy, source) for line in (outcome.problem, outcome.warning))
    return replace(outcome, path=outcome.path.replace(copy, source), problem=problem, warning=warning)
