"""Reports out of JSON: lines of one object each, or one object or list of them in a file.

What the fields may be called, ``fields.py`` knows. A file of lines may be of any size: it is read line by line, and a
line over the limit is passed over without being held.
"""

import json
from collections.abc import Iterator
from typing import IO, Any

from istor.errors import InputError
from istor.reading.fields import outcome_of
from istor.reading.outcome import LARGEST, MEBIBYTE, Outcome, whole

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
RULE = "JSON line"


def records(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    """One outcome for each line of ``stream`` that is not blank; a bad one names ``where`` and its number."""
    number = 0
    is_empty = True
    while line := stream.readline(LARGEST + 1):
        number += 1
        at = f"{where}, line {number}"
        line = line.removeprefix(BYTE_ORDER_MARK if number == 1 else b"")
        if len(line) > LARGEST and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Outcome(where, problem=f"{at}: longer than {LARGEST // MEBIBYTE} MiB; split it into several reports")
        elif line.strip():
            yield _outcome(line, where, at, f"{name}-{number}")
        is_empty = is_empty and not line.strip()
    if is_empty:
        yield Outcome(where, problem=f"{where}: the file is empty; give it one JSON object a line or leave it out")


def documents(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    """The outcomes of a file that is one JSON object or one list of objects."""
    try:
        found = _parsed(whole(stream, where), where, "file")
    except InputError as error:
        yield Outcome(where, problem=str(error))
        return
    rows = found if isinstance(found, list) else [found]
    if not rows:
        yield Outcome(where, problem=f"{where}: the list is empty; give it one object a report or leave it out")
    for number, row in enumerate(rows, 1):
        at = f"{where}, object {number}" if isinstance(found, list) else where
        if isinstance(row, dict):
            yield outcome_of(row, where, at, "JSON", name if row is found else f"{name}-{number}")
        else:
            yield Outcome(where, problem=f'{at}: is no JSON object; write {{"report": …, "text": …}}')


def _skip_line(stream: IO[bytes]) -> None:
    while (rest := stream.readline(LARGEST)) and not rest.endswith(b"\n"):
        pass


def _outcome(line: bytes, where: str, at: str, name: str) -> Outcome:
    try:
        row = _parsed(line, at, "line")
    except InputError as error:
        return Outcome(where, problem=str(error))
    if not isinstance(row, dict):
        return Outcome(where, problem=f'{at}: is no JSON object; write {{"report": …, "text": …}}')
    return outcome_of(row, where, at, RULE, name)


def _parsed(data: bytes, at: str, what: str) -> Any:
    try:
        return json.loads(data.decode())
    except UnicodeDecodeError as error:
        raise InputError(f"{at}: is not UTF-8 (byte {error.start} of the {what}); save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{at}: is not JSON ({error}); give one whole object on each line") from error
