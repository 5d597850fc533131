"""Puts right what went wrong with letters before the report came: mojibake, look-alikes, invisible characters.

Each repair keeps the words that it replaced (``Repair.was``), so that the text can be had back as it was decoded. A
line of mojibake is repaired as one; everything else word by word.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from istor.languages import data
from istor.model import Repair, Span
from istor.reading.mojibake import unmangled

LOOKALIKES = "look-alike letters"
INVISIBLE = "invisible characters"
ACCENT = "accent set apart"

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_SUSPECT = re.compile(r"[^\x00-\x7f\u2010-\u2027\u2030-\u205e\u20ac\u00a0«»©®°·]")
"""All that can be wrong has one of these in it: mangled Greek has letters, or lines and boxes, of another encoding."""
_RUN = re.compile(rf"[\w\u0300-\u036f{_INVISIBLE}\u00b4\u0384]+")
_UNSEEN = re.compile(rf"[{_INVISIBLE}]+")
_JOINERS = re.compile(r"[\u200c\u200d]")  # they join emoji, and mean something in other scripts
_APART = re.compile(r"[\u00b4\u0384]([ΑΕΗΙΟΥΩ])")  # typed before the capital
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_OTHER = re.compile(r"[A-Za-zÀ-ɏ\u00b5\u0400-\u04ff]")


@dataclass(frozen=True)
class Repaired:
    """A text put right, and what was done to it, in order."""

    text: str
    repairs: tuple[Repair, ...] = ()

    @property
    def reason(self) -> str:
        """What was put right, counted, in words; empty where nothing was."""
        counts = Counter(repair.why for repair in self.repairs)
        return "repaired: " + ", ".join(f"{n} × {why}" for why, n in sorted(counts.items())) if counts else ""


def repaired(text: str) -> Repaired:
    """``text``, in NFC, with its letters put right; it stays in NFC, and keeps its line breaks."""
    if text.isascii():
        return Repaired(text)
    pieces: list[str] = []
    repairs: list[Repair] = []
    at = 0
    for words, mended, why in _pieces(text):
        if why:
            repairs.append(Repair(Span(at, at + len(mended)), words, why))
        pieces.append(mended)
        at += len(mended)
    whole = "".join(pieces)
    return Repaired(whole, tuple(repairs)) if unicodedata.is_normalized("NFC", whole) else Repaired(text)


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """``text`` cut in pieces: each as it stands, as it should, and what is wrong with it if anything."""
    for line in re.split(r"(?<=\n)", text):
        if not _SUSPECT.search(line):
            yield line, line, ""
            continue
        found = unmangled(line)
        if found is None:
            yield from _words(line)
        else:
            mended, why = found
            yield line, unicodedata.normalize("NFC", "".join(new for _, new, _ in _words(mended))), why


def _words(line: str) -> Iterator[tuple[str, str, str]]:
    end = 0
    for match in _RUN.finditer(line):
        word = match.group()
        if word.isascii():
            continue
        mended, why = _mended(word)
        if why:
            yield line[end : match.start()], line[end : match.start()], ""
            yield word, mended, why
            end = match.end()
    yield line[end:], line[end:], ""


def _mended(word: str) -> tuple[str, str]:
    """``word`` put right, and what was wrong with it, if anything."""
    why, seen = [], word
    if _UNSEEN.search(word) and _may_lose_unseen(word):
        seen = _UNSEEN.sub("", word)
        why.append(INVISIBLE)
    if _APART.search(seen):
        seen = _APART.sub("\\1\u0301", seen)
        why.append(ACCENT)
    seen = unicodedata.normalize("NFC", seen)
    if (alike := _alike(seen)) != seen:
        seen = alike
        why.append(LOOKALIKES)
    return seen, " and ".join(why)


def _may_lose_unseen(word: str) -> bool:
    """Whether invisible characters mean nothing here: within Greek and Latin words, and alone unless they join."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return not _JOINERS.search(word) and not _UNSEEN.sub("", word)
    return all(_GREEK.match(char) or _OTHER.match(char) for char in letters)


def _alike(word: str) -> str:
    """``word`` in one alphabet, where every letter of the other looks like one of it."""
    greek, other = _GREEK.findall(word), _OTHER.findall(word)
    if not greek or not other:
        return word
    to_greek, to_latin = _tables()
    if all(char in to_greek for char in other) and (len(greek) >= len(other) or not to_latin.keys() >= set(greek)):
        return "".join(to_greek.get(char, char) for char in word)
    if all(char in to_latin for char in greek) and not to_greek.keys() >= set(other):
        return "".join(to_latin.get(char, char) for char in word)
    return word


@cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Which letters look Greek, and which Greek letters look Latin."""
    rows = data.table("el", "lookalikes.yaml")
    # Latin words get letters back only where print shows no difference: "iPhoneάκι" is no slip of the keyboard.
    latin = {greek: latin for latin, greek in rows["latin"].items() if latin.isupper() or latin == "o"}
    return {**rows["latin"], **rows["cyrillic"]}, latin
