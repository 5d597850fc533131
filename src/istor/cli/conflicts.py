"""``istor conflicts``: who contradicts whom."""

from dataclasses import asdict

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json


def conflicts(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print where reports contradict one another, on whose word, and where a person and istor disagree."""
    from istor.storing import Archive
    from istor.telling import Record
    from istor.telling.conflicts import conflicts as told
    from istor.telling.conflicts import overruled

    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
    found, judged = told(record), overruled(record)
    if as_json:
        say_json({"conflicts": [asdict(c) for c in found], "overruled": [asdict(o) for o in judged]})
        return
    if not (found or judged):
        note("nothing is contradicted")
    for conflict in found:
        say(f"{conflict.what}  {conflict.headline}  ({conflict.event or 'of no event'})")
        for side in conflict.sides:
            say(f"    {side.value}: {', '.join(side.voices) or 'the report itself'} · {', '.join(side.reports)}")
    for one in judged:
        say(f"judgement  {one.left} and {one.right}: {one.judgement}, says {one.by}; istor says {one.score:.2f}")
        for words in one.reasons:
            say(f"    {words}")
