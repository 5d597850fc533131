"""Where words go: results to stdout or a file, in UTF-8; notes to stderr."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import typer

from istor.cli.options import STDOUT
from istor.errors import InputError


def say(text: str) -> None:
    """One line of the result, for a person."""
    typer.echo(text)


def note(text: str) -> None:
    """One line beside the result."""
    typer.echo(text, err=True)


def say_json(value: Any, to: str = STDOUT) -> None:
    """``value`` as one JSON document."""
    write([json.dumps(value, ensure_ascii=False, indent=2, default=_plain), "\n"], to)


def write(pieces: Iterable[str | bytes], to: str = STDOUT) -> None:
    """``pieces`` to standard output or, whole or not at all, to a file; text in UTF-8, bytes as they are."""
    if to == STDOUT:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(_bytes(piece))
        sys.stdout.buffer.flush()
        return
    try:
        _write_file(pieces, Path(to))
    except OSError as error:
        raise InputError(
            f"{to}: cannot be written ({(error.strerror or 'error').lower()}); name another file"
        ) from error


def is_terminal() -> bool:
    """Whether a person reads the result as it comes."""
    return sys.stdout.isatty()


def _bytes(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def _write_file(pieces: Iterable[str | bytes], path: Path) -> None:
    if path.exists() and not path.is_file():  # a device or pipe cannot be replaced, only written to
        with path.open("wb") as device:
            device.writelines(map(_bytes, pieces))
        return
    path = path.resolve()  # what a link leads to is replaced, not the link
    handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:50]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(map(_bytes, pieces))
            file.flush()
            os.fsync(file.fileno())  # a backup must outlive a power cut
        Path(unfinished).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(unfinished).replace(path)
    except BaseException:
        Path(unfinished).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The permissions that new files must not have; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")
