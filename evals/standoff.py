"""The gold of ``evals/stories``: short reports, and beside them what stands where, found again by its words.

A record points into its report by an ``anchor``, a stretch of the text that occurs once, and the ``words`` within it
that are meant, which occur once in the anchor. Offsets are worked out here and kept nowhere, so that they cannot be
wrong in silence: an anchor that is not found exactly once raises.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from evals.data import NothingToMeasureError, records
from istor.model import Span

FOLDER = Path(__file__).with_name("stories")

Record = dict[str, Any]


class AnchorError(Exception):
    """A record whose words are not found exactly once where it says."""


@dataclass(frozen=True)
class Place:
    """Words of a report: where they stand, and the record that speaks of them."""

    report: str
    span: Span
    record: Record


class Stories:
    """All stories of a folder: the texts of the reports by name, and the records of each kind.

    Raises ``NothingToMeasureError`` when a file is missing, ``AnchorError`` when a record points nowhere or to two
    places.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self.texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted(folder.glob("reports/*.txt"))}
        if not self.texts:
            raise NothingToMeasureError(f"{folder}: no reports")

    @property
    def reports(self) -> Path:
        """The folder of the texts, as the program is given them."""
        return self._folder / "reports"

    @cached_property
    def mentions(self) -> tuple[Place, ...]:
        """Words that stand for an actor."""
        return self._places("mentions")

    @cached_property
    def events(self) -> tuple[Place, ...]:
        """Triggers of events."""
        return self._places("events")

    @cached_property
    def figures(self) -> tuple[Place, ...]:
        """Numbers and what they count."""
        return self._places("figures")

    def rows(self, kind: str) -> list[Record]:
        """The records of ``kind`` as they are written: actors, copies, dates, events, figures, links and so on."""
        path = self._folder / f"{kind}.jsonl"
        if not path.exists():
            raise NothingToMeasureError(f"{path.name} is missing")
        return records(path)

    def _places(self, kind: str) -> tuple[Place, ...]:
        return tuple(Place(row["report"], locate(row, self.texts[row["report"]]), row) for row in self.rows(kind))


def locate(row: Record, text: str) -> Span:
    """Where the words of ``row`` stand in ``text``; AnchorError unless that is one place."""
    anchor, words = row["anchor"], row["words"]
    for what, whole, part in (("anchor", text, anchor), ("words", anchor, words)):
        if (found := whole.count(part)) != 1:
            raise AnchorError(f"{row['report']}: {what} {part!r} found {found} times")
    start = text.index(anchor) + anchor.index(words)
    return Span(start, start + len(words))
