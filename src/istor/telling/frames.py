"""The record as data frames, out of the Arrow tables of :mod:`istor.telling.exports.columns`."""

from collections.abc import Iterable
from typing import Any, Literal, get_args

from istor.errors import InputError, MissingExtra
from istor.model import Claim, Event
from istor.telling.record import Record

Kind = Literal["events", "claims", "reports"]


def arrow(kind: Kind, record: Record, events: Iterable[Event]) -> Any:
    """The ``pyarrow.Table`` of those events, of their claims, or of the reports that tell them, in their order."""
    if kind not in get_args(Kind):
        raise InputError(f"{kind}: no such table; there are {', '.join(get_args(Kind))}")
    try:
        from istor.telling.exports import columns
    except ModuleNotFoundError as error:
        raise MissingExtra("a table", "parquet") from error
    if kind == "events":
        return columns.events(events, record)
    claims: list[Claim] = [claim for event in events for claim in record.in_order(event.claims)]
    if kind == "claims":
        return columns.claims(claims, record)
    told = {claim.report for claim in claims}
    return columns.reports(report for report in record.reports if report.id in told)


def pandas(table: Any) -> Any:
    """``table`` as a ``pandas.DataFrame``: days are ``datetime64``, lists are arrays."""
    try:
        import pandas as pd  # noqa: F401 - pyarrow's own message would name no extra
    except ModuleNotFoundError as error:
        raise MissingExtra("a pandas data frame", "pandas") from error
    return table.to_pandas(date_as_object=False)


def polars(table: Any) -> Any:
    """``table`` as a ``polars.DataFrame``."""
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise MissingExtra("a Polars data frame", "polars") from error
    return pl.from_arrow(table)
