"""Events in the columns of POLECAT (Halterman and others, 2023; doi.org/10.7910/DVN/AJGVIT), one row each.

POLECAT has no column for what did not happen, so only events that did are written. What istor does not know
(intensity, Correlates of War codes, sectors, titles, Wikipedia ids) reads ``None``, as POLECAT has it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from istor.knowledge.known import Kind, kind_of, place_named, state_name
from istor.model import Event, Party, Report
from istor.model.plover import QUAD_OF
from istor.telling.exports.tsv import line
from istor.telling.record import Record

_SIDES = ("Actor", "Recipient")
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    *(name.format(side=side) for side in _SIDES for name in (
        "{side} Name", "{side} Country", "{side} COW", "Primary {side} Sector", "{side} Sectors", "{side} Title",
        "{side} Name Raw", "Wikipedia {side} ID",
    )),
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
NOTHING = "None"
_LANGUAGES = {"el": "Greek"}


def write(record: Record) -> Iterator[str]:
    """The header, then one row an event in order of time."""
    yield line(COLUMNS)
    for event in record.events:
        if event.status == "actual":
            cells = row(event, record)
            yield line(cells.get(column) or NOTHING for column in COLUMNS)


def row(event: Event, record: Record) -> dict[str, str]:
    """``event`` by column, without those that istor never fills; several things in a cell are joined with ``; ``."""
    claims, best = record.in_order(event.claims), record.best(event)
    report, parties = record.report(best.report), event.actors + event.recipients
    day = event.when and (event.when.first or event.when.last)
    return {
        "Event ID": event.id,
        "Event Date": day.isoformat() if day else "",
        "Event Type": event.type,
        "Event Mode": event.mode or "",
        "Quad Code": QUAD_OF.get(event.type, "").upper(),
        "Contexts": _joined(sorted({claim.context for claim in claims if claim.context})),
        **_side("Actor", event.actors, event, record),
        **_side("Recipient", event.recipients, event, record),
        **_where(event.place),
        "Source": report.source or report.name,
        "Publication Date": _published(report),
        "Story People": _joined(_names(parties, "person")),
        "Story Organizations": _joined(_names(parties, "body")),
        "Story Locations": event.place or "",
        "Language": _LANGUAGES.get(report.lang, ""),
        "Version": "istor",
    }


def _side(side: str, parties: tuple[Party, ...], event: Event, record: Record) -> dict[str, str]:
    raw = Counter(
        party.span.of(record.report(claim.report).text)
        for claim in record.in_order(event.claims)
        for party in claim.parties
        if party.span and any(str(party) == str(other) for other in parties)
    )
    return {
        f"{side} Name": _joined(party.name or state_name(party.code) or party.code for party in parties),
        f"{side} Country": _joined(party.code for party in parties if party.code != "---"),
        f"{side} Name Raw": _joined(raw),
    }


def _where(name: str | None) -> dict[str, str]:
    """A place of the tables with its degrees; a city is one, a region, sea or state is none."""
    place = place_named(name) if name else None
    if place is None:
        return {"Placename": name or ""}
    return {
        "Placename": place.name,
        "City": place.name if place.kind in ("city", "capital") else "",
        "Country": place.code if place.code != "---" else "",
        "Latitude": "" if place.lat is None else str(place.lat),
        "Longitude": "" if place.lon is None else str(place.lon),
        "GeoNames ID": place.geonames,
        "Feature Type": place.kind,
    }


def _published(report: Report) -> str:
    day = report.published.first if report.published else None
    return day.isoformat() if day else ""


def _names(parties: Iterable[Party], kind: Kind) -> list[str]:
    return [party.name for party in parties if kind_of(party.code, party.name) == kind]


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))
