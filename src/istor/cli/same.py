"""``istor same``: a person says that two are one event."""

from istor.cli.judging import judge
from istor.cli.options import DEFAULT_DB, AsJson, By, Db, Left, Right, Why


def same(left: Left, right: Right, by: By = "", reason: Why = "", db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Say that two events, or claims, are one event. Kept for ever; no program undoes it."""
    judge((left, right), "same", by, reason, db, as_json=as_json)
