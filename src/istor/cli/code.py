"""``istor code``: what reports claim, with no archive."""

from typing import Annotated

import typer

from istor.cli.options import STDOUT, Paths, To
from istor.cli.output import write
from istor.cli.watching import Watch, usable

Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="As in 'istor export'.")]


def code(paths: Paths, form: Format = "jsonl", to: To = STDOUT) -> None:
    """Print what reports claim, one claim a line; events are worked out among the reports given. Keeps nothing."""
    from istor.reading import gather
    from istor.scaling.recording import record
    from istor.scaling.serial import Serial
    from istor.telling.exports import export

    written = export(form)
    with Watch() as watch:
        found = record(usable(watch.see(gather(paths))), Serial())
    write(written(found), to)
