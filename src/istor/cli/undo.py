"""``istor undo``: a person takes back what was judged, and ``istor acts``: what persons did."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.judging import person
from istor.cli.options import DEFAULT_DB, AsJson, By, Db
from istor.cli.output import note, say, say_json

if TYPE_CHECKING:
    from istor.storing import Act

Number = Annotated[
    int | None, typer.Argument(metavar="[ACT]", show_default=False, help="The number of an act; your last by default.")
]


def undo(act: Number = None, by: By = "", db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Take back a judgement, a name or a date that a person gave. The act stays on record, as undone."""
    from istor.scaling.judging import undo as take_back
    from istor.storing import Archive

    who = by or person()
    with Archive.open(db, create=False) as archive:
        done = take_back(archive, act, who)
    if as_json:
        say_json(_row(done))
        return
    say(f"undone: {done.id} {done.act} {' '.join(done.subject)} (of {done.by}, by {who})")


def acts(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print what persons judged, named and dated: number, day, who, what, and what was undone."""
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        found = list(archive.acts())
    if as_json:
        say_json([_row(act) for act in found])
        return
    if not found:
        note("nobody has judged anything yet")
    for act in found:
        undone = f"  [undone by {act.undone_by}, {_time(act.undone_at)}]" if act.undone_at else ""
        reason = f": {act.reason}" if act.reason else ""
        say(f"{act.id}  {_time(act.at)}  {act.by}  {act.act} {' '.join(act.subject)}{reason}{undone}")


def _row(act: "Act") -> dict[str, object]:
    return {**asdict(act), "at": _time(act.at), "undone_at": _time(act.undone_at)}


def _time(at: datetime | None) -> str | None:
    """The time in UTC, to the second."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
