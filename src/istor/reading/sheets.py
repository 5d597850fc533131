"""Reports out of CSV: one row each, under a head that names the fields as ``fields.py`` knows them."""

import csv
import io
from collections.abc import Iterator
from typing import IO

from istor.errors import InputError
from istor.reading.fields import NAMES, outcome_of
from istor.reading.outcome import LARGEST, Outcome, filled

SNIFFED = ",;\t"
RULE = "row of a table"
EMPTY = "the table has no rows; give it one a report or leave it out"


def rows(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    """One outcome for each row of ``stream``, which is read as it is asked for; a bad row names its line."""
    return filled(_rows(stream, name, where), where, EMPTY)


def _rows(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    csv.field_size_limit(LARGEST)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        head = text.readline(LARGEST)
        separator = max(SNIFFED, key=head.count)
        names = [cell.strip() for cell in next(csv.reader([head], delimiter=separator), [])]
        if not set(names) & set(NAMES["text"]):
            raise InputError(f"{where}: no column holds the text; name it text in the first line of the file")
        reader = csv.reader(text, delimiter=separator)
        for row in reader:
            if any(row):
                line = reader.line_num + 1
                cells = dict(zip(names, row, strict=False))
                yield outcome_of(cells, where, f"{where}, line {line}", RULE, f"{name}-{line}")
    except (InputError, csv.Error, UnicodeDecodeError) as error:
        told = str(error) if isinstance(error, InputError) else f"{where}: is no CSV in UTF-8 ({error}); save it anew"
        yield Outcome(where, problem=told)
    finally:
        text.detach()  # the stream is not ours to close
