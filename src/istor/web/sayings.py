"""What a person did, and what he corrected as acts note it (``type: ACCUSE``), in the words of a language."""

from istor.linking.corrections import NO_EVENT, NOBODY
from istor.telling.describe import one_line
from istor.web.tongue import Tongue

VALUES = {"(as coded)": "as coded", NOBODY: "nobody", NO_EVENT: "no event"}
"""What stands for a value."""

ACTS = {
    "same": "said: one event", "different": "said: different events", "merge": "joined", "split": "parted",
    "rename": "named", "date": "dated", "correct": "corrected", "unjudge": "took a judgement back",
}  # fmt: skip
"""What a person did, as a page tells it."""


def done_in(tongue: Tongue, act: str) -> str:
    """What was done, in words."""
    return tongue.term("act", ACTS.get(act, act))


def said_in(tongue: Tongue, noted: str) -> str:
    """The field and its value as people say them; what cannot be read as such stays as it was noted."""
    field, colon, value = one_line(noted).partition(": ")
    if not colon:
        return field
    return f"{tongue.term('field', field)}: {_value(tongue, field, value)}"


def _value(tongue: Tongue, field: str, value: str) -> str:
    if value in VALUES:
        return tongue.term("value", VALUES[value])
    if field == "type":
        return tongue.term("type", value)
    if field == "date":
        return tongue.day(value) or value
    return ", ".join(tongue.called(party) for party in value.split(", "))
