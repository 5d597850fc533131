"""Events as GeoJSON (RFC 7946): a feature each, at the place that the reports name.

Only a named place that the tables have degrees for is a point. A state is not: the centre of a country or its capital
would be a place that nobody named, so such a feature has no geometry, which the standard allows.
"""

import json
from collections.abc import Iterator
from typing import Any

from istor.knowledge.known import degrees_of
from istor.telling.describe import Entry, describe
from istor.telling.exports.fields import plain
from istor.telling.record import Record


def write(record: Record) -> Iterator[str]:
    """One feature a line, in order of time."""
    yield '{"type": "FeatureCollection", "features": ['
    for number, event in enumerate(record.events):
        yield (",\n" if number else "\n") + json.dumps(feature(describe(event, record)), ensure_ascii=False)
    yield "\n]}\n"


def feature(entry: Entry) -> dict[str, Any]:
    """``entry`` with its point, longitude first."""
    properties = plain(entry)
    degrees = degrees_of(entry.place) if entry.place else None
    point = {"type": "Point", "coordinates": degrees[::-1]} if degrees else None
    headline = {"headline": entry.headline, "when": entry.when}
    return {"type": "Feature", "id": properties.pop("id"), "geometry": point, "properties": headline | properties}
