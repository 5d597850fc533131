"""Reports out of Parquet: one row each, with columns named as ``fields.py`` knows them; a few rows are held at once."""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from istor.errors import InputError, MissingExtra
from istor.reading.fields import NAMES, outcome_of
from istor.reading.outcome import LARGEST, MEBIBYTE, Outcome, filled, problem_of, said
from istor.reading.sheets import EMPTY

EXTRA = "parquet"
RULE = "row of a Parquet file"
ROWS = 16
"""Rows held at once: each may hold a text of 20 MiB."""
LARGEST_GROUP = 1024 * MEBIBYTE
"""Bytes of a group of rows, unpacked: writers make groups of 128 MiB or so."""


def table(stream: IO[bytes], name: str, where: str) -> Iterator[Outcome]:
    """One outcome for each row of ``stream``; a bad row names its number."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        yield Outcome(where, problem=problem_of(MissingExtra("reading Parquet files", EXTRA), where))
        return
    with tempfile.TemporaryFile() as copy:
        if not stream.seekable():  # a Parquet file's head stands at its end
            shutil.copyfileobj(stream, copy)
            copy.seek(0)
        try:
            file = pq.ParquetFile(stream if stream.seekable() else copy)
            yield from filled(_rows(file, name, where), where, EMPTY)
        except InputError as error:
            yield Outcome(where, problem=str(error))
        except (pa.ArrowException, OSError, ValueError) as error:
            yield Outcome(where, problem=f"{where}: cannot be read as Parquet ({said(error)}); write it anew")


def _rows(file: Any, name: str, where: str) -> Iterator[Outcome]:
    known = {each for names in NAMES.values() for each in names}
    columns = [column for column in file.schema_arrow.names if column in known]
    if not set(columns) & set(NAMES["text"]):
        raise InputError(f"{where}: no column holds the text; name it text")
    groups = (file.metadata.row_group(n).total_byte_size for n in range(file.metadata.num_row_groups))
    if max(groups, default=0) > LARGEST_GROUP:
        raise InputError(f"{where}: has groups of rows over {LARGEST_GROUP // MEBIBYTE} MiB; write smaller ones")
    number = 0
    for batch in file.iter_batches(ROWS, columns=columns):
        for row in range(batch.num_rows):
            number += 1
            cells = {column: _plain(batch.column(at)[row].as_py()) for at, column in enumerate(columns)}
            yield _outcome(cells, where, f"{where}, row {number}", f"{name}-{number}")


def _outcome(cells: dict[str, Any], where: str, at: str, name: str) -> Outcome:
    if any(isinstance(cell, str) and len(cell) > LARGEST for cell in cells.values()):
        return Outcome(where, problem=f"{at}: longer than {LARGEST // MEBIBYTE} MiB; split it into several reports")
    return outcome_of(cells, where, at, RULE, name)


def _plain(cell: Any) -> Any:
    """Days and times as they are written in other files."""
    return cell.isoformat() if isinstance(cell, date) else cell
