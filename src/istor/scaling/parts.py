"""A run's work in parts: some reports of one input, coded together and kept in one file.

A part's file is named by what it was made from: its reports, the version, the model and the tables. So a run that was
cut off goes on where it ended, the same part made twice is the same file, and no worker needs to know of another. A
file is there whole or not at all.
"""

import json
import os
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from istor.languages.coded import coded
from istor.model import Original, Report, Span, Vectors
from istor.model.ids import digest
from istor.model.original import Origin
from istor.scaling import serial
from istor.scaling.adding import reason_of
from istor.scaling.places import gathered
from istor.scaling.release import model_digest, settings, version
from istor.scaling.runner import Coded
from istor.storing.documents import claim_of, document, report_document, report_of, statement_document, statement_of

REPORTS = 64
"""Reports of a part: under a minute of work, which is what a worker that is killed loses."""
FOLDER, LETTERS = "coded", 32


@dataclass(frozen=True)
class Part:
    """Reports of one input with the pages that some were read from, and what was wrong with those that are not here."""

    reports: tuple[Report, ...]
    originals: Mapping[str, Original] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)

    def key(self, model: str | None) -> str:
        """The name of the part's file."""
        made_by = (version(), model_digest(model), _json(settings()))
        told = [*made_by, *(_json(report_document(report)) for report in self.reports)]
        return digest("\n".join(told).encode())[:LETTERS]


@dataclass(frozen=True)
class Done:
    """What became of a part: its file's name, and its inputs counted."""

    key: str
    kept: int
    uncoded: Mapping[str, int]
    notes: tuple[str, ...]
    reasons: Mapping[str, int]


def parts_of(source: str, size: int = REPORTS) -> Iterator[Part]:
    """The reports of one input, in its order, ``size`` at a time; parts depend on nothing but what the input holds."""
    with gathered(source) as outcomes:
        while some := list(islice(outcomes, size)):
            found = [outcome for outcome in some if outcome.report is not None]
            yield Part(
                tuple(outcome.report for outcome in found if outcome.report),
                {o.report.id: o.original for o in found if o.report and o.original},
                tuple(line for outcome in some for line in (outcome.problem, outcome.warning) if line),
                Counter(reason_of(outcome) for outcome in some if outcome.report is None),
            )


def code_part(part: Part, out: str, model: str | None) -> Done:
    """Code the reports of ``part`` into a file under ``out``, unless it is there already."""
    key = part.key(model)
    path = Path(out) / FOLDER / f"{key}.parquet"
    if part.reports and not path.exists():
        _keep(path, [_row(serial.code_report(report, model), part.originals.get(report.id)) for report in part.reports])
    uncoded = Counter(report.lang for report in part.reports if report.lang not in coded())
    return Done(key, len(part.reports), uncoded, part.notes, part.reasons)


def read_part(out: str | Path, key: str) -> Iterator[tuple[Coded, Original | None]]:
    """What the part's file holds: each report as it was coded, and the page that it was read from."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(Path(out) / FOLDER / f"{key}.parquet")
    for batch in file.iter_batches(REPORTS):
        yield from (_coded(row) for row in batch.to_pylist())


def _keep(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write the rows beside ``path``, then put the whole file there at once."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {name: pa.binary() for name in ("vectors", "original")} | {"seen": pa.date32()}
    schema = pa.schema({name: kinds.get(name, pa.string()) for name in _COLUMNS})
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.stem}.{platform.node()}.{os.getpid()}")  # of no other worker
    try:
        pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), unfinished, compression="zstd")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


_COLUMNS = ("id", "name", "report", "claims", "statements", "model", "spans", "vectors", "original", "url", "charset",
            "seen")


def _row(one: Coded, original: Original | None) -> dict[str, Any]:
    vectors, origin = one.vectors, original.origin if original else Origin()
    return {
        "id": one.report.id,
        "name": one.report.name,
        "report": _json(report_document(one.report)),
        "claims": _json([document(claim) for claim in one.claims]),
        "statements": _json([statement_document(statement) for statement in one.statements]),
        "model": vectors.model if vectors else None,
        "spans": _json([[span.start, span.end] for span in vectors.spans]) if vectors else None,
        "vectors": vectors.values if vectors else None,
        "original": original.data if original else None,
        "url": origin.url,
        "charset": origin.charset,
        "seen": origin.seen,
    }


def _coded(row: Mapping[str, Any]) -> tuple[Coded, Original | None]:
    report = report_of(json.loads(row["report"]))
    vectors = None
    if row["model"] is not None:
        vectors = Vectors(row["model"], tuple(Span(*ends) for ends in json.loads(row["spans"])), row["vectors"])
    claims = tuple(map(claim_of, json.loads(row["claims"])))
    statements = tuple(statement_of(report.id, made) for made in json.loads(row["statements"]))
    return Coded(report, claims, vectors, statements), _original(row)


def _original(row: Mapping[str, Any]) -> Original | None:
    seen: date | None = row["seen"]
    return None if row["original"] is None else Original(row["original"], Origin(row["url"], row["charset"], seen))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
