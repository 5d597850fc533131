"""Reports out of web archives (WARC), page by page, whatever the size of the archive: one record is held at a time."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, TYPE_CHECKING

from istor.errors import MissingExtra
from istor.model import Origin
from istor.reading.outcome import LARGEST, MEBIBYTE, Outcome, problem_of, said, shown
from istor.reading.pages import EXTRA, page_outcome
from istor.reading.web_names import name_of

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGES = ("text/html", "application/xhtml+xml")


def archived(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    """One outcome for each page that ``stream`` holds with status 200; what is no page is passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        yield Outcome(where, problem=problem_of(MissingExtra("reading web archives", EXTRA), where))
        return
    number = pages = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream, record_types=WarcRecordType.response), 1):
            if _is_page(record):
                pages += 1
                yield _outcome(record, where, f"{where}, record {number}")
    except Exception as error:  # noqa: BLE001 - the library raises whatever its parser meets
        yield Outcome(where, problem=f"{where}: broken after record {number} ({said(error)}); fetch it anew")
        return
    if not pages:
        yield Outcome(where, problem=f"{where}: holds no pages in its answers of web servers ({number}); name another")


def _is_page(record: "WarcRecord") -> bool:
    return record.http_headers.status_code == 200 and record.http_content_type in PAGES


def _outcome(record: "WarcRecord", where: str, at: str) -> Outcome:
    url = shown(record.headers.get("WARC-Target-URI") or "")
    data = record.reader.read(LARGEST + 1)
    if len(data) > LARGEST:
        return Outcome(where, problem=f"{at}: larger than {LARGEST // MEBIBYTE} MiB; leave it out")
    origin = Origin(url, record.http_charset or "", _day(record.headers.get("WARC-Date") or ""))
    return page_outcome(data, name_of(url), where, at, origin)


def _day(stamp: str) -> date | None:
    try:
        return datetime.fromisoformat(stamp).date()
    except ValueError:
        return None
