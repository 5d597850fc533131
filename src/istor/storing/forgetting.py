"""Takes a report out of the archive so that nothing of its text is left, in the tables or in the bytes of the file."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Connection, Engine, delete, or_, select

from istor.errors import ArchiveError
from istor.model.values import CODER
from istor.storing.acts import drop_traces
from istor.storing.beside import REGISTER, beside
from istor.storing.engine import name_of
from istor.storing.links import PROGRAM
from istor.storing.tables import claims, datings, first_claims, links, metadata, names, past_claims, reports

_INDEXES = ("report_words_index", "report_marks_index")
_TABLES = (*(table.name for table in metadata.sorted_tables), *_INDEXES)


def forget_report(connection: Connection, report_id: str) -> int | None:
    """Delete the report with all that rests on it; how many judgements of people were among that.

    ``None`` where there is no such report. The database deletes blocks, words, vectors, datings and the parts of claims
    with it.
    """
    if connection.scalar(select(reports.c.id).where(reports.c.id == report_id)) is None:
        return None
    own = _own(connection, report_id)
    judgements = _delete_links(connection, own)
    connection.execute(delete(names).where(names.c.anchor.in_(own)))
    drop_traces(connection, own)
    connection.execute(delete(reports).where(reports.c.id == report_id))
    return judgements


def forget_actors(connection: Connection, ids: Collection[str]) -> int:
    """Forget what persons said of actors whom no report names any more; how many judgements there were."""
    judgements = _delete_links(connection, ids)
    connection.execute(delete(names).where(names.c.kind == "actor", names.c.anchor.in_(ids)))
    drop_traces(connection, ids)
    return judgements


def is_judged(connection: Connection, report_id: str) -> bool:
    """Whether any word of a person or claim of another coder rests on the report: nobody could make it anew."""
    own = _own(connection, report_id)
    said = (
        select(links.c.kind).where(_named(own), links.c.judged_by != PROGRAM),
        select(names.c.kind).where(names.c.anchor.in_(own)),
        select(datings.c.report_id).where(datings.c.report_id == report_id, datings.c.judged_by != PROGRAM),
        select(claims.c.id).where(claims.c.report_id == report_id, claims.c.made_step.startswith(CODER)),
    )
    return any(connection.execute(query.limit(1)).first() is not None for query in said)


def _own(connection: Connection, report_id: str) -> list[str]:
    """The ids of the report and of all that it claims or claimed."""
    own = [report_id]
    for query in (
        select(claims.c.id).where(claims.c.report_id == report_id),
        select(past_claims.c.claim_id).where(past_claims.c.report_id == report_id),
    ):
        own += connection.scalars(query)
    for kept in connection.scalars(select(first_claims.c.claims).where(first_claims.c.report_id == report_id)):
        own += (claim["id"] for claim in kept)
    return own


def _delete_links(connection: Connection, ids: Collection[str]) -> int:
    judgements = len(connection.execute(select(links.c.kind).where(_named(ids), links.c.judged_by != PROGRAM)).all())
    connection.execute(delete(links).where(_named(ids)))
    return judgements


def _named(ids: Collection[str]) -> ColumnElement[bool]:
    """Links of any of ``ids``."""
    return or_(links.c.left_id.in_(ids), links.c.right_id.in_(ids))


def scrub(engine: Engine) -> None:
    """Write the tables anew, so that what was deleted is nowhere in their files. Nobody else may be at work meanwhile.

    PostgreSQL also keeps samples of the values in each column for its planner: they are taken anew. What it keeps in
    its log, and what lies in backups, is out of reach.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {', '.join(_TABLES)}")
            return
        for worked_out in filter(None, (beside(engine), beside(engine, REGISTER))):
            for path in worked_out.parent.iterdir():  # unfinished ones, too: whoever was killed left its own behind
                if path.name.startswith(worked_out.name):
                    path.unlink(missing_ok=True)
        for index in _INDEXES:
            connection.exec_driver_sql(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608
        connection.exec_driver_sql("VACUUM")
        (is_busy, *_), *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()
        if is_busy:
            raise ArchiveError(
                f"archive {name_of(engine)}: another program still reads it, and the bytes of what was deleted lie in "
                "its files until that one ends: run 'istor forget' then, without a name"
            )
