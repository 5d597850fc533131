"""Where what is worked out of an archive may lie: in a file beside it, which anybody may delete at any time."""

from pathlib import Path

from sqlalchemy import Engine

ENDING = "-catalogue"


def beside(engine: Engine) -> Path | None:
    """The path of that file; ``None`` for a database on a server, which lies in no folder of ours."""
    url = engine.url
    return Path(f"{url.database}{ENDING}") if url.get_backend_name() == "sqlite" else None
