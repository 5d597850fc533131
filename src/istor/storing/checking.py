"""Looks an archive through for what should not be: damaged pages, texts that changed, offsets that lead nowhere.

Only tells what is wrong, each in one line; mends nothing. What ``linking`` works out is checked where it is known.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, exists, func, select, text
from sqlalchemy.exc import DatabaseError

from istor.model import Claim, Span
from istor.model.ids import digest
from istor.storing.claims import select_claims
from istor.storing.filters import ALL
from istor.storing.links import PROGRAM
from istor.storing.marks import marks_are_right
from istor.storing.originals import is_right
from istor.storing.reports import select_reports
from istor.storing.tables import claims, links, reports
from istor.storing.vectors import select_vectors, signs_are_right
from istor.storing.words import has_its_words

VIEWS = {"timeline": "claims", "parties": "claim_parties", "voices": "claim_voices", "figures": "claim_figures"}
"""What people query by hand, each with the table of which it shows every row."""
MOST_TOLD = 20
"""Problems of one kind that are told; the rest is only counted."""

# The rank of 1 has the index of words compared with the words that it is of, too.
_CHECK_INDEXES = (
    "INSERT INTO report_words_index (report_words_index, rank) VALUES ('integrity-check', 1)",
    "INSERT INTO report_marks_index (report_marks_index) VALUES ('integrity-check')",
)


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the archive, one line each."""
    checks: tuple[Callable[[Connection], Iterator[str]], ...] = (_pages, _texts, _claims, _links, _views)
    for check in checks:
        found = 0
        for line in check(connection):
            found += 1
            if found <= MOST_TOLD:
                yield line
        if found > MOST_TOLD:
            yield f"… and {found - MOST_TOLD} more like it"


def _pages(connection: Connection) -> Iterator[str]:
    """What SQLite itself finds wrong; PostgreSQL looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"the file is damaged: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} belongs to nothing in {parent}"
    try:
        for check in _CHECK_INDEXES:
            connection.exec_driver_sql(check)
    except DatabaseError:
        yield "the index of words does not fit the words: make it anew with 'istor backup' and 'istor restore'"


def _texts(connection: Connection) -> Iterator[str]:
    digests = {row.id: row.digest for row in connection.execute(select(reports.c.id, reports.c.digest))}
    for report in select_reports(connection):
        if digest(report.text.encode()) != digests[report.id]:
            yield f"report {report.id}: its text is not the one that was added"
        for block in report.blocks:
            if block.span.end > len(report.text):
                yield f"report {report.id}: a block ends at {block.span.end}, its text at {len(report.text)}"
        if not has_its_words(connection, report):
            yield f"report {report.id}: searches go through other words than its text holds: run 'istor recode'"
        if not marks_are_right(connection, report.id):
            yield f"report {report.id}: searches are narrowed by other marks than it has: run 'istor recode'"
        if not is_right(connection, report):
            yield f"report {report.id}: the page that is kept is damaged, or not the one that it was read from"
        vectors = select_vectors(connection, report.id)
        if vectors and any(span.end > len(report.text) for span in vectors.spans):
            yield f"report {report.id}: a vector belongs to a sentence beyond its text"
        if not signs_are_right(connection, report.id, vectors):
            yield f"report {report.id}: the signs of its vectors are not theirs"


def _claims(connection: Connection) -> Iterator[str]:
    long = func.length(reports.c.text).label("long")
    lengths = {row.id: row.long for row in connection.execute(select(reports.c.id, long))}
    for claim in select_claims(connection, ALL):
        if any(span.end > lengths[claim.report] for span in _spans(claim)):
            yield f"claim {claim.id}: points beyond the text of report {claim.report}"
        elif not claim.sentence.covers(claim.trigger):
            yield f"claim {claim.id}: its trigger lies outside its sentence"


def _spans(claim: Claim) -> Iterator[Span]:
    yield claim.trigger
    yield claim.sentence
    yield from (party.span for party in claim.parties if party.span)
    yield from (voice.cue for voice in claim.voices if voice.cue)
    yield from (figure.span for figure in claim.figures)
    if claim.when and claim.when.span:
        yield claim.when.span


def _links(connection: Connection) -> Iterator[str]:
    """Links by the program between what is no longer there; a person's may wait for a claim to come back."""
    for kind, table in (("event", claims), ("copy", reports)):
        for end in (links.c.left_id, links.c.right_id):
            own = links.c.kind == kind, links.c.judged_by == PROGRAM
            for named in connection.scalars(select(end).where(*own, ~exists().where(table.c.id == end))):
                yield f"a link ({kind}) leads to {named}, which is not there"


def _views(connection: Connection) -> Iterator[str]:
    for view, table in VIEWS.items():
        shown, kept = (connection.scalar(text(f"SELECT count(*) FROM {name}")) for name in (view, table))  # noqa: S608
        if shown != kept:
            yield f"the view {view} shows {shown} of the {kept} rows of {table}"
