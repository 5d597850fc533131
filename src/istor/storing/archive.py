"""The archive: everything that istor keeps, behind one class."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import IntegrityError

from istor.errors import ArchiveError
from istor.model import Claim, Dating, Link, Original, Report, Span, Statement, Vectors, When
from istor.model.link import LinkKind
from istor.storing import acts as act_rows
from istor.storing import claims as claim_rows
from istor.storing import datings as dating_rows
from istor.storing import links as link_rows
from istor.storing import reports as report_rows
from istor.storing import runs as run_rows
from istor.storing.acts import Act, RowChange
from istor.storing.additions import BATCH, Addition, check_owner, insert_additions, not_kept
from istor.storing.beside import beside
from istor.storing.checking import problems
from istor.storing.datings import First
from istor.storing.dump import dump, restore
from istor.storing.engine import explained, name_of, open_engine, reader, writer
from istor.storing.filters import ALL, ClaimFilter
from istor.storing.forgetting import forget_actors, forget_report, is_judged, scrub
from istor.storing.histories import Change, reckon_claims, replace_claims, select_changes, select_stale
from istor.storing.marks import renew_marks
from istor.storing.migrate import migrate, newest
from istor.storing.originals import select_original
from istor.storing.picking import Picking
from istor.storing.search.kept import Kept
from istor.storing.search.search import Found, Question, search
from istor.storing.stamp import stamp
from istor.storing.statements import reckon_statements, replace_statements, select_statements
from istor.storing.tables import claims, links, report_vectors, reports, runs
from istor.storing.vectors import replace_vectors, select_vectors
from istor.storing.words import refresh


class Archive(Picking):
    """Reports, claims, links and runs in one database. Each method is one transaction; each error an ``ArchiveError``.

    What is iterated is read as it is asked for, from the state that the archive had at the first step.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._reader, self._writer = reader(engine), writer(engine)
        self.name = name_of(engine)
        self._kept = Kept()

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

    @property
    def where(self) -> str:
        """What :meth:`open` takes to open the same archive again, in another process; with the password, if any."""
        url = self._engine.url
        return str(url.database) if self.beside else url.render_as_string(hide_password=False)

    @property
    def beside(self) -> Path | None:
        """Where what is worked out of the archive may be kept; ``None`` where it lies in no folder."""
        return beside(self._engine)

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

    def add(
        self, report: Report, claims: Sequence[Claim], vectors: Vectors | None = None, run: int | None = None,
        original: Original | None = None, statements: Sequence[Statement] = (),
    ) -> bool:
        """Keep ``report`` with its claims, whole or not at all; ``False``, and no change, where it is kept already.

        The arguments are the fields of :class:`~istor.storing.Addition`; ``run`` is the run that coded the report.
        """
        return self._add([Addition(report, claims, vectors, original, statements)], run) == 1

    def add_all(self, entries: Iterable[Addition], run: int | None = None) -> int:
        """Keep those of ``entries`` that are not kept yet; how many they were.

        A hundred share one transaction, which is several times as fast as each by itself; what was drawn from
        ``entries`` and not yet kept is lost when the program is killed.
        """
        waiting = iter(entries)
        return sum(self._add(batch, run) for batch in iter(lambda: list(islice(waiting, BATCH)), []))

    def _add(self, entries: Sequence[Addition], run: int | None) -> int:
        with self._reading() as connection:  # repeated reports must not wait for those who write
            new = not_kept(connection, entries)
        with explained(self.name):
            while new:
                try:
                    return self._insert(new, run)
                except IntegrityError:  # on PostgreSQL another process may have added one since the look
                    before = len(new)
                    with self._reading() as connection:
                        new = not_kept(connection, new)
                    if len(new) == before:
                        raise
        return 0

    def _insert(self, entries: Sequence[Addition], run: int | None) -> int:
        with self._writer.begin() as connection:
            new = not_kept(connection, entries)
            insert_additions(connection, new, run)
            return len(new)

    def original(self, report_id: str) -> Original | None:
        """The bytes that the report was read from, where they are kept: those of pages are."""
        with self._reading() as connection:
            return select_original(connection, report_id)

    def is_judged(self, report_id: str) -> bool:
        """Whether a person's word (on its day, on what it claims or claimed) or another coder's claim rests on it."""
        with self._reading() as connection:
            return is_judged(connection, report_id)

    def replace(
        self, report_id: str, report: Report, claims: Sequence[Claim], vectors: Vectors | None = None,
        run: int | None = None, statements: Sequence[Statement] = (),
    ) -> None:
        """Put another reading of the same page in the place of a report, whole or not at all."""
        reading = Addition(report, claims, vectors, statements=statements)
        with self._writing() as connection:
            self._expect(connection, report_id)
            original = select_original(connection, report_id)
            forget_report(connection, report_id)
            insert_additions(connection, not_kept(connection, [replace(reading, original=original)]), run)

    def add_claims(self, claims: Sequence[Claim]) -> int:
        """Keep those of ``claims`` that are not kept yet, beside what their reports claim already; how many."""
        with self._writing() as connection:
            if missing := claim_rows.without_report(connection, claims):
                raise ArchiveError(f"archive {self.name}: there is no report {missing[0].report}: add it first")
            new = claim_rows.not_kept(connection, claims)
            claim_rows.insert_claims(connection, new)
            renew_marks(connection, sorted({claim.report for claim in new}))
            return len(new)

    def recode(
        self, report_id: str, claims: Sequence[Claim], vectors: Vectors | None = None, run: int | None = None,
        statements: Sequence[Statement] = (),
    ) -> None:
        """Replace istor's claims and figures of a report that is kept, and its vectors where new ones are given.

        Those that ``run`` replaced can be looked back at; without a run they are forgotten.
        Claims of other coders stay. What was reckoned from a dating of the report is to be reckoned anew.
        """
        check_owner(report_id, claims)
        with self._writing() as connection:
            self._expect(connection, report_id)
            replace_claims(connection, report_id, claims, run)
            dating_rows.keep_first_claims(connection, report_id, None)
            replace_statements(connection, report_id, statements)
            if vectors is not None:
                replace_vectors(connection, report_id, vectors)

    def reckon(
        self, report_id: str, claims: Sequence[Claim], first: First | None = None, run: int | None = None,
        days: Mapping[Span, When | None] | None = None,
    ) -> None:
        """Replace istor's claims of a report by what they are once its days are known; ``first`` is as it was coded.

        ``days`` are those of its figures, by where they stand. Without ``first`` the report has no dating any more, and
        its figures get back the days that they were coded with. Claims that ``run`` replaced can be looked back at;
        without a run the new ones stand as if they had been coded so.
        """
        check_owner(report_id, claims)
        with self._writing() as connection:
            self._expect(connection, report_id)
            reckon_claims(connection, report_id, claims, run)
            dating_rows.keep_first_claims(connection, report_id, first)
            if first is None or days is not None:
                reckon_statements(connection, report_id, days if first else None)

    def _expect(self, connection: Connection, report_id: str) -> None:
        if not report_rows.has_report(connection, report_id):
            raise ArchiveError(f"archive {self.name}: there is no report {report_id}: add it first")

    def forget(self, report_id: str) -> int:
        """Delete the report and all that rests on it; how many judgements of people did. See also :meth:`scrub`."""
        with self._writing() as connection:
            judgements = forget_report(connection, report_id)
        if judgements is None:
            raise ArchiveError(f"archive {self.name}: there is no report {report_id}")
        return judgements

    def forget_actors(self, ids: Collection[str]) -> int:
        """Forget what persons said of actors whom no report names any more; how many judgements there were."""
        with self._writing() as connection:
            return forget_actors(connection, ids)

    def scrub(self) -> None:
        """Leave nothing of what was deleted in the archive's files."""
        with explained(self.name):
            scrub(self._engine)

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

    def statements(self) -> Iterator[Statement]:
        """All figures that reports state, by report and place in its text."""
        with self._reading() as connection:
            yield from select_statements(connection)

    def has_vectors(self) -> bool:
        """Whether any report's vectors are kept, so that it can be found by its meaning."""
        with self._reading() as connection:
            return connection.scalar(select(report_vectors.c.report_id).limit(1)) is not None

    def vectors(self, report_id: str) -> Vectors | None:
        """The vectors of the report's sentences, where they are kept."""
        with self._reading() as connection:
            return select_vectors(connection, report_id)

    def refresh_words(self) -> int:
        """Prepare the words anew that searches go through where another istor prepared them otherwise; how many."""
        with self._writing() as connection:
            return refresh(connection)

    def search(self, question: Question) -> Found:
        """The reports that hold what ``question`` asks for, the best first."""
        stamp = self.stamp()  # before the look: what changes meanwhile is noticed by the next search
        with self._reading() as connection:
            return search(connection, question, self._kept, stamp)

    # Datings

    def datings(self) -> Iterator[Dating]:
        """When reports came out that have no date or that a person dated, by report and who judged."""
        with self._reading() as connection:
            yield from dating_rows.select_datings(connection)

    def replace_datings(self, datings: Sequence[Dating]) -> None:
        """Replace the program's datings; never a person's."""
        dating_rows.check_own(datings)
        with self._writing() as connection:
            dating_rows.replace_program_datings(connection, datings)

    def first_claims(self) -> dict[str, First]:
        """By report the claims as coded without its dating, where :meth:`recode` was given them."""
        with self._reading() as connection:
            return dict(dating_rows.select_first_claims(connection))

    # Links

    def links(self, kind: LinkKind | None = None) -> Iterator[Link]:
        """The links of ``kind``, or all, by kind, ids and who judged."""
        with self._reading() as connection:
            yield from link_rows.select_links(connection, kind)

    def replace_links(self, kind: LinkKind, links: Sequence[Link], gone: Collection[Link] | None = None) -> None:
        """Replace the program's links of ``kind``, or those alone that are ``gone``; never a person's."""
        link_rows.check_own(kind, (*(gone or ()), *links))
        forgotten = [(link.left, link.right) for link in gone or ()]
        if gone is None:
            with self._reading() as connection:  # nobody who writes must wait for the comparison
                forgotten, links = link_rows.changed_links(connection, kind, links)
        if forgotten or links:
            with self._writing() as connection:
                link_rows.change_program_links(connection, kind, forgotten, links)

    # What persons do

    def act(self, act: str, by: str, subject: Sequence[str], changes: Sequence[RowChange], reason: str = "") -> int:
        """Make the changes that a person's act asks for, and note it; its id, by which it can be undone."""
        with self._writing() as connection:
            return act_rows.perform(connection, act, by, subject, changes, reason)

    def undo(self, act_id: int | None, by: str) -> Act:
        """Take back an act, or the last one of ``by``; InputError when there is none or a later one stands on it."""
        with self._writing() as connection:
            return act_rows.undo(connection, act_id, by)

    def acts(self) -> Iterator[Act]:
        """What persons did, in order, with what was undone."""
        with self._reading() as connection:
            yield from act_rows.select_acts(connection)

    def names(self) -> dict[tuple[str, str], str]:
        """What persons call things, by their kind and the id that each holds for ever."""
        with self._reading() as connection:
            return {(kind, anchor): name for kind, anchor, name in act_rows.select_names(connection)}

    # Runs

    def start_run(
        self, version: str, model: str, kind: str = "add", settings: Mapping[str, Any] | None = None
    ) -> int:
        """Note that a run of this version with the model of this digest starts now; its id."""
        with self._writing() as connection:
            return run_rows.insert_run(connection, version, model, kind, settings)

    def finish_run(self, run_id: int, summary: Mapping[str, Any]) -> None:
        """Note that the run ends now, and what became of the reports; ``summary`` holds what JSON can hold."""
        with self._writing() as connection:
            if not run_rows.end_run(connection, run_id, summary):
                raise ArchiveError(f"archive {self.name}: there is no run {run_id}")

    def runs(self) -> Iterator[run_rows.Run]:
        """All runs in the order in which they started."""
        with self._reading() as connection:
            yield from run_rows.select_runs(connection)

    def stale(self, runs: Sequence[int]) -> list[str]:
        """The ids of the reports that none of these runs coded last."""
        with self._reading() as connection:
            return select_stale(connection, runs)

    def changes(self, first: int, last: int) -> tuple[Change, ...]:
        """What differs between the claims as they were after the run ``first`` and after the run ``last``."""
        with self._reading() as connection:
            return tuple(select_changes(connection, first, last))

    # Safety

    def problems(self) -> Iterator[str]:
        """What is wrong with what is kept, one line each; goes through everything. See ``storing.checking``."""
        with self._writing() as connection:  # SQLite lets only a writer check its index of words; nothing is written
            yield from problems(connection)

    def dump(self) -> Iterator[str]:
        """The archive as JSON lines: the same bytes from every database. See ``storing.dump``."""
        with self._reading() as connection:
            yield from dump(connection, newest())

    def restore(self, lines: Iterable[str]) -> None:
        """Fill this archive, which must hold nothing, with a dump's lines; whole or not at all."""
        with self._writing() as connection:
            restore(connection, newest(), lines)

    def counts(self) -> dict[str, int]:
        """How many reports, claims, links by the program, judgements by people, and runs there are."""
        judged = select(func.count()).select_from(links)
        queries = {
            "reports": select(func.count()).select_from(reports),
            "claims": select(func.count()).select_from(claims),
            "links": judged.where(links.c.judged_by == link_rows.PROGRAM),
            "judgements": judged.where(links.c.judged_by != link_rows.PROGRAM),
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
