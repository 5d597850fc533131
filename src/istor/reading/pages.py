"""A web page to a report. What is text and what is not, trafilatura decides; nothing of a page is ever run or fetched.

The report's text is the title and the lines that trafilatura keeps, with an empty line between them. Furniture that got
through is marked by the same rules as in plain text, and headings, quotations and list items by the mark-up.
"""

import logging
import unicodedata
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from istor.errors import InputError, MissingExtra
from istor.knowledge.outlets import outlet_at
from istor.model import NOWHERE, Origin, Original, Report
from istor.model.ids import digest
from istor.reading.decoding import is_whole, normalise
from istor.reading.markup import decode_page
from istor.reading.outcome import Outcome, read_outcome, said
from istor.reading.page_date import asked, published_on
from istor.reading.page_lines import page_lines
from istor.reading.text import About, compose

if TYPE_CHECKING:
    from lxml.html import HtmlElement
    from trafilatura.settings import Document

EXTRA = "pages"
TEXTLESS = "no text of a report was found in the page; save its text as .txt to read it"

STUMBLES = (AssertionError, LookupError, TypeError, ValueError)
"""What trafilatura and lxml have been seen to raise, or may, over a page made to harm."""


def read_page(data: bytes, name: str, where: str = "", origin: Origin = NOWHERE) -> Report:
    """The report in ``data``, the bytes of an HTML page.

    ``bytes_digest`` is theirs, so that a later reading can be told from the same page. InputError when it is no HTML or
    holds no report; MissingExtra when the extra ``pages`` is not installed.
    """
    where = where or name
    trafilatura = _trafilatura()
    markup = decode_page(data, where, origin.charset)
    tree = trafilatura.load_html(markup.html)
    if tree is None:
        raise InputError(f"{where}: holds no HTML; if it is plain text, name it .txt")
    _lighten(tree)
    try:
        found = trafilatura.bare_extraction(
            tree,
            url=origin.url or None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=asked(origin.seen),
        )
    except STUMBLES as error:
        raise InputError(f"{where}: {TEXTLESS} (trafilatura stopped: {said(error)})") from error
    lines = page_lines(found.body, _plain(found.title)) if found is not None and found.body is not None else []
    if not lines:
        raise InputError(f"{where}: {TEXTLESS}")
    about = _about(found, origin)
    when = published_on(found.date, tree, markup.html, about.url, origin.seen)
    made = f"{markup.reason}; trafilatura {trafilatura.__version__}"
    decoded = normalise("\n\n".join(line.text for line in lines), where, made)
    known = About(about.title, when, about.source, about.url, about.author)
    report = compose(decoded, name, known, "page", tuple(line.role for line in lines), digest(data))
    if not any(block.kind == "body" for block in report.blocks):
        raise InputError(f"{where}: {TEXTLESS}")
    return report


def _lighten(tree: "HtmlElement") -> None:
    """Takes drawings, style sheets and comments out of ``tree``: no part of a report, but a tenth of the time.

    Of the 181 pages of the layer ``pages`` (November 2026) text, title, author, day, site and address stay the same.
    """
    from lxml import etree

    etree.strip_elements(tree, "svg", "style", etree.Comment, etree.ProcessingInstruction, with_tail=False)


def page_outcome(data: bytes, name: str, path: str, at: str, origin: Origin = NOWHERE) -> Outcome:
    """What comes of a page, with its bytes; see :func:`read_outcome`."""
    found = read_outcome(lambda: read_page(data, name, at, origin), path, at)
    return replace(found, original=Original(data, origin)) if found.report else found


def _about(found: "Document", origin: Origin) -> About:
    canonical = _plain(found.url)
    url = canonical if urlsplit(canonical).scheme in ("http", "https") else origin.url
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    outlet = outlet_at(host) or _plain(found.sitename) or host
    return About(_plain(found.title), None, outlet, url, _plain(found.author))


def _plain(value: str | None) -> str:
    """A value of the page's head on one line, in NFC."""
    line = " ".join((value or "").split())
    return unicodedata.normalize("NFC", line) if is_whole(line) else ""


def _trafilatura() -> ModuleType:
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtra("reading web pages", EXTRA) from error
    for name in ("trafilatura", "htmldate"):  # they log what we tell in one line
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura
