"""Exports: one format a module, each with ``write(record)`` that gives the text piece by piece.

The same content gives the same bytes, whatever the order in which reports were added.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from types import MappingProxyType

from istor.errors import InputError
from istor.telling.record import Record

Export = Callable[[Record], Iterator[str]]

FORMATS = MappingProxyType(
    {
        "csv": "one row an event, for spreadsheets and statistics",
        "html": "one page to read and print, with every sentence that an event rests on",
        "jsonl": "one claim a line, as 'istor code' gives it",
        "plover-jsonl": "one event a line, in the fields of the PLOVER manual",
    }
)


def export(name: str) -> Export:
    """What writes the format of that name; InputError when there is none."""
    if name not in FORMATS:
        raise InputError(f"{name}: no such format; there are {', '.join(FORMATS)}")
    write: Export = import_module(f"{__name__}.{name.replace('-', '_')}").write
    return write
