"""``istor runs``: when the program worked on the archive, and what came of it."""

from dataclasses import asdict

from istor.cli.options import DEFAULT_DB, AsJson, Db
from istor.cli.output import note, say, say_json


def runs(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Print the runs: number, day and time (UTC), what was done, version, model, and what became of the reports."""
    from istor.storing import Archive

    with Archive.open(db, create=False) as archive:
        found = list(archive.runs())
    if as_json:
        say_json([{**asdict(run), "is_cut_off": run.finished is None} for run in found])
        return
    if not found:
        note("there was no run yet")
    for run in found:
        counts = (f"{name} {count}" for name, count in (run.summary or {}).items() if isinstance(count, int))
        told = ", ".join(counts) if run.finished else "not finished"
        say(f"{run.id}\t{run.started:%Y-%m-%d %H:%M}\t{run.kind}\t{run.version}\t{run.model[:12]}\t{told}")
