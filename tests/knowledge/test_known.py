"""Names that claims hold, looked up in the tables."""

import pytest

from istor.knowledge.known import kind_of, place_named, state_name


def test_a_place_lies_where_most_people_live() -> None:
    vancouver = place_named("Vancouver")  # two cities of that name
    assert vancouver is not None and (vancouver.code, vancouver.lat) == ("CAN", 49.273)
    assert place_named("nowhere at all") is None


def test_a_row_without_degrees_yields_to_one_with_them() -> None:
    found = place_named("Willemstad")
    assert found is not None and found.lon == -69.02


@pytest.mark.parametrize(
    ("code", "name", "kind"),
    [
        ("RUS", "", "state"),
        ("EUE", "", "state"),
        ("---", "", "unknown"),
        ("RUS", "Vladimir Putin", "person"),
        ("PRK", "Vladimir Putin", "unknown"),
        ("PRK", "soldiers", "group"),
        ("USA", "General Staff", "body"),
        ("GRC", "Maria", "unknown"),
    ],
)
def test_kinds(code: str, name: str, kind: str) -> None:
    assert kind_of(code, name) == kind


def test_states_have_names() -> None:
    assert (state_name("RUS"), state_name("EUE"), state_name("---")) == ("Russia", "European Union", "")
