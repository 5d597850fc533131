"""Reports out of JSON lines: one object a line, ``{"report": name, "text": …}``.

``published`` (an ISO 8601 day), ``source``, ``url`` and ``title`` may stand beside them. The file may be of any size:
it is read line by line, and a line over the limit is passed over without being held.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

from istor.errors import InputError
from istor.reading.decoding import is_whole
from istor.reading.outcome import Outcome
from istor.reading.published import stated
from istor.reading.text import About, read_text, warning_of

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def records(stream: IO[bytes], where: str, limit: int) -> Iterator[Outcome]:
    """One outcome for each line of ``stream`` that is not blank; a bad one names ``where`` and its number."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        at = f"{where}, line {number}"
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream, limit)
            yield Outcome(where, problem=f"{at}: longer than {limit // 2**20} MiB; split it into several reports")
        elif line.removeprefix(BYTE_ORDER_MARK if number == 1 else b"").strip():
            yield _outcome(line.removeprefix(BYTE_ORDER_MARK if number == 1 else b""), where, at)


def _skip_line(stream: IO[bytes], limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _outcome(line: bytes, where: str, at: str) -> Outcome:
    try:
        row = _row(line, at)
        about, problems = _about(row)
        report = read_text(row["text"], row["report"], about, f"{at} ({row['report']!r})")
    except InputError as error:
        return Outcome(where, problem=str(error))
    if noted := warning_of(report):
        problems.append(noted)
    return Outcome(where, report, warning=f"{at}: {'; '.join(problems)}" if problems else None)


def _row(line: bytes, at: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise InputError(f"{at}: is not UTF-8 (byte {error.start} of the line); save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{at}: is not JSON ({error}); give one whole object on each line") from error
    if not isinstance(row, dict):
        raise InputError(f'{at}: is no JSON object; write {{"report": …, "text": …}}')
    for key in ("report", "text"):
        if not isinstance(row.get(key), str) or not row[key].strip():
            raise InputError(f'{at}: has no "{key}" with words in it; write {{"report": …, "text": …}}')
    if not is_whole(row["report"]):
        raise InputError(f'{at}: "report" holds half of a surrogate pair, which is no character; name it anew')
    return row


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
