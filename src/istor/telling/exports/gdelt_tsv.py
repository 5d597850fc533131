"""Events in the 58 columns of GDELT's daily updates (*Data Format Codebook* 1.03, 2013), one row a pair of parties.

GDELT speaks CAMEO, in which an act that is planned, denied or only thought of looks like one that happened: only
events that did happen, on a known day, are written. There is no header, as in GDELT's own files.
"""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, product

from istor.knowledge.known import place_named, state_name
from istor.model import Event, Party
from istor.model.plover import QUAD_OF, QUADS
from istor.telling.describe import web_address
from istor.telling.exports.tsv import line
from istor.telling.record import Record

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{part}" for number in (1, 2) for part in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{part}" for who in ("Actor1", "Actor2", "Action") for part in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
ROOTS = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "COOPERATE": "06", "AID": "07", "CONCEDE": "08", "RETREAT": "08",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "MOBILIZE": "15",
    "SANCTION": "16", "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
"""The CAMEO root of each PLOVER type. PLOVER joined several roots in one type, so this is the likeliest way back."""
FIGHT = frozenset({"firearms", "explosives", "heavy-weapons", "aerial"})
"""Modes of ASSAULT that CAMEO calls fighting (19) rather than assault (18)."""
MASS = "unconventional"
"""The mode of ASSAULT that CAMEO calls unconventional mass violence (20)."""
_QUADS = {quad: number for number, quad in enumerate(QUADS, start=1)}
_COUNTRY, _WORLD_CITY = "1", "4"
"""GDELT's kinds of place: a country; a city or landmark anywhere outside the United States."""


def write(record: Record) -> Iterator[str]:
    """One row a pair of parties, by event in order of time."""
    for event in record.events:
        day = event.when and (event.when.first or event.when.last)
        if event.status == "actual" and day:
            for number, pair in enumerate(_pairs(event)):
                cells = _event(event, number, day, record) | _party(1, pair[0]) | _party(2, pair[1])
                yield line(cells.get(column) for column in COLUMNS)


def root_of(event: Event) -> str:
    """The CAMEO root code."""
    if event.type == "ASSAULT" and event.mode == MASS:
        return "20"
    return "19" if event.type == "ASSAULT" and event.mode in FIGHT else ROOTS[event.type]


def _pairs(event: Event) -> Iterator[tuple[Party | None, Party | None]]:
    """Who did it with to whom; what is done together, every two of its actors; one party alone has no second."""
    actors: tuple[Party | None, ...] = event.actors or (None,)
    if event.recipients:
        yield from product(actors, event.recipients)
    elif len(actors) > 1:
        yield from combinations(actors, 2)
    else:
        yield actors[0], None


def _event(event: Event, number: int, day: date, record: Record) -> dict[str, object]:
    """The columns that every pair of ``event`` shares; the id is a whole number, as GDELT's are."""
    best, root = record.best(event), root_of(event)
    published = [p.first for p in (record.report(r).published for r in event.reports) if p and p.first]
    return {
        "GLOBALEVENTID": int(event.id.rpartition("-")[2], 16) * 1000 + number,
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + ((day.month - 1) * 30 + day.day) / 365:.4f}",
        "EventCode": root,
        "EventBaseCode": root,
        "EventRootCode": root,
        "QuadClass": _QUADS[QUAD_OF[event.type]],
        "NumMentions": len(event.claims),
        "NumSources": len(event.voices),
        "NumArticles": len(event.reports),
        **_where(event.place),
        "DATEADDED": f"{max(published):%Y%m%d}" if published else f"{day:%Y%m%d}",
        "SOURCEURL": web_address(record.report(best.report).url) or record.report(best.report).name,
    }


def _party(number: int, party: Party | None) -> dict[str, object]:
    if party is None:
        return {}
    code = "" if party.code == "---" else party.code
    name = (party.name or state_name(party.code)).upper()
    return {f"Actor{number}Code": code, f"Actor{number}Name": name, f"Actor{number}CountryCode": code}


def _where(name: str | None) -> dict[str, object]:
    """GDELT gives a country the degrees of its centre; istor knows none for it and leaves them out."""
    place = place_named(name) if name else None
    if place is None:
        return {"ActionGeo_Type": _COUNTRY, "ActionGeo_FullName": name} if name else {}
    return {
        "ActionGeo_Type": _WORLD_CITY,
        "ActionGeo_FullName": place.name,
        "ActionGeo_CountryCode": place.code if place.code != "---" else "",
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": place.geonames,
    }
