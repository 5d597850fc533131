"""Options and arguments that several commands share."""

from typing import Annotated

import typer

Db = Annotated[
    str,
    typer.Option("--db", envvar="ISTOR_DB", metavar="FILE|URL", help="The archive: a file, or a postgresql:// URL."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH…", show_default=False, help="Text files, .jsonl files or folders; - is standard input."
    ),
]
Model = Annotated[
    str | None,
    typer.Option("--model", envvar="ISTOR_MODEL", metavar="NAME", show_default=False,
                 help="A spaCy pipeline to read with, such as el_core_news_sm; istor's own model by default."),
]
To = Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to write; - is standard output.")]
Left = Annotated[str, typer.Argument(metavar="A", show_default=False, help="The id of an event or claim.")]
Right = Annotated[str, typer.Argument(metavar="B", show_default=False, help="The id of another one.")]
By = Annotated[
    str, typer.Option("--by", envvar="ISTOR_USER", metavar="NAME", help="Who judges; your login name by default.")
]
Why = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]

DEFAULT_DB = "istor.db"
STDOUT = "-"
