"""The nouns of istor: frozen values that every room shares. Imports nothing else of istor."""

from istor.model.claim import Claim, Figure, Party
from istor.model.link import Link
from istor.model.record import Actor, Event
from istor.model.report import Block, Repair, Report
from istor.model.values import Made, Span, Voice, When

__all__ = [
    "Actor", "Block", "Claim", "Event", "Figure", "Link", "Made", "Party", "Repair", "Report", "Span", "Voice", "When",
]  # fmt: skip
