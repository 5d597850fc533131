"""Web pages to reports: the mark-up of twenty kinds of Greek pages, and what is no page at all."""

import hashlib
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from istor.errors import InputError, MissingExtra
from istor.model import Origin
from istor.reading import gather
from istor.reading.pages import read_page

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((PAGES / "expected.yaml").read_text(encoding="utf-8"))
TEXT = "Η κυβέρνηση ανακοίνωσε το πρωί νέα μέτρα για τους αγρότες και τους κτηνοτρόφους όλης της χώρας."


def page(body: str, head: str = "") -> bytes:
    return f'<!DOCTYPE html><html lang="el"><head>{head}</head><body>{body}</body></html>'.encode()


def article(*paragraphs: str, head: str = "") -> bytes:
    return page("<article>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article>", head)


@pytest.mark.parametrize("name", EXPECTED)
def test_greek_pages(name: str) -> None:
    wanted, data = EXPECTED[name], (PAGES / f"{name}.html").read_bytes()
    report = read_page(data, name)
    for field in ("title", "author", "source", "url"):
        if field in wanted:
            assert getattr(report, field) == wanted[field], field
    assert report.published and report.published.first == report.published.last == wanted["day"]
    assert report.lang == wanted.get("lang", "el")
    assert report.bytes_digest == hashlib.sha256(data).hexdigest()
    body = "\n".join(block.span.of(report.text) for block in report.body)
    assert [words for words in wanted["has"] if words not in body] == []
    assert [words for words in wanted["lacks"] if words in body] == []
    assert report.blocks[0].kind == "title" or "title" not in wanted


def test_every_page_is_in_the_table() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(EXPECTED)


def test_the_mark_up_tells_headings_quotations_items_and_rows() -> None:
    inner = (
        f"<h1>Νέα μέτρα</h1><p>{TEXT}</p><h2>Τι ζητούν</h2><ul><li>Φθηνό ρεύμα.</li><li>Νερό</li></ul>"
        f"<blockquote><p>«Δεν αρκούν»</p></blockquote><p>{TEXT} Ξανά.<br>Άλλη γραμμή εδώ.</p>"
        "<table><tr><td>Έτος</td><td>Ποσό</td></tr><tr><td>2024</td><td>12</td></tr></table>"
    )
    report = read_page(page(f"<article>{inner}</article>"), "a")
    assert [(b.kind, b.reason, b.span.of(report.text)) for b in report.blocks] == [
        ("title", "", "Νέα μέτρα"),
        ("body", "", TEXT),
        ("title", "subheading", "Τι ζητούν"),
        ("body", "bullet", "Φθηνό ρεύμα."),
        ("body", "bullet", "Νερό"),
        ("body", "quotation", "«Δεν αρκούν»"),
        ("body", "", f"{TEXT} Ξανά."),
        ("body", "", "Άλλη γραμμή εδώ."),
        ("body", "row of a table", "Έτος | Ποσό"),
        ("body", "row of a table", "2024 | 12"),
    ]


def test_furniture_that_got_through_is_marked() -> None:
    report = read_page(article(TEXT, "Διαβάστε επίσης: Ο καιρός αύριο", f"{TEXT} Ξανά."), "a")
    assert [b.kind for b in report.blocks] == ["body", "furniture", "body"]


def test_what_is_put_right_keeps_its_place() -> None:
    report = read_page(article(f"Η Pω\u00adσία απάντησε. {TEXT}", f"Τέλος. {TEXT}"), "a")
    assert report.text.startswith("Η Ρωσία απάντησε.")
    assert report.repairs[0].was == "Pω\u00adσία"
    assert [b.span.of(report.text)[:8] for b in report.blocks] == ["Η Ρωσία ", "Τέλος. Η"]


HEAD = '<meta property="article:published_time" content="{}">'
STAMPS = {
    "zone of the outlet": ("2022-01-14T23:47:00+02:00", date(2022, 1, 14)),
    "UTC before midnight in Athens": ("2022-01-14T21:47:00Z", date(2022, 1, 14)),
    "UTC after midnight in Athens": ("2022-01-14T22:10:00Z", date(2022, 1, 15)),
    "UTC after midnight in summer": ("2022-07-14T21:10:00+00:00", date(2022, 7, 15)),
    "a day": ("2022-01-14", date(2022, 1, 14)),
}


@pytest.mark.parametrize(("stamp", "day"), STAMPS.values(), ids=STAMPS)
def test_the_day_is_that_of_the_readers(stamp: str, day: date) -> None:
    report = read_page(article(TEXT, f"{TEXT} Ξανά.", head=HEAD.format(stamp)), "a")
    assert report.published and (report.published.first, report.published.basis) == (day, "stated")


def test_a_day_after_the_page_was_seen_is_not_believed() -> None:
    data = article(TEXT, f"{TEXT} Ξανά.", head=HEAD.format("2032-01-14"))
    assert read_page(data, "a", origin=Origin(seen=date(2022, 1, 20))).published is None


def test_the_address_is_the_canonical_one_if_it_is_one() -> None:
    for link, url in (("https://a.example/1", "https://a.example/1"), ("javascript:x()", "https://b.example/2")):
        data = article(TEXT, f"{TEXT} Ξανά.", head=f'<link rel="canonical" href="{link}">')
        assert read_page(data, "a", origin=Origin("https://b.example/2")).url == url


def test_the_outlet_is_known_by_its_domain() -> None:
    data = article(TEXT, f"{TEXT} Ξανά.", head='<meta property="og:site_name" content="Reuters | Breaking">')
    assert read_page(data, "a", origin=Origin("https://www.reuters.com/world/1")).source == "Reuters"


BAD = {
    "empty": (b"", "empty"),
    "blank": (b" \n", "empty"),
    "no text": (page("<nav><a href='/'>Αρχική</a></nav>"), "no text of a report"),
    "scripts only": (page("<script>document.write('x')</script>"), "no text of a report"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary"),
    "plain words": ("Δεν είναι σελίδα".encode(), ""),
}


@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD)
def test_what_is_no_page_is_one_line(data: bytes, says: str) -> None:
    with pytest.raises(InputError) as failed:
        read_page(data, "a", "folder/a.html")
    message = str(failed.value)
    assert message.startswith("folder/a.html: ") and says in message and "\n" not in message


def test_deeply_nested_pages_are_read_or_refused() -> None:
    data = page("<div>" * 20_000 + f"<p>{TEXT}</p><p>{TEXT} Ξανά.</p>" + "</div>" * 20_000)
    try:
        assert TEXT in read_page(data, "a").text
    except InputError as error:
        assert "no text of a report" in str(error) or "no HTML" in str(error)


def test_without_the_extra_a_page_is_one_line_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_bytes(article(TEXT))
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    first, second = gather([tmp_path])
    assert first.problem == f"{tmp_path}/a.html: reading web pages needs the extra 'pages': pip install 'istor[pages]'"
    assert second.report
    with pytest.raises(MissingExtra):
        read_page(article(TEXT), "a")
