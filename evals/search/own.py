"""istor's own search, over an archive made as ``istor add`` makes it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from istor.annotating.meaning import vector_of
from istor.reading import read
from istor.scaling.serial import code_report
from istor.storing import Archive
from istor.storing.search import Question


def archive_of(path: Path, texts: dict[str, tuple[str, str]]) -> Archive:
    """An archive of the reports."""
    archive = Archive.open(path)
    for name, (title, text) in texts.items():
        coded = code_report(read(f"{title}\n\n{text}\n".encode(), name))
        archive.add(coded.report, coded.claims, coded.vectors)
    return archive


def own(archive: Archive, *, by_meaning: bool = True) -> Callable[[str], Sequence[str]]:
    """The search of ``archive``, with or without meaning."""

    def found(question: str) -> list[str]:
        meaning = vector_of(question) if by_meaning else None
        return [hit.report.name for hit in archive.search(Question(question, meaning=meaning)).hits]

    return found
