"""The kinds of input: which reader a file's name, or else its first bytes, ask for."""

import codecs
import gzip
import re
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import IO

from istor.errors import InputError
from istor.reading.bundles import EMPTY, tarred, zipped
from istor.reading.columns import table
from istor.reading.outcome import Outcome, filled, read_outcome, said, whole
from istor.reading.pages import page_outcome
from istor.reading.pdf import read_pdf
from istor.reading.records import documents, records
from istor.reading.sheets import rows
from istor.reading.text import read
from istor.reading.warcs import archived
from istor.reading.word import read_word

Reader = Callable[[IO[bytes], str, str], Iterator[Outcome]]
"""Reads a stream: the stream, its file's stem, and what messages call it."""
GZIP = ".gz"
WORD = b"[Content_Types].xml"
"""The first member of an office document; those of spreadsheets are refused when they are read."""
PEEKED = 2048
"""Bytes by which the kind of an unnamed stream is told."""


def _plain(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    yield read_outcome(lambda: read(whole(stream, where), name, where), where, where)


def _word(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    yield read_outcome(lambda: read_word(whole(stream, where), name, where), where, where)


def _pdf(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    yield read_outcome(lambda: read_pdf(whole(stream, where), name, where), where, where)


def _page(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    try:
        data = whole(stream, where)
    except InputError as error:
        yield Outcome(where, problem=str(error))
        return
    yield page_outcome(data, name, where, where)


def _zip(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    if stream.seekable():
        yield from filled(zipped(stream, where, member), where, EMPTY)
        return
    with tempfile.TemporaryFile() as copy:  # a ZIP file's list of members stands at its end
        shutil.copyfileobj(stream, copy)
        yield from filled(zipped(copy, where, member), where, EMPTY)


def _tar(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    yield from filled(tarred(stream, where, member), where, EMPTY)


@dataclass(frozen=True)
class Kind:
    """A kind of input: how its files are named, how they are read, and whether they are read inside bundles too."""

    suffixes: tuple[str, ...]
    read: Reader
    is_bundle: bool = False


KINDS = (
    Kind((".txt", ".text"), _plain),
    Kind((".html", ".htm", ".xhtml"), _page),
    Kind((".jsonl", ".ndjson"), records),
    Kind((".json",), documents),
    Kind((".csv", ".tsv"), rows),
    Kind((".parquet",), table),
    Kind((".docx",), _word),
    Kind((".pdf",), _pdf),
    Kind((".warc", ".warc.gz"), archived),
    Kind((".zip", ".wacz"), _zip, is_bundle=True),
    Kind((".tar", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz"), _tar, is_bundle=True),
)
SUFFIXES = tuple(suffix for kind in KINDS for suffix in kind.suffixes)


def reader_for(name: str) -> Reader | None:
    """How a file of that name is read, if it is one that istor reads; ``None`` too where it has no suffix."""
    low = name.lower()
    for kind in KINDS:
        if low.endswith(kind.suffixes):
            return kind.read
        if not kind.is_bundle and low.endswith(tuple(suffix + GZIP for suffix in kind.suffixes)):
            return partial(_unpacked, kind.read)
    return None


def stem(name: str) -> str:
    """What a report in a file of that name is called: the name without its suffixes."""
    base = PurePath(name).name
    low = base.removesuffix(GZIP) if base.lower().endswith(GZIP) else base
    suffix = next((s for s in sorted(SUFFIXES, key=len, reverse=True) if low.lower().endswith(s)), "")
    return (low[: len(low) - len(suffix)] or base).encode("utf-8", "replace").decode()


def member(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    """The outcomes of a member of a bundle; of one that istor does not read, or of another bundle, none."""
    is_bundle = any(kind.is_bundle and name.lower().endswith(kind.suffixes) for kind in KINDS)
    read = None if is_bundle else reader_for(name)
    return iter(()) if read is None else read(stream, stem(name), where)


def reader_by(head: bytes) -> Reader:
    """How a stream that begins with ``head`` is read; as plain text where nothing else fits."""
    name = "-" + suffix_by(head)
    return reader_for(name) or _plain


def suffix_by(head: bytes) -> str:
    """The suffix that a file beginning with ``head`` should have."""
    if head.startswith(b"\x1f\x8b"):
        inner = suffix_by(_inflated(head))
        return inner if inner in (".warc", ".tar") else inner + GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return ".docx" if WORD in head else ".zip"
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head[257:262] == b"ustar":
        return ".tar"
    text = head.removeprefix(codecs.BOM_UTF8)
    return next((suffix for pattern, suffix in _STARTS if pattern.match(text)), ".txt")


_HTML = rb"(?is)\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype )?html\b"
_STARTS = (
    (re.compile(rb"WARC/\d"), ".warc"),
    (re.compile(_HTML), ".html"),
    (re.compile(rb'\s*\{[ \t]*"'), ".jsonl"),
    (re.compile(rb'\s*(?:\{\s*"|\[\s*\{)'), ".json"),
)


def _inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, PEEKED)
    except zlib.error:
        return b""


def _unpacked(read: Reader, stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    try:
        with gzip.open(stream) as inner:
            yield from read(inner, name, where)  # type: ignore[arg-type]  # a GzipFile is read like any other
    except (OSError, EOFError, zlib.error) as error:
        yield Outcome(where, problem=f"{where}: cannot be unpacked ({said(error)}); pack it anew")
