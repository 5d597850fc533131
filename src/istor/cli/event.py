"""``istor event``: one event with its claims and why they are one."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.entries import plain
from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import is_terminal, say, say_json

if TYPE_CHECKING:
    from istor.telling import Entry
    from istor.telling.identity import Reason

Id = Annotated[str, typer.Argument(metavar="ID", show_default=False, help="The id of an event, or of a claim of it.")]


def event(named: Id, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print one event: every claim with its sentence, figures, conflicts, and why the claims are one event."""
    from istor.storing import Archive
    from istor.telling import Record, describe
    from istor.telling.identity import reasons

    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
    found = record.event(named)
    entry, why = describe(found, record), reasons(found, record)
    if as_json:
        say_json({**asdict(entry), "links": [asdict(reason) for reason in why]})
        return
    text = "\n".join(_lines(entry, why))
    if is_terminal():
        _panel(text, entry)
    else:
        say(text)


def _lines(entry: "Entry", why: "Sequence[Reason]") -> Iterator[str]:
    yield from plain(entry)
    for figure in entry.figures:
        yield f"    figure: {figure}"
    for said in entry.said:
        voices = ", ".join(said.voices) or "the report itself"
        yield f"\n{said.claim}  {said.name} ({said.published}), {said.start}–{said.end}"
        yield f"    {said.sentence}"
        yield f"    «{said.trigger}»; {said.when}; {said.status}; {voices}; confidence {said.confidence:.2f}"
        yield f"    {said.rule}" + (f": {said.reason}" if said.reason else "")
    if why:
        yield "\nWhy"
    for reason in why:
        yield f"    {reason.left} {reason.right}: {reason.judgement} ({reason.score:.2f}, by {reason.by})"
        yield from (f"        {words}" for words in reason.reasons)


def _panel(text: str, entry: "Entry") -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    Console().print(Panel(Text(text), title=Text(entry.id), title_align="left"))
