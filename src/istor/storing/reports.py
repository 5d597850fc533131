"""Reports with their blocks and repairs: rows of them, and the queries that keep and fetch them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, func, insert, select

from istor.model import Block, Repair, Report
from istor.model.ids import digest
from istor.storing.filters import fold
from istor.storing.rows import days_of, days_row, made_of, made_row, parts_of, span_of, span_row
from istor.storing.tables import blocks, repairs, reports

BATCH = 100  # reports held at once while all are read: texts are large


def has_report(connection: Connection, report_id: str) -> bool:
    """Whether the report is kept."""
    return connection.scalar(select(reports.c.id).where(reports.c.id == report_id)) is not None


def insert_reports(connection: Connection, entries: Sequence[Report], run: int | None = None) -> None:
    """Keep the reports, which ``run`` coded, with their blocks and repairs."""
    for table, rows in (
        (reports, [{**_report_row(report), "coded_run": run} for report in entries]),
        (blocks, [row for report in entries for row in _block_rows(report)]),
        (repairs, [row for report in entries for row in _repair_rows(report)]),
    ):
        if rows:
            connection.execute(insert(table), rows)


def select_report(connection: Connection, report_id: str) -> Report | None:
    """The report with that id."""
    row = connection.execute(select(reports).where(reports.c.id == report_id)).mappings().first()
    return None if row is None else next(_with_parts(connection, [row]))


def select_reports(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[Report]:
    """The reports that meet the conditions, by day of publication (the undated last), name and id."""
    day = func.coalesce(reports.c.published_first, reports.c.published_last)
    query = select(reports).where(*conditions).order_by(day.nulls_last(), reports.c.name, reports.c.id)
    for batch in connection.execute(query.execution_options(yield_per=BATCH)).mappings().partitions():
        yield from _with_parts(connection, batch)


def _with_parts(connection: Connection, rows: Sequence[RowMapping]) -> Iterator[Report]:
    ids = [row["id"] for row in rows]
    stretches = parts_of(connection, blocks.c.report_id, ids)
    mended = parts_of(connection, repairs.c.report_id, ids)
    return (_report_of(row, stretches[row["id"]], mended[row["id"]]) for row in rows)


def _report_row(report: Report) -> dict[str, Any]:
    """``report`` without its blocks and repairs."""
    return {
        "id": report.id,
        "name": report.name,
        "lang": report.lang,
        "title": report.title,
        "source": report.source,
        "source_folded": fold(report.source),
        "url": report.url,
        **days_row("published", report.published),
        "text": report.text,
        "digest": digest(report.text.encode()),
        **made_row(report.made),
        "author": report.author,
        "bytes_digest": report.bytes_digest,
    }


def _block_rows(report: Report) -> list[dict[str, Any]]:
    """The blocks of ``report`` in their order."""
    return [
        {
            "report_id": report.id,
            "position": n,
            "kind": b.kind,
            **span_row("span", b.span),
            "reason": b.reason,
            "lang": b.lang,
        }
        for n, b in enumerate(report.blocks)
    ]


def _repair_rows(report: Report) -> list[dict[str, Any]]:
    """What was put right in ``report``, in the order of the text."""
    return [
        {"report_id": report.id, "position": n, **span_row("span", r.span), "was": r.was, "why": r.why}
        for n, r in enumerate(report.repairs)
    ]


def _report_of(row: RowMapping, blocks: Iterable[RowMapping], repairs: Iterable[RowMapping]) -> Report:
    """The report that ``row`` with its ``blocks`` and ``repairs``, in order, was made of."""
    return Report(
        id=row["id"],
        name=row["name"],
        text=row["text"],
        blocks=tuple(Block(b["kind"], span_of(b, "span"), b["reason"], b["lang"]) for b in blocks),
        made=made_of(row),
        title=row["title"],
        lang=row["lang"],
        published=days_of(row, "published"),
        source=row["source"],
        url=row["url"],
        author=row["author"],
        bytes_digest=row["bytes_digest"],
        repairs=tuple(Repair(span_of(r, "span"), r["was"], r["why"]) for r in repairs),
    )
