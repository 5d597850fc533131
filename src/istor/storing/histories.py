"""What runs did to claims: those that a run replaced are kept as they were, so that two states can be compared.

A claim is in the archive's state after a run if that run or an earlier one made it and none up to then dropped it. What
was made before runs were noted was always there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from sqlalchemy import Connection, delete, insert, or_, select, update

from istor.model import Claim
from istor.model.values import CODER
from istor.storing.claims import insert_claims, select_claims
from istor.storing.documents import claim_of, document
from istor.storing.filters import ALL
from istor.storing.marks import renew_marks
from istor.storing.tables import claims, past_claims, reports


@dataclass(frozen=True)
class Change:
    """One claim in two states; ``None`` where a state does not have it."""

    before: Claim | None
    after: Claim | None

    @property
    def claim(self) -> Claim:
        """The claim as it is after, or was before."""
        found = self.after or self.before
        assert found is not None, "a change is of a claim"
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """What differs where both states have it; what made it left aside."""
        if self.before is None or self.after is None:
            return ()
        names = (field.name for field in fields(Claim) if field.name != "made")
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


def replace_claims(connection: Connection, report_id: str, entries: Sequence[Claim], run: int | None) -> None:
    """Put ``entries``, coded by ``run``, in the place of what istor claims of the report.

    What stays the same is not touched, nor what other coders claim. What does not is kept as it was, under ``run``;
    without a run it is forgotten.
    """
    _replace(connection, report_id, entries, dropped=run, made=run)
    connection.execute(update(reports).where(reports.c.id == report_id).values(coded_run=run))


def reckon_claims(connection: Connection, report_id: str, entries: Sequence[Claim], run: int | None) -> None:
    """The same for claims that were coded before and are only reckoned from other days.

    Without a run they pass for those that were coded.
    """
    coded = connection.scalar(select(reports.c.coded_run).where(reports.c.id == report_id))
    _replace(connection, report_id, entries, dropped=run, made=coded if run is None else run)


def _replace(
    connection: Connection, report_id: str, entries: Sequence[Claim], *, dropped: int | None, made: int | None
) -> None:
    ours = ~claims.c.made_step.startswith(CODER, autoescape=True)
    old = {claim.id: claim for claim in select_claims(connection, ALL, claims.c.report_id == report_id, ours)}
    new = {claim.id: claim for claim in entries}
    gone = [claim for claim in old.values() if new.get(claim.id) != claim]
    if dropped is not None:
        query = select(claims.c.id, claims.c.run_id).where(claims.c.report_id == report_id)
        makers = {row.id: row.run_id for row in connection.execute(query)}
        past = [claim for claim in gone if makers[claim.id] != dropped]  # what no run left behind was never a state
        if past:
            connection.execute(insert(past_claims), [_past_row(claim, makers[claim.id], dropped) for claim in past])
    if gone:
        connection.execute(delete(claims).where(claims.c.id.in_([claim.id for claim in gone])))
    fresh = [claim for claim in new.values() if old.get(claim.id) != claim]
    insert_claims(connection, fresh, made)
    if gone or fresh:
        renew_marks(connection, [report_id])


def select_stale(connection: Connection, runs: Sequence[int]) -> list[str]:
    """The ids of the reports that none of ``runs`` coded last, in their order."""
    stale = or_(reports.c.coded_run.is_(None), reports.c.coded_run.not_in(runs))
    return list(connection.scalars(select(reports.c.id).where(stale).order_by(reports.c.id)))


def select_changes(connection: Connection, first: int, last: int) -> Iterator[Change]:
    """What differs between the states after the two runs, by report and place in its text."""
    before: dict[str, Claim] = {}
    after: dict[str, Claim] = {}
    for claim, made, dropped in _touched(connection, first, last):
        for state, run in ((before, first), (after, last)):
            if (made is None or made <= run) and (dropped is None or dropped > run):
                state[claim.id] = claim
    changes = [Change(before.get(claim), after.get(claim)) for claim in before.keys() | after.keys()]
    changed = (change for change in changes if change.fields or change.before is None or change.after is None)
    yield from sorted(changed, key=lambda change: (change.claim.report, change.claim.trigger, change.claim.id))


def _touched(connection: Connection, first: int, last: int) -> Iterator[tuple[Claim, int | None, int | None]]:
    """Every claim that may be in one of the two states only, with the runs that made and dropped it."""
    c, p = claims.c, past_claims.c
    new = c.run_id.between(first + 1, last)
    made = {row.id: row.run_id for row in connection.execute(select(c.id, c.run_id).where(new))}
    for claim in select_claims(connection, ALL, new):
        yield claim, made[claim.id], None
    query = select(p.claim, p.made_run, p.dropped_run)  # in any order: a claim has one form in each state
    for row in connection.execute(query.where(p.dropped_run > first, or_(p.made_run.is_(None), p.made_run <= last))):
        yield claim_of(row.claim), row.made_run, row.dropped_run


def _past_row(claim: Claim, made: int | None, dropped: int) -> dict[str, object]:
    return {
        "report_id": claim.report,
        "claim_id": claim.id,
        "made_run": made,
        "dropped_run": dropped,
        "claim": document(claim),
    }
