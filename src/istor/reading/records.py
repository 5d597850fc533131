"""Reports out of JSON lines: one object a line, ``{"report": name, "text": …}``.

``published`` (an ISO 8601 day), ``source``, ``url`` and ``title`` may stand beside them. The file may be of any size:
it is read line by line, and a line over the limit is passed over without being held.
"""

from collections.abc import Iterator
from typing import IO, Any

from istor.errors import InputError
from istor.reading.decoding import is_whole
from istor.reading.objects import objects
from istor.reading.outcome import Outcome
from istor.reading.published import stated
from istor.reading.text import About, read_text, warning_of


def records(stream: IO[bytes], where: str, limit: int) -> Iterator[Outcome]:
    """One outcome for each line of ``stream`` that is not blank; a bad one names ``where`` and its number."""
    for at, row in objects(stream, where, limit):
        yield Outcome(where, problem=str(row)) if isinstance(row, InputError) else _outcome(row, where, at)


def _outcome(row: dict[str, Any], where: str, at: str) -> Outcome:
    try:
        _check(row, at)
        about, problems = _about(row)
        report = read_text(row["text"], row["report"], about, f"{at} ({row['report']!r})")
    except InputError as error:
        return Outcome(where, problem=str(error))
    if noted := warning_of(report):
        problems.append(noted)
    return Outcome(where, report, warning=f"{at}: {'; '.join(problems)}" if problems else None)


def _check(row: dict[str, Any], at: str) -> None:
    for key in ("report", "text"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise InputError(f'{at}: has no "{key}" with words in it; write {{"report": …, "text": …}}')
    if not is_whole(row["report"]):
        raise InputError(f'{at}: "report" holds half of a surrogate pair, which is no character; name it anew')


def _about(row: dict[str, Any]) -> tuple[About, list[str]]:
    """What the row knows beside the text, and what of it had to be left out."""
    known, problems = {}, []
    for key in ("title", "source", "url", "published"):
        value = row.get(key)
        if isinstance(value, str) and is_whole(value):
            known[key] = value.strip()
        elif value is not None:
            problems.append(f'"{key}" is no text and was left out')
    when = stated(known.pop("published", ""))
    if row.get("published") and isinstance(row["published"], str) and when is None:
        problems.append(f'"published" is no day written YYYY-MM-DD ({row["published"]!r:.40}) and was left out')
    return About(published=when, **known), problems
