"""How firmly an event stands, in one word: what the page draws it by.

What is announced, denied or hangs on an "if" never looks like what happened, and what rests on one word never looks
like what several independent voices report.
"""

from typing import Literal

from istor.model import Event

Look = Literal["firm", "single", "claimed", "announced", "conditional", "denied"]
LOOKS: tuple[Look, ...] = ("firm", "single", "claimed", "announced", "conditional", "denied")
_BY_STATUS: dict[str, Look] = {"future": "announced", "hypothetical": "conditional", "negated": "denied"}


def look(event: Event) -> Look:
    """``firm`` from two independent voices on, ``single`` on a report's own word, ``claimed`` on one credited voice."""
    if event.status in _BY_STATUS:
        return _BY_STATUS[event.status]
    if len(event.voices) > 1:
        return "firm"
    return "claimed" if any(claim.voices for claim in event.claims) else "single"
