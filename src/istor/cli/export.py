"""``istor export``: the record in a form that other programs read, or on one page."""

from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, STDOUT, Db, To
from istor.cli.output import write

Format = Annotated[str, typer.Argument(metavar="FORMAT", show_default=False, help="plover-jsonl, csv, html or jsonl.")]


def export(form: Format, to: To = STDOUT, db: Db = DEFAULT_DB) -> None:
    """Write the record as plover-jsonl (events), csv (events), html (one page to read) or jsonl (claims).

    The same content gives the same bytes, whatever the order in which reports were added.
    """
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.exports import export as exporter

    written = exporter(form)
    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
    write(written(record), to)
