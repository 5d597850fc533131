"""What the user named (files, folders, ``-``) to reports, one by one, in an order that no file system decides.

A bad input is one outcome with one line saying what is wrong; the rest goes on. A link inside a folder is not followed
out of it, nor to a folder (folders can be linked in circles), nor to a file that is read by its own name.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from istor.errors import InputError
from istor.reading.outcome import Outcome, shown
from istor.reading.records import records
from istor.reading.text import read, warning_of

LARGEST = 20 * 2**20
"""Bytes of one text: of a plain text file, or of one line of a JSON lines file. No report comes near it."""
PLAIN = (".txt", ".text")
LINES = (".jsonl",)
STDIN = "-"

__all__ = ["LARGEST", "Outcome", "gather"]


def gather(paths: Iterable[str | Path]) -> Iterator[Outcome]:
    """One outcome for each report in ``paths``, in the order given and, inside folders, by name.

    A folder is searched with all its subfolders for ``.txt``, ``.text`` and ``.jsonl`` files; hidden ones are passed
    over. ``-`` is plain text on standard input. What is named twice comes twice, with the same id.
    """
    for path in paths:
        if str(path) == STDIN:
            yield _plain(sys.stdin.buffer, "stdin", STDIN)
        elif not str(path) or not os.path.lexists(path):
            yield Outcome(shown(path), problem=f"{shown(path) or '(no name)'}: no such file or folder; check the name")
        elif os.path.isdir(path):
            yield from _folder(Path(path))
        else:
            yield from _named(Path(path))


def _named(path: Path) -> Iterator[Outcome]:
    """A file that the user named: one with another suffix is no plain text, one with none may be."""
    if path.suffix.lower() in ("", *PLAIN, *LINES):
        yield from _file(path)
    else:
        kinds = ", ".join((*PLAIN, *LINES))
        advice = f"istor reads {kinds}; if it is plain text, rename it or send it through -"
        yield Outcome(shown(path), problem=f"{shown(path)}: cannot be read as {path.suffix}; {advice}")


def _folder(folder: Path) -> Iterator[Outcome]:
    is_empty = True
    for outcome in _walk(folder):
        is_empty = False
        yield outcome
    if is_empty:
        advice = "put reports there or name another folder"
        yield Outcome(shown(folder), problem=f"{shown(folder)}: no {', '.join((*PLAIN, *LINES))} file in it; {advice}")


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
    return path.suffix.lower() in (*PLAIN, *LINES)


def _file(path: Path) -> Iterator[Outcome]:
    try:
        with path.open("rb") as stream:
            if path.suffix.lower() in LINES:
                yield from _lines(stream, shown(path))
            else:
                yield _plain(stream, path.stem.encode("utf-8", "replace").decode(), shown(path))
    except OSError as error:
        yield _unreadable(path, error)


def _lines(stream: IO[bytes], where: str) -> Iterator[Outcome]:
    is_empty = True
    for outcome in records(stream, where, LARGEST):
        is_empty = False
        yield outcome
    if is_empty:
        yield Outcome(where, problem=f"{where}: the file is empty; give it one JSON object a line or leave it out")


def _plain(stream: IO[bytes], name: str, where: str) -> Outcome:
    try:
        data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise InputError(f"{where}: larger than {LARGEST // 2**20} MiB; split it into one file a report")
        report = read(data, name, where)
    except InputError as error:
        return Outcome(where, problem=str(error))
    warning = warning_of(report)
    return Outcome(where, report, warning=f"{where}: {warning}" if warning else None)


def _unreadable(path: Path, error: OSError) -> Outcome:
    why = (error.strerror or "input or output error").lower()
    return Outcome(shown(path), problem=f"{shown(path)}: cannot be read ({why}); check the name and your rights to it")
