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
    from istor.telling.identity import Ground, Reason, Stage

Id = Annotated[str, typer.Argument(metavar="ID", show_default=False, help="The id of an event, or of a claim of it.")]


Why = Annotated[
    bool, typer.Option("--why", help="Print why claims are this event, why others are not, and what else it rests on.")
]


def event(named: Id, why: Why = False, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print one event: every claim with its sentence, figures, conflicts, and what came before or after it."""
    from istor.storing import Archive
    from istor.telling import Record, describe
    from istor.telling.identity import grounds, reasons, stages

    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
    found = record.event(named)
    entry, links, others = describe(found, record), reasons(found, record), stages(found, record)
    rests = grounds(found, record)
    if as_json:
        rows = {"links": [asdict(reason) for reason in links], "stages": [asdict(stage) for stage in others]}
        rows["grounds"] = [asdict(ground) for ground in rests]
        say_json({**asdict(entry), "name": record.name_of(found), **rows})
        return
    named = record.name_of(found)
    head = [named] if named else []
    text = "\n".join((*head, *_lines(entry, others), *(_why(links, rests) if why else ())))
    if is_terminal():
        _panel(text, entry)
    else:
        say(text)


def _lines(entry: "Entry", others: "Sequence[Stage]") -> Iterator[str]:
    yield from plain(entry)
    for stage in others:
        yield f"    {stage.words} {stage.event}"
    for figure in entry.figures:
        yield f"    figure: {figure}"
    for said in entry.said:
        voices = ", ".join(said.voices) or "the report itself"
        yield f"\n{said.claim}  {said.name} ({said.published}), {said.start}–{said.end}"
        yield f"    {said.sentence}"
        yield f"    «{said.trigger}»; {said.when}; {said.status}; {voices}; confidence {said.confidence:.2f}"
        yield f"    {said.rule}" + (f": {said.reason}" if said.reason else "")


def _why(links: "Sequence[Reason]", rests: "Sequence[Ground]") -> Iterator[str]:
    yield "\nWhy" if links else "\nWhy: one claim, and none comes near it"
    for reason in links:
        told = f"{reason.rule or reason.judgement} ({reason.score:.2f}, by {reason.by})"
        yield f"    {reason.words[0]} and {reason.words[1]}: {told}"
        yield f"        {reason.left} {reason.right}"
        yield from (f"        {words}" for words in reason.reasons)
    yield from ("\nWhat else it rests on",) if rests else ()
    for ground in rests:
        score = f"{ground.score:.2f}, " if ground.score is not None else ""
        yield f"    {ground.what} ({score}by {ground.by})"
        yield from (f"        {words}" for words in ground.reasons)


def _panel(text: str, entry: "Entry") -> None:
    from rich.console import Console
    from rich.panel import Panel
    from rich.text import Text

    Console().print(Panel(Text(text), title=Text(entry.id), title_align="left"))
