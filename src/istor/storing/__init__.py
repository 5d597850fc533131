"""Keeps reports, claims, links and runs in one archive: a SQLite file, or PostgreSQL by URL.

Stores the nouns of :mod:`istor.model` and gives them back equal; works nothing out and never reads a report's text.
"""

from istor.storing.acts import Act
from istor.storing.archive import Archive
from istor.storing.filters import ClaimFilter
from istor.storing.runs import Run

__all__ = ["Act", "Archive", "ClaimFilter", "Run"]
