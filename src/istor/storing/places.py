"""The words of each report as numbers in their places: what ranking goes through, a quarter as long as the words.

A report's ``places`` are two rows of unsigned numbers of 32 bits, the least byte first: the stems, and at the same
places the forms, each the CRC-32 of the word in UTF-8. The title comes first; a zero ends it, another one the body. Two
words may share a number, one pair in four thousand million: that moves a report in its rank and finds none, since which
reports hold a word is looked up by the word itself.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, RowMapping, exists, insert, select

from istor.languages.words import Compared
from istor.storing.tables import report_places, report_words

_END = 0
_BATCH = 500  # reports held at once while those of an older archive are worked out


@lru_cache(200_000)
def number_of(word: str) -> int:
    """The number of a stem or form; never that of an end."""
    return zlib.crc32(word.encode()) or 1


def places_row(
    row: RowMapping | Mapping[str, Any], title: Sequence[Compared], body: Sequence[Compared]
) -> dict[str, Any]:
    """The places of the words that ``row`` of ``report_words`` holds."""
    stems, forms = [], []
    for part in (title, body):
        stems += [number_of(word.stem) for word in part]
        forms += [number_of(word.form) for word in part]
        stems.append(_END)
        forms.append(_END)
    places = np.array([stems, forms], "<u4").tobytes()
    return {"number": row["number"], "length": len(row["forms"]), "places": places}


def fill_places(connection: Connection) -> None:
    """Work out the places of all words that have none: after a migration that made the table."""
    c = report_words.c
    missing = ~exists().where(report_places.c.number == c.number)
    numbers = connection.scalars(select(c.number).where(missing).order_by(c.number)).all()
    for start in range(0, len(numbers), _BATCH):
        query = select(c.number, c.title, c.body, c.forms).where(c.number.in_(numbers[start : start + _BATCH]))
        connection.execute(insert(report_places), [_row_of(row) for row in connection.execute(query).mappings()])


def places_are_right(connection: Connection, words: RowMapping) -> bool:
    """Whether the places kept are those of ``words``, a row of ``report_words``."""
    kept = connection.execute(select(report_places).where(report_places.c.number == words["number"])).mappings().first()
    return kept is not None and {**kept, "places": bytes(kept["places"])} == _row_of(words)


@dataclass(frozen=True)
class Places:
    """The places of several reports, one after another; ``numbers`` are the reports', ``lengths`` those of the forms.

    For each place ``owner`` is which of the reports it belongs to, and ``is_title`` whether it stands in the title.
    """

    numbers: Sequence[int]
    lengths: npt.NDArray[np.float64]
    stems: npt.NDArray[np.uint32]
    forms: npt.NDArray[np.uint32]
    owner: npt.NDArray[np.intp]
    is_title: npt.NDArray[np.bool_]

    def counted(self, at: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
        """How many of the places ``at`` each report has."""
        return np.bincount(self.owner[at], minlength=len(self.numbers))


def select_places(connection: Connection, numbers: Iterable[int]) -> Places:
    """The places of the reports with those numbers."""
    c = report_places.c
    rows = connection.execute(select(c.number, c.length, c.places).where(c.number.in_(numbers))).all()
    kept = [np.frombuffer(row.places, "<u4").reshape(2, -1) for row in rows]
    stems, forms = np.concatenate([np.zeros((2, 0), np.uint32), *kept], axis=1)
    ends = np.cumsum(stems == _END)  # how many ended before: an even number of them within a title
    return Places(
        [row.number for row in rows],
        np.array([row.length for row in rows], float),
        stems,
        forms,
        np.repeat(np.arange(len(rows)), [one.shape[1] for one in kept]),
        ends % 2 == 0,
    )


def following(row: npt.NDArray[np.uint32], wanted: Sequence[int]) -> npt.NDArray[np.bool_]:
    """At which places of ``row`` the ``wanted`` numbers begin that follow one another; none reaches over an end."""
    found: npt.NDArray[np.bool_] = row == wanted[0]
    for after, number in enumerate(wanted[1:], start=1):
        found[:-after] &= row[after:] == number
        found[-after:] = False
    return found


def _row_of(words: RowMapping) -> dict[str, Any]:
    """The row of the words that stand in ``report_words``."""
    title, body, forms = (words[part].split() for part in ("title", "body", "forms"))
    both = [Compared(form, stem) for form, stem in zip(forms, chain(title, body), strict=True)]
    return places_row(words, both[: len(title)], both[len(title) :])
