"""An archive opened for work from Python: what the commands do, as methods of one object.

Every method reads the archive as it is at that moment. It decides nothing: it calls what the command calls, and gives
the values that the command prints.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from istor.model import Claim, Event, Report
from istor.reading import Outcome, gather
from istor.reading.coded import Line, codings
from istor.scaling.adding import Summary, add
from istor.scaling.judging import judge
from istor.scaling.loading import Loaded, load
from istor.scaling.serial import Serial
from istor.storing import Archive
from istor.telling import Entry, Record, TimelineFilter, describe, frames
from istor.telling.actors import Profile, profiles
from istor.telling.coders import Agreement, Coder, agreements, coders
from istor.telling.exports import export
from istor.telling.identity import Reason, reasons
from istor.telling.sources import Source, sources
from istor.telling.timeline import fitting

Day = date | str | None
"""A day, or a year, month or day as text (``2025``, ``2025-07``, ``2025-07-14``)."""

log = logging.getLogger("istor")


def open(where: str | Path, *, create: bool = True) -> "Desk":  # noqa: A001 - istor.open, as in gzip and wave
    """The archive at a path or ``postgresql://`` URL, made where there is none.

    With ``create=False`` an archive that is not there is an ``ArchiveError``. Close it, or use it in a ``with``
    statement.
    """
    return Desk(Archive.open(where, create=create))


class Desk:
    """An opened archive. What is wrong with an input is a warning of the logger ``istor``; the rest goes on."""

    def __init__(self, store: Archive) -> None:
        self.store = store

    def __repr__(self) -> str:
        return f"<istor archive {self.store.name}: {self.store.counts()}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    # What is kept

    def add(self, paths: str | Path | Iterable[str | Path]) -> Summary:
        """Read reports, code them, keep and link them; what became of each is counted."""
        return add(self.store, _outcomes(gather(_each(paths))), Serial())

    def load(self, files: str | Path | Iterable[str | Path], coder: str = "") -> Loaded:
        """Keep claims that other coders made (JSON lines, PLOVER's form or istor's) and link them."""
        return load(self.store, _lines(line for file in _each(files) for line in codings(file, coder)))

    def same(self, left: str, right: str, by: str, reason: str = "") -> tuple[str, ...]:
        """Say that two events, or claims, are one event; the ids of the events that they are now."""
        return judge(self.store, (left, right), "same", by, reason)

    def different(self, left: str, right: str, by: str, reason: str = "") -> tuple[str, ...]:
        """Say that two events, or claims, are not one event; the ids of the events that they are now."""
        return judge(self.store, (left, right), "different", by, reason)

    # What is told

    def record(self) -> Record:
        """Reports, claims and links as they are now: what all else is worked out from."""
        return Record.read(self.store)

    def reports(self) -> Iterator[Report]:
        """All reports by day of publication, the undated last."""
        return self.store.reports()

    def events(
        self,
        *,
        actor: str | None = None,
        type: str | None = None,
        since: Day = None,
        until: Day = None,
        source: str | None = None,
    ) -> Iterator[Event]:
        """The events in order of time, the undated last, that the filter of ``istor timeline`` lets through."""
        wanted = _filter(actor, type, since, until, source)
        return fitting(self.record(), self.store, wanted)

    def claims(self, **wanted: Any) -> Iterator[Claim]:
        """The claims of :meth:`events`, which takes the same filter."""
        record = self.record()
        for event in fitting(record, self.store, _filter(**wanted)):
            yield from record.in_order(event.claims)

    def timeline(self, **wanted: Any) -> tuple[Entry, ...]:
        """The events of :meth:`events` in words, each with its claims."""
        record = self.record()
        return tuple(describe(event, record) for event in fitting(record, self.store, _filter(**wanted)))

    def event(self, named: str) -> Entry:
        """The event with that id, or that the claim with that id tells of."""
        record = self.record()
        return describe(record.event(named), record)

    def why(self, named: str) -> tuple[Reason, ...]:
        """Why the claims of that event are one, and why others that come near are not."""
        record = self.record()
        return reasons(record.event(named), record)

    def actor(self, name: str) -> tuple[Profile, ...]:
        """The parties whom ``name`` fits: a code, ``CODE:Name``, or a part of a name."""
        return profiles(self.record(), name)

    def sources(self) -> tuple[Source, ...]:
        """On whose word the record rests."""
        return sources(self.record())

    def coders(self) -> tuple[Coder, ...]:
        """Who coded what."""
        return coders(self.record())

    def agreements(self) -> tuple[Agreement, ...]:
        """How far every two coders agree on the reports that both coded."""
        return agreements(self.record())

    # What is handed on

    def export(self, form: str, to: str | Path | None = None) -> bytes:
        """The record in one of the formats of ``istor export``; written to the file ``to`` where one is named."""
        write = export(form)
        whole = b"".join(piece.encode() if isinstance(piece, str) else piece for piece in write(self.record()))
        if to is not None:
            Path(to).write_bytes(whole)
        return whole

    def to_arrow(self, table: frames.Kind = "events", **wanted: Any) -> Any:
        """``events`` with their claims, ``claims`` or ``reports`` as a ``pyarrow.Table``; filters as :meth:`events`."""
        record = self.record()
        return frames.arrow(table, record, fitting(record, self.store, _filter(**wanted)))

    def to_pandas(self, table: frames.Kind = "events", **wanted: Any) -> Any:
        """:meth:`to_arrow` as a ``pandas.DataFrame``."""
        return frames.pandas(self.to_arrow(table, **wanted))

    def to_polars(self, table: frames.Kind = "events", **wanted: Any) -> Any:
        """:meth:`to_arrow` as a ``polars.DataFrame``."""
        return frames.polars(self.to_arrow(table, **wanted))


def _filter(
    actor: str | None = None,
    type: str | None = None,
    since: Day = None,
    until: Day = None,
    source: str | None = None,
) -> TimelineFilter:
    first, last = (day.isoformat() if isinstance(day, date) else day for day in (since, until))
    return TimelineFilter.of(actor, type, first, last, source)


def _outcomes(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        for words in filter(None, (outcome.problem, outcome.warning)):
            log.warning("%s", words)
        yield outcome


def _lines(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        if line.problem:
            log.warning("%s", line.problem)
        yield line


def _each(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)
