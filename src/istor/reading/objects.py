"""Objects out of JSON lines, one a line, from a file of any size: a line over the limit is passed over, not held."""

import json
from collections.abc import Iterator
from typing import IO, Any

from istor.errors import InputError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def objects(stream: IO[bytes], where: str, limit: int) -> Iterator[tuple[str, dict[str, Any] | InputError]]:
    """Where each line stands and its object, or what is wrong with it; blank lines are passed over."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        at = f"{where}, line {number}"
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(stream, limit)
            yield at, InputError(f"{at}: longer than {limit // 2**20} MiB; split it into several lines")
            continue
        line = line.removeprefix(BYTE_ORDER_MARK if number == 1 else b"")
        if line.strip():
            yield at, _object(line, at)


def _skip_line(stream: IO[bytes], limit: int) -> None:
    while (rest := stream.readline(limit)) and not rest.endswith(b"\n"):
        pass


def _object(line: bytes, at: str) -> dict[str, Any] | InputError:
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError as error:
        return InputError(f"{at}: is not UTF-8 (byte {error.start} of the line); save the file as UTF-8")
    except (ValueError, RecursionError) as error:
        return InputError(f"{at}: is not JSON ({error}); give one whole object on each line")
    return found if isinstance(found, dict) else InputError(f"{at}: is no JSON object; give one on each line")
