"""What each report claims, and who printed it, as words of an index of its own: what searches are narrowed by.

A mark is the digest of a kind and a value: two reports share one where both have the same outlet, or a claim of the
same type, place, party, party's code or party's name. Which reports have a mark is then found as those that have a word
are, without a look at any claim. FTS5 in SQLite, ``tsvector`` in PostgreSQL; PostgreSQL's index holds the words of
titles, too. Worked out from other rows, and renewed whenever claims change.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from sqlalchemy import BigInteger, ColumnElement, Connection, String, column, exists, func, select, table, text
from sqlalchemy.dialects.postgresql import TSVECTOR

from istor.model import Claim, Report
from istor.storing.filters import fold
from istor.storing.tables import claim_parties, claims, report_words, reports

OUTLET, TYPE, PLACE, CODE, NAME, PARTY = "outlet", "type", "place", "code", "name", "party"
INDEX = "report_marks_index"
fts5 = table(INDEX, column("rowid", BigInteger), column("marks", String), column(INDEX, String))
tsvectors = table(INDEX, column("number", BigInteger), column("marks", TSVECTOR), column("titles", TSVECTOR))

_DIGITS = 12  # of a digest, in hexadecimal: two values of an archive with a million share one by a chance of 1 in 500
_BATCH = 500  # reports held at once while those of an older archive are worked out
_TITLES = """
    SELECT CAST(coalesce(string_agg(quote_literal(stem) || chr(58) || place, ' '), '') AS tsvector)
    FROM report_words, regexp_split_to_table(btrim(title), ' +') WITH ORDINALITY AS stems (stem, place)
    WHERE report_words.number = :number AND stem <> ''
"""  # chr(58) is a colon, which would begin a parameter's name
_KEPT = {
    "sqlite": text("INSERT OR REPLACE INTO report_marks_index (rowid, marks) VALUES (:number, :marks)"),
    "postgresql": text(
        "INSERT INTO report_marks_index (number, marks, titles)"  # noqa: S608
        f" VALUES (:number, CAST(:marks AS tsvector), ({_TITLES}))"
        " ON CONFLICT (number) DO UPDATE SET marks = excluded.marks"
    ),
}

Claimed = tuple[str, str | None, str | None, str | None]
"""Of a claim its type and place, and code and name of one of its parties; place and name are folded."""


@lru_cache(100_000)
def mark(kind: str, *values: str) -> str:
    """The word of the index that stands for a value; a party's values are its code and its name."""
    return kind + hashlib.sha256("\0".join(values).encode()).hexdigest()[:_DIGITS]


def marks_of(report: Report, claims: Iterable[Claim]) -> str:
    """The marks of a report that claims so."""
    return _marks(fold(report.source), (row for claim in claims for row in _rows_of(claim)))


def insert_marks(connection: Connection, marks: Mapping[int, str]) -> None:
    """Keep the marks of reports, by their numbers, in the place of those that they had."""
    if marks:
        rows = [{"number": number, "marks": own} for number, own in marks.items()]
        connection.execute(_KEPT[connection.dialect.name], rows)


def renew_marks(connection: Connection, report_ids: Collection[str]) -> None:
    """Work the marks of these reports out anew: their claims changed."""
    own = sorted(report_ids)
    for start in range(0, len(own), _BATCH):
        _work_out(connection, report_words.c.report_id.in_(own[start : start + _BATCH]))


def fill_marks(connection: Connection) -> None:
    """Work out the marks of all reports that have none: after a migration that made the index."""
    c = report_words.c
    kept = fts5.c.rowid if connection.dialect.name == "sqlite" else tsvectors.c.number
    numbers = connection.scalars(select(c.number).where(~exists().where(kept == c.number)).order_by(c.number)).all()
    for start in range(0, len(numbers), _BATCH):
        _work_out(connection, c.number.in_(numbers[start : start + _BATCH]))


def _work_out(connection: Connection, which: ColumnElement[bool]) -> None:
    rows = connection.execute(select(report_words.c.number, report_words.c.report_id).where(which))
    numbers = {row.report_id: row.number for row in rows}
    insert_marks(connection, {numbers[own]: marks for own, marks in select_marks(connection, [*numbers]).items()})


def select_marks(connection: Connection, report_ids: Sequence[str]) -> dict[str, str]:
    """The marks that the reports have by their outlets and claims, which are kept."""
    claimed: defaultdict[str, list[Claimed]] = defaultdict(list)
    c, p = claims.c, claim_parties.c
    query = select(c.report_id, c.type, c.place_folded, p.code, p.name_folded).outerjoin_from(claims, claim_parties)
    for row in connection.execute(query.where(c.report_id.in_(report_ids))):
        claimed[row[0]].append((row[1], row[2], row[3], row[4]))
    outlets = connection.execute(select(reports.c.id, reports.c.source_folded).where(reports.c.id.in_(report_ids)))
    return {row.id: _marks(row.source_folded, claimed[row.id]) for row in outlets}


def marks_are_right(connection: Connection, report_id: str) -> bool:
    """Whether the marks kept are those that the report's outlet and claims ask for."""
    number = select(report_words.c.number).where(report_words.c.report_id == report_id).scalar_subquery()
    if connection.dialect.name == "sqlite":
        query = select(fts5.c.marks).where(fts5.c.rowid == number)
    else:
        words = func.array_to_string(func.tsvector_to_array(tsvectors.c.marks), " ")
        query = select(words).where(tsvectors.c.number == number)
    kept = connection.scalar(query)
    return kept is not None and {*kept.split()} == {*select_marks(connection, [report_id])[report_id].split()}


def _rows_of(claim: Claim) -> Iterator[Claimed]:
    place = None if claim.place is None else fold(claim.place)
    if not claim.parties:
        yield claim.type, place, None, None
    for party in claim.parties:
        yield claim.type, place, party.code, fold(party.name)


def _marks(outlet: str, claimed: Iterable[Claimed]) -> str:
    found = {mark(OUTLET, outlet)}
    for kind, place, code, name in claimed:
        found.add(mark(TYPE, kind))
        if place is not None:
            found.add(mark(PLACE, place))
        if code is not None and name is not None:
            found.update((mark(CODE, code), mark(NAME, name), mark(PARTY, code, name)))
    return " ".join(sorted(found))
