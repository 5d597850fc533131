"""``istor split``: a person takes claims out of an event."""

from typing import Annotated

import typer

from istor.cli.judging import person, report, warn
from istor.cli.options import DEFAULT_DB, AsJson, By, Db, Why

Event = Annotated[str, typer.Argument(metavar="EVENT", show_default=False, help="The id of an event.")]
Claims = Annotated[
    list[str], typer.Argument(metavar="CLAIM…", show_default=False, help="The ids of the claims to take out of it.")
]


def split(
    event: Event, claims: Claims, by: By = "", reason: Why = "", db: Db = DEFAULT_DB, as_json: AsJson = False
) -> None:
    """Take claims out of an event, to be an event of their own. Kept for ever; no program undoes it."""
    from istor.scaling.judging import split as keep
    from istor.storing import Archive

    who = by or person()
    with Archive.open(db, create=False) as archive:
        found = keep(archive, event, claims, who, reason)
    report("split", [event, *claims], who, found, as_json=as_json)
    warn(found, 2)
