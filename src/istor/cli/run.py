"""``istor run``: many reports to Parquet files, on this machine or on a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import AsJson, Jobs, Model, Paths
from istor.cli.output import note, say, say_json
from istor.errors import InputError, NothingToDo

if TYPE_CHECKING:
    from istor.scaling.whole import Workers

HERE, RAY = "here", "ray"
On = Annotated[
    str, typer.Option("--on", metavar="here|ray", help="On this machine, or on a Ray cluster (that of RAY_ADDRESS).")
]
Out = Annotated[str, typer.Option("--out", metavar="DIR", help="The folder for the Parquet files.", show_default=False)]


def run(paths: Paths, out: Out, on: On = HERE, jobs: Jobs = 1, model: Model = None, as_json: AsJson = False) -> None:
    """Read, code and link many reports into Parquet files: reports, claims, events and links.

    Run again with the same inputs, it goes on where it ended, and writes the same bytes, whatever the number of jobs
    and the machines. 'istor load DIR' brings the result into an archive.
    """
    from istor.scaling.whole import run as run_whole

    with _workers(on, jobs, model) as workers:
        found = run_whole(paths, Path(out), workers, note)
    if as_json:
        say_json({**found.summary.row(), "tables": found.counts})
    else:
        say(f"{found.summary}; " + ", ".join(f"{count} {name}" for name, count in found.counts.items()))
    if found.summary.is_useless:
        raise NothingToDo("no input could be used: the tables are empty")


@contextmanager
def _workers(on: str, jobs: int, model: str | None) -> "Iterator[Workers]":
    if on == HERE:
        from istor.scaling.here import Here

        yield Here(jobs, model)
    elif on == RAY:
        from istor.scaling.ray import Cluster

        with Cluster(jobs, model) as cluster:
            yield cluster
    else:
        raise InputError(f"--on {on}: no such place; give {HERE} or {RAY}")
