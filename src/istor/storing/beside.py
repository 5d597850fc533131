"""Where what is worked out of an archive may lie: in files beside it, which anybody may delete at any time."""

from pathlib import Path

from sqlalchemy import Engine

ENDING = "-catalogue"
REGISTER = "-register"


def beside(engine: Engine, ending: str = ENDING) -> Path | None:
    """The path of such a file; ``None`` for a database on a server, which lies in no folder of ours."""
    url = engine.url
    return Path(f"{url.database}{ending}") if url.get_backend_name() == "sqlite" else None


def register_beside(catalogue: Path | None) -> Path | None:
    """The path of the register of an archive whose catalogue lies there."""
    return catalogue and catalogue.with_name(catalogue.name.removesuffix(ENDING) + REGISTER)
