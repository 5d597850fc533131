"""From bytes to reports: decode, date, and tell title and body from page furniture. Never reads what a report says."""

from istor.reading.outcome import Outcome
from istor.reading.paths import gather
from istor.reading.text import read

__all__ = ["Outcome", "gather", "read"]
