"""Whom words name, as a condition in SQLite: what :class:`istor.storing.ClaimFilter` says of names."""

import re

from istor.knowledge.asking import parties_called
from istor.knowledge.naming import EVERY_STATE
from istor.storing.filters import fold

_CODE = re.compile(r"[A-Z]{3}|---")


def named(code: str, folded: str, name: str, wanted: str) -> tuple[str, list[str]]:
    """The condition, with its values, that a row is named ``wanted``: by code, ``CODE:Name``, or a part of its name.

    ``code``, ``folded`` and ``name`` are columns; ``code`` is empty where there is none.
    """
    head, colon, rest = wanted.partition(":")
    if _CODE.fullmatch(wanted):
        return (f"({folded} = ? OR {code} = ?)", [fold(wanted), wanted]) if code else (f"{folded} = ?", [fold(wanted)])
    if colon and _CODE.fullmatch(head):
        return (f"({code} = ? AND {folded} = ?)", [head, fold(rest)]) if code else ("0", [])
    parts, values = [f"instr({folded}, ?)"], [fold(wanted)]
    for owner, called in sorted(parties_called(wanted)) if code else ():
        if called and owner == EVERY_STATE:
            parts.append(f"{name} = ?")
            values.append(called)
        elif called:
            parts.append(f"({code} = ? AND {name} = ?)")
            values += [owner, called]
        else:
            parts.append(f"{code} = ?")
            values.append(owner)
    return f"({' OR '.join(parts)})", values
