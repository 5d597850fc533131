"""Brings an archive's schema up to date; refuses what is no archive, or one that a newer istor wrote."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, inspect, select

from istor.errors import ArchiveError
from istor.storing.engine import name_of, writer
from istor.storing.tables import metadata
from istor.storing.words import fill

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "istor_schema"  # not Alembic's own name: a team's database may hold other programs' tables

_LOCK = 0x6973746F72  # "istor": PostgreSQL's advisory lock while the schema changes


def migrate(engine: Engine, *, create: bool) -> None:
    """Make the schema, or bring it up to date, in one transaction; do nothing where it is."""
    known = _revisions()
    with engine.connect() as connection:
        if _checked(connection, name_of(engine), known, create=create) == known[0]:
            return
    with writer(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        # Again, now that nobody else can be at it: another process may have made the schema meanwhile.
        if _checked(connection, name_of(engine), known, create=create) != known[0]:
            _upgrade(connection)
            fill(connection)


def newest() -> str:
    """The schema that this istor makes."""
    return _revisions()[0]


@cache
def _revisions() -> Sequence[str]:
    """The schemas that this istor knows, the newest first."""
    return [step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]


def _checked(connection: Connection, name: str, known: Sequence[str], *, create: bool) -> str | None:
    """The schema's revision, ``None`` where there is no schema yet and one may be made."""
    found = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE}).get_current_revision()
    if found in known:
        return found
    if found is not None:
        raise ArchiveError(
            f"archive {name}: a newer istor wrote it (schema {found}; this one knows {known[0]}): update istor"
        )
    tables = set(inspect(connection).get_table_names())
    if tables if connection.dialect.name == "sqlite" else tables & set(metadata.tables):
        raise ArchiveError(f"archive {name}: this database holds something else than an archive: name another")
    if not create:
        raise ArchiveError(f"archive {name}: the database is empty: check the name, or add a report to fill it")
    return None


def _upgrade(connection: Connection, revision: str = "head") -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(connection=connection, version_table=VERSION_TABLE)
    command.upgrade(config, revision)
