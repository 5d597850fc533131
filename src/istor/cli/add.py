"""``istor add``: read, code, keep, link."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db, Jobs, Model, Paths
from istor.cli.output import say, say_json
from istor.cli.watching import Watch
from istor.errors import InputError, NothingToDo

if TYPE_CHECKING:
    from istor.reading import Outcome

Strict = Annotated[bool, typer.Option("--strict", help="End at the first input that cannot be used.")]


def add(
    paths: Paths, db: Db = DEFAULT_DB, model: Model = None, jobs: Jobs = 1, strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Read reports and keep them, with what they claim, in the archive.

    A report that is kept already changes nothing. An input that cannot be used is told in one line, and the rest goes
    on; with --strict nothing after it is read, and the command fails. What was kept before it stays, and is linked.
    """
    from istor.reading import gather
    from istor.scaling.adding import add_to
    from istor.scaling.processes import runner_for

    with Watch() as watch:
        outcomes = gather(paths)
        seen = watch.see(_to_first_problem(outcomes) if strict else outcomes)
        summary = add_to(db, seen, runner_for(jobs, model), model)
    if as_json:
        say_json(summary.row())
    else:
        say(str(summary))
    if strict and summary.skipped:
        raise InputError("an input could not be used, and --strict ends there")
    if summary.is_useless:
        raise NothingToDo("no input could be used: nothing was added")


def _to_first_problem(outcomes: "Iterable[Outcome]") -> "Iterator[Outcome]":
    """``outcomes`` up to the first that cannot be used, this one too."""
    for outcome in outcomes:
        yield outcome
        if outcome.problem:
            return
