"""istor: who did what to whom, when, where, and on whose word, out of overlapping news reports.

The nouns come at once; the functions load their parts (spaCy, the model, the database) when they are first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from istor.model import Actor, Block, Claim, Event, Figure, Link, Made, Party, Repair, Report, Span, Voice, When

if TYPE_CHECKING:
    from istor.annotating import annotate
    from istor.coding import code
    from istor.reading import gather, read
    from istor.storing import Archive

__all__ = ["Actor", "Archive", "Block", "Claim", "Event", "Figure", "Link", "Made", "Party", "Repair", "Report", "Span",
           "Voice", "When", "annotate", "code", "gather", "read"]
_ROOMS = {"annotate": "annotating", "code": "coding", "gather": "reading", "read": "reading", "Archive": "storing"}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return getattr(import_module(f"istor.{_ROOMS[name]}"), name)
    raise AttributeError(f"module 'istor' has no attribute {name!r}")
