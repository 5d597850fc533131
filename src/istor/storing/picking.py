"""What a page of the record asks for: rows by the ids that they belong to, and no others, each found in an index."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Text, and_, cast, func, or_, select

from istor.model import Claim, Dating, Link, Report
from istor.model.link import LinkKind
from istor.storing.acts import Act, act_of
from istor.storing.claims import select_claims
from istor.storing.datings import dating_of
from istor.storing.filters import ALL
from istor.storing.links import PROGRAM, link_of
from istor.storing.reports import select_reports
from istor.storing.tables import acts, claims, datings, links, names, reports, runs

MOST_ASKED = 500
"""Ids in one query: a database takes only so many."""


def pick_reports(connection: Connection, ids: Collection[str]) -> list[Report]:
    """The reports with those ids, as they were read, by day of publication (the undated last), name and id."""
    found = [report for some in _batches(ids) for report in select_reports(connection, reports.c.id.in_(some))]
    return sorted(found, key=_place)


def _place(report: Report) -> tuple[date, str, str]:
    when = report.published
    return (when and (when.first or when.last)) or date.max, report.name, report.id


def pick_report_named(connection: Connection, name: str) -> str | None:
    """The id of the first report of that name."""
    return connection.scalar(select(reports.c.id).where(reports.c.name == name).order_by(reports.c.id).limit(1))


def pick_datings(connection: Connection, ids: Collection[str]) -> Iterator[Dating]:
    """The datings of the reports with those ids, by report and who judged."""
    for some in _batches(ids):
        query = select(datings).where(datings.c.report_id.in_(some))
        for row in connection.execute(query.order_by(datings.c.report_id, datings.c.judged_by)).mappings():
            yield dating_of(row)


def pick_names(connection: Connection, anchors: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """What persons call the things that hang on those anchors: kind, anchor and name."""
    for some in _batches(anchors):
        for row in connection.execute(select(names).where(names.c.anchor.in_(some))).mappings():
            yield row["kind"], row["anchor"], row["name"]


def pick_links(connection: Connection, kind: str, ids: Collection[str]) -> Iterator[Link]:
    """The links of that kind that touch one of the ids, by ids and who judged."""
    found = {}
    for some in _batches(ids):
        touching = or_(links.c.left_id.in_(some), links.c.right_id.in_(some))
        for row in connection.execute(select(links).where(touching, links.c.kind == kind)).mappings():
            found[row["left_id"], row["right_id"], row["judged_by"]] = link_of(row)
    return (found[key] for key in sorted(found))


def pick_claims(connection: Connection, column: Column[Any], ids: Collection[str]) -> list[Claim]:
    """The claims with one of the ids in ``column``, each once, by id."""
    found = (claim for some in _batches(ids) for claim in select_claims(connection, ALL, column.in_(some)))
    return sorted(found, key=lambda c: c.id)


def pick_judged(connection: Connection, kind: str) -> Iterator[Link]:
    """The judgements of persons, by ids and who judged."""
    query = select(links).where(links.c.kind == kind, links.c.judged_by != PROGRAM)
    for row in connection.execute(query.order_by(links.c.left_id, links.c.right_id, links.c.judged_by)).mappings():
        yield link_of(row)


def count_acts(connection: Connection) -> int:
    """How many acts of persons there are, with those that were undone."""
    return connection.scalar(select(func.count()).select_from(acts)) or 0


def pick_acts(connection: Connection, first: int, most: int) -> Iterator[Act]:
    """Acts of persons, the last ones first, without the ``first`` of them and at most so many."""
    for row in connection.execute(select(acts).order_by(acts.c.id.desc()).offset(first).limit(most)).mappings():
        yield act_of(row)


def pick_recent_acts(connection: Connection, since: datetime) -> Iterator[Act]:
    """Acts of persons that were done or undone at that moment (UTC) or later, in order."""
    bare = since.astimezone(UTC).replace(tzinfo=None)
    query = select(acts).where(or_(acts.c.at >= bare, acts.c.undone_at >= bare)).order_by(acts.c.id)
    return (act_of(row) for row in connection.execute(query).mappings())


_BEARS = and_(acts.c.act != "rename", ~cast(acts.c.changes, Text).contains('"kind": "actor"'))
"""What links rest on: what something is called, or which names are one actor, changes no link of the program."""


def count_said(connection: Connection) -> tuple[int, int]:
    """How many acts of persons bear on how claims are linked, and how many of these were undone."""
    row = connection.execute(select(func.count(), func.count(acts.c.undone_at)).where(_BEARS)).one()
    return int(row[0]), int(row[1])


def count_told(connection: Connection) -> tuple[int, ...]:
    """How many reports, runs, and runs that came to their end there are."""
    counts = (select(func.count()).select_from(reports), select(func.count(), func.count(runs.c.finished)))
    return tuple(int(n) for query in counts for n in connection.execute(query).one())


def pick_act(connection: Connection, act_id: int) -> Act | None:
    """The act of that id."""
    row = connection.execute(select(acts).where(acts.c.id == act_id)).mappings().first()
    return act_of(row) if row else None


def _batches(ids: Collection[str]) -> Iterator[Sequence[str]]:
    """Each id once, sorted, in as many pieces as queries need."""
    given = sorted(set(ids))
    return (given[start : start + MOST_ASKED] for start in range(0, len(given), MOST_ASKED))


class Picking(ABC):
    """What a page asks an archive for: a few rows by their ids, never all."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]:
        """A connection to read by."""

    def reports_of(self, ids: Collection[str]) -> tuple[Report, ...]:
        """The reports with those ids, by day of publication (the undated last), name and id."""
        with self._reading() as connection:
            return tuple(pick_reports(connection, ids))

    def report_named(self, name: str) -> str | None:
        """The id of the first report of that name."""
        with self._reading() as connection:
            return pick_report_named(connection, name)

    def datings_of(self, reports: Collection[str]) -> tuple[Dating, ...]:
        """The datings of those reports, by report and who judged."""
        with self._reading() as connection:
            return tuple(pick_datings(connection, reports))

    def names_of(self, anchors: Collection[str]) -> dict[tuple[str, str], str]:
        """What persons call what hangs on those anchors, by kind and anchor."""
        with self._reading() as connection:
            return {(kind, anchor): name for kind, anchor, name in pick_names(connection, anchors)}

    def links_of(self, kind: LinkKind, ids: Collection[str]) -> tuple[Link, ...]:
        """The links of ``kind`` that touch one of the ids, by ids and who judged."""
        with self._reading() as connection:
            return tuple(pick_links(connection, kind, ids))

    def claims_of(self, reports: Collection[str]) -> list[Claim]:
        """The claims of those reports, by id."""
        with self._reading() as connection:
            return pick_claims(connection, claims.c.report_id, reports)

    def claims_called(self, ids: Collection[str]) -> list[Claim]:
        """The claims with those ids, by id."""
        with self._reading() as connection:
            return pick_claims(connection, claims.c.id, ids)

    def report_ids(self) -> frozenset[str]:
        """The ids of all reports."""
        with self._reading() as connection:
            return frozenset(connection.scalars(select(reports.c.id)))

    def last_said(self) -> str:
        """A word that changes with what links hang on beside the reports added: acts of persons, other runs."""
        with self._reading() as connection:
            others = select(func.max(runs.c.id)).where(runs.c.kind != "add")
            acted = select(func.max(acts.c.id)), select(func.count(acts.c.undone_at))
            return "-".join(str(connection.scalar(query)) for query in (*acted, others))

    def judged(self, kind: LinkKind) -> tuple[Link, ...]:
        """The judgements of persons, by ids and who judged."""
        with self._reading() as connection:
            return tuple(pick_judged(connection, kind))

    def acts_back(self, first: int, most: int) -> tuple[int, tuple[Act, ...]]:
        """How many acts there are, and of these, the last first, those from the number ``first`` on."""
        with self._reading() as connection:
            return count_acts(connection), tuple(pick_acts(connection, first, most))

    def acts_since(self, moment: datetime) -> tuple[Act, ...]:
        """What persons did or took back at that moment or later, in order."""
        with self._reading() as connection:
            return tuple(pick_recent_acts(connection, moment))

    def said(self) -> str:
        """A word that is another after every act of a person on which links rest; empty where there is none."""
        with self._reading() as connection:
            acts, undone = count_said(connection)
        return f"{acts}-{undone}" if acts else ""

    def inputs(self) -> tuple[int, ...]:
        """Numbers that are others when what linking starts from has changed: reports, runs, and what persons said."""
        with self._reading() as connection:
            return *count_told(connection), *count_said(connection)

    def find_act(self, act_id: int) -> Act | None:
        """The act of that id."""
        with self._reading() as connection:
            return pick_act(connection, act_id)
