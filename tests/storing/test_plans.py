"""No question that commands or the site ask goes through a large table from its first row to its last.

Every statement that a call sends is kept, and the database asked how it would go about it. SQLite's plan does not
depend on how much there is; PostgreSQL is forbidden to scan where it can help it, since small tables are scanned with
good reason. What reads the whole archive by its nature (the record that timelines are made from, dumps, checks) is left
out.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, event, inspect

from istor.model import Original
from istor.model.report import Report
from istor.storing import Addition, Archive, ClaimFilter
from istor.storing.datings import First
from istor.storing.engine import open_engine
from istor.storing.search import Question, SearchFilter
from istor.storing.search import search as searching
from istor.storing.tables import metadata

from . import makers

SMALL = {"acts", "names", "runs", "datings", "istor_schema"}
"""Tables that grow with what persons and runs do, not with reports: may be read whole."""
LARGE = {table.name for table in metadata.sorted_tables} - SMALL | {"report_words_index", "report_marks_index"}
EXCUSED = re.compile(
    r"SELECT count\(\*\) AS count_1 FROM report_words"  # an index of ids: a word weighs by how many reports there are
    r"|SELECT report_vectors.report_id FROM report_vectors LIMIT [^ ]+( OFFSET [^ ]+)?"  # is there any?
    r"|SELECT report_words.report_id, report_words.number FROM report_words"  # the same index: signs are of all, too
)

ONE, TWO = makers.report(1), makers.report(2)
QUESTIONS = {
    "one word": Question("Πούτιν"), "words": Question("Πούτιν Κιμ είδηση"), "any word": Question("Πούτιν OR τίποτε"),
    "no such word": Question("τίποτε άλλο"), "a phrase": Question('"Πούτιν συναντήθηκε"'),
    "a beginning": Question("συν*"), "not a word": Question("Πούτιν -Κιμ"),
    "a later page": Question("Πούτιν", limit=2, offset=1),
    "facets": Question("Πούτιν", with_facets=True), "meaning": Question("Πούτιν", meaning=makers.vectors(ONE, [5] * 8)),
    "an outlet": Question("Πούτιν", SearchFilter(outlet="let.g")),
    "a type": Question("Πούτιν", SearchFilter(type="AID")),
    "an actor's code": Question("Πούτιν", SearchFilter(actor="RUS")),
    "an actor's name": Question("Πούτιν", SearchFilter(actor="putin")),
    "an actor and a type": Question("Πούτιν", SearchFilter(actor="putin", type="CONSULT")),
    "a place": Question("Πούτιν", SearchFilter(place="vos")),
    "a story": Question("Πούτιν", SearchFilter(reports=frozenset({ONE.id, TWO.id}))),
    "days": Question("Πούτιν", SearchFilter(first=date(2025, 1, 2), last=date(2025, 1, 5))),
    "meaning, narrowed": Question("Πούτιν", SearchFilter(outlet="let"), makers.vectors(ONE, [5] * 8)),
}  # fmt: skip
FILTERS = {
    "code": ClaimFilter(actor="RUS"), "code and name": ClaimFilter(actor="RUS:Vladimir Putin"),
    "name": ClaimFilter(actor="puti"),
    "type": ClaimFilter(type="AID"), "voice": ClaimFilter(source="kcna"), "voice's code": ClaimFilter(source="PRK"),
    "place": ClaimFilter(place="vos"), "report": ClaimFilter(report="001"),
}  # fmt: skip


def _searched(archive: Archive, question: Question) -> object:
    return archive.search(question)


def _claimed(archive: Archive, wanted: ClaimFilter) -> object:
    return list(archive.claims(wanted))


CALLS: dict[str, Callable[[Archive], object]] = {
    **{f"search: {name}": partial(_searched, question=question) for name, question in QUESTIONS.items()},
    **{f"claims: {name}": partial(_claimed, wanted=wanted) for name, wanted in FILTERS.items()},
    "report": lambda archive: archive.report(ONE.id),
    "original": lambda archive: archive.original(ONE.id),
    "vectors": lambda archive: archive.vectors(ONE.id),
    "is there meaning": lambda archive: archive.has_vectors(),
    "is it judged": lambda archive: archive.is_judged(ONE.id),
    "links of a kind": lambda archive: list(archive.links("event")),
    "links replaced": lambda archive: archive.replace_links("event", [makers.link("a", "b")]),
    "what runs changed": lambda archive: archive.changes(1, 2),
    "added": lambda archive: archive.add_all([_addition(ONE), _addition(makers.report(99))]),
    "claims added": lambda archive: archive.add_claims(makers.claims_of(ONE, 5)),
    "coded anew": lambda archive: archive.recode(ONE.id, makers.claims_of(ONE, 1), makers.vectors(ONE, [3] * 8), 2),
    "reckoned anew": lambda archive: archive.reckon(ONE.id, makers.claims_of(ONE, 2), First("2025", ()), 2),
    "read anew": lambda archive: archive.replace(ONE.id, makers.report(98), [], run=2),
    "forgotten": lambda archive: archive.forget(TWO.id),
    "judged": lambda archive: makers.judge(archive, "event", "a", "b", "same", "maria"),
    "undone": lambda archive: archive.undo(None, "maria"),
    "actors forgotten": lambda archive: archive.forget_actors(["actor-none"]),
}  # fmt: skip


def _addition(report: Report) -> Addition:
    original = Original(b"<html>")
    return Addition(report, makers.claims_of(report, 3), makers.vectors(report, [4] * 8, [-4] * 8), original)


@pytest.fixture
def full(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive with something in every table, whose searches find more than they put in order."""
    monkeypatch.setattr(searching, "MOST_RANKED", 3)
    archive.add_all(map(_addition, map(makers.report, range(20))), archive.start_run("1", "m"))
    archive.recode(ONE.id, makers.claims_of(ONE, 2), run=archive.start_run("2", "m"))
    archive.replace_links("event", [makers.link(makers.claim(ONE, 1).id, "claim-z")])
    makers.judge(archive, "event", "c", "d", "same", "maria")
    return archive


@pytest.mark.parametrize("call", CALLS)
def test_nothing_large_is_gone_through(full: Archive, where: str, call: str) -> None:
    sent: list[tuple[str, Any]] = []
    event.listen(full._engine, "before_cursor_execute", lambda *said: sent.append((said[2], said[3])))
    CALLS[call](full)
    asked = [(said, given) for said, given in sent if re.match(r"\s*(SELECT|WITH|DELETE|UPDATE)", said)]
    assert asked, "a call that asks nothing proves nothing"
    engine = open_engine(where, create=False)
    slow = {said: found for said, given in asked if not EXCUSED.fullmatch(" ".join(said.split()))
            if (found := _gone_through(engine, said, given[0] if isinstance(given, list) else given))}  # fmt: skip
    engine.dispose()
    assert slow == {}


def test_what_goes_with_a_report_or_claim_is_found_by_an_index() -> None:
    for table in metadata.sorted_tables:
        led = [table.primary_key.columns.keys()[0], *(index.columns.keys()[0] for index in table.indexes)]
        led += [column.name for column in table.columns if column.unique]
        assert {key.parent.name for key in table.foreign_keys} <= set(led), table.name


def test_a_scan_is_seen(full: Archive, where: str) -> None:
    engine = open_engine(where, create=False)
    assert _gone_through(engine, "SELECT name FROM reports WHERE title = 'a'", ())
    assert not _gone_through(engine, "SELECT name FROM reports WHERE id = 'a'", ())
    assert inspect(engine).has_table("reports")
    engine.dispose()


def _gone_through(engine: Engine, said: str, given: Any) -> list[str]:
    """The lines of the statement's plan that go through all of a large table."""
    return [line for line in _plan(engine, said, given) if (name := _scanned(line)) and name in LARGE]


def _plan(engine: Engine, said: str, given: Any) -> Iterator[str]:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            yield from connection.exec_driver_sql(f"EXPLAIN {said}", given).scalars()
        else:
            yield from (row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", given))


def _scanned(line: str) -> str | None:
    """``SCAN reports``, ``SCAN claims_1 USING COVERING INDEX …`` and ``Seq Scan on reports``."""
    found = re.search(r"\bSCAN (\w+?)(?:_\d+)?(?= USING|$)|\bSeq Scan on (\w+)", line)
    return found and (found[1] or found[2])
