"""The nouns of istor: frozen values that every room shares. Imports nothing else of istor."""

from istor.model.claim import Claim, Figure, Party
from istor.model.dating import Dating
from istor.model.link import Link
from istor.model.original import NOWHERE, Origin, Original
from istor.model.record import Actor, Event
from istor.model.report import Block, Repair, Report
from istor.model.statement import Statement
from istor.model.values import Made, Span, Voice, When
from istor.model.vectors import Vectors

__all__ = [
    "NOWHERE", "Actor", "Block", "Claim", "Dating", "Event", "Figure", "Link", "Made", "Origin", "Original", "Party",
    "Repair", "Report", "Span", "Statement", "Vectors", "Voice", "When",
]  # fmt: skip
