"""``istor timeline``: the record in order of time."""

from dataclasses import asdict
from typing import Annotated

import typer

from istor.cli.entries import show
from istor.cli.options import DEFAULT_DB, Actor, AsJson, Db, Type
from istor.cli.output import say_json

First = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Not before this year, month or day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Not after this year, month or day.")]
Source = Annotated[str | None, typer.Option(metavar="NAME", help="On whose word, named as a party is.")]


def timeline(
    actor: Actor = None,
    kind: Type = None,
    first: First = None,
    last: Last = None,
    source: Source = None,
    db: Db = DEFAULT_DB,
    as_json: AsJson = False,
) -> None:
    """Print the events in order of time, with voices and the sentence that each rests on."""
    from istor.storing import Archive
    from istor.telling import TimelineFilter
    from istor.telling import timeline as told

    wanted = TimelineFilter.of(actor, kind, first, last, source)
    with Archive.open(db, create=False) as archive:
        entries = told(archive, wanted)
    if as_json:
        say_json([asdict(entry) for entry in entries])
    else:
        show(entries)
