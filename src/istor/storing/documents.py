"""A claim as one JSON object, for claims that are only kept to be looked back at; and the same back again."""

from dataclasses import asdict
from datetime import date
from typing import Any

from istor.model import Claim, Figure, Made, Party, Span, Voice, When


def document(claim: Claim) -> dict[str, Any]:
    """``claim`` as JSON can hold it: fields by name, days as ISO 8601."""
    made: dict[str, Any] = asdict(claim)
    if claim.when:
        first, last = claim.when.first, claim.when.last
        made["when"] |= {"first": first and first.isoformat(), "last": last and last.isoformat()}
    return made


def claim_of(made: dict[str, Any]) -> Claim:
    """The claim that :func:`document` was given."""
    parts = {
        "trigger": Span(**made["trigger"]),
        "sentence": Span(**made["sentence"]),
        "actors": tuple(_party(party) for party in made["actors"]),
        "recipients": tuple(_party(party) for party in made["recipients"]),
        "made": Made(**made["made"]),
        "when": made["when"] and _when(made["when"]),
        "voices": tuple(Voice(**{**voice, "cue": _span(voice["cue"])}) for voice in made["voices"]),
        "figures": tuple(Figure(**{**figure, "span": Span(**figure["span"])}) for figure in made["figures"]),
    }
    return Claim(**{**made, **parts})


def _party(made: dict[str, Any]) -> Party:
    return Party(made["code"], made["name"], _span(made["span"]))


def _when(made: dict[str, Any]) -> When:
    first, last = (made[end] and date.fromisoformat(made[end]) for end in ("first", "last"))
    return When(first, last, made["edtf"], made["basis"], _span(made["span"]))


def _span(made: dict[str, int] | None) -> Span | None:
    return None if made is None else Span(**made)
