"""Every kind of input beside plain text and pages: tables, JSON, packed files, bundles, web archives, feeds."""

import csv
import gzip
import io
import json
import resource
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from istor.model import Report
from istor.reading import Outcome, gather, outcome, warcs
from istor.reading.feeds import links_in
from istor.reading.fetch import Fetcher, Limits
from istor.reading.kinds import stem, suffix_by

from .documents import paragraph, parquet, word
from .servers import HERE, Answer, given, sent_to, served

TEXT = "Η κυβέρνηση ανακοίνωσε το πρωί νέα μέτρα για τους αγρότες και τους κτηνοτρόφους όλης της χώρας."
PAGE = (Path(__file__).parent / "pages" / "wordpress.html").read_bytes()
PAGE_URL = "https://www.ofaros.example/oikonomia/symfonia-limani-kavalas/"


def reports(outcomes: list[Outcome]) -> list[Report]:
    assert not [o.problem for o in outcomes if o.problem]
    return [o.report for o in outcomes if o.report]


def problem(outcomes: list[Outcome]) -> str:
    (found,) = [o.problem for o in outcomes if o.problem]
    assert found.isprintable()
    return found


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


# Records: the field names of other programs

RECORDS = {
    "news-please": {
        "maintext": TEXT, "title": "Νέα μέτρα", "date_publish": "2021-03-04 10:15:00",
        "source_domain": "ofaros.example",
        "url": PAGE_URL, "authors": ["Άννα Νικολάου", "Πέτρος Ηλίας"], "language": "el", "image_url": None,
    },
    "Media Cloud": {
        "stories_id": 77, "text": TEXT, "title": "Νέα μέτρα", "publish_date": "2021-03-04", "url": PAGE_URL,
        "media_name": "ofaros.example",
    },
    "NGEC": {
        "id": "77", "event_text": TEXT, "headline": "Νέα μέτρα", "pub_date": "2021-03-04",
        "publisher": "ofaros.example",
    },
    "trafilatura": {
        "text": TEXT, "raw_text": TEXT, "title": "Νέα μέτρα", "date": "2021-03-04", "source": PAGE_URL, "author": "Ά",
        "source-hostname": "ofaros.example", "fingerprint": "1f2e", "id": None, "comments": "",
    },
    "schema.org": {
        "articleBody": TEXT, "headline": "Νέα μέτρα", "datePublished": "2021-03-04T10:15:00+02:00",
        "@type": "NewsArticle",
        "publisher": "ofaros.example", "mainEntityOfPage": PAGE_URL,
    },
}  # fmt: skip


@pytest.mark.parametrize("row", RECORDS.values(), ids=RECORDS)
def test_the_field_names_of_other_programs(row: dict[str, object], tmp_path: Path) -> None:
    data = json.dumps(row, ensure_ascii=False).encode()
    (line,) = reports(list(gather([write(tmp_path / "a.jsonl", data)])))
    (whole,) = reports(list(gather([write(tmp_path / "a.json", data)])))
    for report in (line, whole):
        assert report.published and report.published.edtf == "2021-03-04"
        assert (report.text, report.title, report.source) == (TEXT, "Νέα μέτρα", "ofaros.example")
        assert report.url == (PAGE_URL if PAGE_URL in row.values() else "")


def test_a_list_of_objects(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, 3, {"text": f"{TEXT} Ξανά."}]
    found = list(gather([write(tmp_path / "all.json", json.dumps(rows, indent=1).encode())]))
    assert [o.report.name for o in found if o.report] == ["a", "all-3"]
    assert problem(found).startswith(f"{tmp_path}/all.json, object 2: is no JSON object")


def test_an_empty_list_is_one_line(tmp_path: Path) -> None:
    found = list(gather([write(tmp_path / "a.json", b"[]")]))
    assert problem(found).startswith(f"{tmp_path}/a.json: the list is empty")


# Tables


def table(separator: str, *rows: list[str], mark: str = "") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=separator).writerows(rows)
    return (mark + made.getvalue()).encode()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_of_a_table(separator: str, tmp_path: Path) -> None:
    head, text = ["id", "date", "headline", "text", "source"], f"{TEXT}\n\n«Δεν αρκούν», είπαν; {TEXT}"
    data = table(separator, head, ["r1", "2021-03-04", "Νέα μέτρα", text, "Ο Φάρος"], ["", "", "", TEXT], mark="\ufeff")
    first, second = reports(list(gather([write(tmp_path / "a.csv", data)])))
    assert (first.name, first.text, first.title, first.source) == ("r1", text, "Νέα μέτρα", "Ο Φάρος")
    assert first.published and first.published.edtf == "2021-03-04"
    assert (second.text, second.published) == (TEXT, None)


TABLES = {
    "no text column": (table(",", ["id", "words"], ["1", TEXT]), "no column holds the text"),
    "empty": (b"", "no column holds the text"),
    "another encoding": (table(",", ["id", "text"], ["1", TEXT]).decode().encode("cp1253"), "no CSV in UTF-8"),
    "no rows": (table(",", ["id", "text"]), "the table has no rows"),
    "rows of nothing": (table(",", ["id", "text"], ["", ""]), "the table has no rows"),
    "a row without text": (table(",", ["id", "text"], ["1", ""]), 'line 2: has no "text"'),
}


@pytest.mark.parametrize(("data", "says"), TABLES.values(), ids=TABLES)
def test_bad_tables_are_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    found = list(gather([write(tmp_path / "a.csv", data)]))
    assert problem(found).startswith(f"{tmp_path}/a.csv") and says in problem(found)


# Packed files and bundles


@pytest.mark.parametrize(("name", "data"), [("a.txt.gz", TEXT.encode()), ("a.html.gz", PAGE)])
def test_packed_files(name: str, data: bytes, tmp_path: Path) -> None:
    (report,) = reports(list(gather([write(tmp_path / name, gzip.compress(data))])))
    assert report.name == "a"


def test_a_packed_file_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome, "LARGEST", 2**20)
    assert "larger than 1 MiB" in problem(list(gather([write(tmp_path / "a.txt.gz", gzip.compress(b"a" * 10**7))])))
    assert "cannot be unpacked" in problem(list(gather([write(tmp_path / "b.txt.gz", b"no gzip")])))


MEMBERS = {
    "b/two.html": PAGE,
    "a.txt": TEXT.encode(),
    "c.jsonl": b'{"report": "three", "text": "' + TEXT.encode() + b'"}\n',
    "picture.png": b"\x89PNG",
    ".hidden.txt": b"no",
    "__MACOSX/a.txt": b"no",
    "inner.zip": b"PK\x03\x04 bundles in bundles are passed over",
}


def zipped(members: dict[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)
    return made.getvalue()


def tarred(members: dict[str, bytes], mode: Any = "w") -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode=mode) as bundle:
        link = tarfile.TarInfo("secret.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "../../../etc/hostname"
        bundle.addfile(link)
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            bundle.addfile(info, io.BytesIO(data))
    return made.getvalue()


BUNDLES: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "a.zip": zipped,
    "a.tar": tarred,
    "a.tar.gz": lambda members: tarred(members, "w:gz"),
    "a.tgz": lambda members: tarred(members, "w:gz"),
    "a.tar.xz": lambda members: tarred(members, "w:xz"),
}


@pytest.mark.parametrize(("name", "pack"), BUNDLES.items(), ids=BUNDLES)
def test_bundles_are_read_without_unpacking(name: str, pack: Any, tmp_path: Path) -> None:
    found = reports(list(gather([write(tmp_path / name, pack(MEMBERS))])))
    assert sorted(report.name for report in found) == ["a", "three", "two"]
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("name", "pack"), BUNDLES.items(), ids=BUNDLES)
def test_broken_bundles_are_one_line(name: str, pack: Any, tmp_path: Path) -> None:
    data = pack({"a.txt": TEXT.encode() * 50, "b.txt": bytes(range(256)) * 200})
    found = list(gather([write(tmp_path / name, data[: len(data) // 2])]))
    assert problem(found[-1:]).startswith(f"{tmp_path}/{name}")
    assert problem(list(gather([write(tmp_path / name, b"nothing of the kind" * 99)]))).startswith(f"{tmp_path}/{name}")


def test_a_packed_tar_that_ends_in_its_first_bytes_is_one_line(tmp_path: Path) -> None:
    assert "cannot be read as tar" in problem(list(gather([write(tmp_path / "a.tar", b"\x1f\x8b\x08")])))


def test_a_page_that_trafilatura_stumbles_over_is_one_line(tmp_path: Path) -> None:
    found = list(gather([write(tmp_path / "a.html", f"<svg><p>{TEXT}<p>".encode())]))
    assert "no text of a report was found in the page" in problem(found)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_with_a_fault_inside_is_one_line(packing: int, tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode() * 9}, packing))
    data[50:70] = b"\xff" * 20
    assert "cannot be read as member" in problem(list(gather([write(tmp_path / "a.zip", bytes(data))])))


def test_a_zip_bomb_is_refused_when_it_swells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome, "LARGEST", 2**20)
    found = list(gather([write(tmp_path / "a.zip", zipped({"a.txt": b"a" * 50_000_000, "b.txt": TEXT.encode()}))]))
    assert problem(found) == f"{tmp_path}/a.zip/a.txt: larger than 1 MiB; split it into one file a report"
    assert [o.report.name for o in found if o.report] == ["b"]


# Web archives


def record(url: str, body: bytes, status: str = "200 OK", media_type: str = "text/html") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-05-19T08:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0b7fc3a2-8f2c-4a3e-9c70-4b3f0b3f0b3f>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


ARCHIVE = [
    record("https://a.example/news/1", PAGE),
    record("https://a.example/logo.png", b"\x89PNG", media_type="image/png"),
    record("https://a.example/gone", b"gone", status="404 Not Found"),
    record("https://a.example/empty", b"<html></html>"),
]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_web_archives(name: str, tmp_path: Path) -> None:
    data = b"".join(gzip.compress(part) for part in ARCHIVE) if name.endswith("gz") else b"".join(ARCHIVE)
    found = list(gather([write(tmp_path / name, data)]))
    (report,) = [o.report for o in found if o.report]
    assert (report.name, report.url) == ("a.example/news/1", PAGE_URL)
    assert report.published and report.published.edtf == "2023-05-18"
    assert problem(found).startswith(f"{tmp_path}/{name}, record 4: no text of a report")


def test_a_web_archive_in_a_wacz(tmp_path: Path) -> None:
    data = zipped({"archive/data.warc.gz": b"".join(map(gzip.compress, ARCHIVE[:1])), "datapackage.json": b"{}"})
    found = list(gather([write(tmp_path / "a.wacz", data)]))
    assert [o.report.url for o in found if o.report] == [PAGE_URL]


def test_what_is_no_web_archive_is_one_line(tmp_path: Path) -> None:
    assert "broken after record 0" in problem(list(gather([write(tmp_path / "a.warc", b"no archive" * 99)])))
    requests = ARCHIVE[0].replace(b"WARC-Type: response", b"WARC-Type: resource")
    assert "holds no pages in its answers" in problem(list(gather([write(tmp_path / "b.warc", requests)])))


EXTRAS = {"a.warc": ("fastwarc.warc", ARCHIVE[0]), "a.rss": ("feedparser", b"<rss/>"), "a.xml": ("lxml", b"<urlset/>")}


@pytest.mark.parametrize(("name", "needs"), EXTRAS.items(), ids=EXTRAS)
def test_without_the_extra_it_is_one_line(
    name: str, needs: tuple[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, needs[0], None)
    found = problem(list(gather([write(tmp_path / name, needs[1])])))
    assert found.startswith(f"{tmp_path}/{name}: ") and found.endswith("extra 'pages': pip install 'istor[pages]'")


def test_a_page_too_large_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warcs, "LARGEST", 20_000)
    data = record("https://a.example/big", b"<p>" + b"a" * 30_000) + ARCHIVE[0]
    found = list(gather([write(tmp_path / "a.warc", data)]))
    assert "record 1: larger than" in problem(found)
    assert len([o for o in found if o.report]) == 1


@pytest.mark.slow
def test_a_large_archive_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    """Ten thousand records; their pages have no text, so that it is the archive that is measured, not trafilatura."""
    small, large = tmp_path / "small.warc.gz", tmp_path / "large.warc.gz"
    page = gzip.compress(record("https://a.example/x", b"<html>" + b"<!-- padding -->" * 2000 + b"</html>", "404 None"))
    small.write_bytes(page * 100)
    large.write_bytes(page * 10_000)
    program = (
        "import resource, sys; from istor.reading import gather; list(gather(sys.argv[1:]));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = [
        int(subprocess.run([sys.executable, "-c", program, path], check=True, capture_output=True, text=True).stdout)
        for path in (small, large)
    ]
    assert peaks[1] < peaks[0] + 20_000, f"{peaks} kB"
    assert resource.RUSAGE_SELF == 0


# The web: pages, feeds, sitemaps, lists

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Ο Φάρος</title><link>{0}/</link>
<item><title>Α</title><link>{0}/one</link><pubDate>Thu, 18 May 2023 07:42:10 GMT</pubDate></item>
<item><title>Β</title><link>/two?x=1&amp;y=2</link></item><item><title>Γ</title><link>{0}/one</link></item>
<item><link>file:///etc/hostname</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><link href="{0}/"/>
<entry><link rel="alternate" href="{0}/one"/></entry><entry><link href="{0}/two"/></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://i.example/">
<url><loc>{0}/one</loc><i:image><i:loc>{0}/x.png</i:loc></i:image></url><url><loc> {0}/two </loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{0}/sitemap.xml</loc></sitemap>
</sitemapindex>"""
JSON_FEED = """{{"version": "https://jsonfeed.org/version/1.1",
"items": [{{"url": "{0}/one"}}, {{"external_url": "{0}/two"}}]}}"""
LIST = "# δύο σελίδες\n{0}/one\n\n{0}/two\n"
FEEDS = {"rss": RSS, "atom": ATOM, "sitemap.xml": SITEMAP, "index.xml": INDEX, "feed.json": JSON_FEED, "list": LIST}


@pytest.fixture(scope="module")
def site() -> Iterator[Any]:
    answers: dict[str, Answer] = {
        "/one": given(PAGE),
        "/two": given(PAGE.replace("Καβάλας".encode(), "Βόλου".encode())),
        "/plain": given(TEXT.encode(), "text/plain"),
        "/lines.jsonl": given(b'{"report": "x", "text": "' + TEXT.encode() + b'"}\n', "application/octet-stream"),
        "/moved": sent_to("/one"),
    }
    with served(answers) as made:
        for name, text in FEEDS.items():
            answers[f"/{name}"] = given(text.format(made.at("")).encode(), "application/octet-stream")
        yield made


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(Limits(seconds=5, silence=2, pause=0), allowed={HERE})


def test_a_page_on_the_web(site: Any, fetcher: Fetcher) -> None:
    (report,) = reports(list(gather([site.at("/moved")], fetcher)))
    assert (report.url, report.source, report.name) == (PAGE_URL, "Ο Φάρος", f"{HERE}:{site.port}/one")


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_on_the_web_lead_to_reports(site: Any, fetcher: Fetcher, name: str) -> None:
    found = reports(list(gather([site.at(f"/{name}")], fetcher)))
    assert [report.title.rpartition(" ")[2] for report in found] == ["Καβάλας", "Βόλου"]


FILES = {"a.urls": LIST, "a.rss": RSS.replace("/two?x", "{0}/two?x"), "a.xml": SITEMAP}


@pytest.mark.parametrize(("name", "text"), FILES.items(), ids=FILES)
def test_feeds_and_lists_in_files_lead_to_reports(
    site: Any, fetcher: Fetcher, name: str, text: str, tmp_path: Path
) -> None:
    found = reports(list(gather([write(tmp_path / name, text.format(site.at("")).encode())], fetcher)))
    assert len(found) == 2


def test_a_list_in_a_folder_is_not_followed(site: Any, fetcher: Fetcher, tmp_path: Path) -> None:
    write(tmp_path / "a.urls", site.at("/one").encode())
    write(tmp_path / "a.txt", TEXT.encode())
    before = list(site.asked)
    assert [report.name for report in reports(list(gather([tmp_path], fetcher)))] == ["a"]
    assert site.asked == before


def test_other_kinds_on_the_web(site: Any, fetcher: Fetcher) -> None:
    plain, line = reports(list(gather([site.at("/plain"), site.at("/lines.jsonl")], fetcher)))
    assert (plain.text, line.name) == (TEXT, "x")


def test_what_cannot_be_fetched_is_one_line_and_the_rest_goes_on(site: Any, fetcher: Fetcher, tmp_path: Path) -> None:
    addresses = "\n".join((site.at("/none"), "http://10.0.0.1/", site.at("/one")))
    found = list(gather([write(tmp_path / "a.urls", addresses.encode())], fetcher))
    assert [bool(o.report) for o in found] == [False, False, True]
    assert [o.problem and o.problem.partition(": ")[2].partition(";")[0] for o in found[:2]] == [
        "the server answers 404 (not found)",
        "leads to 10.0.0.1, an address that is not public",
    ]


NO_FEEDS = {
    "empty": (b"", "no feed, sitemap or list"),
    "a page": (PAGE, "no feed, sitemap or list"),
    "no entries": (b"<rss version='2.0'><channel></channel></rss>", "no address"),
    "entities": (
        b'<!DOCTYPE r [<!ENTITY b SYSTEM "file:///etc/hostname">]><urlset><url><loc>http://&b;</loc></url></urlset>',
        "no address",
    ),
    "broken": (b"<urlset><url><loc>http://a.example/", "no sound XML"),
    "an encoding that cannot be named": (b'<?xml version="1.0" encoding="\x00UTF-8"?><rss></rss>', "no sound feed"),
    "an address that cannot be printed": (RSS.format("http://a\u00ad.example").encode(), "no address"),
}


@pytest.mark.parametrize(("data", "says"), NO_FEEDS.values(), ids=NO_FEEDS)
def test_what_is_no_feed_is_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    assert says in problem(list(gather([write(tmp_path / "a.xml", data)], Fetcher(Limits(pause=0)))))


def test_an_address_that_cannot_be_joined_is_passed_over() -> None:
    data = b'{"version": "https://jsonfeed.org/version/1", "items": [{"url": "http://["}, {"url": "/one"}]}'
    found = links_in(data, "a", "https://a.example/feed")
    assert found is not None
    assert found.addresses == ("https://a.example/one",)


# Standard input, and names

STARTS = {
    ".html": [PAGE, b"\xef\xbb\xbf\n<html>", b"<?xml version='1.0'?>\n<!DOCTYPE html><html>"],
    ".jsonl": [b'{"report": "a", "text": "b"}', b'\n{ "a": 1}'],
    ".json": [b'{\n "a": 1}', b'[{"a": 1}]'],
    ".docx": [word(paragraph(TEXT))],
    ".pdf": [b"%PDF-1.7\n"],
    ".parquet": [parquet(text=[TEXT])],
    ".zip": [zipped({"a.txt": b"a"})],
    ".tar": [tarred({"a.txt": b"a"}), tarred({"a.txt": b"a"}, "w:gz")],
    ".warc": [ARCHIVE[0], gzip.compress(ARCHIVE[0])],
    ".txt.gz": [gzip.compress(TEXT.encode())],
    ".txt": [TEXT.encode(), b"", b"<b>Bold</b>", "{Σχόλιο} Κείμενο".encode(), b"\x1f\x8bno gzip"[:1]],
}


@pytest.mark.parametrize(
    ("head", "suffix"), [(head, suffix) for suffix, heads in STARTS.items() for head in heads], ids=str
)
def test_the_kind_by_the_first_bytes(head: bytes, suffix: str) -> None:
    assert suffix_by(head[:2048]) == suffix


STREAMS = {
    "text": (TEXT.encode(), ["stdin"]),
    "a page": (PAGE, ["stdin"]),
    "JSON lines": (b'{"report": "x", "text": "' + TEXT.encode() + b'"}\n', ["x"]),
    "a web archive": (gzip.compress(ARCHIVE[0]), ["a.example/news/1"]),
    "a Word document": (word(paragraph(TEXT)), ["stdin"]),
    "a Parquet file": (parquet(text=[TEXT]), ["stdin-1"]),
    "a ZIP file": (zipped({"b.txt": TEXT.encode()}), ["b"]),
}


@pytest.mark.parametrize(("data", "names"), STREAMS.values(), ids=STREAMS)
def test_standard_input_of_any_kind(data: bytes, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    found = list(gather(["-"]))
    assert [report.name for report in reports(found)] == names
    assert {o.path.partition("/")[0] for o in found} == {"-"}


NAMES = {"a.txt": "a", "a.b.html": "a.b", "a.jsonl.gz": "a", ".txt": ".txt", "a": "a", "b/c.WARC.GZ": "c"}


@pytest.mark.parametrize(("name", "called"), NAMES.items(), ids=NAMES)
def test_what_a_report_is_called(name: str, called: str) -> None:
    assert stem(name) == called
