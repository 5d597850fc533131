"""The record as tables of typed columns (Apache Arrow): what Parquet holds and what data frames are made of.

``events`` has a row an event with its claims nested in it; ``claims``, ``reports`` and ``links`` a row each. Rows
follow the record; days are ``date32``, lists are lists, and what is not known is null.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from istor.model import Claim, Event, Link, Report
from istor.telling.describe import describe
from istor.telling.exports import fields
from istor.telling.exports.jsonl import row
from istor.telling.record import Record

_TEXTS = pa.list_(pa.string())
_TYPES = {fields.TEXT: pa.string(), fields.DAY: pa.date32(), fields.NUMBER: pa.int32(), fields.LIST: _TEXTS}
_FIGURE = pa.struct(
    {"what": pa.string(), "number": pa.float64(), "word": pa.string(), "unit": pa.string(), "approx": pa.bool_()}
)

CLAIMS = pa.schema(
    {
        "id": pa.string(), "event": pa.string(), "report": pa.string(), "report_id": pa.string(), "start": pa.int32(),
        "end": pa.int32(), "trigger": pa.string(), "type": pa.string(), "mode": pa.string(), "context": pa.string(),
        "actors": _TEXTS, "recipients": _TEXTS, "date": pa.string(), "first": pa.date32(), "last": pa.date32(),
        "basis": pa.string(), "place": pa.string(), "status": pa.string(), "sources": _TEXTS, "quote": pa.string(),
        "figures": pa.list_(_FIGURE), "confidence": pa.float64(), "step": pa.string(), "version": pa.string(),
        "rule": pa.string(), "sentence_start": pa.int32(), "sentence_end": pa.int32(), "sentence": pa.string(),
    }
)  # fmt: skip
EVENTS = pa.schema(
    {name: _TYPES[kind] for name, kind in fields.KINDS.items()} | {"claims": pa.list_(pa.struct(list(CLAIMS)))}
)
REPORTS = pa.schema(
    {
        "id": pa.string(), "name": pa.string(), "title": pa.string(), "source": pa.string(), "url": pa.string(),
        "lang": pa.string(), "published": pa.date32(), "text": pa.string(),
    }
)  # fmt: skip
LINKS = pa.schema(
    {
        "kind": pa.string(), "left": pa.string(), "right": pa.string(), "judgement": pa.string(),
        "score": pa.float64(), "reasons": _TEXTS, "by": pa.string(), "step": pa.string(), "version": pa.string(),
        "rule": pa.string(),
    }
)  # fmt: skip


def events(found: Iterable[Event], record: Record) -> pa.Table:
    """A row an event; ``claims`` holds those of :func:`claims`, by day of their report and place in its text."""
    rows = ({**fields.fields(describe(e, record)), "claims": _claims(record.in_order(e.claims), record)} for e in found)
    return pa.Table.from_pylist(list(rows), schema=EVENTS)


def claims(found: Iterable[Claim], record: Record) -> pa.Table:
    """A row a claim, in the words of the jsonl export, with the days, the ids and what made it beside them."""
    return pa.Table.from_pylist(_claims(found, record), schema=CLAIMS)


def reports(found: Iterable[Report]) -> pa.Table:
    """A row a report, with its whole text."""
    rows = [
        {
            **{name: getattr(report, name) for name in REPORTS.names if name != "published"},
            "published": report.published.first if report.published else None,
        }
        for report in found
    ]
    return pa.Table.from_pylist(rows, schema=REPORTS)


def links(found: Iterable[Link]) -> pa.Table:
    """A row a link, by kind and ids."""
    rows = [
        {
            **{name: getattr(link, name) for name in ("kind", "left", "right", "judgement", "score", "by")},
            "reasons": list(link.reasons),
            **{name: getattr(link.made, name) for name in ("step", "version", "rule")},
        }
        for link in sorted(found, key=lambda link: (link.kind, link.left, link.right, link.by))
    ]
    return pa.Table.from_pylist(rows, schema=LINKS)


def _claims(found: Iterable[Claim], record: Record) -> list[dict[str, Any]]:
    return [_claim(claim, record) for claim in found]


def _claim(claim: Claim, record: Record) -> dict[str, Any]:
    said, when, report = row(claim, record), claim.when, record.report(claim.report)
    return {
        **said,
        "id": claim.id,
        "report_id": report.id,
        "trigger": claim.trigger.of(report.text),
        "context": claim.context,
        "first": when.first if when else None,
        "last": when.last if when else None,
        "basis": when.basis if when else None,
        "figures": [_figure(figure) for figure in said["figures"]],
        "step": claim.made.step,
        "version": claim.made.version,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
    }


def _figure(said: Mapping[str, Any]) -> dict[str, Any]:
    """A column has one type: a vague figure's word stands beside the numbers."""
    value = said["value"]
    is_word = isinstance(value, str)
    parts = {name: said[name] for name in ("what", "unit", "approx")}
    return {**parts, "number": None if is_word else float(value), "word": value if is_word else None}
