"""``istor forget``: a take-down."""

from dataclasses import asdict
from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import say, say_json

Reports = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[REPORT…]", show_default=False, help="Ids or names; none: only clean up what was deleted before."
    ),
]


def forget(named: Reports = None, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Delete reports with every trace of their text and all that rested on them alone, and say what else changed.

    This cannot be undone. Backups are not touched, nor is a log that PostgreSQL keeps.
    """
    from istor.scaling.forgetting import forget as delete
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        done = delete(archive, named or ())
    if as_json:
        say_json(asdict(done))
        return
    say(f"deleted {len(done.reports)} reports, {done.claims} claims, {done.judgements} judgements")
    for what, found in (
        ("gone with them", done.gone), ("told by others still", done.changed), ("named by nobody else", done.actors),
        ("of another day now", done.redated),
    ):  # fmt: skip
        if found:
            say(f"{what}: {', '.join(found)}")
