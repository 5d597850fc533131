"""``istor actor``: one party over all reports."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Annotated

import typer

from istor.cli.entries import show
from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json

Name = Annotated[
    str,
    typer.Argument(metavar="NAME", show_default=False, help="A code (RUS), CODE:Name, or a part of a name (putin)."),
]


def actor(name: Name, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print what a party did, what was done to it, with whom, and the events in order of time."""
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.actors import profiles

    with Archive.open(db, create=False) as archive:
        found = profiles(Record.read(archive), name)
    if as_json:
        say_json([asdict(profile) for profile in found])
        return
    if not found:
        note(f"no actor is called {name}")
    for number, profile in enumerate(found):
        say(("\n" if number else "") + f"{profile.name}  ({profile.claims} claims, {len(profile.events)} events)")
        _counted("as actor", profile.did)
        _counted("as recipient", profile.met)
        _counted("with", profile.others)
        for reasons in profile.joined:
            say(f"    one actor: {reasons}")
        say("")
        show(profile.events)


def _counted(what: str, counts: Mapping[str, int]) -> None:
    if counts:
        say(f"    {what}: " + ", ".join(f"{name} {count}" for name, count in counts.items()))
