"""The values of one line that a coder wrote, each checked: a wrong one is left out and noted, a missing one is told."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from istor.errors import InputError
from istor.knowledge.known import state_name
from istor.knowledge.naming import source_of
from istor.model import Figure, Party, Span, Voice, When
from istor.model.edtf import days_of
from istor.model.plover import MODES, TYPES
from istor.model.values import Basis
from istor.reading.decoding import normalise

_PARTY = re.compile(r"(?P<code>[A-Z]{3}|---)(?::(?P<name>.+))?", re.DOTALL)
_MADE_OF = re.compile(r"(?P<state>[A-Z]{3})[A-Z ]*")
"""PLOVER's codes begin with the state's: ``GRCGOV``, ``USA MIL``."""


@dataclass
class Given:
    """One line, or an object in it, by key; what cannot be kept is noted in ``left_out``."""

    row: Mapping[str, Any]
    at: str
    left_out: list[str] = field(default_factory=list)

    def missing(self, key: str) -> str:
        """Ends the line: it is no claim without what should stand there."""
        raise InputError(f'{self.at}: has no "{key}"; istor keeps no claim without it')

    def text(self, key: str) -> str:
        """What stands there on one line; nothing where there is no text."""
        value = self.row.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._leave_out(key, value)
            return ""
        return " ".join(normalise(value, self.at).text.split()) if value.strip() else ""

    def words(self, key: str) -> str:
        """The words that the claim rests on, as they stand."""
        value = self.row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise InputError(f'{self.at}: has no "{key}" with words in it; istor keeps no claim without its sentence')
        return normalise(value, self.at).text.strip()

    def type(self, value: object) -> str:
        """A PLOVER type, in any case."""
        if isinstance(value, str) and value.upper() in TYPES:
            return value.upper()
        raise InputError(f"{self.at}: {value!r:.40} is no PLOVER type; there are {', '.join(TYPES)}")

    def mode(self, kind: str, value: object) -> str | None:
        """The first mode that PLOVER knows for the type."""
        given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        known = [mode for mode in given if mode in MODES.get(kind, ())]
        if given and not known:
            self._leave_out("mode", given[0])
        return known[0] if known else None

    def one_of(self, key: str, known: tuple[str, ...]) -> Any:
        """The value, or first value of a list, that is one of ``known``."""
        value = self.row.get(key)
        given = value if isinstance(value, list) else [value]
        found = next((each for each in given if each in known), None)
        if found is None and value not in (None, "", []):
            self._leave_out(key, value)
        return found

    def offset(self, key: str) -> int | None:
        """A place in a text."""
        value = self.row.get(key)
        is_offset = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return value if is_offset else None

    def share(self, key: str) -> float:
        """A number between 0 and 1; 0, the least sure, where the coder says nothing."""
        value = self.row.get(key)
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        if value is not None:
            self._leave_out(key, value)
        return 0.0

    def when(self, text: str, basis: object) -> When | None:
        """The days that an EDTF text names."""
        days = days_of(text) if text else None
        if days is None:
            if text:
                self._leave_out("date", text)
            return None
        known: tuple[Basis, ...] = get_args(Basis)
        return When(*days, text, next((each for each in known if each == basis), "stated"))

    def named_voices(self, key: str) -> tuple[Voice, ...]:
        """``CODE:Name`` or a name, each."""
        return tuple(_voice(text) for text in self._texts(key))

    def parties(self, key: str) -> tuple[Party, ...]:
        """``CODE``, ``CODE:Name`` or a bare name, each."""
        return tuple(_party(value) for value in self._texts(key))

    def actor_objects(self, key: str) -> tuple[Party, ...]:
        """PLOVER's actor objects; a bare code stands for one."""
        found = []
        for value in self._list(key):
            given = {"code": value} if isinstance(value, str) else value
            if isinstance(given, dict):
                part = Given(given, self.at, self.left_out)
                state = _state(part.text("code"))
                name = part.text("identifier_text") or ("" if state else part.text("actor_text"))
                found.append(Party(state or "---", name))
            else:
                self._leave_out(key, value)
        return tuple(found)

    def voices(self) -> tuple[Voice, ...]:
        """The voices of a line that istor wrote."""
        parts = [Given(value, self.at) for value in self._list("voices") if isinstance(value, dict)]
        return tuple(
            Voice(part.text("name"), part.text("code") or "---", part.row.get("is_direct") is True)
            for part in parts
            if part.text("name")
        )

    def figures(self) -> tuple[Figure, ...]:
        """Numbers and what they count; where they stand is not told."""
        found = []
        for value in self._list("figures"):
            part = Given(value if isinstance(value, dict) else {}, self.at)
            number = part.row.get("value")
            if isinstance(number, int | float | str) and not isinstance(number, bool):
                amount = number if isinstance(number, str) else float(number)
                is_about = part.row.get("approx") is True
                found.append(Figure(part.text("what"), amount, part.text("unit"), is_about, Span(0, 0)))
            else:
                self._leave_out("figures", value)
        return tuple(found)

    def _texts(self, key: str) -> Iterator[str]:
        for value in self._list(key):
            if isinstance(value, str) and value.strip():
                yield " ".join(normalise(value, self.at).text.split())
            else:
                self._leave_out(key, value)

    def _list(self, key: str) -> list[Any]:
        value = self.row.get(key)
        if value is None or isinstance(value, list):
            return value or []
        return [value]

    def _leave_out(self, key: str, value: object) -> None:
        self.left_out.append(f'"{key}" {value!r:.40} was left out')


def _party(text: str) -> Party:
    match = _PARTY.fullmatch(text)
    return Party(match["code"], match["name"] or "") if match else Party("---", text)


def _voice(text: str) -> Voice:
    """A voice is a name, with or without its state: ``CNN`` alone is no state."""
    code, name = source_of(text)
    return Voice(name, code)


def _state(code: str) -> str:
    """The state that one of PLOVER's codes begins with; nothing where it begins with what somebody does (``GOV``)."""
    match = _MADE_OF.fullmatch(code)
    found = match["state"] if match else ""
    return found if state_name(found) or found == "IGO" else ""
