"""Keeps reports, claims, links and runs in one archive: a SQLite file, or PostgreSQL by URL.

Stores the nouns of :mod:`istor.model` and gives them back equal, finds reports by words and meaning, and looks after
what is kept. What reports claim, and which claims are one event, is worked out elsewhere.
"""

from istor.storing.acts import Act
from istor.storing.additions import Addition
from istor.storing.archive import Archive
from istor.storing.filters import ClaimFilter
from istor.storing.histories import Change
from istor.storing.runs import Run

__all__ = ["Act", "Addition", "Archive", "Change", "ClaimFilter", "Run"]
