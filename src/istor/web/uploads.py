"""What people paste or upload, put where ``gather`` reads it: in a folder of its own, under names that stay in it."""

import json
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from istor.errors import InputError
from istor.reading.outcome import shown
from istor.reading.web import is_address
from istor.telling.days import first_day
from istor.web.jobs import Job, Jobs

MOST_FILES = 1000
MOST_ADDRESSES = 100
LONGEST_ADDRESS = 2000
LONGEST_NAME = 120
"""Characters of a file's name; in UTF-8 they fit the 255 bytes that file systems allow."""


@dataclass(frozen=True)
class Pasted:
    """A text with what is known of it; all but the text may be empty."""

    text: str
    name: str = ""
    published: str = ""
    source: str = ""
    url: str = ""

    def row(self) -> dict[str, str]:
        """The same as a line of a JSON Lines file of reports."""
        first_day(self.published or None)  # says what is wrong with it before anything is read
        known = {"published": self.published, "source": self.source, "url": self.url}
        name = self.name.strip() or _first_words(self.text)
        return {"report": name, "text": self.text, **{key: value for key, value in known.items() if value}}


@dataclass(frozen=True)
class Uploaded:
    """A file as a browser sends it."""

    name: str
    data: bytes


def addresses(text: str) -> list[str]:
    """The addresses in a field, one a line; ``InputError`` for what is none, or when there are too many."""
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if strange := [each for each in found if not is_address(each) or len(each) > LONGEST_ADDRESS]:
        raise InputError(f"{shown(strange[0]):.100}: is no web address; give them whole, with https://, one a line")
    if len(found) > MOST_ADDRESSES:
        raise InputError(f"{len(found)} addresses are too many at once: give {MOST_ADDRESSES} at most, or a feed")
    return found


def start(jobs: Jobs, given: Sequence[Pasted | Uploaded], addresses: Sequence[str] = ()) -> Job:
    """Add what was given, in order, then what lies at ``addresses``; ``InputError`` when there is nothing."""
    if not (given or addresses):
        raise InputError("nothing was given: paste a text, choose files or give an address")
    if len(given) > MOST_FILES:
        raise InputError(f"{len(given)} files are too many at once: choose {MOST_FILES} at most, or use 'istor add'")
    rows = {n: _content(each) for n, each in enumerate(given)}
    folder = tempfile.TemporaryDirectory(prefix="istor-add-")
    files = []
    for n, (name, data) in rows.items():
        place = Path(folder.name) / str(n)  # two files may have one name
        place.mkdir()
        (place / name).write_bytes(data)
        files.append(place / name)
    return jobs.start(folder, [*files, *addresses])


def _content(given: Pasted | Uploaded) -> tuple[str, bytes]:
    if isinstance(given, Uploaded):
        return file_name(given.name), given.data
    if not given.text.strip():
        raise InputError("the text is empty: paste one")
    return "pasted.jsonl", json.dumps(given.row(), ensure_ascii=False).encode("utf-8", "replace")


def file_name(given: str) -> str:
    """The last part of ``given`` as a name that does no harm: no folder, nothing hidden, nothing that does not show."""
    last = PureWindowsPath(PurePosixPath(given.replace("\0", "")).name).name
    shown = "".join(char for char in last if unicodedata.category(char)[0] != "C").strip().lstrip(".-")
    stem, dot, suffix = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(suffix)]}.{suffix[:20]}" if dot and stem else (shown[:LONGEST_NAME] or "file")


def _first_words(text: str) -> str:
    return " ".join(text.split()[:6])[:60]
