"""Lines that were decoded with the wrong encoding, decoded anew.

Greek goes wrong in two ways. UTF-8 read as an 8-bit encoding is what ftfy is made for; whole lines are tried first with
the encodings that it does not know, since sound UTF-8 of several letters is never chance. Greek 8-bit text read as
Western (``ÊáëçìÝñá``) is beyond ftfy, because any bytes are sound there: only a line whose letters are mostly such
accented ones is taken for it, which no Western language writes.
"""

import re

from ftfy import bad_codecs, fix_encoding

bad_codecs.ok()  # makes the "sloppy" encodings known, which keep bytes that Windows leaves undefined

AS_EIGHT_BIT = ("iso8859_7", "sloppy-windows-1253", "latin-1", "sloppy-windows-1252")
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


def unmangled(line: str) -> str | None:
    """``line`` as it was meant, or ``None`` where it is sound or cannot be told."""
    if line.isascii():
        return None
    return _utf8(line) or _greek(line) or _by_ftfy(line)


def _utf8(line: str) -> str | None:
    for encoding in AS_EIGHT_BIT:
        try:
            meant = line.encode(encoding).decode()
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


def _by_ftfy(line: str) -> str | None:
    meant = fix_encoding(line)
    return meant if meant != line and _GREEK.search(meant) else None
