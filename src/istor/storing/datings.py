"""Datings and the claims as coded without them: rows of them, and the queries that keep and fetch them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from istor.model import Claim, Dating
from istor.storing.documents import claim_of, document
from istor.storing.links import PROGRAM
from istor.storing.rows import days_of, days_row, made_of, made_row
from istor.storing.tables import datings, first_claims


def select_datings(connection: Connection) -> Iterator[Dating]:
    """All datings by report and who judged."""
    for row in connection.execute(select(datings).order_by(datings.c.report_id, datings.c.judged_by)).mappings():
        yield dating_of(row)


def dating_of(row: RowMapping) -> Dating:
    """The dating that ``row`` was made of."""
    when = days_of(row, "published")
    assert when is not None, "a dating has days"
    return Dating(row["report_id"], when, tuple(row["reasons"]), row["judged_by"], made_of(row))


def check_own(some: Sequence[Dating]) -> None:
    """Only datings by the program can be replaced: ValueError for any other."""
    if strange := [dating for dating in some if dating.by != PROGRAM]:
        raise ValueError(f"only datings by the program can be replaced, not {strange[0]}")


def replace_program_datings(connection: Connection, entries: Sequence[Dating]) -> None:
    """Forget the program's datings and keep ``entries`` instead."""
    connection.execute(delete(datings).where(datings.c.judged_by == PROGRAM))
    if entries:
        connection.execute(insert(datings), [dating_row(entry) for entry in entries])


def dating_row(dating: Dating) -> dict[str, Any]:
    """``dating``; its reasons become a JSON list."""
    return {
        "report_id": dating.report,
        "judged_by": dating.by,
        **days_row("published", dating.when),
        "reasons": list(dating.reasons),
        **made_row(dating.made),
    }


@dataclass(frozen=True)
class First:
    """Claims of a report as coded without a dating, and the days (EDTF) that its claims are now reckoned from."""

    days: str
    claims: tuple[Claim, ...]


def select_first_claims(connection: Connection) -> Iterator[tuple[str, First]]:
    """Of each report that was reckoned anew: its id, and its claims as they were before."""
    for row in connection.execute(select(first_claims).order_by(first_claims.c.report_id)).mappings():
        yield row["report_id"], First(row["days"], tuple(map(claim_of, row["claims"])))


def keep_first_claims(connection: Connection, report_id: str, first: First | None) -> None:
    """Keep the claims of a report as they were coded without a dating, in place of what was kept so; none: forget."""
    connection.execute(delete(first_claims).where(first_claims.c.report_id == report_id))
    if first is not None:
        row = {"report_id": report_id, "days": first.days, "claims": [document(c) for c in first.claims]}
        connection.execute(insert(first_claims), row)
