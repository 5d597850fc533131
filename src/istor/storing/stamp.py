"""Whether an archive has changed, asked cheaply: a program that stays open reads anew only when it must.

Errs on one side: the stamp may change though nothing did, never the other way round.
"""

from pathlib import Path

from sqlalchemy import Engine, text


def stamp(engine: Engine) -> str:
    """On SQLite the size and time of the file and its log; on PostgreSQL which transactions have ended."""
    if engine.url.get_backend_name() == "postgresql":
        with engine.connect() as connection:
            return str(connection.scalar(text("SELECT CAST(pg_current_snapshot() AS text)")))
    database = str(engine.url.database)
    return "-".join(_state(Path(database + ending)) for ending in ("", "-wal"))


def _state(path: Path) -> str:
    """SQLite writes to the log first; the file itself changes when the log is put back into it.

    A log without anything in it is none: it is there while somebody has the archive open.
    """
    try:
        found = path.stat()
    except FileNotFoundError:  # no log: nothing was written since the last program closed the archive
        return ""
    return f"{found.st_size:x}.{found.st_mtime_ns:x}" if found.st_size else ""
