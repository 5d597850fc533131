"""The nouns of istor: frozen values that every room shares. Imports nothing else of istor."""

from istor.model.claim import Claim, Figure, Party
from istor.model.dating import Dating
from istor.model.link import Link
from istor.model.record import Actor, Event
from istor.model.report import Block, Report
from istor.model.values import Made, Span, Voice, When

__all__ = ["Actor", "Block", "Claim", "Dating", "Event", "Figure", "Link", "Made", "Party", "Report", "Span", "Voice",
           "When"]
