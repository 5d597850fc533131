"""The archive: everything that istor keeps, behind one class."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import IntegrityError

from istor.errors import ArchiveError
from istor.model import Claim, Link, Report
from istor.model.link import Judgement, LinkKind
from istor.storing import claims as claim_rows
from istor.storing import links as link_rows
from istor.storing import reports as report_rows
from istor.storing import runs as run_rows
from istor.storing.engine import explained, name_of, open_engine, reader, writer
from istor.storing.filters import ALL, ClaimFilter
from istor.storing.links import PROGRAM
from istor.storing.migrate import migrate
from istor.storing.runs import Run
from istor.storing.stamp import stamp
from istor.storing.tables import claims, links, reports, runs


class Archive:
    """Reports, claims, links and runs in one database. Each method is one transaction; each error an ``ArchiveError``.

    What is iterated is read as it is asked for, from the state that the archive had at the first step.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader, self._writer = reader(engine), writer(engine)
        self.name = name_of(engine)

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """The archive at a path or ``postgresql://`` URL, its schema brought up to date; made where there is none.

        With ``create=False`` an archive that is not there is an error. Close it, or use it in a ``with`` statement.
        """
        archive = cls(open_engine(where, create=create))
        try:
            with explained(archive.name):
                migrate(archive._engine, create=create)
        except BaseException:
            archive.close()
            raise
        return archive

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reports and claims

    def add(self, report: Report, claims: Sequence[Claim]) -> bool:
        """Keep ``report`` with its claims, whole or not at all; ``False``, and no change, where it is kept already."""
        _check_owner(report.id, claims)
        with self._reading() as connection:  # a repeated report must not wait for those who write
            if report_rows.has_report(connection, report.id):
                return False
        with explained(self.name):
            try:
                return self._add(report, claims)
            except IntegrityError:  # another process added the very same report between the look and the insertion
                if self.report(report.id) is None:
                    raise
                return False

    def _add(self, report: Report, claims: Sequence[Claim]) -> bool:
        with self._writer.begin() as connection:
            if report_rows.has_report(connection, report.id):
                return False
            report_rows.insert_report(connection, report)
            claim_rows.insert_claims(connection, claims)
            return True

    def recode(self, report_id: str, claims: Sequence[Claim]) -> None:
        """Replace the claims of a report that is kept."""
        _check_owner(report_id, claims)
        with self._writing() as connection:
            if not report_rows.has_report(connection, report_id):
                raise ArchiveError(f"archive {self.name}: there is no report {report_id}: add it first")
            claim_rows.delete_claims(connection, report_id)
            claim_rows.insert_claims(connection, claims)

    def report(self, report_id: str) -> Report | None:
        """The report with that id."""
        with self._reading() as connection:
            return report_rows.select_report(connection, report_id)

    def reports(self) -> Iterator[Report]:
        """All reports by day of publication (the undated last), name and id."""
        with self._reading() as connection:
            yield from report_rows.select_reports(connection)

    def claims(self, filter: ClaimFilter = ALL) -> Iterator[Claim]:
        """The claims that ``filter`` lets through, by day (the undated last), report's name, and place in its text."""
        with self._reading() as connection:
            yield from claim_rows.select_claims(connection, filter)

    # Links

    def links(self, kind: LinkKind | None = None) -> Iterator[Link]:
        """The links of ``kind``, or all, by kind, ids and who judged."""
        with self._reading() as connection:
            yield from link_rows.select_links(connection, kind)

    def replace_links(self, kind: LinkKind, links: Sequence[Link]) -> None:
        """Replace the program's links of ``kind``; never a person's."""
        if strange := [link for link in links if link.kind != kind or link.by != PROGRAM]:
            raise ValueError(f"only {kind} links by the program can be replaced, not {strange[0]}")
        with self._writing() as connection:
            link_rows.replace_program_links(connection, kind, links)

    def judge(self, kind: LinkKind, left: str, right: str, judgement: Judgement, by: str, reason: str = "") -> Link:
        """Keep what the person ``by`` judges of two ids, given in any order, in place of an earlier judgement."""
        link = link_rows.judged(kind, left, right, judgement, by, reason)
        with self._writing() as connection:
            link_rows.replace_link(connection, link)
        return link

    def unjudge(self, kind: LinkKind, left: str, right: str, by: str) -> bool:
        """Forget what the person ``by`` judged of the two; whether there was such a judgement."""
        left, right = link_rows.pair(left, right, by)
        with self._writing() as connection:
            return link_rows.delete_link(connection, kind, left, right, by)

    # Runs

    def start_run(self, version: str, model: str) -> int:
        """Note that a run of this version with the model of this digest starts now; its id."""
        with self._writing() as connection:
            return run_rows.insert_run(connection, version, model)

    def finish_run(self, run_id: int, summary: Mapping[str, Any]) -> None:
        """Note that the run ends now, and what became of the reports; ``summary`` holds what JSON can hold."""
        with self._writing() as connection:
            if not run_rows.end_run(connection, run_id, summary):
                raise ArchiveError(f"archive {self.name}: there is no run {run_id}")

    def runs(self) -> Iterator[Run]:
        """All runs in the order in which they started."""
        with self._reading() as connection:
            yield from run_rows.select_runs(connection)

    def counts(self) -> dict[str, int]:
        """How many reports, claims, links by the program, judgements by people, and runs there are."""
        judged = select(func.count()).select_from(links)
        queries = {
            "reports": select(func.count()).select_from(reports),
            "claims": select(func.count()).select_from(claims),
            "links": judged.where(links.c.judged_by == PROGRAM),
            "judgements": judged.where(links.c.judged_by != PROGRAM),
            "runs": select(func.count()).select_from(runs),
        }
        with self._reading() as connection:
            return {name: connection.scalar(query) or 0 for name, query in queries.items()}

    def stamp(self) -> str:
        """A word that is another after every change of the archive, whoever made it: what was read may be kept."""
        with explained(self.name):
            return stamp(self._reader)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(self.name), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with explained(self.name), self._writer.begin() as connection:
            yield connection


def _check_owner(report_id: str, claims: Sequence[Claim]) -> None:
    if strange := [claim for claim in claims if claim.report != report_id]:
        raise ValueError(f"claim {strange[0].id} belongs to the report {strange[0].report}, not {report_id}")
