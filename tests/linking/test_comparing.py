"""The parts of a comparison, each as a table: parties, dates, places, words."""

import pytest

from istor.languages.folding import fold
from istor.linking import dates, places, wording
from istor.linking.parties import cast, cast_agreement
from tests.linking.makers import claim, day, report

ONE = report("α", "Κάτι έγινε κάπου.")
PARTIES = [
    ("ACCUSE", "RUS", "UKR", "RUS", "UKR", "agree"),
    ("ACCUSE", "RUS", "UKR", "RUS:Vladimir Putin", "UKR", "agree"),
    ("ACCUSE", "RUS:Vladimir Putin", "UKR", "RUS:Sergey Lavrov", "UKR", "conflict"),
    ("ACCUSE", "RUS:Vladimir Putin, RUS:Sergey Lavrov", "UKR", "RUS:Sergey Lavrov", "UKR", "agree"),
    ("ACCUSE", "RUS", "UKR", "UKR", "RUS", "conflict"),
    ("ACCUSE", "RUS", "UKR", "RUS", "", "weak"),
    ("ACCUSE", "RUS", "UKR", "RUS", "POL", "conflict"),
    ("ACCUSE", "RUS:Kremlin", "UKR", "RUS:Vladimir Putin", "UKR", "weak"),
    ("ACCUSE", "GRC:Ministry of Health", "GRC", "GRC:Ministry of Defence", "GRC", "weak"),
    ("ACCUSE", "GRC:Vassilis Kikilias", "GRC", "GRC:Kikilias", "GRC", "agree"),
    ("CONSULT", "RUS, PRK", "", "RUS", "PRK", "agree"),
    ("CONSULT", "RUS", "PRK", "PRK", "RUS", "agree"),
    ("CONSULT", "RUS:Vladimir Putin, PRK", "", "RUS, CHN", "", "conflict"),
    ("CONSULT", "RUS, PRK, CHN", "", "RUS, PRK", "", "agree"),
    ("ASSAULT", "RUS, UKR", "", "RUS", "UKR", "agree"),
    ("ASSAULT", "RUS", "UKR", "UKR", "RUS", "conflict"),
    ("ASSAULT", "", "---:victims", "", "EGY:soldiers", "weak"),
    ("ASSAULT", "", "---:Al-Qaeda", "", "---:Al-Qaeda", "agree"),
]


@pytest.mark.parametrize(("kind", "a1", "r1", "a2", "r2", "expected"), PARTIES)
def test_parties(kind: str, a1: str, r1: str, a2: str, r2: str, expected: str) -> None:
    left, right = cast(claim(ONE, 0, "έγινε", kind, a1, r1)), cast(claim(ONE, 0, "έγινε", kind, a2, r2))
    found = cast_agreement(left, right)
    assert found == cast_agreement(right, left)
    assert ("conflict" if not found else "agree" if found > 0.8 else "weak") == expected


DATES = [
    ("2025-03-04", "2025-03-04", "day"),
    ("2025-03-04", "2025-03", "month"),
    ("2025-03-04", "2025-01-01/2025-12-31", "long"),
    ("2025-03-04", "2025-01-01/..", "open"),
    ("2025-03-04", "2025-03-06", "apart"),
    ("2025-03-04", "2025-03-06~", "near"),
    ("2025-03-04~", "2025-03-16~", "apart"),
    ("2025-03-04", "", "one"),
    ("", "", "none"),
]


@pytest.mark.parametrize(("a", "b", "case"), DATES)
def test_dates(a: str, b: str, case: str) -> None:
    left, right = (day(t) if t else None for t in (a, b))
    assert dates.match(left, right).case == dates.match(right, left).case == case


PLACES = [
    ("Rome", "Rome", "same"),
    ("Rome", None, "missing"),
    ("Rome", "Italy", "inside"),
    ("Rome", "Milan", "apart"),
    ("Rome", "France", "apart"),
]


@pytest.mark.parametrize(("a", "b", "case"), PLACES)
def test_places(a: str | None, b: str | None, case: str) -> None:
    assert places.match(a, b) == places.match(b, a) == case


TRIGGERS = [
    ("συνάντηση", "συνάντησης", "same"),
    ("συνάντηση", "συναντήθηκαν", "alike"),
    ("επισκέφθηκε", "ταξίδι", "act"),
    ("υπέγραψαν", "υπογράφηκε", "act"),
    ("επίσκεψη", "συνάντηση", "other"),
]


@pytest.mark.parametrize(("a", "b", "expected"), TRIGGERS)
def test_triggers(a: str, b: str, expected: str) -> None:
    one = report("α", f"Η {a} έγινε.", f"Η {b} έγινε.")
    claims = [claim(one, 0, a, "CONSULT"), claim(one, 1, b, "CONSULT")]
    found = wording.wordings(claims, {one.id: one.text})
    assert wording.trigger_likeness(*(found[c.id] for c in claims)) == expected


def test_rare_words_weigh_more_than_common_ones() -> None:
    one = report("α", "Μίλησε για λιγνίτη και κυβέρνηση.", "Μήνυμα για λιγνίτη.", "Ψήφος στην κυβέρνηση.")
    claims = [claim(one, n, s.split()[0], "CONSULT") for n, s in enumerate(one.text.split("\n"))]
    found = wording.wordings(claims, {one.id: one.text})
    rare, usual = (wording.overlap(found[claims[0].id], found[c.id]) for c in claims[1:])
    assert 0 < usual < rare <= 1


def test_the_table_of_common_words_has_stems() -> None:
    assert len(wording.common()) > 1000
    assert all(found.isalpha() and wording.RARE <= share < 1 for found, share in wording.common().items())
    assert wording.weight(wording.stem("κυβέρνηση")) < wording.weight(wording.stem("λιγνίτη"))


def test_the_table_of_acts_is_folded_and_has_no_act_twice_for_a_beginning() -> None:
    known = wording.acts()
    assert all(fold(start) == start and len(start) >= 3 for start in known)
    assert wording.acts_of("επισκεφθηκε") >= {"visit"}
    assert wording.acts_of("τραπεζι") == frozenset()
