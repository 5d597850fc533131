"""Lines that were decoded with the wrong encoding, decoded anew.

Greek goes wrong in two ways. A line that is wholly UTF-8 read as an 8-bit encoding gives sound UTF-8 again, and several
letters of that are never chance. Greek 8-bit text read as Western (``ÊáëçìÝñá``) gives sound bytes whatever is done:
only a line whose letters are mostly such accented ones is taken for it, which no Western language writes. What lost
letters on the way, or is mangled in part, is left to ftfy, where the extra ``pages`` has brought it.
"""

import codecs
import re
from collections.abc import Callable
from functools import cache

MOJIBAKE = "mojibake"
BY_FTFY = "mojibake, put right by ftfy"
AS_EIGHT_BIT = ("iso8859_7", "cp1253", "latin-1", "cp1252")
WESTERN = ("latin-1", "cp1252")
GREEK = ("cp1253", "iso8859_7")
FEWEST = 3
"""Characters of several bytes that a line must yield: one or two could be chance («Β»)."""
SHORTEST = 6
"""Letters of a line of 8-bit Greek, at least: three accented letters may be anything."""
MOST_GREEK = 0.7
"""Share of Greek among the letters of a line of 8-bit Greek, at least; names in Latin letters are the rest."""

_ACCENTED = re.compile(r"[À-ÖØ-öø-ÿµ\u0081-\u009fŠšŽžŒœŸƒ]")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")


def unmangled(line: str) -> tuple[str, str] | None:
    """``line`` as it was meant and what was wrong with it, or ``None`` where it is sound or cannot be told."""
    if line.isascii():
        return None
    if meant := _utf8(line) or _greek(line):
        return meant, MOJIBAKE
    meant = _fixed()(line)
    return (meant, BY_FTFY) if meant != line and _GREEK.search(meant) else None


def _utf8(line: str) -> str | None:
    for encoding in AS_EIGHT_BIT:
        try:
            meant = line.encode(encoding, _UNDEFINED).decode()
        except UnicodeError:
            continue
        if len(line) - len(meant) >= FEWEST:
            return meant
    return None


def _greek(line: str) -> str | None:
    letters = sum(char.isalpha() for char in line)
    if 2 * len(_ACCENTED.findall(line)) < letters or letters < SHORTEST:
        return None
    found = []
    for western in WESTERN:
        for greek in GREEK:
            try:
                found.append(line.encode(western).decode(greek))
            except UnicodeError:
                continue
    meant = max(found, key=lambda text: len(_GREEK.findall(text)), default="")
    is_greek = len(_GREEK.findall(meant)) >= MOST_GREEK * sum(char.isalpha() for char in meant)
    return meant if meant and is_greek else None


@cache
def _fixed() -> Callable[[str], str]:
    """Ftfy's repair of a line; without ftfy, none."""
    try:
        from ftfy import fix_encoding
    except ImportError:
        return lambda line: line
    repair: Callable[[str], str] = fix_encoding
    return repair


def _as_byte(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes that an encoding leaves undefined were read as the characters of their numbers."""
    if isinstance(error, UnicodeEncodeError) and ord(error.object[error.start]) <= 0xFF:
        return bytes([ord(error.object[error.start])]), error.start + 1
    raise error


_UNDEFINED = "istor.undefined"
codecs.register_error(_UNDEFINED, _as_byte)
