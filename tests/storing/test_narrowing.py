"""A search is narrowed to the reports that meet a filter, whatever was done to their claims before."""

import random
from itertools import product

import pytest
from sqlalchemy import text

from istor.model import Claim, Party, Report
from istor.reading import read
from istor.storing import Archive, ClaimFilter
from istor.storing.datings import First
from istor.storing.search import Question, SearchFilter

from . import makers

PARTIES = (
    Party("RUS", "Vladimir Putin"), Party("RUS"), Party("PRK", "Κιμ Γιονγκ Ουν"), Party("GRC", "Μαρία Λύτρα"),
    Party("---", "putinists"), Party("---", "RUS"),
)  # fmt: skip
TYPES = ("CONSULT", "AID")
PLACES = (None, "Πειραιάς", "Pyongyang", "Pyong")
ACTORS = (None, "RUS", "putin", "RUS:Vladimir Putin", "Ρωσία", "λυτρα", "PRK:", "nobody")
WHERE = (None, "πειραι", "pyong", "Πιονγιάνγκ", "nowhere")


def _report(n: int) -> Report:
    source = ("Ένα Νέο", "Άλλο νέο", "")[n % 3]
    return read(f"date 2025-01-{1 + n % 9:02}\n\nΝέα\n\nΤο πλοίο {n} έφυγε από το λιμάνι.\n".encode(), f"r{n}", source)


def _claims(report: Report, chance: random.Random) -> list[Claim]:
    return [
        makers.claim(report, n, type=chance.choice(TYPES), place=chance.choice(PLACES),
                     actors=tuple(chance.sample(PARTIES, chance.randrange(3))), recipients=())
        for n in range(chance.randrange(4))
    ]  # fmt: skip


@pytest.fixture
def full(archive: Archive) -> Archive:
    """An archive whose claims were made, made anew, added to and dropped."""
    chance = random.Random(3)
    reports = [_report(n) for n in range(30)]
    for report in reports:
        archive.add(report, _claims(report, chance), makers.vectors(report, [chance.randrange(-9, 10)] * 16))
    run = archive.start_run("2", "m", "recode")
    for report in reports[:8]:
        archive.recode(report.id, _claims(report, chance), run=run)
    for report in reports[8:12]:
        archive.reckon(report.id, _claims(report, chance), First("2025", ()), run)
    foreign = [makers.claim(report, 9, place="Πειραιάς", actors=PARTIES[2:3]) for report in reports[12:15]]
    assert archive.add_claims(foreign) == 3
    archive.replace(reports[15].id, _report(99), _claims(_report(99), chance))
    archive.forget(reports[16].id)
    assert list(archive.problems()) == []
    return archive


def _found(archive: Archive, wanted: SearchFilter) -> set[str]:
    found = archive.search(Question("πλοίο", wanted, limit=100))
    assert found.total == len(found.hits)
    return {hit.report.id for hit in found.hits}


def test_the_reports_are_those_with_such_a_claim(full: Archive) -> None:
    every = _found(full, SearchFilter())
    asked = [*product(ACTORS, (None, *TYPES, "COERCE"), WHERE)]
    met = {each: {claim.report for claim in full.claims(ClaimFilter(actor=each[0], type=each[1], place=each[2]))}
           for each in asked}  # fmt: skip
    assert sum(0 < len(reports) < len(every) for reports in met.values()) > len(asked) / 4, "the rest proves nothing"
    for actor, kind, place in asked[1:]:
        wanted = SearchFilter(actor=actor, type=kind, place=place)
        assert _found(full, wanted) == met[actor, kind, place], wanted


@pytest.mark.parametrize("outlet", ["ΝΕΟ", "άλλο", "", "%", "τίποτε"])
def test_the_outlet_holds_a_part(full: Archive, outlet: str) -> None:
    held = {report.id for report in full.reports() if outlet.casefold().replace("ά", "α").replace("έ", "ε")
            in report.source.casefold().replace("ά", "α").replace("έ", "ε")}  # fmt: skip
    assert _found(full, SearchFilter(outlet=outlet)) == held


def test_a_story_has_its_reports(full: Archive) -> None:
    some = frozenset(report.id for report in [*full.reports()][::3])
    assert _found(full, SearchFilter(reports=some)) == some
    assert _found(full, SearchFilter(reports=frozenset())) == set()


@pytest.mark.parametrize(
    "wanted", [SearchFilter(actor="RUS"), SearchFilter(actor="putin", type="AID"), SearchFilter(place="nowhere")]
)
def test_what_is_found_by_meaning_is_narrowed_too(full: Archive, wanted: SearchFilter) -> None:
    asked = Question("καράβι", wanted, makers.vectors(_report(1), [3] * 16), limit=100)
    found = {hit.report.id for hit in full.search(asked).hits}
    with_vectors = {report.id for report in full.reports() if full.vectors(report.id)}
    assert found == _found(full, wanted) & with_vectors
    full.add(_report(50), [makers.claim(_report(50), 1, type="AID", actors=PARTIES[:1])],
             makers.vectors(_report(50), [3] * 16))  # fmt: skip
    assert (_report(50).id in {hit.report.id for hit in full.search(asked).hits}) == (wanted.place is None)


def test_wrong_marks_are_told_of_and_made_anew(archive: Archive, where: str) -> None:
    report = _report(1)
    archive.add(report, [makers.claim(report, 1, actors=PARTIES[:1])])
    with archive._writing() as connection:
        connection.execute(text("UPDATE report_marks_index SET marks = 'typenothing'"))
    assert _found(archive, SearchFilter(actor="RUS")) == set()
    assert [line for line in archive.problems() if "narrowed" in line and report.id in line]
    assert archive.refresh_words() == 1
    assert list(archive.problems()) == [] and _found(archive, SearchFilter(actor="RUS")) == {report.id}
