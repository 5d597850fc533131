"""``istor backup``: the archive as one file of JSON lines."""

from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, STDOUT, Db
from istor.cli.output import note, write

File = Annotated[str, typer.Argument(metavar="FILE", show_default=False, help="Where to write; - is standard output.")]


def backup(to: File, db: Db = DEFAULT_DB) -> None:
    """Write the whole archive as JSON lines, as it is at this moment; others may go on working on it.

    The same archive gives the same bytes, in SQLite and in PostgreSQL. 'istor restore' reads it.
    """
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        write(archive.dump(), to)
    if to != STDOUT:
        note(f"written: {to}")
