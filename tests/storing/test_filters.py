"""Which claims a filter lets through; the tables are the specification."""

import itertools
from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.model import Claim, Party, Voice, When
from istor.storing import Archive, ClaimFilter
from istor.storing.filters import fold

from . import makers

REPORT = makers.report(1, name="paper", source="Ναυτίλος.gr")
MONTH = When(date(2025, 2, 1), date(2025, 2, 28), "2025-02", "stated")
OPEN = When(date(2024, 6, 1), None, "2024-06/..", "stated")
YEARLESS = When(None, None, "XXXX-07-22", "stated")
PUTIN = Party("RUS", "Vladimir Putin")
CLAIMS = {
    "call": makers.claim(REPORT, 1, when=makers.day(date(2025, 2, 3)), actors=(PUTIN, Party("PRK", "Kim Jong Un"))),
    "aid": makers.claim(
        REPORT, 2, type="AID", actors=(Party("PRK"),), recipients=(Party("RUS"),), when=MONTH, place="Kursk Oblast"
    ),
    "protest": makers.claim(
        REPORT, 3, type="PROTEST", actors=(Party("BLR", "Belarus Union"),), when=OPEN, status="future", voices=()
    ),
    "charge": makers.claim(
        REPORT, 4, type="ACCUSE", actors=(Party("USA", "CIA"),), recipients=(Party("GRC", "Πούτιν 100%_α"),), when=None,
        voices=(Voice("Υπουργείο Εξωτερικών", "GRC"),), place="Αθήνα",
    ),
    "talk": makers.claim(REPORT, 5, type="CONSULT", actors=(Party("---", "cia agents"),), when=YEARLESS),
}  # fmt: skip


def _asked(wanted: ClaimFilter) -> str:
    return ",".join(f"{name}={value}" for name, value in asdict(wanted).items() if value is not None) or "nothing"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ClaimFilter(), "protest aid call charge talk"),
        (ClaimFilter(actor="RUS"), "aid call"),
        (ClaimFilter(actor="PRK"), "aid call"),
        (ClaimFilter(actor="---"), "talk"),
        (ClaimFilter(actor="rus"), "protest"),
        (ClaimFilter(actor="RUS:Vladimir Putin"), "call"),
        (ClaimFilter(actor="RUS:Putin"), ""),
        (ClaimFilter(actor="RUS:"), "aid"),
        (ClaimFilter(actor="PRK:Vladimir Putin"), ""),
        (ClaimFilter(actor="putin"), "call"),
        (ClaimFilter(actor="VLADIMIR"), "call"),
        (ClaimFilter(actor="ΠΟΥΤΙΝ"), "call charge"),
        (ClaimFilter(actor="100%_"), "charge"),
        (ClaimFilter(actor="1%0"), ""),
        (ClaimFilter(actor="CIA"), "charge"),
        (ClaimFilter(actor="cia"), "charge talk"),
        (ClaimFilter(type="AID"), "aid"),
        (ClaimFilter(status="future"), "protest"),
        (ClaimFilter(place="kursk"), "aid"),
        (ClaimFilter(place="αθηνα"), "charge"),
        (ClaimFilter(source="kcna"), "aid call talk"),
        (ClaimFilter(source="GRC"), "charge"),
        (ClaimFilter(source="GRC:υπουργειο εξωτερικων"), "charge"),
        (ClaimFilter(source="ναυτιλοσ"), "protest"),
        (ClaimFilter(report="paper"), "protest aid call charge talk"),
        (ClaimFilter(report=REPORT.id, type="ACCUSE"), "charge"),
        (ClaimFilter(report="pap"), ""),
        (ClaimFilter(first=date(2025, 2, 3), last=date(2025, 2, 3)), "protest aid call"),
        (ClaimFilter(first=date(2025, 2, 4), last=date(2025, 2, 9)), "protest aid"),
        (ClaimFilter(first=date(2025, 3, 1)), "protest"),
        (ClaimFilter(last=date(2025, 2, 2)), "protest aid"),
        (ClaimFilter(last=date(2024, 5, 31)), ""),
        (ClaimFilter(actor="RUS", type="CONSULT", first=date(2025, 1, 1), status="actual"), "call"),
    ],
    ids=lambda value: _asked(value) if isinstance(value, ClaimFilter) else "",
)  # fmt: skip
def test_what_a_filter_lets_through(archive: Archive, wanted: ClaimFilter, found: str) -> None:
    archive.add(REPORT, list(CLAIMS.values()))
    assert [_name(claim) for claim in archive.claims(wanted)] == found.split()


numbers = itertools.count(1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(makers.whens(), st.none() | st.dates(), st.none() | st.dates())
def test_days_are_met_as_the_model_has_it(archive: Archive, when: When, first: date | None, last: date | None) -> None:
    if first and last and first > last:
        first, last = last, first
    report = makers.report(1, id=f"report-{next(numbers)}")
    archive.add(report, [makers.claim(report, 1, when=when)])
    meets = when.meets(When(first, last, "", "stated")) and bool(when.first or when.last or not (first or last))
    assert bool(list(archive.claims(ClaimFilter(first=first, last=last, report=report.id)))) is meets


@given(makers.texts, makers.texts, makers.texts)
def test_a_part_folds_to_a_part(before: str, part: str, after: str) -> None:
    assert fold(part) in fold(before + part + after)


def _name(claim: Claim) -> str:
    return next(name for name, known in CLAIMS.items() if known == claim)
