"""What persons did: each act with who and when, and the rows that it changed, so that it can be taken back."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Date, RowMapping, Table, and_, delete, insert, select, update

from istor.errors import InputError
from istor.model import Dating, Link
from istor.storing.datings import dating_row
from istor.storing.links import check_person, link_row
from istor.storing.runs import now
from istor.storing.tables import acts, datings, links, names

TABLES: Mapping[str, Table] = {table.name: table for table in (links, names, datings)}
"""What persons may change."""


@dataclass(frozen=True)
class RowChange:
    """One row of one table: its key, and what it is to be; ``None`` to forget it."""

    table: str
    key: Mapping[str, Any]
    row: Mapping[str, Any] | None


@dataclass(frozen=True)
class Act:
    """One act of a person; times in UTC. ``subject`` are the ids and words that it was about."""

    id: int
    at: datetime
    by: str
    act: str
    subject: tuple[str, ...]
    reason: str
    undone_at: datetime | None = None
    undone_by: str | None = None


def judging(link: Link) -> RowChange:
    """A person's judgement, in place of what the same person judged of the same two before."""
    return RowChange("links", _link_key(link.kind, link.left, link.right, link.by), link_row(link))


def forgetting(kind: str, left: str, right: str, by: str) -> RowChange:
    """What ``by`` judged of the two is forgotten; ``left`` is the lesser id."""
    return RowChange("links", _link_key(kind, left, right, by), None)


def naming(kind: str, anchor: str, name: str, by: str) -> RowChange:
    """What holds ``anchor`` is called ``name``; no name forgets it."""
    key = {"kind": kind, "anchor": anchor}
    return RowChange("names", key, {**key, "name": name, "judged_by": by} if name else None)


def fixing(dating: Dating) -> RowChange:
    """A person says when a report came out."""
    return RowChange("datings", {"report_id": dating.report, "judged_by": dating.by}, dating_row(dating))


def _link_key(kind: str, left: str, right: str, by: str) -> dict[str, str]:
    return {"kind": kind, "left_id": left, "right_id": right, "judged_by": by}


def perform(connection: Connection, act: str, by: str, subject: Sequence[str], changes: Sequence[RowChange],
            reason: str) -> int:
    """Make the changes and note the act; its id."""
    check_person(by)
    made = []
    for change in changes:
        table = TABLES[change.table]
        before = _row(connection, table, change.key)
        _put(connection, table, change.key, change.row)
        made.append({"table": change.table, "key": dict(change.key), "before": before, "after": _plain(change.row)})
    noted = {"at": now(), "judged_by": by, "act": act, "subject": list(subject), "reason": reason, "changes": made}
    key = connection.execute(insert(acts).values(noted)).inserted_primary_key
    assert key is not None, "a table with a primary key gives it back"
    return int(key[0])


def undo(connection: Connection, act_id: int | None, by: str) -> Act:
    """Take back the act of that id, or the last one of ``by``; InputError when it cannot be."""
    mine = select(acts).where(acts.c.undone_at.is_(None), acts.c.judged_by == by).order_by(acts.c.id.desc()).limit(1)
    row = connection.execute(select(acts).where(acts.c.id == act_id) if act_id else mine).mappings().first()
    if row is None:
        raise InputError(f"there is no act {act_id}" if act_id else f"{by} has done nothing that could be undone")
    if row["undone_at"] is not None:
        raise InputError(f"act {row['id']} was undone already, by {row['undone_by']}")
    for change in reversed(row["changes"]):
        table = TABLES[change["table"]]
        if _row(connection, table, change["key"]) != change["after"]:
            raise InputError(f"act {row['id']} cannot be undone: a later act changed the same; undo that one first")
        _put(connection, table, change["key"], _typed(table, change["before"]))
    connection.execute(update(acts).where(acts.c.id == row["id"]).values(undone_at=now(), undone_by=by))
    return next(a for a in select_acts(connection) if a.id == row["id"])


def drop_traces(connection: Connection, ids: Collection[str]) -> None:
    """Take what was done to these claims and reports out of the acts; an act that did nothing else goes whole."""
    gone = set(ids)
    for row in connection.execute(select(acts)).mappings().all():
        rest = [change for change in row["changes"] if gone.isdisjoint(change["key"].values())]
        if not rest:
            connection.execute(delete(acts).where(acts.c.id == row["id"]))
        elif len(rest) < len(row["changes"]):
            subject = [named for named in row["subject"] if named not in gone]
            connection.execute(update(acts).where(acts.c.id == row["id"]).values(changes=rest, subject=subject))


def select_acts(connection: Connection) -> Iterator[Act]:
    """All acts in their order, those that were undone too."""
    for row in connection.execute(select(acts).order_by(acts.c.id)).mappings():
        yield act_of(row)


def act_of(row: RowMapping) -> Act:
    """The act that ``row`` keeps."""
    undone = row["undone_at"] and row["undone_at"].replace(tzinfo=UTC)
    return Act(row["id"], row["at"].replace(tzinfo=UTC), row["judged_by"], row["act"], tuple(row["subject"]),
               row["reason"], undone, row["undone_by"])


def select_names(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """What persons named: kind, anchor and name."""
    for row in connection.execute(select(names).order_by(names.c.kind, names.c.anchor)).mappings():
        yield row["kind"], row["anchor"], row["name"]


def _row(connection: Connection, table: Table, key: Mapping[str, Any]) -> dict[str, Any] | None:
    found = connection.execute(select(table).where(_is(table, key))).mappings().first()
    return _plain(dict(found) if found else None)


def _put(connection: Connection, table: Table, key: Mapping[str, Any], row: Mapping[str, Any] | None) -> None:
    connection.execute(delete(table).where(_is(table, key)))
    if row is not None:
        connection.execute(insert(table).values(dict(row)))


def _is(table: Table, key: Mapping[str, Any]) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))


def _plain(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """``row`` as JSON can hold it."""
    return None if row is None else {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}


def _typed(table: Table, row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What :func:`_plain` was given."""
    if row is None:
        return None
    return {k: date.fromisoformat(v) if v and isinstance(table.c[k].type, Date) else v for k, v in row.items()}
