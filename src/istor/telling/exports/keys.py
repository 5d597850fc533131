"""Ids of what a graph needs a node for and istor keeps only as words: voices, places, and what made a claim."""

from istor.model import Made, Voice
from istor.model.ids import content_id


def voice_id(voice: Voice) -> str:
    """The same for all claims that rest on the voice."""
    return content_id("voice", voice.code, voice.name)


def place_id(name: str) -> str:
    """The same for all events at the place of that name."""
    return content_id("place", name)


def maker_id(made: Made) -> str:
    """The same for all that one version of one step made."""
    return content_id("maker", made.step, made.version)
