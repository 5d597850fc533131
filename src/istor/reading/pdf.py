"""A PDF to a report: its lines joined to paragraphs across lines, columns and pages, and what runs along every page.

Where the lines stand and in which order they are read, pdfminer.six says, in a process of its own with limits
(``pdf_layout.py``). What the file says of itself (author, day) is left out, as with Word documents.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from istor.errors import InputError, MissingExtra
from istor.languages.folding import fold
from istor.model import Report
from istor.model.ids import digest
from istor.reading.decoding import normalise
from istor.reading.furniture import Role
from istor.reading.outcome import MEBIBYTE, shown
from istor.reading.text import About, compose

EXTRA = "pdf"
MOST_PAGES = 100
MOST_MEMORY = 1024 * MEBIBYTE
"""Bytes of address space; a page of news takes some 150 MiB, most of it Python."""
MOST_SECONDS = 10
"""Of the processor."""
PATIENCE = 60
"""Seconds by the clock, for a machine that does other things too."""
EDGE = 0.1
"""Share of a page's height, above and below, in which what runs along all pages stands."""
LARGER = 1.15
"""Times the size of most letters, from which a short line is a heading."""
INDENT = 0.8
"""Times the size of its letters by which a paragraph's first line is set in."""
RAGGED = 0.85
"""Share of a column's width below which a line that ends in a full stop ends its paragraph."""
LONGEST_HEADING = 200
HYPHENS = ("-", "\u2010", "\u00ad")
_NUMBER = re.compile(r"(?i)\W*(?:σελ(?:ίδα|\.)?|page|p\.)?\W*\d{1,4}(?:\W*(?:/|από|of)\W*\d{1,4})?\W*")
_DIGITS = re.compile(r"\d+")
_BULLET = re.compile(r"[•‣▪▫◦●○■□►▶➤–—*-]\s|\d{1,2}[.)]\s")
_STOPS = re.compile(r"[.!;?…:][»”\"')\]]*$")


@dataclass(frozen=True)
class PdfLine:
    """A line as it stands on its page, in points; ``top`` is counted from below, as PDF does."""

    text: str
    page: int
    box: int
    left: float
    right: float
    top: float
    size: float


@dataclass
class Paragraph:
    """Lines that are read as one, and the last of them."""

    text: str
    last: PdfLine
    role: Role = "paragraph"


def read_pdf(data: bytes, name: str, where: str = "") -> Report:
    """The report in ``data``, the bytes of a PDF file.

    InputError when it is none, is locked, holds no text or is beyond the limits; MissingExtra when the extra ``pdf`` is
    not installed.
    """
    where = where or name
    version = _version()
    pages = _pages(data, where)
    found = paragraphs(pages)
    decoded = normalise("\n\n".join(paragraph.text for paragraph in found), where, f"PDF; pdfminer.six {version}")
    return compose(decoded, name, About(), "PDF", tuple(paragraph.role for paragraph in found), digest(data))


def _version() -> str:
    try:
        import pdfminer
    except ImportError as error:
        raise MissingExtra("reading PDF files", EXTRA) from error
    return pdfminer.__version__


def _pages(data: bytes, where: str) -> list[dict[str, Any]]:
    limits = [str(limit) for limit in (MOST_PAGES, MOST_MEMORY, MOST_SECONDS)]
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_layout.py")), *limits]
    slow = f"{where}: takes more than {MOST_SECONDS} s to read; split it, or save its text as .txt"
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired as error:
        raise InputError(slow) from error
    if done.returncode < 0:  # the system ended it: the time was spent
        raise InputError(slow)
    try:
        told: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise InputError(f"{where}: cannot be read as PDF; print it anew as PDF, or save its text as .txt") from error
    if "problem" in told:
        raise InputError(f"{where}: {shown(told['problem'])}")
    return list(told["pages"])


def paragraphs(pages: list[dict[str, Any]]) -> list[Paragraph]:
    """The paragraphs of all pages in reading order; what runs along the pages stands after the one it interrupts."""
    lines = [PdfLine(page=at, **line) for at, page in enumerate(pages) for line in page["lines"]]
    body = _body_size(lines)
    running = _running([line for line in lines if line.size < LARGER * body], [page["height"] for page in pages])
    edges = _edges(lines)
    found: list[Paragraph] = []
    waiting: list[Paragraph] = []
    for line in lines:
        if line in running:
            waiting.append(Paragraph(line.text, line, "furniture"))
        elif found and _goes_on(found[-1], line, edges):
            found[-1] = Paragraph(_joined(found[-1].text, line.text), line, found[-1].role)
        else:
            found += [*waiting, Paragraph(line.text, line, _role(line, body))]
            waiting = []
    found += waiting
    heading = next((paragraph for paragraph in found if paragraph.role == "heading"), None)
    if heading is not None and heading.last.page == 0:
        heading.role = "title"
    return found


def _running(lines: list[PdfLine], heights: list[float]) -> set[PdfLine]:
    """Page numbers, and lines at the edge of the page that half of all pages have, but for their numbers.

    ``lines`` are no larger than the text: a heading that comes twice is none of these.
    """
    at_edge = [
        line for line in lines
        if line.top > heights[line.page] * (1 - EDGE) or line.top < heights[line.page] * EDGE
    ]  # fmt: skip
    said = Counter(key for key, _ in {(_key(line), line.page) for line in at_edge})
    least = max(2, (len(heights) + 1) // 2)
    return {line for line in at_edge if _NUMBER.fullmatch(line.text) or said[_key(line)] >= least}


def _key(line: PdfLine) -> str:
    return _DIGITS.sub("0", fold(line.text))


def _body_size(lines: list[PdfLine]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _edges(lines: list[PdfLine]) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and the right edge of each box of lines."""
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        left, right = edges.get((line.page, line.box), (line.left, line.right))
        edges[line.page, line.box] = (min(left, line.left), max(right, line.right))
    return edges


def _goes_on(paragraph: Paragraph, line: PdfLine, edges: dict[tuple[int, int], tuple[float, float]]) -> bool:
    """Whether ``line`` belongs to ``paragraph``: in the same box, or where a column or page broke a sentence."""
    last = paragraph.last
    if abs(line.size - last.size) > (LARGER - 1) * last.size or _BULLET.match(line.text):
        return False
    is_done = _STOPS.search(last.text) is not None
    if (line.page, line.box) != (last.page, last.box):
        return not is_done and paragraph.role == "paragraph" and (last.text.endswith(HYPHENS) or line.text[0].islower())
    left, right = edges[line.page, line.box]
    is_set_in = line.left > left + INDENT * line.size and last.left <= left + INDENT * line.size
    return not (is_done and (is_set_in or last.right < left + RAGGED * (right - left)))


def _joined(text: str, more: str) -> str:
    """``text`` and the next line; a word that was divided is one again, and a name with a hyphen keeps it."""
    if text.endswith(HYPHENS) and text[-2:-1].isalpha():
        return text[:-1] + more if more[:1].islower() else text + more
    return f"{text} {more}"


def _role(line: PdfLine, body: float) -> Role:
    if line.size >= LARGER * body and len(line.text) <= LONGEST_HEADING and not _STOPS.search(line.text):
        return "heading"
    return "item" if _BULLET.match(line.text) else "paragraph"
