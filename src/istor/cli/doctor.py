"""``istor doctor``: what is installed, and what is wrong."""

from typing import Annotated

import typer

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import say, say_json

Check = Annotated[
    bool, typer.Option("--check", help="Go through the whole archive: damage, texts, offsets, words, vectors, links.")
]


def doctor(check: Check = False, db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print versions, the model with its licence, the tables, the archive, and what is wrong with any of them."""
    from istor.cli.checkup import findings as look

    findings = list(look(db, is_thorough=check))
    wrong = [finding.problem for finding in findings if finding.problem]
    if as_json:
        rows = [{"what": f.what, "found": f.found, "problem": f.problem and str(f.problem)} for f in findings]
        say_json(rows)
    else:
        width = max(len(finding.what) for finding in findings)
        for finding in findings:
            say(f"{finding.what:{width}}  {finding.found}" + (f"  ✗ {finding.problem}" if finding.problem else ""))
        say("all is well" if not wrong else f"{len(wrong)} wrong")
    if wrong:
        raise typer.Exit(wrong[0].exit_code)
