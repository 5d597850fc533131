"""Plain text to a report: decoded, dated, and cut into blocks. The text itself is kept character by character."""

import re
from dataclasses import dataclass

from istor.model import Block, Made, Report, When
from istor.model.ids import content_id
from istor.reading.decoding import decode, normalise
from istor.reading.furniture import blocks
from istor.reading.published import date_line

STEP = "reading"
VERSION = "1"
SAMPLE = 100_000
"""Characters at the beginning of a text by which its language is told."""

_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")


@dataclass(frozen=True)
class About:
    """What is known of a report beside its text; empty where nothing is."""

    title: str = ""
    published: When | None = None
    source: str = ""
    url: str = ""


def read(data: bytes, name: str, where: str = "") -> Report:
    """The report in ``data``, the bytes of a plain text file.

    The text is NFC with ``\\n`` for every line break; a byte order mark is dropped before the first offset. Nothing
    else changes. ``made.reason`` names the encoding. ``where`` is what messages call the input (``name`` if not given).
    Raises InputError when ``data`` is empty, blank, binary or in no known encoding.
    """
    decoded = decode(data, where or name)
    return _compose(decoded.text, name, About(), Made(STEP, VERSION, "plain text", decoded.reason))


def read_text(text: str, name: str, about: About, where: str = "") -> Report:
    """The report in a ``text`` that came decoded, with what is known ``about`` it; InputError as in :func:`read`."""
    return _compose(normalise(text, where or name), name, about, Made(STEP, VERSION, "JSON line", "UTF-8"))


def lang_of(text: str) -> str:
    """``el`` when most letters of ``text`` are Greek, else ``und`` (undetermined).

    A share of scripts, no more: it cannot tell ancient Greek from modern, nor any other two languages apart.
    """
    sample = text[:SAMPLE]
    letters = sum(char.isalpha() for char in sample)
    return "el" if 2 * len(_GREEK.findall(sample)) > letters else "und"


def warning_of(report: Report) -> str | None:
    """What a reader of ``report`` should be told: that its date line names no day."""
    return next((block.reason for block in report.blocks if block.kind == "date line" and block.reason), None)


def _compose(text: str, name: str, about: About, made: Made) -> Report:
    dated = date_line(text)
    found = blocks(text, dated.end)
    known = about.published
    is_same_day = known and dated.when and known.first == dated.when.first
    return Report(
        id=content_id("report", text, name, about.source, about.url),
        name=name,
        text=text,
        blocks=(dated.block, *found) if dated.block else found,
        made=made,
        title=about.title or _title(found, text),
        lang=lang_of(text),
        published=dated.when if is_same_day or not known else known,
        source=about.source,
        url=about.url,
    )


def _title(found: tuple[Block, ...], text: str) -> str:
    first = next((block for block in found if block.kind in ("title", "body")), None)
    return first.span.of(text) if first and first.kind == "title" else ""
