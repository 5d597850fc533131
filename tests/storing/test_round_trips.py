"""What comes out of the archive equals what went in, and its order owes nothing to the order of adding."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.errors import ArchiveError
from istor.model import Claim, Figure, Span, Statement, Voice
from istor.storing import Archive, ClaimFilter

from . import makers

numbers = itertools.count()
shared_archive = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@shared_archive
@given(st.data())
def test_reports_and_claims_come_back_equal(archive: Archive, data: st.DataObject) -> None:
    report_id = f"report-{next(numbers)}"
    report, claims = data.draw(makers.reports(report_id)), data.draw(makers.claims(report_id))
    if archive.counts()["claims"]:  # Hypothesis may draw the same ids again for another report
        for old in list(archive.reports()):
            archive.recode(old.id, [])
    assert archive.add(report, claims)
    assert archive.report(report_id) == report
    assert _by_id(archive.claims(ClaimFilter(report=report_id))) == _by_id(claims)


@shared_archive
@given(makers.made, makers.texts, st.lists(makers.texts, max_size=3).map(tuple), st.floats(0, 1))
def test_links_come_back_equal(archive: Archive, made: object, left: str, reasons: object, score: float) -> None:
    link = makers.link(left, left + "1", reasons=reasons, score=score, made=made)
    archive.replace_links("event", [link])
    assert list(archive.links()) == [link]


def test_a_report_that_is_not_there(archive: Archive) -> None:
    assert archive.report("report-none") is None
    assert [*archive.reports(), *archive.claims(), *archive.links(), *archive.runs()] == []


def test_adding_twice_changes_nothing(archive: Archive, where: str) -> None:
    report = makers.report(1)
    assert archive.add(report, makers.claims_of(report, 3))
    before = makers.dump(where)
    assert not archive.add(report, makers.claims_of(report, 3))
    assert not archive.add(report, [])
    assert makers.dump(where) == before


def test_a_failed_addition_leaves_nothing(archive: Archive, where: str) -> None:
    report = makers.report(1)
    before = makers.dump(where)
    with pytest.raises(ArchiveError):
        archive.add(report, [makers.claim(report, 1), makers.claim(report, 1)])
    assert makers.dump(where) == before


def test_claims_of_another_report_are_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="belongs to the report"):
        archive.add(makers.report(1), makers.claims_of(makers.report(2), 1))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_adding_does_not_show(archive: Archive, where: str, seed: int) -> None:
    pile = [makers.report(n) for n in range(20)] + [makers.report(20, published=None)]
    random.Random(seed).shuffle(pile)
    for report in pile:
        archive.add(report, random.Random(seed).sample(makers.claims_of(report, 4), 4))
    in_order = [makers.report(n) for n in sorted(range(20), key=lambda n: (n % 7, n))]
    in_order.append(makers.report(20, published=None))
    assert list(archive.reports()) == in_order
    assert list(archive.claims()) == [c for report in in_order for c in makers.claims_of(report, 4)]


def test_recoding_replaces_the_claims_of_one_report(archive: Archive) -> None:
    first, second = makers.report(1), makers.report(2)
    for report in (first, second):
        archive.add(report, makers.claims_of(report, 3))
    fresh = makers.claim(first, 9, type="AID")
    archive.recode(first.id, [fresh])
    assert list(archive.claims()) == [fresh, *makers.claims_of(second, 3)]
    assert archive.report(first.id) == first


def test_the_figures_of_a_report_come_back_and_go_with_it(archive: Archive) -> None:
    report = makers.report(1)
    bare = Statement(report.id, Span(13, 20), Figure("people", 12.0, "persons", False, Span(13, 15)))
    full = replace(bare, outcome="killed", theme=("α", "β"), holders=("γ",), when=makers.day(date(2025, 1, 1)),
                   voices=(Voice("police", cue=Span(1, 2)),), is_former=True, is_recalled=True)
    archive.add(report, [], statements=[full, bare])
    assert list(archive.statements()) == [full, bare]
    archive.recode(report.id, [], statements=[bare])
    assert list(archive.statements()) == [bare]
    archive.forget(report.id)
    assert list(archive.statements()) == []


def test_recoding_needs_the_report(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="there is no report report-none"):
        archive.recode("report-none", [])


def test_many_claims_come_in_batches(archive: Archive) -> None:
    report = makers.report(1)
    claims = makers.claims_of(report, 1203)
    archive.add(report, claims)
    assert list(archive.claims()) == claims


def test_the_archive_can_be_written_while_it_is_read(archive: Archive) -> None:
    for n in range(3):
        archive.add(makers.report(n), makers.claims_of(makers.report(n), 2))
    for n, report in enumerate(archive.reports()):
        archive.recode(report.id, makers.claims_of(report, n))
        archive.add(makers.report(100 + n), [])
    assert archive.counts()["reports"] == 6
    assert archive.counts()["claims"] == 0 + 1 + 2


def test_names_of_reports_may_repeat(archive: Archive) -> None:
    pair = sorted((makers.report(1, name="x"), makers.report(8, name="x")), key=lambda report: report.id)
    for report in reversed(pair):
        archive.add(report, [])
    assert list(archive.reports()) == pair


def _by_id(claims: Iterator[Claim] | list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: c.id)
