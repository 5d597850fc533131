"""Dates in words: the table is the specification."""

from datetime import date

import pytest

from istor.model import When
from istor.model.values import Basis
from istor.telling.dates import date_words, edtf_words

WORDS = {
    "2025-08-12": "12 Aug 2025",
    "2025-07": "July 2025",
    "2022": "2022",
    "2025-07-21/2025-07-31": "21–31 July 2025",
    "2025-07-28/2025-08-03": "28 July – 3 Aug 2025",
    "2024-12-28/2025-01-02": "28 Dec 2024 – 2 Jan 2025",
    "2024-01/2024-04": "Jan–April 2024",
    "2025-03/2026-01": "March 2025 – Jan 2026",
    "2022/2024": "2022–2024",
    "2025-07-21/2025-07-21": "21 July 2025",
    "2024-06~": "about June 2024",
    "2024-06?": "perhaps June 2024",
    "2024-06%": "perhaps about June 2024",
    "2024-06~/2024-08~": "about June–Aug 2024",
    "2024~/2025": "about 2024 – 2025",
    "2022-02/..": "since Feb 2022",
    "2022-02/": "since Feb 2022",
    "../2024": "until 2024",
    "/2024-06~": "until about June 2024",
    "../..": "date unknown",
    "2024-21": "spring 2024",
    "2024-21/2024-22": "spring–summer 2024",
    "XXXX-07-22": "22 July (year unknown)",
    "202X": "2020s",
    "2026-04-17T21:30": "17 April 2026, 21:30",
    "2026-04-17TMO": "17 April 2026, morning",
    "2024-33": "2024-33",
    "PAST_REF": "PAST_REF",
}

GREEK = {
    "2025-08-12": "12 Αυγούστου 2025",
    "2025-07": "Ιούλιος 2025",
    "2025-07-21/2025-07-31": "21–31 Ιουλίου 2025",
    "2025-07-28/2025-08-03": "28 Ιουλίου – 3 Αυγούστου 2025",
    "2024-01/2024-04": "Ιανουάριος–Απρίλιος 2024",
    "2024-06~": "περίπου Ιούνιος 2024",
    "2022-02/..": "από Φεβρουάριο 2022",
    "2018-01-21/..": "από 21 Ιανουαρίου 2018",
    "../2024-21": "έως άνοιξη 2024",
    "2024-24/..": "από χειμώνα 2024",
    "../..": "άγνωστη ημερομηνία",
    "XXXX-07-22": "22 Ιουλίου (άγνωστο έτος)",
    "202X": "δεκαετία 2020",
    "2026-04-17TMO": "17 Απριλίου 2026, πρωί",
}


@pytest.mark.parametrize(("edtf", "words"), WORDS.items(), ids=WORDS)
def test_words(edtf: str, words: str) -> None:
    assert edtf_words(edtf) == words


@pytest.mark.parametrize(("edtf", "words"), GREEK.items(), ids=GREEK)
def test_words_in_greek(edtf: str, words: str) -> None:
    assert edtf_words(edtf, "el") == words


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        ("stated", "12 Aug 2025"),
        ("reckoned", "12 Aug 2025"),
        ("report date", "12 Aug 2025 (the report's date)"),
        ("inferred", "12 Aug 2025 (inferred)"),
        ("vague", "12 Aug 2025 (vague)"),
    ],
)
def test_a_guess_is_marked(basis: Basis, words: str) -> None:
    day = date(2025, 8, 12)
    assert date_words(When(day, day, "2025-08-12", basis)) == words


def test_no_date() -> None:
    assert date_words(None) == "date unknown"
