"""Every line of the page on kinds of input does what the page says: the page itself is the table of this test."""

import gzip
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from istor.reading import paths
from istor.reading.fetch import Fetcher, Limits
from istor.reading.kinds import KINDS
from istor.storing import Archive
from tests.reading.documents import paragraph, parquet, word
from tests.reading.pdfs import pdf
from tests.reading.servers import HERE, given, served
from tests.reading.test_kinds import ARCHIVE, LIST, PAGE, RSS, SITEMAP, TEXT, table, tarred, zipped

from .conftest import Istor

DOCUMENT = Path(__file__).parents[2] / "docs" / "how-to" / "add-reports.md"
OUTLET = "https://www.ofaros.example"
LINES = re.findall(r"^istor add ([^#\n]+?)\s*(?:#.*)?$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
OTHER = PAGE.replace("Καβάλας".encode(), "Βόλου".encode())


@pytest.fixture(scope="module")
def site() -> Iterator[Any]:
    answers = {"/politiki/synantisi": given(PAGE), "/one": given(PAGE), "/two": given(OTHER)}
    with served(answers) as made:
        rss = RSS.format(made.at("")).replace("?x=1&amp;y=2", "")
        answers["/feed.rss"] = given(rss.encode(), "application/rss+xml")
        answers["/sitemap.xml"] = given(SITEMAP.format(made.at("")).encode(), "application/xml")
        yield made


@pytest.fixture
def inputs(tmp_path: Path, site: Any) -> dict[str, int]:
    """The files that the page names, each with how many reports it holds."""
    record = {"report": "one", "text": TEXT, "published": "2021-03-04"}
    rss = RSS.format(site.at("")).replace(">/two?x=1&amp;y=2", f">{site.at('/two')}")
    members = {"a.txt": TEXT.encode(), "b.html": PAGE}
    made: dict[str, tuple[bytes, int]] = {
        "report.txt": (TEXT.encode(), 1),
        "page.html": (PAGE, 1),
        "reports.jsonl": (json.dumps(record).encode() + b"\n" + json.dumps({**record, "report": "two"}).encode(), 2),
        "article.json": (json.dumps(record).encode(), 1),
        "table.csv": (table(",", ["id", "text"], ["1", TEXT], ["2", f"{TEXT} Ξανά."]), 2),
        "table.parquet": (parquet(id=["one", "two"], text=[TEXT, f"{TEXT} Ξανά."]), 2),
        "report.docx": (word(paragraph(TEXT)), 1),
        "release.pdf": (pdf(TEXT), 1),
        "crawl.warc.gz": (gzip.compress(ARCHIVE[0]) + gzip.compress(ARCHIVE[1]), 1),
        "crawl.wacz": (zipped({"archive/data.warc": ARCHIVE[0], "indexes/index.cdx.gz": b""}), 1),
        "reports.zip": (zipped(members), 2),
        "reports.tar.gz": (tarred(members, "w:gz"), 2),
        "page.html.gz": (gzip.compress(PAGE), 1),
        "addresses.urls": (LIST.format(site.at("")).encode(), 2),
        "feed.rss": (rss.encode(), 2),
    }
    for name, (data, _) in made.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "reports").mkdir()
    for name in ("report.txt", "page.html", "feed.rss"):
        shutil.copy(tmp_path / name, tmp_path / "reports")
    web = {f"{OUTLET}/politiki/synantisi": 1, f"{OUTLET}/feed.rss": 2, f"{OUTLET}/sitemap.xml": 2}
    return {name: count for name, (_, count) in made.items()} | web | {
        "reports/": 2, "reports/ --jobs 2": 2, "reports/ --strict": 2, "- < report.txt": 1}


@pytest.mark.parametrize("line", LINES)
def test_every_line_of_the_page(
    line: str, istor: Istor, inputs: dict[str, int], site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "Fetcher", lambda: Fetcher(Limits(seconds=20, pause=0), allowed={HERE}))
    words = shlex.split(line.replace(OUTLET, site.at("")))
    given_in = Path(words.pop()).read_bytes() if "<" in words else None
    result = istor("add", *(word for word in words if word != "<"), input=given_in)
    assert result.stdout == f"read {inputs[line]}, kept {inputs[line]}, repeated 0, skipped 0\n"
    assert result.stderr == ""
    with Archive.open("istor.db", create=False) as archive:
        assert all(TEXT in r.text or "λιμάνι" in r.text for r in archive.reports())


def test_every_kind_of_input_has_a_line() -> None:
    assert [kind.suffixes for kind in KINDS if not any(line.endswith(kind.suffixes) for line in LINES)] == []


def test_a_page_is_coded_without_an_archive(istor: Istor) -> None:
    Path("a.html").write_bytes(PAGE.replace("υπέγραψαν".encode(), "συναντήθηκε".encode()))
    (row,) = [json.loads(line) for line in istor("code", "a.html").stdout.splitlines()]
    assert row["report"] == "a" and "συναντήθηκε" in row["sentence"]


def test_a_report_in_another_language_is_kept_and_says_so(istor: Istor) -> None:
    english = "The minister said on Tuesday that the talks in Athens would go on for a week."
    Path("a.txt").write_text(english, encoding="utf-8")
    result = istor("add", "a.txt")
    assert result.stdout == "read 1, kept 1, repeated 0, skipped 0; 1 not coded: language en\n"
    assert result.stderr == "a.txt: kept, but not coded: language en\n"
    with Archive.open("istor.db", create=False) as archive:
        assert [(report.text, report.lang) for report in archive.reports()] == [(english, "en")]
        assert list(archive.claims()) == []
