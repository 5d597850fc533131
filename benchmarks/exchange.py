"""Does every export hold for a large archive, and what does it cost? Each is written, then read back or validated.

    python benchmarks/exchange.py [REPORTS]

The reports are invented (``reports.py``). Each format is read by the library of those who use it where there is one
(the extras ``exchange`` and the development tools bring them), else by the rules of ``docs/reference/exports.md``; the
numbers of entries must be those of the record. A format whose library is not installed is left out, and said to be.
"""

import csv
import io
import json
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import results
from reports import coded

from istor.errors import MissingExtra
from istor.model.plover import TYPES
from istor.scaling.recording import record_of
from istor.scaling.runner import Coded
from istor.scaling.serial import Serial
from istor.telling import Record
from istor.telling.exports import FORMATS, export


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    begun = time.process_time()
    record = record_of([Coded(report, claims) for report, claims in coded(count)], Serial())
    print(f"{count} reports, {len(record.claims)} claims, {len(record.events)} events, linked in "
          f"{time.process_time() - begun:.0f} s of one processor", file=sys.stderr)
    results.write("exchange", (_measured(name, record, count) for name in FORMATS))


def _measured(name: str, record: Record, count: int) -> results.Row:
    row: dict[str, str | int | float | None] = {"question": "exchange", "format": name, "reports": count}
    begun = time.process_time()
    try:
        pieces = [p.encode() if isinstance(p, str) else p for p in export(name)(record)]
        took = time.process_time() - begun
        data = b"".join(pieces)
        entries = CHECKS[name](data, record)
    except (MissingExtra, ImportError) as error:
        return {**row, "left_out": str(error)}
    return {**row, "seconds": round(took, 2), "megabytes": round(len(data) / 1e6, 2), "entries": entries}


def _lines(data: bytes) -> list[str]:
    return data.decode().splitlines()


def _equal(found: int, wanted: int) -> int:
    assert found == wanted, f"{found} entries, not {wanted}"
    return found


def _jsonl(data: bytes, record: Record) -> int:
    rows = [json.loads(line) for line in _lines(data)]
    assert all(row["type"] in TYPES for row in rows)
    return _equal(len(rows), len(record.claims))


def _plover(data: bytes, record: Record) -> int:
    """Loaded as any coder's lines are: whatever is wrong with one is told."""
    from istor.reading.coded import codings

    with TemporaryDirectory() as folder:
        path = Path(folder) / "plover.jsonl"
        path.write_bytes(data)
        lines = list(codings(str(path), ""))
    assert not [line.problem for line in lines if line.problem]
    return _equal(len(lines), len(record.events))


def _csv(data: bytes, record: Record) -> int:
    return _equal(len(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))), len(record.events))


def _parquet(data: bytes, record: Record) -> int:
    import pyarrow.parquet as pq

    table = pq.read_table(io.BytesIO(data))
    _equal(sum(map(len, table["claims"].to_pylist())), len(record.claims))
    return _equal(table.num_rows, len(record.events))


def _html(data: bytes, record: Record) -> int:
    from lxml import html

    page = html.document_fromstring(data)
    assert not page.xpath("//script[@src] | //link[@href] | //img[not(starts-with(@src, 'data:'))]"), "reaches outside"
    shown = {name for name in page.xpath("//*/@id") if name.startswith("event-")}
    return _equal(len(shown), len(record.events))


def _polecat(data: bytes, record: Record) -> int:
    rows = list(csv.reader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {40}
    return _equal(len(rows) - 1, sum(event.status == "actual" for event in record.events))


def _gdelt(data: bytes, record: Record) -> int:
    rows = list(csv.reader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert {len(row) for row in rows} == {58}
    assert len({row[0] for row in rows}) == len(rows)
    return len(rows)


def _network(read: str) -> Callable[[bytes, Record], int]:
    def check(data: bytes, record: Record) -> int:
        import networkx as nx

        graph = getattr(nx, read)(io.BytesIO(data))
        pairs = sum(len({*e.actors, *e.recipients}) > 1 for e in record.events)
        return _equal(len({held["event"] for *_, held in graph.edges(data=True)}), pairs)

    return check


def _geojson(data: bytes, record: Record) -> int:
    import geojson

    found = geojson.loads(data)
    assert found.is_valid, found.errors()
    return _equal(len(found.features), len(record.events))


def _ical(data: bytes, record: Record) -> int:
    from icalendar import Calendar

    return _equal(len(Calendar.from_ical(data).walk("VEVENT")),
                  sum(bool(e.when and e.when.first and e.when.last) for e in record.events))


def _timelinejs(data: bytes, record: Record) -> int:
    slides = json.loads(data)["events"]
    assert all(slide["start_date"]["year"] and slide["text"]["headline"] for slide in slides)
    return _equal(len(slides), sum(event.when is not None for event in record.events))


def _web_annotation(data: bytes, record: Record) -> int:
    page = json.loads(data)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    return _equal(len(page["items"]), len(record.claims))


def _ftm(data: bytes, record: Record) -> int:
    from followthemoney import model

    found = [model.get_proxy(json.loads(line)) for line in _lines(data)]
    for entity in found:
        entity.schema.validate(entity.to_dict())
    return _equal(sum(entity.schema.name == "Event" for entity in found), len(record.events))


def _neo4j(data: bytes, record: Record) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        sheets = {n: list(csv.reader(io.StringIO(files.read(n).decode()))) for n in files.namelist()}
    known = {row[0] for name, rows in sheets.items() if name.startswith("nodes-") for row in rows[1:]}
    for name, (head, *rows) in sheets.items():
        ends = [n for n, column in enumerate(head) if column.startswith((":START_ID", ":END_ID"))]
        assert name.startswith("nodes-") or all(row[n] in known for row in rows for n in ends), name
    return _equal(len(sheets["nodes-Event.csv"]) - 1, len(record.events))


def _rdf(data: bytes, record: Record) -> int:
    import rdflib

    graph = rdflib.Graph().parse(data=data, format="turtle")
    sem = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    return _equal(len(set(graph.subjects(rdflib.RDF.type, sem.Event))), len(record.events))


def _bibtex(data: bytes, record: Record) -> int:
    import bibtexparser

    found = bibtexparser.parse_string(data.decode())
    assert not found.failed_blocks
    return _equal(len(found.entries), len(record.reports))


CHECKS: dict[str, Callable[[bytes, Record], int]] = {
    "bibtex": _bibtex, "csv": _csv, "ftm": _ftm, "gdelt-tsv": _gdelt, "geojson": _geojson,
    "gexf": _network("read_gexf"), "graphml": _network("read_graphml"), "html": _html, "ical": _ical, "jsonl": _jsonl,
    "neo4j-csv": _neo4j, "parquet": _parquet, "plover-jsonl": _plover, "polecat-tsv": _polecat, "rdf": _rdf,
    "timelinejs": _timelinejs, "web-annotation": _web_annotation,
}  # fmt: skip


if __name__ == "__main__":
    main()
