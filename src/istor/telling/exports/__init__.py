"""Exports: one format a module, each with ``write(record)`` that gives the file piece by piece.

The same content gives the same bytes, whatever the order in which reports were added. A format is one line of
:data:`FORMATS`; one that needs a library beyond istor's own, one line of :data:`EXTRAS` too.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from types import MappingProxyType

from istor.errors import InputError, MissingExtra
from istor.telling.record import Record

Export = Callable[[Record], Iterator[str | bytes]]
"""Text is written as UTF-8, bytes as they are."""

FORMATS = MappingProxyType(
    {
        "bibtex": "one entry a report, for lists of literature",
        "csv": "one row an event, for spreadsheets and statistics",
        "ftm": "entities of FollowTheMoney, for OpenAleph",
        "gdelt-tsv": "one row a pair of parties, in the columns of GDELT 1.0",
        "geojson": "one feature an event, for maps",
        "gexf": "the network of parties with its times, for Gephi",
        "graphml": "the network of parties, for other programs of networks",
        "html": "one page to read and print, with every sentence that an event rests on",
        "ical": "one entry a dated event, for calendars",
        "jsonl": "one claim a line, as 'istor code' gives it",
        "neo4j-csv": "nodes and relationships in a ZIP file, for Neo4j's import",
        "parquet": "one row an event with its claims in it, for pandas, Polars, DuckDB and R",
        "plover-jsonl": "one event a line, in the fields of the PLOVER manual",
        "polecat-tsv": "one row an event, in the columns of POLECAT",
        "rdf": "events, claims and where they come from in SEM and PROV, as Turtle",
        "timelinejs": "dated events as TimelineJS reads them",
        "web-annotation": "one W3C Web Annotation a claim, as JSON-LD",
    }
)
EXTRAS = MappingProxyType(
    {"ftm": "ftm", "gexf": "graph", "graphml": "graph", "ical": "calendar", "parquet": "parquet", "rdf": "rdf"}
)
BINARY = frozenset({"neo4j-csv", "parquet"})
"""Formats that are no text: nothing for a terminal."""


def export(name: str) -> Export:
    """What writes the format of that name; InputError when there is none, MissingExtra when its library is not here."""
    if name not in FORMATS:
        raise InputError(f"{name}: no such format; there are {', '.join(FORMATS)}")
    try:
        write: Export = import_module(f"{__name__}.{name.replace('-', '_')}").write
    except ModuleNotFoundError as error:
        if name not in EXTRAS or (error.name or "").startswith("istor"):
            raise
        raise MissingExtra(f"the format {name}", EXTRAS[name]) from error
    return write
