"""What of ``titles.yaml`` is refused when it is read, and the singular of its English words."""

from copy import deepcopy
from typing import Any

import pytest

from istor.errors import DataError
from istor.knowledge import titles
from istor.knowledge.english import one_of
from istor.languages import data


@pytest.mark.parametrize(
    ("section", "value"),
    [("standing", ["no such role"]), ("members", ["no such role"]), ("local", {"no such role": "{}"}),
     ("local", {"court": "court"}), ("family_first", ["XYZ"])],
    ids=["standing", "members", "local", "no place in the pattern", "no such state"],
)
def test_sections_speak_of_roles_that_are_there(section: str, value: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    table = deepcopy(data.table("el", "titles.yaml"))
    table[section] = value
    monkeypatch.setattr(data, "table", lambda lang, *path: table)
    with pytest.raises(DataError, match=section):
        titles.titles.__wrapped__()


@pytest.mark.parametrize(
    ("many", "one"),
    [("soldiers", "soldier"), ("police officers", "police officer"), ("companies", "company"), ("women", "woman"),
     ("members of the European Parliament", "member of the European Parliament"), ("press", "press"),
     ("police", "police"), ("churches", "church"), ("children", "child")],
)
def test_one_of(many: str, one: str) -> None:
    assert one_of(many) == one


def test_one_and_many_of_a_role() -> None:
    roles = {role.word: role for role in titles.titles().roles}
    assert (roles["αστυνομικός"].one, roles["αστυνομικός"].name) == ("police officer", "police")
    assert (roles["στρατιώτης"].one, roles["στρατιώτης"].name) == ("soldier", "soldiers")
