"""The record as a graph of Neo4j: a ZIP file of CSV files for ``neo4j-admin database import`` (Operations Manual 5).

Nodes are parties, events, claims, reports, voices and places. The files' headers name their kinds, so that the import
needs nothing but their names: ``docs/reference/exports.md`` has the command.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping

from istor.linking.actors import actor_id
from istor.telling.describe import describe, one_line, party_names, web_address
from istor.telling.exports.fields import flat
from istor.telling.exports.keys import place_id, voice_id
from istor.telling.record import Record

Rows = Iterable[Iterable[object]]
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time that every file in the ZIP bears, the first that the format knows: same content, same bytes."""

NODES = {
    "Party": ("id:ID(Party)", "code", "name"),
    "Event": (
        "id:ID(Event)", "type", "mode", "quad", "status", "date", "first:date", "last:date", "basis", "reports:int",
        "copies:int", "independent_voices:int", "headline", "conflicts:string[]",
    ),
    "Claim": (
        "id:ID(Claim)", "start:int", "end:int", "date", "status", "quote", "confidence:double", "rule", "sentence",
    ),
    "Report": ("id:ID(Report)", "name", "title", "source", "url", "published:date"),
    "Voice": ("id:ID(Voice)", "code", "name"),
    "Place": ("id:ID(Place)", "name"),
}  # fmt: skip
RELATIONSHIPS = {
    "ACTED_IN": ("Party", "Event"), "RECEIVED": ("Party", "Event"), "TELLS_OF": ("Claim", "Event"),
    "STANDS_IN": ("Claim", "Report"), "ACCORDING_TO": ("Claim", "Voice"), "HAPPENED_IN": ("Event", "Place"),
    "COPY_OF": ("Report", "Report"),
}  # fmt: skip
"""From which kind of node to which."""


def write(record: Record) -> Iterator[bytes]:
    """The ZIP file: ``nodes-KIND.csv`` and ``relationships-KIND.csv``."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for kind, rows in _nodes(record).items():
            _put(archive, f"nodes-{kind}.csv", NODES[kind], rows)
        for kind, pairs in _relationships(record).items():
            left, right = RELATIONSHIPS[kind]
            _put(archive, f"relationships-{kind}.csv", (f":START_ID({left})", f":END_ID({right})"), pairs)
    yield whole.getvalue()


def _nodes(record: Record) -> Mapping[str, Rows]:
    entries = [flat(e, ";") | {"headline": e.headline} for e in (describe(event, record) for event in record.events)]
    voices = {voice_id(voice): voice for claim in record.claims for voice in claim.voices}
    places = {place_id(name): name for name in (event.place for event in record.events) if name}
    return {
        "Party": sorted((actor.id, actor.party.code, party_names([actor.party])[0]) for actor in record.actors),
        "Event": [[entry[name.partition(":")[0]] for name in NODES["Event"]] for entry in entries],
        "Claim": [
            (c.id, c.trigger.start, c.trigger.end, c.when.edtf if c.when else "", c.status, c.quote or "", c.confidence,
             c.made.rule, one_line(c.sentence.of(record.report(c.report).text)))
            for c in record.by_text()
        ],
        "Report": [
            (r.id, one_line(r.name), one_line(r.title), one_line(r.source), web_address(r.url),
             r.published.first if r.published and r.published.first else "")
            for r in record.reports
        ],
        "Voice": [(key, voice.code, one_line(voice.name)) for key, voice in sorted(voices.items())],
        "Place": [(key, one_line(name)) for key, name in sorted(places.items())],
    }


def _relationships(record: Record) -> Mapping[str, Iterable[tuple[str, str]]]:
    events, claims = record.events, record.claims
    copies = (link for link in record.links if link.kind == "copy" and link.judgement == "same")
    return {
        "ACTED_IN": _once((actor_id(party), event.id) for event in events for party in event.actors),
        "RECEIVED": _once((actor_id(party), event.id) for event in events for party in event.recipients),
        "TELLS_OF": _once((claim.id, record.event_of[claim.id]) for claim in claims),
        "STANDS_IN": _once((claim.id, claim.report) for claim in claims),
        "ACCORDING_TO": _once((claim.id, voice_id(voice)) for claim in claims for voice in claim.voices),
        "HAPPENED_IN": _once((event.id, place_id(event.place)) for event in events if event.place),
        "COPY_OF": _once((link.left, link.right) for link in copies),
    }


def _once(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(set(pairs))


def _put(archive: zipfile.ZipFile, name: str, header: Iterable[str], rows: Rows) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    inside = zipfile.ZipInfo(name, EPOCH)
    inside.compress_type = zipfile.ZIP_DEFLATED
    inside.external_attr = 0o644 << 16
    archive.writestr(inside, text.getvalue())
