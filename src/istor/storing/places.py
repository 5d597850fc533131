"""The words of each report as numbers in their places: what ranking goes through, a quarter as long as the words.

A report's ``places`` are two rows of unsigned numbers of 32 bits, the least byte first: the stems, and at the same
places the forms, each the CRC-32 of the word in UTF-8. The title comes first; a zero ends it, another one the body. Two
words may share a number, one pair in four thousand million: that moves a report in its rank and finds none, since which
reports hold a word is looked up by the word itself.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, RowMapping, exists, insert, select

from istor.languages.words import Compared
from istor.storing.rows import given
from istor.storing.tables import report_places, report_words

_END = 0
_NOTHING = Compared("", "")  # stands where a part ends
_MOST_KNOWN = 200_000
_BATCH = 500  # reports held at once while those of an older archive are worked out


def number_of(word: str) -> int:
    """The number of a stem or form; never that of an end."""
    return zlib.crc32(word.encode()) or 1


class _Numbers(dict[str, int]):
    """The numbers of words that were met, since most are met again; sooner asked than a cache around a function."""

    def __missing__(self, word: str) -> int:
        if len(self) > _MOST_KNOWN:
            self.clear()
        number = self[word] = number_of(word) if word else _END
        return number


_numbers = _Numbers()


def places_row(
    row: RowMapping | Mapping[str, Any], title: Sequence[Compared], body: Sequence[Compared]
) -> dict[str, Any]:
    """The places of the words that ``row`` of ``report_words`` holds."""
    forms, stems = zip(*title, _NOTHING, *body, _NOTHING, strict=True)
    places = np.fromiter(map(_numbers.__getitem__, chain(stems, forms)), "<u4", 2 * len(forms))
    return {"number": row["number"], "length": len(row["forms"]), "places": places.tobytes()}


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

    ``words`` are all their rows in one; ``ends`` is where its zeros are, four of each report: they end its title's and
    its body's stems, then its title's and its body's forms.
    """

    numbers: Sequence[int]
    lengths: npt.NDArray[np.float64]
    words: npt.NDArray[np.uint32]
    ends: npt.NDArray[np.intp]

    def stems(self, wanted: Sequence[int]) -> npt.NDArray[np.intp]:
        """How often the stems of those numbers follow one another in each report: a row of two, in title and body."""
        return self._counted(wanted)[:, :2]

    def forms(self, wanted: Sequence[int]) -> npt.NDArray[np.intp]:
        """The same of the forms of those numbers."""
        return self._counted(wanted)[:, 2:]

    def _counted(self, wanted: Sequence[int]) -> npt.NDArray[np.intp]:
        at = np.flatnonzero(self.words == wanted[0])  # few: all that follows looks at these alone
        for number in wanted[1:]:  # none reaches over an end, which is no word's number
            at = at[self.words[at + 1] == number] + 1
        return np.bincount(np.searchsorted(self.ends, at), minlength=len(self.ends)).reshape(-1, 4)


def select_places(connection: Connection, numbers: Sequence[int]) -> Places:
    """The places of the reports with those numbers."""
    c = report_places.c
    query = select(c.number, c.length, c.places).where(c.number.in_(given(connection, numbers)))
    found, lengths, places = zip(*connection.execute(query), strict=True) if numbers else ((), (), ())
    words = np.frombuffer(b"".join(places), "<u4")
    return Places(found, np.array(lengths, float), words, np.flatnonzero(words == _END))


def _row_of(words: RowMapping) -> dict[str, Any]:
    """The row of the words that stand in ``report_words``."""
    title, body, forms = (words[part].split() for part in ("title", "body", "forms"))
    both = [Compared(form, stem) for form, stem in zip(forms, chain(title, body), strict=True)]
    return places_row(words, both[: len(title)], both[len(title) :])
