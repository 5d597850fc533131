"""The words of each kept report as search looks them up: worked out from its text, never read by people.

``report_words`` holds them as text in every database: stems of the title, stems of the body, and forms of both. Beside
it stand the same as numbers, for ranking (``storing.places``), and an index in the database's own way: FTS5 in SQLite,
filled by triggers; ``tsvector`` in PostgreSQL, filled here. Page furniture and date lines are left out: nobody looks
for a share button.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, text

from istor.languages.words import Compared, compared
from istor.model import Report
from istor.storing.marks import fill_marks, marks_are_right
from istor.storing.places import fill_places, places_are_right, places_row
from istor.storing.reports import select_reports
from istor.storing.rows import among
from istor.storing.tables import report_places, report_words, reports

MOST_WORDS = 15_000
"""Words of a report that are looked up; PostgreSQL knows no position beyond 16,383."""
FORM_MARK = "="
"""Parts forms from stems in PostgreSQL's index, where both stand at the same position."""
_GAP = 10  # positions between title and body, so that no phrase reaches over
_DAY_BITS = 40
_BATCH = 200
_INDEX = text("INSERT INTO report_words_index (number, words) VALUES (:number, CAST(:words AS tsvector))")


def insert_words(connection: Connection, entries: Iterable[Report]) -> dict[str, int]:
    """Make the reports' words searchable; their numbers by id. They must be kept already, and without words yet."""
    numbers: dict[str, int] = {}
    waiting, is_indexed_here = iter(entries), connection.dialect.name == "postgresql"
    while batch := list(islice(waiting, _BATCH)):
        rows: list[dict[str, Any]] = []
        places: list[dict[str, Any]] = []
        index: list[dict[str, Any]] = []
        for report, number in zip(batch, _numbers(connection, batch), strict=True):
            title, body = words_of(report)
            rows.append({"number": number, "report_id": report.id, **prepared(title, body)})
            places.append(places_row(rows[-1], title, body))
            if is_indexed_here:
                index.append({"number": number, "words": _tsvector(title, body)})
        connection.execute(insert(report_words), rows)
        connection.execute(insert(report_places), places)
        if index:
            connection.execute(_INDEX, index)
        numbers.update((row["report_id"], row["number"]) for row in rows)
    return numbers


def fill(connection: Connection) -> None:
    """Make every kept report searchable that is not yet so: after a migration that made or emptied the table."""
    missing = ~exists().where(report_words.c.report_id == reports.c.id)
    if connection.scalar(select(reports.c.id).where(missing).limit(1)) is not None:
        insert_words(connection, select_reports(connection, missing))
    fill_places(connection)
    fill_marks(connection)


def refresh(connection: Connection) -> int:
    """Prepare the words of those reports anew that another istor prepared in another way; how many they were."""
    stale = [
        report.id
        for report in select_reports(connection)
        if not (has_its_words(connection, report) and marks_are_right(connection, report.id))
    ]
    for report_id in stale:
        connection.execute(delete(report_words).where(report_words.c.report_id == report_id))
    fill(connection)
    return len(stale)


def has_its_words(connection: Connection, report: Report) -> bool:
    """Whether searches go through the words that the report's text holds, as they would be prepared now."""
    kept = connection.execute(select(report_words).where(report_words.c.report_id == report.id)).mappings().first()
    return kept is not None and {**kept, **prepared(*words_of(report))} == kept and places_are_right(connection, kept)


def words_of(report: Report) -> tuple[list[Compared], list[Compared]]:
    """The words of the title and of the body, ``MOST_WORDS`` at most; the title may stand outside the text."""
    title: list[Compared] = []
    body: list[Compared] = []
    for block in report.body:
        room = MOST_WORDS - len(title) - len(body)
        found = compared(report.text, block.span.start, block.span.end)
        (title if block.kind == "title" else body).extend(found[:room])
    return title or compared(report.title), body


def prepared(title: list[Compared], body: list[Compared]) -> dict[str, str]:
    """The three columns. Each word has a blank of its own on both sides, so that ``" stem "`` counts its places."""
    return {
        "title": _joined([stem for _, stem in title]),
        "body": _joined([stem for _, stem in body]),
        "forms": _joined([form for form, _ in chain(title, body)]),
    }


def number_of_day(day: date) -> int:
    """The least number that a report of ``day`` can have: newer reports have greater ones, the undated the least."""
    return day.toordinal() << _DAY_BITS


def _joined(parts: Sequence[str]) -> str:
    return f" {'  '.join(parts)} " if parts else ""


def _numbers(connection: Connection, batch: Sequence[Report]) -> Iterator[int]:
    """From day and id alone, so that every archive gives a report the same; the next one where it is taken."""
    wanted = [_number(report) for report in batch]
    taken = among(connection, report_words.c.number, wanted)
    for number in wanted:
        free = number
        while free in taken:
            free += 1
            taken |= among(connection, report_words.c.number, [free])
        taken.add(free)
        yield free


def _number(report: Report) -> int:
    published = report.published and (report.published.first or report.published.last)
    low = int.from_bytes(hashlib.sha256(report.id.encode()).digest()[: _DAY_BITS // 8 - 1])
    return (number_of_day(published) if published else 0) + low


def _tsvector(title: list[Compared], body: list[Compared]) -> str:
    places: dict[str, list[str]] = {}
    first = len(title) + _GAP
    for at, word, weight in chain(
        ((n, word, "A") for n, word in enumerate(title, start=1)),
        ((n, word, "") for n, word in enumerate(body, start=first)),
    ):
        places.setdefault(word.stem, []).append(f"{at}{weight}")
        places.setdefault(FORM_MARK + word.form, []).append(f"{at}{weight}")
    return " ".join(f"'{word}':{','.join(at)}" for word, at in places.items())
