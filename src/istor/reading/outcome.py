"""What came of one input: a report or the reason why there is none. A run over a million files never stops for one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from istor.errors import InputError, MissingExtra
from istor.model import Original, Report
from istor.reading.text import warning_of

MEBIBYTE = 2**20
LARGEST = 20 * MEBIBYTE
"""Bytes of one text: of a file, a page, or one line of a JSON lines file, unpacked. No report comes near it."""
LONGEST_REASON = 100
"""Characters of what a library says."""


@dataclass(frozen=True)
class Outcome:
    """One input as the user named it (``path``), and either its report or, in one line, what was wrong with it.

    ``warning`` is for a report that could be read but not in full, such as one whose date is impossible; ``original``
    are the bytes of a page.
    """

    path: str
    report: Report | None = None
    problem: str | None = None
    warning: str | None = None
    original: Original | None = None


def shown(path: object) -> str:
    """``path`` as it can be printed on one line: what no terminal or UTF-8 file can hold becomes ``?``."""
    text = str(path).encode("utf-8", "replace").decode("utf-8")
    return "".join(char if char.isprintable() else "?" for char in text)


def said(error: Exception) -> str:
    """What a library says of what it could not read: on one line that can be printed, and not too long."""
    told = " ".join(str(getattr(error, "strerror", None) or error).split()) or type(error).__name__
    return shown(told)[:LONGEST_REASON]


def filled(outcomes: Iterator[Outcome], where: str, empty: str) -> Iterator[Outcome]:
    """``outcomes``, or one that says why there is none in ``where``: nothing that was named goes without an outcome."""
    is_empty = True
    for outcome in outcomes:
        is_empty = False
        yield outcome
    if is_empty:
        yield Outcome(where, problem=f"{where}: {empty}")


def whole(stream: IO[bytes], where: str) -> bytes:
    """All bytes of ``stream``; InputError when they are more than one text can have."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(f"{where}: larger than {LARGEST // MEBIBYTE} MiB; split it into one file a report")
    return data


def problem_of(error: InputError | MissingExtra, at: str) -> str:
    """What is wrong with the input at ``at``, in one line that begins with it."""
    return str(error) if isinstance(error, InputError) else f"{at}: {error}"


def read_outcome(read: Callable[[], Report], path: str, at: str) -> Outcome:
    """What ``read`` gives or fails with; ``at`` is what messages call the input."""
    try:
        report = read()
    except (InputError, MissingExtra) as error:
        return Outcome(path, problem=problem_of(error, at))
    warning = warning_of(report)
    return Outcome(path, report, warning=f"{at}: {warning}" if warning else None)
