"""Runs: when the program worked on the archive, in which version, and what became of the reports it met."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from istor.storing.tables import runs


@dataclass(frozen=True)
class Run:
    """One run; times in UTC. ``finished`` and ``summary`` are ``None`` while it lasts, or if it was cut off.

    ``kind`` is ``add`` or ``recode``; ``summary`` counts what became of the reports. ``model`` is a digest, and so are
    the ``settings``: what else the claims depend on.
    """

    id: int
    started: datetime
    version: str
    model: str
    finished: datetime | None = None
    summary: Mapping[str, Any] | None = None
    kind: str = "add"
    settings: Mapping[str, Any] | None = None

    def is_like(self, other: "Run") -> bool:
        """Whether the two make the same claims of the same report."""
        return (self.version, self.model, self.settings) == (other.version, other.model, other.settings)


def insert_run(
    connection: Connection, version: str, model: str, kind: str = "add", settings: Mapping[str, Any] | None = None
) -> int:
    """Note that a run starts now; its id."""
    row = {"started": now(), "version": version, "model": model, "kind": kind, "settings": settings}
    result = connection.execute(insert(runs).values(row))
    key = result.inserted_primary_key
    assert key is not None, "a table with a primary key gives it back"
    return int(key[0])


def end_run(connection: Connection, run_id: int, summary: Mapping[str, Any]) -> bool:
    """Note that the run ends now; whether there is such a run."""
    change = update(runs).where(runs.c.id == run_id).values(finished=now(), summary=dict(summary))
    return connection.execute(change).rowcount > 0


def select_runs(connection: Connection) -> Iterator[Run]:
    """All runs in the order in which they started."""
    for row in connection.execute(select(runs).order_by(runs.c.id)).mappings():
        times = {name: row[name] and row[name].replace(tzinfo=UTC) for name in ("started", "finished")}
        yield Run(**{**row, **times})


def now() -> datetime:
    """Without a zone, because SQLite keeps none."""
    return datetime.now(UTC).replace(tzinfo=None)
