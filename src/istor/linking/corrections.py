"""What persons correct in claims: the type, the parties, the date, or that there is no event; laid over the coding.

What was coded stays as it is. A correction hangs on the id of the claim, under one of the kinds of :data:`FIELDS`, as
one string, so that it is kept with the other names that persons give (``storing.acts.naming``).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from istor.errors import InputError
from istor.model import Claim, Party, When
from istor.model.edtf import days_of
from istor.model.plover import TYPES

FIELDS = MappingProxyType({name: f"claim {name}" for name in ("type", "actors", "recipients", "date", "event")})
"""What can be corrected, and the kind under which it is kept."""
NO_EVENT = "none"
"""The one value of ``event``: the words name no event."""
NOBODY = "-"
"""A side without anybody: an empty string would take the correction back."""
_CODE = re.compile(r"[A-Z]{3}|---")

Said = Mapping[tuple[str, str], str]
"""Values by kind and claim."""


def checked(field: str, value: str) -> str:
    """``value`` as it is kept; InputError when ``field`` cannot be so. An empty one takes the correction back."""
    if field not in FIELDS:
        raise InputError(f"{field}: cannot be corrected; what can is {', '.join(FIELDS)}")
    value = " ".join(value.split())
    if not value:
        return ""
    if field == "type" and value.upper() not in TYPES:
        raise InputError(f"{value}: no such type; there are {', '.join(TYPES)}")
    if field == "event" and value != NO_EVENT:
        raise InputError(f"{value}: of an event it can only be said that there is none: give {NO_EVENT}")
    if field == "date" and days_of(value) is None:
        raise InputError(f"{value}: no such date; write it as 2018, 2018-06, 2018-06-12 or 2018-06-12/2018-06-17")
    if field in ("actors", "recipients") and value != NOBODY:
        return ", ".join(map(str, _parties(value)))
    return value.upper() if field == "type" else value


def values_of(claim: Claim) -> dict[str, str]:
    """What of ``claim`` can be corrected, by field, as a correction writes it; empty where there is nothing."""
    sides = {"actors": claim.actors, "recipients": claim.recipients}
    named = {side: ", ".join(map(str, parties)) for side, parties in sides.items()}
    return {"type": claim.type, **named, "date": claim.when.edtf if claim.when else ""}


def corrected(claims: Iterable[Claim], said: Said) -> tuple[Claim, ...]:
    """``claims`` as persons have them, without those that are no event."""
    if not any(kind in FIELDS.values() for kind, _ in said):
        return tuple(claims)
    return tuple(_corrected(c, said) for c in claims if (FIELDS["event"], c.id) not in said)


def _corrected(claim: Claim, said: Said) -> Claim:
    held = {field: said[kind, claim.id] for field, kind in FIELDS.items() if (kind, claim.id) in said}
    if kind := held.get("type"):
        mode = claim.mode if kind == claim.type else None
        claim = replace(claim, type=kind, mode=mode)
    if date := held.get("date"):
        first, last = days_of(date) or (None, None)
        claim = replace(claim, when=When(first, last, date, "stated"))
    if actors := held.get("actors"):
        claim = replace(claim, actors=_named(actors, claim))
    if recipients := held.get("recipients"):
        claim = replace(claim, recipients=_named(recipients, claim))
    return claim


def _named(value: str, claim: Claim) -> tuple[Party, ...]:
    """The parties of ``value``; those that the claim has already with the words that name them."""
    known = {str(party): party for party in claim.parties}
    return () if value == NOBODY else tuple(known.get(str(party), party) for party in _parties(value))


def _parties(value: str) -> list[Party]:
    made = []
    for part in value.split(","):
        code, colon, name = part.strip().partition(":")
        if not _CODE.fullmatch(code) or (colon and not name.strip()) or (code == "---" and not colon):
            raise InputError(f"{part.strip()}: no party; write CODE or CODE:Name with commas between, or - for nobody")
        made.append(Party(code, name.strip()))
    return made
