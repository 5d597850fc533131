"""``istor add``: read, code, keep, link."""

from istor.cli.options import DEFAULT_DB, AsJson, Db, Model, Paths
from istor.cli.output import say, say_json
from istor.cli.watching import Watch
from istor.errors import NothingToDo


def add(paths: Paths, db: Db = DEFAULT_DB, model: Model = None, as_json: AsJson = False) -> None:
    """Read reports and keep them, with what they claim, in the archive.

    A report that is kept already changes nothing. An input that cannot be used is told in one line; the rest goes on.
    """
    from istor.reading import gather
    from istor.scaling.adding import add_to
    from istor.scaling.serial import Serial

    with Watch() as watch:
        summary = add_to(db, watch.see(gather(paths)), Serial(model), model)
    if as_json:
        say_json(summary.row())
    else:
        say(str(summary))
    if summary.is_useless:
        raise NothingToDo("no input could be used: nothing was added")
