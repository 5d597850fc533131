"""Days of dates in EDTF: the table is the specification."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from istor.model.edtf import days_of

DAYS = {
    "2025-08-12": ("2025-08-12", "2025-08-12"),
    "2025-02": ("2025-02-01", "2025-02-28"),
    "2024-02~": ("2024-02-01", "2024-02-29"),
    "2022": ("2022-01-01", "2022-12-31"),
    "202X": ("2020-01-01", "2029-12-31"),
    "19XX": ("1900-01-01", "1999-12-31"),
    "2024-XX-XX": ("2024-01-01", "2024-12-31"),
    "2024-05-XX": ("2024-05-01", "2024-05-31"),
    "2024-21": ("2024-03-01", "2024-05-31"),
    "2023-24": ("2023-12-01", "2024-02-29"),
    "2025-07-20/2025-07-31": ("2025-07-20", "2025-07-31"),
    "2024-01/2024-04?": ("2024-01-01", "2024-04-30"),
    "2022-02/..": ("2022-02-01", None),
    "2022-02/": ("2022-02-01", None),
    "../2024": (None, "2024-12-31"),
    "../..": (None, None),
    "2026-04-17T21:30": ("2026-04-17", "2026-04-17"),
    "2026-04-17TEV": ("2026-04-17", "2026-04-17"),
}
NO_DATES = (
    "", "PAST_REF", "2025-13", "2025-02-30", "0000", "202X-05", "yesterday", "2025/2024", "2025-01-01/x", "XXXX-07-22",
)  # fmt: skip


@pytest.mark.parametrize(("edtf", "days"), DAYS.items(), ids=DAYS)
def test_days(edtf: str, days: tuple[str | None, str | None]) -> None:
    assert days_of(edtf) == tuple(day and date.fromisoformat(day) for day in days)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert days_of(text) is None


@given(st.text(max_size=12) | st.from_regex(r"[0-9X]{4}(-[0-9X]{2}){0,2}(/[0-9]{4})?[~?]?", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    days = days_of(text)
    assert days is None or not (days[0] and days[1]) or days[0] <= days[1]
