"""The commands put together, and what becomes of errors: istor's own are one line, a bug keeps its traceback."""

import os
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from istor.cli import (
    actor,
    add,
    backup,
    code,
    coders,
    conflicts,
    date,
    diff,
    different,
    doctor,
    event,
    export,
    figures,
    forget,
    load,
    merge,
    recode,
    rename,
    reread,
    restore,
    run,
    runs,
    same,
    search,
    serve,
    sources,
    split,
    stories,
    timeline,
    times,
    undo,
    watch,
)
from istor.errors import IstorError

CODES = (
    "Exit codes: 0 done (also when nothing was found), 2 the input cannot be used, 3 no input at all could be used, "
    "4 a table is wrong, 5 the model, 6 the archive, 7 an optional part is missing."
)


class Commands(TyperGroup):
    """A group whose commands end in one line when istor knows what is wrong, and in silence when nobody reads on."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except IstorError as error:
            typer.echo(f"istor: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as error:
            _let_go()
            raise typer.Exit(0) from error


app = typer.Typer(
    name="istor",
    cls=Commands,
    help="Reads news reports and writes down who did what to whom, when, where, and on whose word.",
    epilog=CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

COMMANDS: dict[str, Callable[..., None]] = {
    "add": add.add,
    "watch": watch.watch,
    "search": search.search,
    "timeline": timeline.timeline,
    "event": event.event,
    "actor": actor.actor,
    "sources": sources.sources,
    "coders": coders.coders,
    "figures": figures.figures,
    "conflicts": conflicts.conflicts,
    "stories": stories.stories,
    "code": code.code,
    "times": times.times,
    "export": export.export,
    "load": load.load,
    "run": run.run,
    "same": same.same,
    "different": different.different,
    "merge": merge.merge,
    "split": split.split,
    "rename": rename.rename,
    "date": date.date,
    "undo": undo.undo,
    "acts": undo.acts,
    "recode": recode.recode,
    "reread": reread.reread,
    "runs": runs.runs,
    "diff": diff.diff,
    "forget": forget.forget,
    "backup": backup.backup,
    "restore": restore.restore,
    "serve": serve.serve,
    "doctor": doctor.doctor,
}
for name, command in COMMANDS.items():
    app.command(name)(command)


def _version(is_wanted: bool) -> None:
    if is_wanted:
        from istor.scaling.release import version

        typer.echo(f"istor {version()}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Take the options before the command."""


def main() -> None:
    """The ``istor`` command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that has no Greek shows question marks rather than an error
            stream.reconfigure(errors="replace")
    app()


def _let_go() -> None:
    """Python flushes its streams once more when it ends: let what nobody reads go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
