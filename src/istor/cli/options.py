"""Options and arguments that several commands share."""

from typing import Annotated

import typer

from istor.errors import InputError
from istor.model.plover import TYPES

Db = Annotated[
    str,
    typer.Option("--db", envvar="ISTOR_DB", metavar="FILE|URL", help="The archive: a file, or a postgresql:// URL."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…",
        show_default=False,
        help="Files (text, pages, JSON, CSV, Parquet, Word, ZIP, tar, WARC), folders, addresses, feeds; - is stdin.",
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", envvar="ISTOR_MODEL", metavar="NAME", show_default=False,
                 help="A spaCy pipeline to read with, such as el_core_news_sm; istor's own model by default."),
]
Jobs = Annotated[
    int,
    typer.Option("--jobs", "-j", metavar="N", min=1, max=256, help="Code in so many processes, each with its model."),
]
To = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")]
Left = Annotated[str, typer.Argument(metavar="A", show_default=False, help="The id of an event or claim.")]
Right = Annotated[str, typer.Argument(metavar="B", show_default=False, help="The id of another one.")]
By = Annotated[
    str, typer.Option("--by", envvar="ISTOR_USER", metavar="NAME", help="Who judges; your login name by default.")
]
Actor = Annotated[
    str | None, typer.Option(metavar="NAME", help="A party: a code (RUS), CODE:Name, or a part of a name.")
]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", help="A PLOVER type, such as CONSULT.")]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]

DEFAULT_DB = "istor.db"
STDOUT = "-"


def event_type(name: str | None) -> str | None:
    """The PLOVER type of that name in any case."""
    if name is not None and name.upper() not in TYPES:
        raise InputError(f"{name}: no such type; there are {', '.join(TYPES)}")
    return name and name.upper()
