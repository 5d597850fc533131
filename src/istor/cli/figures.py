"""``istor figures``: the ledger of numbers."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.telling.ledger import Entry

TOLD = ("first", "same", "update", "contradiction", "undated")
TO = {"same": "the same as", "update": "an update of", "contradiction": "contradicts",
      "undated": "another number than"}
Wanted = Annotated[
    str | None, typer.Option("--only", metavar="WHAT", help="Only these: first, same, update, contradiction, undated.")
]


def figures(only: Wanted = None, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print every figure with what it counts, as of when, on whose word, and what it is to those told before.

    A count of the same thing is the same, an update (told on a later day, or in place of another) or a contradiction
    (told for one time). Figures that belong to no event stand at the end.
    """
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.ledger import entries

    if only is not None and only not in TOLD:
        raise InputError(f"{only}: no such relation; there are {', '.join(TOLD)}")
    with Archive.open(db, create=False) as archive:
        found = entries(Record.read(archive), only)
    if as_json:
        say_json([asdict(entry) for entry in found])
        return
    if not found:
        note("no figure fits")
    shown = None
    for entry in found:
        if entry.event != shown:
            head = f"{entry.headline}  ({entry.event})" if entry.event else "of no event"
            say(("" if shown is None else "\n") + head)
            shown = entry.event
        _show(entry)


def _show(entry: "Entry") -> None:
    word = ", ".join(entry.voices) or entry.report
    day = entry.as_of or "day unknown"
    told = entry.told if entry.told == "first" else f"{TO[entry.told]} {'; '.join(entry.to)}"
    counted = " ".join(filter(None, (entry.outcome, entry.what))) or "(of what is not said)"
    former = " (said before)" if entry.is_former else ""
    say(f"    {day}  {counted}: {entry.figure}{former}  [{told}]")
    say(f"        on the word of {word} · {entry.report}: {entry.sentence}")
