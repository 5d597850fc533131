"""``istor coders``: who coded what, and how far they agree."""

from dataclasses import asdict, astuple

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import say, say_json

HEAD = ("coder", "claims", "reports", "events", "alone")


def coders(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print each coder's claims, reports and events, then, for every two, what both found in the reports of both."""
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.coders import agreements
    from istor.telling.coders import coders as found_in

    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
    found, pairs = found_in(record), agreements(record)
    if as_json:
        say_json({"coders": [asdict(coder) for coder in found], "agreements": [asdict(pair) for pair in pairs]})
        return
    for row in (HEAD, *map(astuple, found)):
        say("\t".join(map(str, row)))
    for pair in pairs:
        say(
            f"\n{pair.left} and {pair.right}, {pair.reports} reports: {pair.both} events both, "
            f"{pair.only_left} only {pair.left}, {pair.only_right} only {pair.right}"
        )
