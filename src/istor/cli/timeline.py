"""``istor timeline``: the record in order of time."""

from dataclasses import asdict
from typing import Annotated

import typer

from istor.cli.entries import show
from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import say_json
from istor.errors import InputError
from istor.model.plover import TYPES

Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="A party: a code (RUS), CODE:Name, or a part of a name.")
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="A PLOVER type, such as CONSULT.")]
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
    from istor.telling.days import first_day, last_day

    wanted = TimelineFilter(actor, _type(kind), first_day(first), last_day(last), source)
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise InputError(f"--from {first} lies after --to {last}: exchange them")
    with Archive.open(db, create=False) as archive:
        entries = told(archive, wanted)
    if as_json:
        say_json([asdict(entry) for entry in entries])
    else:
        show(entries)


def _type(name: str | None) -> str | None:
    if name is not None and name.upper() not in TYPES:
        raise InputError(f"{name}: no such type; there are {', '.join(TYPES)}")
    return name and name.upper()
