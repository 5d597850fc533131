"""``istor restore``: a new archive out of a backup."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, STDOUT, Db
from istor.cli.output import say
from istor.errors import InputError

File = Annotated[
    str, typer.Argument(metavar="FILE", show_default=False, help="What 'istor backup' wrote; - is standard input.")
]


def restore(source: File, db: Db = DEFAULT_DB) -> None:
    """Make a new archive out of a backup, whole or not at all; a backup that was cut short or altered is refused."""
    from istor.storing import Archive

    if source != STDOUT and not Path(source).is_file():
        raise InputError(f"{source}: there is no such file")
    with Archive.open(db) as archive:
        archive.restore(_lines(source))
        counts = ", ".join(f"{count} {name}" for name, count in archive.counts().items())
    say(f"{archive.name}: {counts}")


def _lines(source: str) -> Iterator[str]:
    try:
        if source == STDOUT:
            yield from (line.decode() for line in sys.stdin.buffer)
            return
        with Path(source).open(encoding="utf-8", newline="\n") as file:
            yield from file
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{source}: cannot be read as UTF-8 text: take another copy of the backup") from error
