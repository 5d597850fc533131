"""``istor merge``: a person makes one event of several."""

from typing import Annotated

import typer

from istor.cli.judging import person, report, warn
from istor.cli.options import DEFAULT_DB, AsJson, By, Db, Why

Events = Annotated[
    list[str], typer.Argument(metavar="EVENT…", show_default=False, help="The ids of two or more events, or claims.")
]


def merge(events: Events, by: By = "", reason: Why = "", db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Make one event of several. Kept for ever; no program undoes it."""
    from istor.scaling.judging import merge as keep
    from istor.storing import Archive

    who = by or person()
    with Archive.open(db, create=False) as archive:
        found = keep(archive, events, who, reason)
    report("merge", events, who, found, as_json=as_json)
    warn(found, 1)
