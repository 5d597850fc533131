"""``istor load``: claims that other coders made, beside istor's own."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json
from istor.errors import InputError, NothingToDo

if TYPE_CHECKING:
    from istor.reading.coded import Line

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE…",
        show_default=False,
        help="JSON lines: PLOVER's form, or istor's; or folders that 'istor run' wrote.",
    ),
]
Coder = Annotated[
    str, typer.Option(metavar="NAME", help="Who made the claims that do not say so; the file's name by default.")
]


def load(files: Files, coder: Coder = "", db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Keep claims that other coders made, so that they are linked and can be compared with istor's own.

    Each is put into the archive's report of its name or address, where its sentence stands there; else its sentence is
    kept as a report. What is kept already changes nothing. Of a folder that 'istor run' wrote, the reports themselves
    are added, as 'istor add' would have coded them.
    """
    from istor.reading.coded import codings
    from istor.scaling.loading import load_to

    folders = [file for file in files if Path(file).is_dir()]
    if folders and (len(folders) < len(files) or coder):
        raise InputError("folders of 'istor run' go without files and --coder; load them by themselves")
    if folders:
        _bring(folders, db, as_json)
        return
    summary = load_to(db, _told(line for file in files for line in codings(file, coder)))
    if as_json:
        say_json(summary.row())
    else:
        say(str(summary))
    if summary.is_useless:
        raise NothingToDo("no line is a claim: nothing was loaded")


def _bring(folders: list[str], db: str, as_json: bool) -> None:
    """The reports of runs into the archive."""
    from istor.scaling.bringing import bring_to

    summary = bring_to(db, [Path(folder) for folder in folders])
    if as_json:
        say_json(summary.row())
    else:
        say(str(summary))


def _told(lines: "Iterable[Line]") -> "Iterator[Line]":
    """``lines``, with one line on stderr for each that is no claim, and for what had to be left out of a claim."""
    for line in lines:
        left_out = dict.fromkeys(words for coding in line.codings for words in coding.left_out)
        for words in (line.problem, *(f"{line.at}: {words}" for words in left_out)):
            if words:
                note(words)
        yield line
