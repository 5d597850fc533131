"""A whole run: inputs to coded parts, parts to one linked record, and the record to Parquet files in a folder.

The same roads as ``istor add`` and ``istor export``, with files in the place of an archive: where parts are coded, here
or on a cluster, makes no difference to a byte of what is written.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from istor.errors import InputError, MissingExtra
from istor.scaling.adding import Summary
from istor.scaling.parts import Done, read_part
from istor.scaling.recording import record_of
from istor.scaling.release import model_digest, settings, version
from istor.scaling.runner import Coded, Runner

EXTRA = "parquet"
MANIFEST = "run.json"
TABLES = ("reports", "claims", "events", "links")


class Workers(Runner, Protocol):
    """What codes parts, somewhere and somehow, and single reports as any runner does."""

    model: str | None

    def code(self, sources: Iterable[str], out: str) -> Iterator[Done]:
        """The parts of all inputs, in their order, each coded into ``out``; one that is there already is not anew."""
        ...


@dataclass(frozen=True)
class Whole:
    """What a run wrote: ``counts`` of tables by name, and what became of the inputs."""

    summary: Summary
    counts: dict[str, int]


def run(sources: Sequence[str], out: Path, workers: Workers, see: Callable[[str], object]) -> Whole:
    """Read, code and link all of ``sources`` into Parquet files in ``out``; ``see`` is told each problem, in one line.

    Run again with the same inputs, it goes on where it ended and writes the same bytes.
    """
    _require_parquet()
    _made(out)
    summary, keys = Summary(), []
    for done in workers.code(sources, str(out)):
        for line in done.notes:
            see(line)
        keys += [done.key] if done.kept else []
        summary.read += done.kept + sum(done.reasons.values())
        summary.reasons.update(done.reasons)
        summary.uncoded.update(done.uncoded)
    found = {one.report.id: one for key in reversed(keys) for one in reversed(_part(out, key))}  # the first one stays
    summary.kept, summary.repeated = len(found), summary.read - summary.skipped - len(found)
    counts = _write(sorted(found.values(), key=_place), out, workers)
    told = {"version": version(), "model": model_digest(workers.model), "settings": settings(), "tables": counts,
            "parts": keys, "summary": summary.row()}
    _put(out / MANIFEST, (json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode())
    return Whole(summary, counts)


def _part(out: Path, key: str) -> list[Coded]:
    """The reports of a part as linking needs them, which asks for no vectors."""
    return [replace(one, vectors=None) for one, _ in read_part(out, key)]


def _place(one: Coded) -> tuple[date, str, str]:
    """Reports in the order in which an archive gives them."""
    when = one.report.published
    return ((when and (when.first or when.last)) or date.max, one.report.name, one.report.id)


def _write(coded: Sequence[Coded], out: Path, runner: Runner) -> dict[str, int]:
    """The linked record as tables; how many rows each has."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from istor.telling.exports import columns

    record = record_of(coded, runner)
    made = {"reports": columns.reports(record.reports), "claims": columns.claims(record.by_text(), record),
            "events": columns.events(record.events, record), "links": columns.links(record.links)}
    for name in TABLES:
        file = pa.BufferOutputStream()
        pq.write_table(made[name], file, compression="zstd")
        _put(out / f"{name}.parquet", file.getvalue())
    return {name: made[name].num_rows for name in TABLES}


def _put(path: Path, data: Any) -> None:
    """Write a file whole or not at all."""
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _made(out: Path) -> None:
    """Make the folder; InputError where something else stands there."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = (error.strerror or "error").lower()
        raise InputError(f"{out}: no folder can be made there ({why}); name another") from error


def _require_parquet() -> None:
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise MissingExtra("istor run", EXTRA) from error


@dataclass(frozen=True)
class Manifest:
    """What a finished run says of itself: what it coded with, and the parts that it made."""

    version: str
    model: str
    settings: dict[str, Any]
    parts: tuple[str, ...]

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """The manifest of the run that wrote ``folder``; InputError where none did, or none to its end."""
        try:
            told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            made = cls(str(told["version"]), str(told["model"]), dict(told["settings"]), tuple(map(str, told["parts"])))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InputError(f"{folder}: holds no finished run; name the folder that 'istor run' wrote") from error
        if strange := [key for key in made.parts if not key.isalnum()]:
            raise InputError(f"{folder}: {MANIFEST} names {strange[0]!r:.40}, which is no part of a run")
        return made
