"""Sentence vectors: rows of them, and the search for those that are nearest to a question's.

The search needs no extension of the database, since many Pythons cannot load one. It takes two steps: all sentences by
the signs of their numbers (48 bytes a sentence, held in memory, compared bit by bit), then the nearest of them by the
angle itself. What is held is kept up with the archive whenever it is asked.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection, Row, Text, cast, delete, exists, func, insert, select

from istor.model import Span, Vectors
from istor.storing.tables import report_signs, report_vectors, report_words

NEAR_SENTENCES = 2000
"""Sentences that are compared by the angle itself, after all were by their signs."""
NEAR_REPORTS = 200
"""Reports whose vectors are fetched for that."""

_FAR = 2**16 - 1  # bits: further apart than any two vectors are; what is not allowed
_BLOCK = 2**15  # sentences
_FETCHED = 2**14  # reports whose signs are fetched at once

Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Near:
    """A report that holds a sentence near to the question; ``cosine`` is that of the angle between the two."""

    report: str
    cosine: float
    sentence: Span


def insert_vectors(connection: Connection, entries: Iterable[tuple[str, Vectors]]) -> None:
    """Keep for each report, by its id, the vectors of its sentences; those of none are left out."""
    full = [(report_id, vectors) for report_id, vectors in entries if vectors.spans]
    if full:
        connection.execute(insert(report_vectors), [_vectors_row(*entry) for entry in full])
        connection.execute(insert(report_signs), [_signs_row(*entry) for entry in full])


def replace_vectors(connection: Connection, report_id: str, vectors: Vectors) -> None:
    """Keep the vectors of a report in the place of those it had."""
    for table in (report_vectors, report_signs):
        connection.execute(delete(table).where(table.c.report_id == report_id))
    insert_vectors(connection, [(report_id, vectors)])


def select_vectors(connection: Connection, report_id: str) -> Vectors | None:
    """The vectors of the report, if there are any."""
    row = connection.execute(select(report_vectors).where(report_vectors.c.report_id == report_id)).first()
    return None if row is None else _vectors_of(row)


def fill_signs(connection: Connection) -> None:
    """Work out the signs of all vectors that have none."""
    missing = ~exists().where(report_signs.c.report_id == report_vectors.c.report_id)
    for report_id in connection.scalars(select(report_vectors.c.report_id).where(missing)).all():
        vectors = select_vectors(connection, report_id)
        if vectors is not None:
            connection.execute(insert(report_signs), _signs_row(report_id, vectors))


def signs_are_right(connection: Connection, report_id: str, vectors: Vectors | None) -> bool:
    """Whether the signs kept for the report are those of its vectors."""
    c = report_signs.c
    row = connection.execute(select(c.model, c.signs).where(c.report_id == report_id)).first()
    if row is None or vectors is None:
        return row is None and vectors is None
    wanted = _signs_row(report_id, vectors)
    return bool(row.model == wanted["model"] and bytes(row.signs) == wanted["signs"])


class Meanings:
    """The signs of every sentence that one model has read, held in memory from the first question on."""

    def __init__(self) -> None:
        self._lock = Lock()  # a web application asks from several threads
        self._kept_up = ("", "")
        self._start("", 0)

    def nearest(
        self, connection: Connection, question: Vectors, stamp: str, allowed: npt.NDArray[np.int64] | None, most: int
    ) -> list[Near]:
        """The ``most`` reports nearest to ``question``, the nearest first, of those that are allowed, or of all.

        ``allowed`` are the numbers of reports (``report_words``). ``stamp`` is the archive's from before the
        transaction: with the same one as the last time nothing is new.
        """
        wanted = _rows(question)
        with self._lock:
            if (stamp, question.model) != self._kept_up:
                self._keep_up(connection, question)
                self._kept_up = stamp, question.model
            apart = self._signs.apart(_packed(wanted))
            if allowed is not None:
                may = np.isin(self._numbered(connection), allowed)
                apart[~may[self._owners]] = _FAR
            order = _least(apart, NEAR_SENTENCES)
            reports = dict.fromkeys(self._reports[owner] for owner in self._owners[order[apart[order] < _FAR]])
        return _by_angle(connection, list(reports)[:NEAR_REPORTS], wanted[0].astype(np.float32), most)

    def _start(self, model: str, width: int) -> None:
        self._model, self._last = model, 0
        self._reports: list[str] = []
        self._numbers = np.zeros(0, np.int64)  # of the reports: looked up when a search is narrowed for the first time
        self._owners = np.zeros(0, np.int32)  # of each sentence, the number of its report
        self._signs = _Signs((width + 7) // 8)

    def _keep_up(self, connection: Connection, question: Vectors) -> None:
        """Take in what was added; where anything was taken away, or another model is asked for, start anew."""
        if question.model != self._model:
            self._start(question.model, question.width)
        c = report_signs.c
        whole, new = (_count(connection, question.model, last) for last in (0, self._last))
        if whole != len(self._reports) + new:
            self._start(question.model, question.width)
        added = select(c.id, c.report_id, c.signs).where(c.model == question.model, c.id > self._last).order_by(c.id)
        for rows in connection.execute(added.execution_options(yield_per=_FETCHED)).partitions():
            self._add(*zip(*rows, strict=True))

    def _add(self, ids: Sequence[int], reports: Sequence[str], signs: Sequence[bytes]) -> None:
        counts = [len(own) // self._signs.width for own in signs]
        owners = np.repeat(np.arange(len(counts), dtype=np.int32) + np.int32(len(self._reports)), counts)
        self._owners = np.concatenate([self._owners, owners])
        self._signs.add(b"".join(signs))
        self._reports += reports
        self._numbers = self._numbers[:0]
        self._last = ids[-1]

    def _numbered(self, connection: Connection) -> npt.NDArray[np.int64]:
        """The number of each report, in their order."""
        if len(self._numbers) != len(self._reports):
            c = report_words.c
            numbers = {row[0]: row[1] for row in connection.execute(select(c.report_id, c.number))}
            self._numbers = np.array([numbers[report] for report in self._reports], np.int64)
        return self._numbers


class _Signs:
    """Signs of sentences, ``width`` bytes each, in blocks that a processor's cache holds.

    A block has a row for every eight bytes and a column for every sentence, so that all of it is compared with a
    question at one stroke: of two million sentences in a tenth of the time that one after another takes.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self._words = (width + 7) // 8  # of 64 bits
        self._blocks: list[npt.NDArray[np.uint64]] = []

    def add(self, signs: bytes) -> None:
        """Take in more sentences, after those that are here."""
        rows = np.frombuffer(signs, np.uint8).reshape(-1, self.width)
        if short := self._words * 8 - self.width:
            rows = np.pad(rows, ((0, 0), (0, short)))
        columns = rows.view(np.uint64).T
        if self._blocks and self._blocks[-1].shape[1] < _BLOCK:
            columns = np.concatenate([self._blocks.pop(), columns], axis=1)
        for start in range(0, columns.shape[1], _BLOCK):
            self._blocks.append(np.ascontiguousarray(columns[:, start : start + _BLOCK]))

    def apart(self, wanted: Bytes) -> npt.NDArray[np.uint16]:
        """In how many bits each sentence differs from the one that is wanted."""
        padded = np.zeros(self._words * 8, np.uint8)
        padded[: self.width] = wanted.reshape(-1)
        question = padded.view(np.uint64)
        found = np.zeros(sum(block.shape[1] for block in self._blocks), np.uint16)
        at = 0
        for block in self._blocks:
            here = found[at : at + block.shape[1]]
            for word, row in zip(question, block, strict=True):
                here += np.bitwise_count(row ^ word)
            at += block.shape[1]
        return found


def _count(connection: Connection, model: str, last: int) -> int:
    """How many reports after the ``last`` have signs of the model."""
    c = report_signs.c
    query = select(func.count()).select_from(report_signs).where(c.model == model, c.id > last)
    return connection.scalar(query) or 0


def _by_angle(
    connection: Connection, reports: Sequence[str], wanted: npt.NDArray[np.float32], most: int
) -> list[Near]:
    """The ``most`` reports whose nearest sentence is nearest, those first; of equals by id."""
    c = report_vectors.c
    query = select(c.report_id, c.vectors, cast(c.spans, Text).label("spans")).where(c.report_id.in_(reports))
    rows = connection.execute(query).all()
    if not rows:
        return []
    # Whole numbers: sums are exact, on every machine and in whatever order.
    values = np.frombuffer(b"".join([row.vectors for row in rows]), np.int8).reshape(-1, len(wanted)).astype(np.float32)
    cosines = (values @ wanted) / (np.linalg.norm(values, axis=1) * np.linalg.norm(wanted))
    counts = np.array([len(row.vectors) // len(wanted) for row in rows])
    starts = np.cumsum(counts) - counts
    best = np.round(np.maximum.reduceat(cosines, starts), 6).tolist()
    order = sorted(range(len(rows)), key=lambda n: (-best[n], rows[n].report_id))[:most]
    return [Near(rows[n].report_id, best[n], _sentence(rows[n], cosines[starts[n] :][: counts[n]])) for n in order]


def _sentence(row: Row[Any], cosines: npt.NDArray[np.float32]) -> Span:
    """The nearest of the report's sentences; the spans of most reports need not be parsed."""
    return Span(*json.loads(row.spans)[int(cosines.argmax())])


def _least(values: npt.NDArray[np.uint16], most: int) -> npt.NDArray[np.intp]:
    """The places of the ``most`` least values, the least first; of equals in the order in which they stand."""
    if len(values) > most:
        limit = int(np.searchsorted(np.cumsum(np.bincount(values)), most))  # so many differ in no more bits than these
        near = np.flatnonzero(values <= limit)
        return near[np.argsort(values[near], kind="stable")][:most]
    return np.argsort(values, kind="stable")


def _rows(vectors: Vectors) -> npt.NDArray[np.int8]:
    return np.frombuffer(vectors.values, np.int8).reshape(len(vectors.spans), vectors.width)


def _vectors_row(report_id: str, vectors: Vectors) -> dict[str, Any]:
    spans = [[span.start, span.end] for span in vectors.spans]
    return {"report_id": report_id, "model": vectors.model, "spans": spans, "vectors": vectors.values}


def _signs_row(report_id: str, vectors: Vectors) -> dict[str, Any]:
    return {"report_id": report_id, "model": vectors.model, "signs": _packed(_rows(vectors)).tobytes()}


def _packed(rows: npt.NDArray[np.int8]) -> Bytes:
    return np.packbits(rows > 0, axis=1)


def _vectors_of(row: Row[Any]) -> Vectors:
    return Vectors(row.model, tuple(Span(*span) for span in row.spans), bytes(row.vectors))
