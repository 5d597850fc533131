"""Reports of plain text: the date line, the title, the language, the id."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.errors import InputError
from istor.model import Report, Span
from istor.reading import read
from istor.reading.text import warning_of

BODY = "\n\nΗ κυβέρνηση ανακοίνωσε το πρωί νέα μέτρα για τους αγρότες και τους κτηνοτρόφους της χώρας.\n"
LEAD = "Ο υπουργός παραιτήθηκε το πρωί."
EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


def made(text: str) -> Report:
    return read(text.encode(), "name")


DATED = {
    "space, date, title": (" date 2026-01-09 Νέα μέτρα για τους αγρότες" + BODY, date(2026, 1, 9)),
    "no space before": ("date 2026-01-09 Νέα μέτρα" + BODY, date(2026, 1, 9)),
    "several spaces": ("  \tdate   2026-01-09   Νέα μέτρα" + BODY, date(2026, 1, 9)),
    "capital": ("Date 2026-01-09 Νέα μέτρα" + BODY, date(2026, 1, 9)),
    "a line of its own": ("date 2026-01-09" + BODY, date(2026, 1, 9)),
    "leap day": ("date 2024-02-29 Νέα μέτρα" + BODY, date(2024, 2, 29)),
    "no date": ("Νέα μέτρα" + BODY, None),
    "date on the second line": ("Νέα μέτρα\ndate 2026-01-09" + BODY, None),
    "the word in a sentence": ("Το date 2026-01-09 ορίστηκε" + BODY, None),
    "longer than a date": ("date 2026-01-091 Νέα μέτρα" + BODY, None),
    "other order": ("date 09-01-2026 Νέα μέτρα" + BODY, None),
    "other digits": ("date ٢٠٢٦-٠١-٠٩ Νέα μέτρα" + BODY, None),
}


@pytest.mark.parametrize(("text", "day"), DATED.values(), ids=DATED)
def test_the_date_line(text: str, day: date | None) -> None:
    report = made(text)
    assert (report.published and report.published.first) == day
    assert warning_of(report) is None
    assert [b.kind for b in report.blocks].count("date line") == (day is not None)
    if day and report.published and report.published.span:
        assert report.published.basis == "stated"
        assert report.published.first == report.published.last == day
        assert report.published.span.of(report.text) == report.published.edtf == day.isoformat()
        assert report.blocks[0].span.covers(report.published.span)


@pytest.mark.parametrize("day", ["2025-02-31", "2025-13-01", "2025-00-10", "0000-01-01", "2023-02-29"])
def test_an_impossible_date_is_a_warning(day: str) -> None:
    report = made(f" date {day} Νέα μέτρα{BODY}")
    assert report.published is None
    assert report.blocks[0].kind == "date line"
    assert day in report.blocks[0].reason
    assert warning_of(report) == report.blocks[0].reason
    assert report.title == "Νέα μέτρα"


TITLES = {
    "short line": ("Νέα μέτρα για τους αγρότες" + BODY, "Νέα μέτρα για τους αγρότες"),
    "on the date line": ("date 2026-01-09 Νέα μέτρα" + BODY, "Νέα μέτρα"),
    "after a date line of its own": ("date 2026-01-09\nΝέα μέτρα" + BODY, "Νέα μέτρα"),
    "question": ("Έρχονται νέα μέτρα;" + BODY, "Έρχονται νέα μέτρα;"),
    "ellipsis": ("Έρχονται νέα μέτρα…" + BODY, "Έρχονται νέα μέτρα…"),
    "three dots": ("Έρχονται νέα μέτρα..." + BODY, "Έρχονται νέα μέτρα..."),
    "acronym at the end": ("Νέα μέτρα στις Η.Π.Α." + BODY, "Νέα μέτρα στις Η.Π.Α."),
    "quotation": ("«Έρχονται νέα μέτρα»" + BODY, "«Έρχονται νέα μέτρα»"),
    "after furniture": ("Newsroom\nFacebook Twitter\nΝέα μέτρα" + BODY, "Νέα μέτρα"),
    "lead with a full stop": (LEAD + BODY, ""),
    "lead with a full stop inside the quotation": ("«Έρχονται νέα μέτρα.»" + BODY, ""),
    "lead on the date line": (f"date 2026-01-09 {LEAD}{BODY}", ""),
    "too long": ("Μέτρα " * 30 + BODY, ""),
    "one paragraph": ("Νέα μέτρα για τους αγρότες", ""),
    "one paragraph on the date line": ("date 2026-01-09 Νέα μέτρα", ""),
    "one paragraph and a source": ("Νέα μέτρα για τους αγρότες\n\nΠηγή: Reuters", ""),
    "bullet": ("• Νέα μέτρα" + BODY, ""),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES)
def test_the_title(text: str, title: str) -> None:
    report = made(text)
    assert report.title == title
    assert [b.span.of(report.text) for b in report.blocks if b.kind == "title" and not b.reason] == [title] * bool(
        title
    )


def test_the_id_comes_from_content() -> None:
    assert read(LEAD.encode(), "a").id == read(LEAD.encode("utf-16"), "a").id
    assert read(LEAD.encode(), "a").id != read(f"{LEAD} ".encode(), "a").id
    assert read(LEAD.encode(), "a").id != read(LEAD.encode(), "b").id
    assert read(LEAD.encode(), "a").id.startswith("report-")


def test_plain_text_knows_no_outlet() -> None:
    report = made(LEAD)
    assert (report.name, report.source, report.url) == ("name", "", "")


def test_a_line_of_megabytes_is_read() -> None:
    report = made("λέξη " * 400_000)
    assert len(report.blocks) == 1


def check_blocks(report: Report) -> None:
    """Blocks stand in order, never overlap, and hold every character that is not white space."""
    covered = [False] * len(report.text)
    before = 0
    for block in report.blocks:
        assert block.span.start >= before
        assert block.span.of(report.text) == block.span.of(report.text).strip() != ""
        covered[block.span.start : block.span.end] = [True] * (block.span.end - block.span.start)
        before = block.span.end
    assert all(is_covered or char.isspace() for is_covered, char in zip(covered, report.text, strict=True))


PIECES = st.sampled_from(
    ["date 2026-01-09", "date 2026-02-31 ", "\n", "\n\n", "\r\n", "\r", " ", "\u2028", "\x85", "\x0b", "\u200b", "***",
     "Newsroom", "Viber Whatsapp", "Διαβάστε επίσης:", "Δημοφιλή", "Πηγή: ΑΠΕ-ΜΠΕ", "• ", LEAD, BODY, "Νέα μέτρα", "©"]
)  # fmt: skip


@settings(deadline=None)  # the model that tells languages is loaded when first needed
@given(st.lists(PIECES | st.text(max_size=12)).map("".join))
def test_blocks_cover_the_text(text: str) -> None:
    try:
        report = made(text)
    except (InputError, UnicodeEncodeError):
        return
    check_blocks(report)
    assert report.blocks


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_examples_are_read_as_python_reads_them(path: Path) -> None:
    report = read(path.read_bytes(), path.stem)
    assert report.text == path.read_text(encoding="utf-8")
    assert report.lang == "el"
    check_blocks(report)
    assert report.published or report.blocks[0].kind == "title"


def test_spans_are_spans() -> None:
    assert made("date 2026-01-09 Α").blocks[0].span == Span(0, 15)
