"""The figures that reports state, a row a report: rows of them, and the queries that keep and fetch them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from istor.model import Span, Statement, When
from istor.storing.documents import statement_document, statement_of, with_coded_days, with_reckoned_days
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


def reckon_statements(connection: Connection, report_id: str, days: Mapping[Span, When | None] | None) -> None:
    """Give the statements of a report the days reckoned from its dating, by where their figures stand.

    Without ``days`` they get back those that they were coded with.
    """
    kept = connection.scalar(select(statements.c.stated).where(statements.c.report_id == report_id))
    if kept is None:
        return
    if days is None:
        stated = [with_coded_days(made) for made in kept]
    else:
        stated = [with_reckoned_days(made, days[at]) if (at := Span(**made["figure"]["span"])) in days else made
                  for made in kept]
    if stated != kept:
        connection.execute(update(statements).where(statements.c.report_id == report_id).values(stated=stated))


def select_statements(connection: Connection) -> Iterator[Statement]:
    """All statements by report and place in its text."""
    for row in connection.execute(select(statements).order_by(statements.c.report_id)).mappings():
        yield from (statement_of(row["report_id"], made) for made in row["stated"])
