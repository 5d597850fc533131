"""The figures that reports state, a row a report: rows of them, and the queries that keep and fetch them."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, delete, insert, select

from istor.model import Statement
from istor.storing.documents import statement_document, statement_of
from istor.storing.tables import statements


def insert_statements(connection: Connection, entries: Iterable[tuple[str, Sequence[Statement]]]) -> None:
    """Keep for each report, by its id, the figures that it states."""
    rows = [
        {"report_id": report_id, "stated": [statement_document(statement) for statement in stated]}
        for report_id, stated in entries
        if stated
    ]
    if rows:
        connection.execute(insert(statements), rows)


def replace_statements(connection: Connection, report_id: str, stated: Sequence[Statement]) -> None:
    """Keep the statements of a report in the place of those it had."""
    connection.execute(delete(statements).where(statements.c.report_id == report_id))
    insert_statements(connection, [(report_id, stated)])


def select_statements(connection: Connection) -> Iterator[Statement]:
    """All statements by report and place in its text."""
    for row in connection.execute(select(statements).order_by(statements.c.report_id)).mappings():
        yield from (statement_of(row["report_id"], made) for made in row["stated"])
