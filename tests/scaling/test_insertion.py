"""Reports that come to a linked archive: linked by themselves, with the same links as if all had come at once."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from istor.linking import blocks, unnamed
from istor.model import Claim, Report, When
from istor.scaling import insertion
from istor.scaling.judging import merge
from istor.scaling.relinking import are_links_right, relink
from istor.storing import Addition, Archive
from istor.storing.beside import register_beside
from istor.telling import Record
from tests.linking.makers import claim, report

Coded = tuple[Report, tuple[Claim, ...]]
DAY = date(2031, 5, 4)
LEAD = "Ο δήμαρχος {a} συναντήθηκε με τον {b} για {c} και τον {d} στην αποθήκη του λιμανιού το πρωί."
SECOND = "Ο υπουργός συναντήθηκε με τον {b} για {c}, είπαν δύο εργάτες που περίμεναν έξω από την πύλη του {d}."
REST = "Η σύσκεψη κράτησε ώρες και οι κάτοικοι του {d} περίμεναν με {c} ως το βράδυ έξω στη βροχή με ομπρέλες."
NAMES = ("Λεωνίδας Βρέττης", "Βρέττης", "Θωμάς Κάλμος", "Κάλμος", "Θ. Κάλμος", "Ηλίας Στρούμπος", "Στρούμπος")
THINGS = ("νερό", "γεωτρήσεις", "λιγνίτη", "σχολεία", "φράγματα")
PLACES = ("Αλμυρού", "Βέλου", "Γαλατά")
ENGLISH = {"Λεωνίδας": "Leonidas", "Βρέττης": "Vrettis", "Θωμάς": "Thomas", "Κάλμος": "Kalmos", "Θ.": "Th.",
           "Ηλίας": "Ilias", "Στρούμπος": "Stroumpos"}


def coded(number: int) -> Coded:
    """A report of two meetings, much like others: few names, things and days, and every fifth one a copy."""
    rng = random.Random(number - (number % 5 == 4))
    a, b = rng.sample(NAMES, 2)
    words = {"a": a, "b": b, "c": rng.choice(THINGS), "d": rng.choice(PLACES)}
    known = DAY.replace(day=1 + rng.randrange(9))
    day = When.between(known, known, "stated")
    when = rng.choice((None, day))
    made = report(f"r{number}", *(line.format(**words) for line in (LEAD, SECOND, REST)), published=day)
    first = claim(made, 0, "συναντήθηκε", "CONSULT", f"GRC:{english(a)}, {rng.choice(('GRC', 'ITA'))}:{english(b)}")
    second = claim(made, 1, "συναντήθηκε", "CONSULT", f"GRC:minister, GRC:{english(b)}")
    return made, (_placed(first, made, (a, b), when), _placed(second, made, ("υπουργός", b), when))


def english(name: str) -> str:
    return " ".join(ENGLISH[word] for word in name.split())


def _placed(told: Claim, made: Report, printed: Sequence[str], when: When | None) -> Claim:
    """The claim with the words of its parties."""
    spans = [replace(told.sentence, start=(at := made.text.index(w, told.sentence.start)), end=at + len(w))
             for w in printed]
    actors = tuple(replace(p, span=s) for p, s in zip(told.actors, spans, strict=True))
    return replace(told, actors=actors, when=when)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    _shrink(monkeypatch)


def _shrink(patch: pytest.MonkeyPatch) -> None:
    """Limits that a few reports already reach."""
    patch.setattr(insertion, "LEAST", 1)
    patch.setattr(blocks, "LARGEST", 6)
    patch.setattr(blocks, "MOST", 4)
    patch.setattr(unnamed, "RARE", 5)


def kept(archive: Archive, numbers: Sequence[int]) -> None:
    archive.add_all(Addition(*coded(n)) for n in numbers)


def links_of(archive: Archive) -> list[str]:
    return sorted(map(repr, archive.links()))


@settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(st.permutations(range(24)), st.integers(2, 20), st.integers(1, 3))
def test_reports_that_come_later_give_the_same_links_in_any_order(order: list[int], first: int, step: int) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        _shrink(patch)
        with Archive.open(Path(folder) / "pieces.db") as archive:
            kept(archive, order[:first])
            relink(archive)
            for at in range(first, len(order), step):
                kept(archive, order[at : at + step])
                assert insertion.insert(archive)
            pieces = links_of(archive)
            assert are_links_right(archive)
        with Archive.open(Path(folder) / "whole.db") as archive:
            kept(archive, range(24))
            relink(archive)
            assert links_of(archive) == pieces
            assert {link.kind for link in archive.links()} == {"copy", "event", "actor"}


def test_what_a_person_joined_stays_joined_when_a_report_comes(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "istor.db") as archive:
        kept(archive, range(10))
        relink(archive)
        merge(archive, [event.id for event in Record.read(archive).events[:2]], "Maria")
        before = len(Record.read(archive).events)
        kept(archive, [10])
        assert insertion.insert(archive)
        assert are_links_right(archive)
        assert len(Record.read(archive).events) <= before + 2


def test_without_a_register_or_with_an_undated_report_all_is_to_be_linked(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "istor.db") as archive:
        kept(archive, range(5))
        assert not insertion.insert(archive)
        relink(archive)
        found, claims = coded(5)
        archive.add(replace(found, published=None), claims)
        assert not insertion.insert(archive)
        relink(archive)
        kept(archive, [6])
        assert not insertion.insert(archive)


def test_a_register_of_another_state_is_not_used(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "istor.db") as archive:
        kept(archive, range(6))
        relink(archive)
        archive.forget(coded(0)[0].id)
        kept(archive, [6])
        assert not insertion.insert(archive)
        (path := register_beside(archive.beside)) and path.write_bytes(b"no register")
        assert not insertion.insert(archive)


def test_small_archives_have_no_register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(insertion, "LEAST", 100)
    with Archive.open(tmp_path / "istor.db") as archive:
        kept(archive, range(3))
        relink(archive)
        assert (path := register_beside(archive.beside)) is not None and not path.exists()
