"""Exports: what each holds, that it can be read back, and that hostile reports stay words."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from istor.errors import InputError
from istor.telling import Record
from istor.telling.exports import FORMATS, export
from istor.telling.exports.csv import COLUMNS
from tests.scaling import stories, wordlist

from . import makers

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "exports.md"
KEYS = [
    "report", "start", "end", "type", "mode", "actors", "recipients", "date", "place", "status", "sources", "quote",
    "figures", "event", "confidence", "rule", "sentence",
]  # fmt: skip


@pytest.fixture(scope="module")
def record() -> Record:
    from istor.linking import copies, link_events

    reports = tuple(stories.report(name) for name in stories.STORIES)
    claims = tuple(claim for report in reports for claim in wordlist.claims_of(report))
    copied = copies(reports)
    return Record(reports, claims, (*copied, *link_events(claims, reports, copied)))


def text(name: str, record: Record) -> str:
    return "".join(map(str, export(name)(record)))


def lines(name: str, record: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text(name, record).splitlines()]


def rows(record: Record) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text("csv", record), newline="")))


class Page(HTMLParser):
    """What a page holds; fails where an element is not closed or an id is given twice."""

    VOID = ("meta", "link", "br", "img")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == [] and len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for key, value in attrs if key == "id" and value]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def links(self) -> list[str]:
        """Where it leads."""
        return [str(attrs["href"]) for _, attrs in self.tags if "href" in attrs]


def test_jsonl_is_the_contract(record: Record) -> None:
    found = lines("jsonl", record)
    assert len(found) == len(record.claims)
    assert [list(row) for row in found] == [KEYS] * len(found)
    first = found[0]
    assert first["report"] == "meeting"
    assert stories.MEETING[first["start"] : first["end"]] == "συναντήθηκε"
    assert first["actors"] == ["RUS:Vladimir Putin", "PRK:Kim Jong Un"]
    assert (first["date"], first["sources"]) == ("2030-05-02", ["PRK:KCNA"])
    assert next(row for row in found if row["report"] == "raid")["figures"] == [
        {"what": "killed", "value": 12, "unit": "persons", "approx": False}
    ]
    assert next(row for row in found if row["report"] == "undated")["date"] is None


def test_claims_of_one_event_share_its_id(record: Record) -> None:
    meetings = {row["event"] for row in lines("jsonl", record) if row["type"] == "CONSULT"}
    assert len(meetings) == 1
    assert meetings <= {row["id"] for row in lines("plover-jsonl", record)}


def test_plover_has_the_fields_that_the_manual_requires(record: Record) -> None:
    found = lines("plover-jsonl", record)
    assert len(found) == len(record.events)
    for row in found:
        assert {"id", "date", "source", "event"} <= row.keys()
    meeting = next(row for row in found if row["event"] == ["CONSULT"])
    assert (meeting["date"], meeting["mode"], meeting["quad_code"]) == ("2030-05-02", ["meet"], 1)
    assert [actor["code"] for actor in meeting["source"]] == ["PRK", "RUS"]
    for claim in meeting["claims"]:
        story = stories.STORIES[claim["report"]]
        assert story[claim["sentence_start"] : claim["sentence_end"]] == claim["text"]
        assert story[claim["start"] : claim["end"]] in claim["text"]
    assert next(row for row in found if row["event"] == ["SANCTION"])["date"] is None


def test_csv_reads_back(record: Record) -> None:
    found = rows(record)
    assert [row["id"] for row in found] == [event.id for event in record.events]
    assert found[0]["actors"] == "PRK:Kim Jong Un; RUS:Vladimir Putin"
    assert found[0]["report_names"] == "meeting; again"
    assert (found[-1]["date"], found[-1]["type"]) == ("", "SANCTION")
    assert text("csv", record).count("\r\n") == len(found) + 1


def test_csv_columns_are_in_the_data_dictionary() -> None:
    section = DOCS.read_text(encoding="utf-8").partition("## csv")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"`(\w+)`", " ".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)))) == COLUMNS


def test_every_format_is_documented() -> None:
    assert {f"## {name}" for name in FORMATS} <= set(DOCS.read_text(encoding="utf-8").splitlines())


def test_a_page_stands_alone(record: Record) -> None:
    page = Page(text("html", record))
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(tag for tag, _ in page.tags)
    assert all(link.removeprefix("#") in page.ids for link in page.links())
    assert {claim.id for claim in record.claims} <= set(page.ids)
    assert "<mark>συναντήθηκε</mark>" in text("html", record)


def test_a_hostile_report_stays_words() -> None:
    record = makers.hostile()
    written = text("html", record)
    page = Page(written)
    assert {"script", "img"}.isdisjoint(tag for tag, _ in page.tags)
    assert not any(name.startswith("on") for _, attrs in page.tags for name in attrs)
    assert not any("javascript:" in link for link in page.links())
    assert "&lt;script&gt;" in written and "\x1b" not in written and "\u202e" not in written


def test_only_web_addresses_are_links() -> None:
    owner = makers.report("a", "Κατηγορώ.", url="https://example.org/a?b=1&c=2")
    page = Page(text("html", makers.record(makers.claim(owner, "Κατηγορώ"), reports=(owner,))))
    assert "https://example.org/a?b=1&c=2" in page.links()


def test_no_cell_is_a_formula() -> None:
    (row,) = rows(makers.hostile())
    assert row["sentence"].startswith("'=HYPERLINK") and row["place"] == "'=1+1"
    assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row.values())


def test_a_code_of_no_state_is_no_formula() -> None:
    owner = makers.report("a", "Κατηγορώ.")
    (row,) = rows(makers.record(makers.claim(owner, "Κατηγορώ"), reports=(owner,)))
    assert row["recipients"] == "---:σωματείο"


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(InputError, match="no such format; there are bibtex, csv, ftm"):
        export("docx")
