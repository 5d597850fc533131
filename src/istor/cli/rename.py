"""``istor rename``: a person names an event, a story or an actor."""

from typing import Annotated

import typer

from istor.cli.judging import person
from istor.cli.options import DEFAULT_DB, By, Db, Why
from istor.cli.output import say

Id = Annotated[str, typer.Argument(metavar="ID", show_default=False, help="The id of an event, story or actor.")]
Name = Annotated[str, typer.Argument(metavar="NAME", show_default=False, help="What to call it; '' for no name.")]


def rename(named: Id, name: Name, by: By = "", reason: Why = "", db: Db = DEFAULT_DB) -> None:
    """Call an event, a story or an actor by a name of your own. Kept for ever; no program undoes it."""
    from istor.scaling.judging import rename as keep
    from istor.storing import Archive

    who = by or person()
    with Archive.open(db, create=False) as archive:
        keep(archive, named, name, who, reason)
    say(f"kept: {named} is called {name!r} (by {who})" if name else f"kept: {named} has no name (by {who})")
