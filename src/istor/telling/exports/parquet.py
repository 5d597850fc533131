"""Events as Apache Parquet, one row each with its claims nested in it."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.parquet as pq

from istor.telling.exports.columns import events
from istor.telling.record import Record


def write(record: Record) -> Iterator[bytes]:
    """The file."""
    whole = pa.BufferOutputStream()
    pq.write_table(events(record.events, record), whole, compression="zstd")
    yield whole.getvalue().to_pybytes()
