"""``istor sources``: on whose word the record rests."""

from collections.abc import Sequence
from dataclasses import asdict, astuple
from typing import TYPE_CHECKING

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import is_terminal, note, say, say_json

if TYPE_CHECKING:
    from istor.telling.sources import Source

HEAD = ("source", "claims", "direct", "reports", "events", "alone")


def sources(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print on whose word the record rests: claims, quotations, reports, events, and those with no other voice."""
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.sources import sources as told

    with Archive.open(db, create=False) as archive:
        found = told(Record.read(archive))
    if as_json:
        say_json([asdict(source) for source in found])
    elif not found:
        note("no event fits")
    elif is_terminal():
        _table(found)
    else:
        say("\n".join("\t".join(map(str, row)) for row in (HEAD, *map(astuple, found))))


def _table(found: "Sequence[Source]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*HEAD, box=box.SIMPLE_HEAD)
    for source in found:
        table.add_row(*(Text(str(value)) for value in astuple(source)))
    Console().print(table)
