"""What runs changed, and how the archive looked after each."""

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from istor.model import Made
from istor.storing import Archive, Change
from istor.storing.documents import claim_of, document

from . import makers


@given(makers.claims("report-1"))
def test_a_claim_outlives_its_document(claims: list[object]) -> None:
    assert [claim_of(json.loads(json.dumps(document(claim)))) for claim in claims] == claims  # type: ignore[arg-type]


def test_what_a_run_replaced_can_be_looked_back_at(archive: Archive) -> None:
    report = makers.report(1)
    a, b, c = makers.claims_of(report, 3)
    changed, d = replace(a, type="AID", confidence=0.2), makers.claim(report, 7)
    first = archive.start_run("1", "m")
    archive.add(report, [a, b, c], run=first)
    second = archive.start_run("2", "m", "recode")
    archive.recode(report.id, [changed, b, d], run=second)
    third = archive.start_run("3", "m", "recode")
    archive.recode(report.id, [a, b, d], run=third)
    assert archive.changes(first, second) == (Change(a, changed), Change(c, None), Change(None, d))
    assert archive.changes(first, second)[0].fields == ("type", "confidence")
    assert archive.changes(second, third) == (Change(changed, a),)
    assert archive.changes(first, third) == (Change(c, None), Change(None, d))
    assert archive.changes(third, third) == ()
    assert set(archive.claims()) == {a, b, d}


def test_what_made_a_claim_is_no_change_of_it(archive: Archive) -> None:
    report = makers.report(1)
    (claim,) = makers.claims_of(report, 1)
    first, second = archive.start_run("1", "m"), archive.start_run("2", "m")
    archive.add(report, [claim], run=first)
    newer = replace(claim, made=Made("coding", "2", "frame:other"))
    archive.recode(report.id, [newer], run=second)
    assert archive.changes(first, second) == ()
    assert list(archive.claims()) == [newer]


def test_without_a_run_nothing_is_looked_back_at(archive: Archive) -> None:
    report = makers.report(1)
    archive.add(report, makers.claims_of(report, 2))
    run = archive.start_run("1", "m")
    archive.recode(report.id, [])
    assert archive.changes(0, run) == ()


def test_reports_that_no_such_run_coded_are_stale(archive: Archive) -> None:
    first, second = archive.start_run("1", "m"), archive.start_run("2", "m")
    for n, run in ((1, first), (2, second), (3, None)):
        archive.add(makers.report(n), [], run=run)
    one, two, three = (makers.report(n).id for n in (1, 2, 3))
    assert archive.stale([second]) == sorted([one, three])
    assert archive.stale([]) == sorted([one, two, three])
    archive.recode(one, [], run=second)
    assert archive.stale([second]) == [three]


@given(st.data())
def test_runs_that_make_the_same_claims_are_alike(data: st.DataObject) -> None:
    from datetime import datetime

    from istor.storing import Run

    now = datetime(2025, 1, 1)  # noqa: DTZ001
    parts = st.tuples(st.sampled_from("12"), st.sampled_from("ab"), st.sampled_from([None, {"knowledge": "x"}]))
    (v, m, s), (w, n, t) = data.draw(parts), data.draw(parts)
    assert Run(1, now, v, m, settings=s).is_like(Run(2, now, w, n, settings=t)) == ((v, m, s) == (w, n, t))
