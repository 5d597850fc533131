"""From codes and English names back to Greek: the table is the specification."""

import pytest

from istor.knowledge.known import state_name
from istor.knowledge.naming import credited, greek_name, greek_place, source_of


@pytest.mark.parametrize(
    ("code", "name", "greek"),
    [
        ("GRC", "", "Ελλάδα"),
        ("NAT", "", "ΝΑΤΟ"),
        ("GRC", "Nikos Kotzias", "Νίκος Κοτζιάς"),
        ("FRA", "Agence France-Presse", "Γαλλικό Πρακτορείο"),
        ("GRC", "police officers", "αστυνομικοί"),
        ("RUS", "diplomats", "διπλωμάτες"),
        ("RUS", "diplomat", "διπλωμάτης"),
        ("NAT", "leaders", "ηγέτες"),
        ("GRC", "government", "κυβέρνηση"),
        ("GRC", "prime minister", "πρωθυπουργός"),
        ("GRC", "armed forces", "ένοπλες δυνάμεις"),
        ("GRC", "Nobody Known", None),
        ("XXX", "", None),
    ],
)
def test_names(code: str, name: str, greek: str | None) -> None:
    assert greek_name(code, name) == greek


@pytest.mark.parametrize(
    ("place", "greek"), [("Athens", "Αθήνα"), ("Greece", "Ελλάδα"), ("Davos", "Νταβός"), ("Nowhere", None)]
)
def test_places(place: str, greek: str | None) -> None:
    assert greek_place(place) == greek


def test_states() -> None:
    assert state_name("GRC") == "Greece" and not state_name("XXX")


@pytest.mark.parametrize(
    ("code", "name", "written"),
    [
        ("PRK", "KCNA", "PRK:KCNA"),
        ("RUS", "RUS", "Russia"),
        ("RUS", "Ministry of Foreign Affairs", "Russia:Ministry of Foreign Affairs"),
        ("YEM", "military officials", "Yemen:military officials"),
        ("RUS", "Vladimir Putin", "RUS:Vladimir Putin"),
        ("---", "unnamed sources", "unnamed sources"),
    ],
)
def test_a_source_in_one_string(code: str, name: str, written: str) -> None:
    assert credited(code, name) == written
    assert source_of(written) == (code, name)
