"""The bytes that a report was read from, kept as they came so that it can be read again."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Origin:
    """Where a page came from, as far as is known: its address, what the server called its encoding, and the day."""

    url: str = ""
    charset: str = ""
    seen: date | None = None


NOWHERE = Origin()


@dataclass(frozen=True)
class Original:
    """The bytes of a page and where they came from: all that reading goes by."""

    data: bytes
    origin: Origin = NOWHERE
