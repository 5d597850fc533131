"""Of the reports found, how many there are from each outlet and year, and with each type, actor and place claimed."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Column, ColumnElement, Connection, distinct, func, select

from istor.storing.tables import claim_parties, claims, report_words, reports

MOST = 10
"""Values shown of each facet."""
MOST_FACETED = 1_000
"""Reports whose values are counted: the newest of those found, since each value costs a look at each of its claims."""

Facets = Mapping[str, Mapping[str, int]]


def facets(connection: Connection, numbers: Sequence[int]) -> Facets:
    """For each facet its most frequent values with how many of the reports have them; numbers are the newest first."""
    found = select(report_words.c.report_id).where(report_words.c.number.in_(numbers[:MOST_FACETED])).cte("found")
    r, c = reports.c, claims.c
    own = select(r.id, r.source, r.published_edtf).join(found, found.c.report_id == r.id).cte("own")
    claimed = select(c.id, c.report_id, c.type, c.place).join(found, found.c.report_id == c.report_id).cte("claimed")
    name = _named(claim_parties.c.code, claim_parties.c.name)
    parties = select(claimed.c.report_id, name.label("name")).join_from(
        claimed, claim_parties, claim_parties.c.claim_id == claimed.c.id
    ).cte("parties")
    year = func.substr(own.c.published_edtf, 1, 4)
    return {
        "outlet": _counted(connection, own.c.source, own.c.id),
        "year": _counted(connection, year, own.c.id),
        "type": _counted(connection, claimed.c.type, claimed.c.report_id),
        "actor": _counted(connection, parties.c.name, parties.c.report_id),
        "place": _counted(connection, claimed.c.place, claimed.c.report_id),
    }


def _named(code: Column[str], name: Column[str]) -> ColumnElement[str]:
    """A party as :class:`~istor.model.Party` writes itself, so that the name can be given to ``--actor``."""
    return func.rtrim(code + ":" + name, ":")


def _counted(connection: Connection, value: ColumnElement[str], report: ColumnElement[str]) -> dict[str, int]:
    number = func.count(distinct(report))
    query = select(value, number).where(value.is_not(None), value != "").group_by(value)
    rows = connection.execute(query.order_by(number.desc(), value).limit(MOST))
    return {row[0]: row[1] for row in rows}
