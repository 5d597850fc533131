"""What is kept of a report from the first: the report with its claims, figures, vectors and page; many at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import Connection

from istor.model import Claim, Original, Report, Statement, Vectors
from istor.storing.claims import insert_claims
from istor.storing.marks import insert_marks, marks_of
from istor.storing.originals import insert_originals
from istor.storing.reports import insert_reports
from istor.storing.rows import among
from istor.storing.statements import insert_statements
from istor.storing.tables import reports
from istor.storing.vectors import insert_vectors
from istor.storing.words import insert_words

BATCH = 100
"""Reports that are kept in one transaction where many are added: so many are held in memory at once."""


@dataclass(frozen=True)
class Addition:
    """A report to be kept, whole or not at all.

    ``vectors`` are those of its sentences, ``original`` is what it was read from, ``statements`` are all figures that
    it states.
    """

    report: Report
    claims: Sequence[Claim] = ()
    vectors: Vectors | None = None
    original: Original | None = None
    statements: Sequence[Statement] = ()

    def __post_init__(self) -> None:
        check_owner(self.report.id, self.claims)


def check_owner(report_id: str, claims: Sequence[Claim]) -> None:
    """A claim belongs to one report: ValueError where one of ``claims`` is another's."""
    if strange := [claim for claim in claims if claim.report != report_id]:
        raise ValueError(f"claim {strange[0].id} belongs to the report {strange[0].report}, not {report_id}")


def not_kept(connection: Connection, entries: Sequence[Addition]) -> list[Addition]:
    """Those of ``entries`` whose reports the archive does not hold, each report once."""
    given = {entry.report.id: entry for entry in reversed(entries)}  # of two the first
    kept = among(connection, reports.c.id, list(given))
    return [entry for key, entry in reversed(given.items()) if key not in kept]


def insert_additions(connection: Connection, entries: Sequence[Addition], run: int | None) -> None:
    """Keep ``entries``, which ``run`` coded; their reports must not be kept yet."""
    given = [entry.report for entry in entries]
    insert_reports(connection, given, run)
    numbers = insert_words(connection, given)
    insert_marks(connection, {numbers[e.report.id]: marks_of(e.report, e.claims) for e in entries})
    insert_originals(connection, [(e.report.id, e.original) for e in entries if e.original is not None])
    insert_vectors(connection, [(e.report.id, e.vectors) for e in entries if e.vectors is not None])
    insert_claims(connection, list(chain.from_iterable(entry.claims for entry in entries)), run)
    insert_statements(connection, [(entry.report.id, entry.statements) for entry in entries])
