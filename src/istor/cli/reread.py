"""``istor reread``: kept pages, read as they would be read now."""

from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db, Model
from istor.cli.output import say, say_json
from istor.cli.recode import Reports

Put = Annotated[bool, typer.Option("--replace", help="Put the new readings in the place of the old ones.")]


def reread(
    named: Reports = None, put: Put = False, db: Db = DEFAULT_DB, model: Model = None, as_json: AsJson = False
) -> None:
    """Read kept pages again from their bytes, and tell which would be read otherwise by this version.

    Changes nothing without --replace. A report on which a person's word or another coder's claim rests is left as it is
    even then.
    """
    from istor.scaling import rereading
    from istor.scaling.serial import Serial
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        found = rereading.reread(archive, named or ())
        done = rereading.put(archive, found, Serial(model), model) if put else found
    if as_json:
        say_json({"pages": done.pages, "otherwise": [r.row() for r in done.otherwise], "replaced": done.replaced})
        return
    for reading in done.otherwise:
        kept, now = reading.kept, reading.now
        told = f"{kept.name}: {len(kept.text):,} characters, now {len(now.text):,}" if now else reading.problem
        say(told + ("; judged by others: left as it is" if reading.is_judged else ""))
    say(f"read {done.pages} pages again: {len(done.otherwise)} otherwise, {done.replaced} replaced")
