"""Bytes to text: which encoding, and what is no text at all.

UTF-8 and, by its byte order mark, UTF-16 are certain; UTF-16 without one is told by being sound Greek or Latin text in
one byte order. What is neither is tried as one of the two Greek 8-bit encodings; charset-normalizer judges whether the
outcome reads as text. Other encodings are not guessed at: wrong Greek would go unseen into the archive.
"""

import codecs
import re
import unicodedata
from dataclasses import dataclass

from charset_normalizer import from_bytes

from istor.errors import InputError
from istor.model import Repair
from istor.reading.repair import repaired

MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (little-endian)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 (big-endian)"),
)
UNMARKED = (("utf-16-le", "UTF-16 (little-endian), no byte order mark"), ("utf-16-be", "UTF-16 (big-endian), no mark"))
EIGHT_BIT = {"cp1253": "windows-1253", "iso8859_7": "ISO-8859-7"}
MOST_ODD = 0.05
"""Places in a word that no Greek hand writes, for each word, above which it was yet another encoding (Mac, DOS)."""
MOST_CONTROLS = 0.05
"""Share of control characters above which bytes are no text; news text has none."""

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_UNLIKELY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f¤]")  # ¤ is where the other encoding has the euro
_ODD = re.compile(r"ς[^\W\d_]|[α-ωά-ώ][Α-ΩΆ-Ώ]")
_PRINT = re.compile(r"[\t\n\r -~\u00a0-\u024f\u0370-\u03ff\u1f00-\u1fff\u2010-\u2049\u20ac]+")
DROPPED = "byte order mark dropped: offsets count from after it"
COMPOSED = "brought to NFC: offsets count in the composed text, not in the file"
_SAVE = "save it as UTF-8 and try again"


@dataclass(frozen=True)
class Decoded:
    """Text, in NFC and with ``\\n`` for every line break, how it was come by, and what was put right in it."""

    text: str
    reason: str
    repairs: tuple[Repair, ...] = ()


def decode(data: bytes, where: str) -> Decoded:
    """The text of ``data``; InputError, with ``where`` in its message, when it holds none."""
    if not data:
        raise InputError(f"{where}: the file is empty; give it text or leave it out")
    text, reason = as_text(data, where)
    return normalise(text, where, reason)


def normalise(text: str, where: str, reason: str = "") -> Decoded:
    """``text`` in NFC, with ``\\n`` for every line break and its letters put right.

    InputError when it holds no words or is no text. ``reason``, how the text was come by, is told on.
    """
    if not text.strip():
        raise InputError(f"{where}: holds only white space; give it text or leave it out")
    if not is_whole(text):
        raise InputError(f"{where}: holds half of a surrogate pair, which is no character; {_SAVE}")
    broken_alike = unbroken(text)
    composed = unicodedata.normalize("NFC", broken_alike)
    mended = repaired(composed)
    if "\0" in mended.text or len(_CONTROLS.findall(mended.text)) > MOST_CONTROLS * len(mended.text):
        raise InputError(f"{where}: is binary, not text (NUL or control characters); give the text itself")
    if not mended.text.strip():
        raise InputError(f"{where}: holds only invisible characters; give it text or leave it out")
    notes = (reason, "" if composed == broken_alike else COMPOSED, mended.reason)
    return Decoded(mended.text, "; ".join(filter(None, notes)), mended.repairs)


def unbroken(text: str) -> str:
    """``text`` with ``\\n`` for ``\\r\\n`` and ``\\r``, as Python reads text files."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_whole(text: str) -> bool:
    """Whether every character can be written down; JSON can spell halves of surrogate pairs, which cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def as_text(data: bytes, where: str) -> tuple[str, str]:
    """``data`` decoded and nothing more, and how; InputError as in :func:`decode`."""
    for mark, encoding, name in MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), f"{name}, {DROPPED}"
            except UnicodeDecodeError as error:
                at = error.start + len(mark)
                raise InputError(f"{where}: begins as {name} but breaks it at byte {at}; {_SAVE}") from error
    if b"\0" in data:
        for encoding, name in UNMARKED:
            if found := _unmarked(data, encoding):
                return found, name
        raise InputError(f"{where}: is binary, not text (NUL bytes, no byte order mark); give the text itself")
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError as error:
        return _eight_bit(data, where, error.start)


def _unmarked(data: bytes, encoding: str) -> str | None:
    """The text of ``data`` in UTF-16, where that gives nothing but Greek and Latin print, with a space in it."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if " " in text and _PRINT.fullmatch(text) else None


def _eight_bit(data: bytes, where: str, broken_at: int) -> tuple[str, str]:
    """The text in a Greek 8-bit encoding; of two that fit, the one that yields more Greek letters (Ά differs)."""
    if is_mostly_utf8(data):
        raise InputError(f"{where}: is UTF-8 but broken at byte {broken_at}; {_SAVE}")
    if len(re.findall(rb"[\x00-\x08\x0e-\x1f\x7f]", data)) > MOST_CONTROLS * len(data):
        raise InputError(f"{where}: is binary, not text (mostly control characters); give the text itself")
    fits = [(str(match), match.encoding) for match in from_bytes(data, cp_isolation=list(EIGHT_BIT))]
    fits = [fit for fit in fits if len(_ODD.findall(fit[0])) <= MOST_ODD * len(fit[0].split())]
    if not fits:
        names = " nor ".join(("UTF-8", *EIGHT_BIT.values()))
        raise InputError(f"{where}: cannot be decoded: neither {names} fits (first bad byte {broken_at}); {_SAVE}")
    text, encoding = max(fits, key=lambda fit: len(_GREEK.findall(fit[0])) - len(_UNLIKELY.findall(fit[0])))
    return text, EIGHT_BIT[encoding]


def is_mostly_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is sound UTF-8, so that the file is damaged rather than in another encoding."""
    text = data.decode(errors="replace")
    broken = text.count("\ufffd")
    return len(re.findall(r"[^\x00-\x7f]", text)) - broken > broken
