"""Small values as columns of a row, and back: what made it, where in the text, which days."""

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Column, Connection, RowMapping, Select, Text, cast, func, select

from istor.model import Made, Span, When

_MOST_ASKED = 500  # values in one query: a database takes only so many


def among(connection: Connection, column: Column[Any], values: Sequence[Any]) -> set[Any]:
    """Those of ``values`` that stand in ``column``."""
    found: set[Any] = set()
    for start in range(0, len(values), _MOST_ASKED):
        found.update(connection.scalars(select(column).where(column.in_(values[start : start + _MOST_ASKED]))))
    return found


def given(connection: Connection, values: Sequence[int] | Sequence[str]) -> Select[Any]:
    """``values``, which may be many, as a query that gives them: one value to the statement, not each its own."""
    if connection.dialect.name == "sqlite":
        return select(func.json_each(json.dumps(values)).table_valued("value").c.value)
    return select(func.unnest(cast(values, ARRAY(Text if values and isinstance(values[0], str) else BigInteger))))


def parts_of(connection: Connection, owner: Column[Any], ids: Sequence[str]) -> defaultdict[str, list[RowMapping]]:
    """For each of ``ids`` the rows of ``owner``'s table that belong to it, in the order of their positions."""
    table = owner.table
    parts: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(select(table).where(owner.in_(ids)).order_by(*table.primary_key)).mappings():
        parts[row[owner.name]].append(row)
    return parts


def made_row(made: Made) -> dict[str, str]:
    """The four columns of ``made``."""
    return {
        "made_step": made.step,
        "made_version": made.version,
        "made_rule": made.rule,
        "made_reason": made.reason,
    }


def made_of(row: RowMapping) -> Made:
    """What :func:`made_row` was given."""
    return Made(row["made_step"], row["made_version"], row["made_rule"], row["made_reason"])


def span_row(prefix: str, span: Span | None) -> dict[str, int | None]:
    """``span`` as the columns ``prefix_start`` and ``prefix_end``, null where there is none."""
    start, end = (span.start, span.end) if span else (None, None)
    return {f"{prefix}_start": start, f"{prefix}_end": end}


def span_of(row: RowMapping, prefix: str) -> Span:
    """The span in ``row`` where there always is one."""
    return Span(row[f"{prefix}_start"], row[f"{prefix}_end"])


def maybe_span_of(row: RowMapping, prefix: str) -> Span | None:
    """The span in ``row``, if it holds one."""
    return None if row[f"{prefix}_start"] is None else span_of(row, prefix)


def days_row(prefix: str, when: When | None) -> dict[str, Any]:
    """``when`` with its expression's span; all null where there is none."""
    parts = (when.first, when.last, when.edtf, when.basis) if when else (None,) * 4
    names = (f"{prefix}_first", f"{prefix}_last", f"{prefix}_edtf", f"{prefix}_basis")
    return {**dict(zip(names, parts, strict=True)), **span_row(prefix, when.span if when else None)}


def days_of(row: RowMapping, prefix: str) -> When | None:
    """What :func:`days_row` was given."""
    if row[f"{prefix}_edtf"] is None:
        return None
    first, last, edtf, basis = (row[f"{prefix}_{part}"] for part in ("first", "last", "edtf", "basis"))
    return When(first, last, edtf, basis, maybe_span_of(row, prefix))
