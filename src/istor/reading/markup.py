"""Bytes of a web page to its HTML text: which encoding, by what the bytes are and what the page says of itself.

Pages lie about their encoding, bytes do not: sound UTF-8 is UTF-8 whatever the page says. A page with a few bad bytes
is still read, as browsers do; the report then says so.
"""

import codecs
import re
from dataclasses import dataclass

from istor.errors import InputError
from istor.reading.decoding import as_text, is_mostly_utf8

HEAD = 4096
"""Bytes at the beginning of a page in which it names its encoding; browsers look at 1,024."""
REPLACED = "\ufffd"

_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE
)
_KNOWN = re.compile(
    r"windows-?125\d|cp125\d|iso-?8859-?\d+|latin-?\d|koi8-?[ru]|gb\w+|big5|shift_?jis|euc-\w+|us-ascii"
)
_WESTERN = re.compile(r"iso-?8859-?1|latin-?1|us-ascii")


@dataclass(frozen=True)
class Markup:
    """The HTML of a page and how it was decoded."""

    html: str
    reason: str


def decode_page(data: bytes, where: str, charset: str = "") -> Markup:
    """The HTML in ``data``; ``charset`` is what the server said. InputError, naming ``where``, when it is no text."""
    if not data.strip():
        raise InputError(f"{where}: the page is empty; save it again or leave it out")
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:HEAD]:
        return Markup(*as_text(data, where))
    try:
        return Markup(data.decode(), "UTF-8")
    except UnicodeDecodeError as error:
        if is_mostly_utf8(data):
            html = data.decode(errors="replace")
            lost = f"{html.count(REPLACED)} unreadable characters, the first at byte {error.start}"
            return Markup(html, f"UTF-8 with {lost}")
    for name in (charset, _named(data)):
        if found := _declared(data, name.lower()):
            return found
    return Markup(*as_text(data, where))


def _named(data: bytes) -> str:
    match = _DECLARED.search(data[:HEAD])
    return match[1].decode("ascii", "replace") if match else ""


def _declared(data: bytes, name: str) -> Markup | None:
    """The page in the encoding that it names, if that can be one; "latin-1" means windows-1252, as in browsers."""
    if not _KNOWN.fullmatch(name):
        return None
    try:
        html = data.decode("cp1252" if _WESTERN.fullmatch(name) else name, "replace")
    except LookupError:
        return None
    lost = html.count(REPLACED)
    return Markup(html, name + (f" with {lost} unreadable characters" if lost else ""))
