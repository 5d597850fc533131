"""The figures that reports state, a row a report: rows of them, and the queries that keep and fetch them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from istor.model import Statement
from istor.storing.documents import statement_document, statement_of
from istor.storing.tables import statements


def insert_statements(connection: Connection, report_id: str, entries: Sequence[Statement]) -> None:
    """Keep the statements of a report, in the place of those it had."""
    connection.execute(delete(statements).where(statements.c.report_id == report_id))
    if entries:
        stated = [statement_document(entry) for entry in entries]
        connection.execute(insert(statements), {"report_id": report_id, "stated": stated})


def select_statements(connection: Connection) -> Iterator[Statement]:
    """All statements by report and place in its text."""
    for row in connection.execute(select(statements).order_by(statements.c.report_id)).mappings():
        yield from (statement_of(row["report_id"], made) for made in row["stated"])
