"""What the user named (files, folders, addresses, ``-``) to reports, in an order that no file system decides.

A bad input is one outcome with one line saying what is wrong; the rest goes on. A link in a folder is not followed out
of it, nor to a folder (folders can be linked in circles), nor to a file that is read by its own name. The network is
used only for what the user named: an address, or a feed or list of addresses; one that lies in a folder is passed over.
"""

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from istor.errors import InputError
from istor.reading.fetch import Fetcher
from istor.reading.kinds import PEEKED, SUFFIXES, reader_by, reader_for, stem
from istor.reading.outcome import Outcome, shown, whole
from istor.reading.web import from_address, from_list, is_address

LISTS = (".urls", ".rss", ".atom", ".xml")
"""Files that only lead to reports elsewhere: feeds, sitemaps, lists of addresses."""
STDIN = "-"

__all__ = ["Outcome", "gather"]


def gather(paths: Iterable[str | Path], fetcher: Fetcher | None = None) -> Iterator[Outcome]:
    """One outcome for each report in ``paths``, in the order given and, inside folders, by name.

    A folder is searched with all its subfolders for files of the kinds that istor reads; hidden ones are passed over.
    ``-`` is standard input, of the kind that its first bytes show. Addresses and feeds are fetched with ``fetcher``.
    What is named twice comes twice, with the same id.
    """
    fetcher = fetcher or Fetcher()
    for path in paths:
        if str(path) == STDIN:
            yield from _stdin(sys.stdin.buffer)
        elif is_address(str(path)):
            yield from from_address(str(path), fetcher)
        elif not str(path) or not os.path.lexists(path):
            yield Outcome(shown(path), problem=f"{shown(path) or '(no name)'}: no such file or folder; check the name")
        elif os.path.isdir(path):
            yield from _folder(Path(path))
        elif Path(path).suffix.lower() in LISTS:
            yield from _list(Path(path), fetcher)
        else:
            yield from _named(Path(path))


def _stdin(stream: IO[bytes]) -> Iterator[Outcome]:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    yield from reader_by(buffered.peek(PEEKED))(buffered, "stdin", STDIN)


def _list(path: Path, fetcher: Fetcher) -> Iterator[Outcome]:
    try:
        with path.open("rb") as stream:
            data = whole(stream, shown(path))
    except InputError as error:
        yield Outcome(shown(path), problem=str(error))
    except OSError as error:
        yield _unreadable(path, error)
    else:
        yield from from_list(data, shown(path), fetcher)


def _named(path: Path) -> Iterator[Outcome]:
    """A file that the user named: one with another suffix is none of ours, one with none may be of any kind."""
    if not path.suffix or reader_for(path.name):
        yield from _file(path)
    else:
        advice = f"istor reads {', '.join(SUFFIXES)}; if it is plain text, rename it or send it through -"
        yield Outcome(shown(path), problem=f"{shown(path)}: cannot be read as {path.suffix}; {advice}")


def _folder(folder: Path) -> Iterator[Outcome]:
    is_empty = True
    for outcome in _walk(folder):
        is_empty = False
        yield outcome
    if is_empty:
        advice = f"put {', '.join(SUFFIXES)} there or name another folder"
        yield Outcome(shown(folder), problem=f"{shown(folder)}: none of its files can be read; {advice}")


def _walk(folder: Path) -> Iterator[Outcome]:
    """Every text file under ``folder``, depth first by name; a stack, since folders may lie deeper than calls may."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path != folder and path.is_symlink():
                yield from _link(path, Path(os.path.realpath(path)), Path(os.path.realpath(folder)))
                continue
            if path == folder or path.is_dir():
                names = sorted((name for name in os.listdir(path) if not name.startswith(".")), reverse=True)
                waiting.extend(path / name for name in names)
                continue
            is_text = _is_text(path) and path.is_file()
        except OSError as error:
            yield _unreadable(path, error)
            continue
        if is_text:
            yield from _file(path)


def _link(path: Path, target: Path, folder: Path) -> Iterator[Outcome]:
    """What a link inside ``folder`` adds: a hidden file of the folder, or one line when it leads out or nowhere."""
    if not target.is_relative_to(folder):
        if _is_text(path) or target.is_dir():
            advice = f"name {shown(target)} itself to read it"
            yield Outcome(shown(path), problem=f"{shown(path)}: a link that leads out of the folder; {advice}")
        return
    is_hidden = any(part.startswith(".") for part in target.relative_to(folder).parts)
    if _is_text(path) and not target.is_dir() and (is_hidden or not _is_text(target) or not target.exists()):
        yield from _file(path)


def _is_text(path: Path) -> bool:
    return reader_for(path.name) is not None


def _file(path: Path) -> Iterator[Outcome]:
    try:
        with path.open("rb") as stream:
            read = reader_for(path.name) or reader_by(stream.peek(PEEKED))
            yield from read(stream, stem(path.name), shown(path))
    except OSError as error:
        yield _unreadable(path, error)


def _unreadable(path: Path, error: OSError) -> Outcome:
    why = (error.strerror or "input or output error").lower()
    return Outcome(shown(path), problem=f"{shown(path)}: cannot be read ({why}); check the name and your rights to it")
