"""A Word document (DOCX) to a report: its paragraphs, headings, list items and rows of tables, a line each.

mammoth says what the document holds, as HTML; nothing outside the file is fetched. Pictures, headers and footers are
left out, and so is what the file says of itself: its author is whoever's computer it was, its title often another's.
"""

import io
import zipfile
from html.parser import HTMLParser

from istor.errors import InputError, MissingExtra
from istor.model import Report
from istor.model.ids import digest
from istor.reading.decoding import normalise
from istor.reading.furniture import Role
from istor.reading.outcome import MEBIBYTE, said
from istor.reading.page_lines import CELL
from istor.reading.published import DATE_LINE
from istor.reading.text import About, compose

EXTRA = "documents"
MOST_MARKUP, MOST_TAGS = 4 * MEBIBYTE, 100_000
"""Bytes and tags of a document's mark-up, unpacked: a report has some 50 KiB, and mammoth takes 55 µs for a tag."""
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
ROLES: dict[str, Role] = {**dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"), "li": "item", "tr": "row"}
BREAKS = frozenset({"p", "br", "table", "ul", "ol", *ROLES})


def read_word(data: bytes, name: str, where: str = "") -> Report:
    """The report in ``data``, the bytes of a DOCX file.

    InputError when it is none or holds no text; MissingExtra when the extra ``documents`` is not installed.
    """
    where = where or name
    lines = _Lines(_html(data, where)).found
    if not lines:
        raise InputError(f"{where}: holds no text; save it as .txt to read it")
    if lines[0][1] == "heading":
        lines[0] = (lines[0][0], "title")
    roles = () if DATE_LINE.match(lines[0][0]) else tuple(role for _, role in lines)
    decoded = normalise("\n\n".join(text for text, _ in lines), where, "DOCX")
    return compose(decoded, name, About(), "Word document", roles, digest(data))


def _html(data: bytes, where: str) -> str:
    try:
        import mammoth
    except ImportError as error:
        raise MissingExtra("reading Word documents", EXTRA) from error
    try:
        _check(data, where)
        no_picture = mammoth.images.img_element(lambda _: {})
        return str(mammoth.convert_to_html(io.BytesIO(data), style_map=STYLES, convert_image=no_picture).value)
    except InputError:
        raise
    except Exception as error:  # the library raises whatever a broken file leads it to
        raise InputError(f"{where}: cannot be read as DOCX ({said(error)}); save it anew, or as .txt") from error


def _check(data: bytes, where: str) -> None:
    """InputError where the mark-up is more than a report has, or declares entities, as none of Word's does."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        named = [part for part in parts.infolist() if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in named) > MOST_MARKUP:  # no more than this is ever unpacked
            raise InputError(f"{where}: larger than {MOST_MARKUP // MEBIBYTE} MiB unpacked; split it")
        markup = [parts.read(part) for part in named]
    if sum(part.count(b"<") for part in markup) > MOST_TAGS:
        raise InputError(f"{where}: holds over {MOST_TAGS:,} tags; split it, or save it as .txt")
    if any(b"<!" in part.replace(b"<!--", b"") for part in markup):
        raise InputError(f"{where}: declares entities, which no document needs; save it anew, or as .txt")


class _Lines(HTMLParser):
    """The lines of HTML, each with its role."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[tuple[list[str], Role]] = [([], "paragraph")]
        self._roles: list[Role] = ["paragraph"]
        self.feed(html)
        self.close()
        whole = ((" ".join("".join(words).split()), role) for words, role in self._pieces)
        found = ((text.removesuffix(CELL.rstrip()).rstrip(), role) for text, role in whole)
        self.found = [(text, role) for text, role in found if any(char.isalnum() for char in text)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; inside a row, what stands in cells does not."""
        if tag in ROLES and self._roles[-1] != "row":
            self._roles.append(ROLES[tag])
        if tag in BREAKS and (tag == "tr" or self._roles[-1] != "row"):
            self._pieces.append(([], self._roles[-1]))

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        if tag in ("td", "th"):
            self._pieces[-1][0].append(CELL)
        if tag in ROLES and len(self._roles) > 1 and (tag == "tr" or self._roles[-1] != "row"):
            self._roles.pop()
        if tag in BREAKS:
            if self._roles[-1] != "row":
                self._pieces.append(([], self._roles[-1]))
            else:
                self._pieces[-1][0].append(" ")

    def handle_data(self, data: str) -> None:
        """Words go on the line."""
        self._pieces[-1][0].append(data)
