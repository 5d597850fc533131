"""istor: who did what to whom, when, where, and on whose word, out of overlapping news reports.

The nouns come at once; the functions load their parts (spaCy, the model, the database) when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from istor.model import Actor, Block, Claim, Event, Figure, Link, Made, Party, Repair, Report, Span, Voice, When

if TYPE_CHECKING:
    from istor.annotating import annotate
    from istor.annotating.times import find_times
    from istor.coding import code
    from istor.desk import Desk, open  # noqa: A004 - istor.open, as in gzip and wave
    from istor.reading import gather, read
    from istor.storing import Archive
    from istor.telling import Entry, Record

__all__ = ["Actor", "Archive", "Block", "Claim", "Desk", "Entry", "Event", "Figure", "Link", "Made", "Party", "Record",
           "Repair", "Report", "Span", "Voice", "When", "annotate", "code", "find_times", "gather", "open", "read"]
_ROOMS = {"annotate": "annotating", "find_times": "annotating.times", "code": "coding", "Desk": "desk", "open": "desk",
          "gather": "reading", "read": "reading", "Archive": "storing", "Entry": "telling", "Record": "telling"}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(f"istor.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'istor' has no attribute {name!r}")
