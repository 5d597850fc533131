"""Addresses that show the same events over another stretch of days: nearer, farther, earlier, later."""

from dataclasses import dataclass
from datetime import date, timedelta

from istor.web.filters import Asked
from istor.web.pictures.axis import Axis

NARROWEST = 7
"""Days below which nothing is shown nearer."""


@dataclass(frozen=True)
class Zoom:
    """Queries of addresses; empty where there is nowhere to go."""

    nearer: str = ""
    farther: str = ""
    earlier: str = ""
    later: str = ""
    whole: str = ""


def zoom(asked: Asked, axis: Axis | None) -> Zoom:
    """Where the buttons of the picture of ``axis`` lead."""
    if axis is None:
        return Zoom()
    quarter, half = timedelta(axis.days // 4), timedelta(max(1, axis.days // 2))
    is_near = bool(asked.first or asked.last)
    return Zoom(
        nearer=_query(asked, axis, quarter, -quarter) if axis.days > NARROWEST else "",
        farther=_query(asked, axis, -half, half) if is_near else "",
        earlier=_query(asked, axis, -half, -half),
        later=_query(asked, axis, half, half),
        whole=asked.query(first="", last="") if is_near else "",
    )


def _query(asked: Asked, axis: Axis, first: timedelta, last: timedelta) -> str:
    return asked.query(first=_moved(axis.first, first).isoformat(), last=_moved(axis.last, last).isoformat())


def _moved(day: date, by: timedelta) -> date:
    """``day`` moved, but not out of the calendar."""
    try:
        return day + by
    except OverflowError:
        return date.min if by < timedelta(0) else date.max
