"""``istor different``: a person says that two are not one event."""

from istor.cli.judging import judge
from istor.cli.options import DEFAULT_DB, AsJson, By, Db, Left, Right, Why


def different(
    left: Left, right: Right, by: By = "", reason: Why = "", db: Db = DEFAULT_DB, as_json: AsJson = False
) -> None:
    """Say that two events, or claims, are not one event. Kept for ever; no program undoes it."""
    judge((left, right), "different", by, reason, db, as_json=as_json)
