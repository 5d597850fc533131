"""``istor recode``: what is kept, coded anew."""

from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db, Model
from istor.cli.output import note, say, say_json

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[REPORT…]", show_default=False, help="Ids or names; all by default.")
]
All = Annotated[bool, typer.Option("--all", help="Those too that this version, model and tables coded already.")]


def recode(
    named: Reports = None, everything: All = False, db: Db = DEFAULT_DB, model: Model = None, as_json: AsJson = False
) -> None:
    """Code kept reports anew with this version, model and tables, and link everything again.

    What a person judged stays. Claims that are replaced can be looked back at: see 'istor diff'. A run that was cut off
    goes on where it ended when the same command is given again.
    """
    from istor.scaling.recoding import recode as run
    from istor.scaling.serial import Serial
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        done = run(archive, Serial(model), named or (), everything=everything, model=model)
    if as_json:
        say_json(done.row())
        return
    claims = f"claims: {done.added} added, {done.dropped} dropped, {done.changed} changed"
    say(f"run {done.run}: coded {done.coded} of {done.reports} reports; {claims}")
    if done.waiting:
        note(f"{done.waiting} judgements wait: the claims that they are about are no longer made")
