"""``istor export``: the record in a form that other programs read, or on one page."""

from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, STDOUT, Db, To
from istor.cli.output import is_terminal, write
from istor.errors import InputError

Format = Annotated[
    str | None, typer.Argument(metavar="FORMAT", show_default=False, help="The name of a format; without one, a list.")
]


def export(form: Format = None, to: To = STDOUT, db: Db = DEFAULT_DB) -> None:
    """Write the record in a format that other programs read, such as plover-jsonl, csv, parquet, geojson or gexf.

    Without a format, list them all. The same content gives the same bytes, whatever the order in which reports were
    added.
    """
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.exports import BINARY, FORMATS
    from istor.telling.exports import export as exporter

    if form is None:
        write(f"{name:16}{about}\n" for name, about in FORMATS.items())
        return
    written = exporter(form)
    if form in BINARY and to == STDOUT and is_terminal():
        raise InputError(f"{form} is no text for a terminal: name a file with -o")
    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
    write(written(record), to)
