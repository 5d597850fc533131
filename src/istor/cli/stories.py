"""``istor stories``: events that belong together."""

from dataclasses import asdict
from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json

Least = Annotated[int, typer.Option("--least", metavar="N", help="Only stories that at least so many reports tell.")]


def stories(least: Least = 1, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print the stories: what each is called, from when to when, and its events in order of time."""
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.stories import told

    with Archive.open(db, create=False) as archive:
        found = told(Record.read(archive), least)
    if as_json:
        say_json([asdict(story) for story in found])
        return
    if not found:
        note("no story fits")
    for number, story in enumerate(found):
        days = f"{story.first or '?'} to {story.last or '?'}"
        say(("\n" if number else "") + f"{story.name}  ({story.id}; {days}; {len(story.reports)} reports)")
        for part in story.events:
            say(f"    {part.when}  {part.headline}  ({part.event})")
