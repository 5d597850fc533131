"""The day on which a page came out, as its mark-up states it, else as htmldate guesses it from the page."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from istor.model import When

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LATEST = date(2100, 1, 1)
"""htmldate refuses days after today. But what a page says must not depend on when it is read."""
ZONES = {"el": ZoneInfo("Europe/Athens")}
"""Where the readers of a language's outlets are: "22:30 UTC" is the next day in Athens."""

_KEY = r"(?:datePublished|published_time|dateCreated|pubdate|DC\.date[\w.]{0,20})"
_STAMP = r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)"
_BY_KEY = re.compile(rf"{_KEY}[^<>{{}}]{{0,60}}?{_STAMP}")
_KEY_AFTER = re.compile(rf"{_STAMP}[^<>{{}}]{{0,60}}?{_KEY}")


def asked(latest: date | None, *, is_extensive: bool = False) -> dict[str, Any]:
    """What htmldate is to look for: the day of publication, not of the last change, and none after ``latest``."""
    bound = latest + timedelta(days=1) if latest else LATEST  # the day that a server notes may be that of Greenwich
    return {"original_date": True, "extensive_search": is_extensive, "max_date": bound.isoformat()}


def published_on(stated: str | None, tree: "HtmlElement", html: str, url: str, latest: date | None) -> When | None:
    """The day in ``stated`` (what htmldate found in the mark-up); else a guess from the text, its basis "inferred"."""
    from htmldate import find_date

    if stated:
        day = _local(date.fromisoformat(stated), html, str(tree.get("lang") or ""))
        return When(day, day, day.isoformat(), "stated")
    found = find_date(tree, url=url or None, **asked(latest, is_extensive=True))
    if not found:
        return None
    day = date.fromisoformat(found)
    return When(day, day, day.isoformat(), "inferred")


def _local(day: date, html: str, lang: str) -> date:
    """``day`` where the outlet's readers are, if the mark-up gives it in UTC."""
    zone = ZONES.get(lang.lower().partition("-")[0])
    found = [*_BY_KEY.findall(html), *_KEY_AFTER.findall(html)] if zone else []
    times = sorted((hour, minute) for on, hour, minute in found if on == day.isoformat())
    if not times:
        return day
    try:
        hour, minute = map(int, times[0])
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC).astimezone(zone).date()
    except ValueError:
        return day
