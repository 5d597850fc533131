"""What lies in ZIP and tar files, read as if it lay in a folder: nothing is unpacked to disk.

The sizes that such a file states are not believed: a member is read up to the limit and no further, so that a small
file that swells to gigabytes is refused when it does. Bundles inside bundles are passed over.
"""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO

from istor.reading.outcome import Outcome, said, shown

EMPTY = "holds no file of a kind that istor reads; put reports there or name another"
Member = Callable[[IO[bytes], str, str], Iterator[Outcome]]
"""Reads a member: its stream, its name inside the bundle, and what messages call it."""
BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError,
)  # fmt: skip
MOST_MEMBERS = 1_000_000
"""Members of one bundle; a directory that states more was made to harm."""


def zipped(stream: IO[bytes], where: str, read: Member) -> Iterator[Outcome]:
    """The outcomes of the members of a ZIP file, by name."""
    try:
        with zipfile.ZipFile(stream) as bundle:
            members = (info for info in bundle.infolist()[:MOST_MEMBERS] if not info.is_dir())
            for info in sorted(members, key=lambda info: info.filename):
                if info.flag_bits & 1:
                    at = f"{where}/{shown(info.filename)}"
                    yield Outcome(at, problem=f"{at}: is locked with a password; unlock it first")
                elif is_wanted(info.filename):
                    with bundle.open(info) as member:
                        yield from _member(member, info.filename, where, read)
    except BROKEN as error:
        yield _broken(where, "ZIP", error)


def tarred(stream: IO[bytes], where: str, read: Member) -> Iterator[Outcome]:
    """The outcomes of the plain files of a tar file, packed or not, as they come; links are passed over."""
    try:
        with tarfile.open(fileobj=stream, mode="r|*") as bundle:
            for info in bundle:
                member = bundle.extractfile(info) if info.isreg() and is_wanted(info.name) else None
                if member is not None:
                    yield from _member(member, info.name, where, read)
    except (*BROKEN, TypeError) as error:  # Python's tarfile stumbles over a packed one that ends in its first bytes
        yield _broken(where, "tar", error)


def is_wanted(name: str) -> bool:
    """Whether a member is no hidden file and lies in no hidden folder, as with folders on disk."""
    return not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts if part != "..")


def _member(member: IO[bytes], name: str, where: str, read: Member) -> Iterator[Outcome]:
    at = f"{where}/{shown(name)}"
    try:
        yield from read(member, name, at)
    except BROKEN as error:
        yield _broken(at, "member", error)


def _broken(where: str, what: str, error: Exception) -> Outcome:
    return Outcome(where, problem=f"{where}: cannot be read as {what} ({said(error)}); pack it anew")
