"""Tells what the archive holds: the timeline, one event, actors, sources, and exports. Only reads.

Reads through :mod:`istor.storing` and the views of :mod:`istor.linking`: the one part that may use other parts.
"""

from istor.telling.describe import Entry, Said, describe
from istor.telling.record import Record
from istor.telling.timeline import TimelineFilter, timeline

__all__ = ["Entry", "Record", "Said", "TimelineFilter", "describe", "timeline"]
