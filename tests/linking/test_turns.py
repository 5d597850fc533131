"""The stages of one thing: announced and come about, promised and kept, cancelled, denied; each an event of its own."""

import pytest

from istor.linking import event_ids, link_events, relations
from istor.model import Claim
from tests.linking.makers import claim, day, report

A = report(
    "πριν",
    "Ο Σάντσεθ θα συναντηθεί με τη Μελόνι στη Ρώμη για το μεταναστευτικό στις 4 Μαρτίου.",
    "Η Ισπανία υποσχέθηκε στο Μαρόκο σκηνές και τρόφιμα για τους σεισμόπληκτους.",
    published=day("2025-02-20"),
)
B = report(
    "μετά",
    "Ο Σάντσεθ συναντήθηκε με τη Μελόνι στη Ρώμη για το μεταναστευτικό.",
    "Η Ισπανία έστειλε στο Μαρόκο σκηνές και τρόφιμα για τους σεισμόπληκτους.",
    "Ακυρώθηκε η συνάντηση του Σάντσεθ με τη Μελόνι στη Ρώμη για το μεταναστευτικό.",
    "Η Μαδρίτη διέψευσε ότι ο Σάντσεθ συναντήθηκε με τη Μελόνι στη Ρώμη για το μεταναστευτικό.",
    "Η Ισπανία ακύρωσε τη συνάντηση του Σάντσεθ με τη Μελόνι στη Ρώμη για το μεταναστευτικό.",
    published=day("2025-03-05"),
)
LEADERS = "ESP:Pedro Sánchez, ITA:Giorgia Meloni"
PLANNED = claim(A, 0, "συναντηθεί", "AGREE", LEADERS, status="future", when="2025-03-04", place="Rome")
PROMISED = claim(A, 1, "υποσχέθηκε", "AGREE", "ESP", "MAR", when="2025-02-20")
MET = claim(B, 0, "συναντήθηκε", "CONSULT", LEADERS, when="2025-03-04", place="Rome")
SENT = claim(B, 1, "έστειλε", "AID", "ESP", "MAR", when="2025-03-05")
OFF = claim(B, 2, "συνάντηση", "CONSULT", LEADERS, status="negated", when="2025-03-03", place="Rome")
DENIED = claim(B, 3, "συναντήθηκε", "CONSULT", LEADERS, status="negated", when="2025-03-04", place="Rome")
CALLED_OFF = claim(B, 4, "ακύρωσε", "REJECT", "ESP", "ITA:Giorgia Meloni", when="2025-03-03")

STAGES = [
    pytest.param(PLANNED, MET, "came about", id="announced, then done"),
    pytest.param(PLANNED, OFF, "cancelled", id="announced, then cancelled"),
    pytest.param(MET, DENIED, "denied", id="told, then denied"),
    pytest.param(PLANNED, DENIED, "denied", id="announced, then denied"),
    pytest.param(PROMISED, SENT, "kept", id="a promise, then its keeping"),
    pytest.param(PLANNED, CALLED_OFF, "cancelled", id="one side calls it off"),
]


def related(*claims: Claim) -> list[tuple[str, str, str]]:
    links = link_events(claims, (A, B), ())
    ids = event_ids(claims, links)
    claim_of = {event: claim for claim, event in ids.items()}
    return [(r.name, claim_of[r.first], claim_of[r.then]) for r in relations(claims, (A, B), links, ids)]


@pytest.mark.parametrize(("first", "then", "name"), STAGES)
def test_stages_are_two_events_and_linked(first: Claim, then: Claim, name: str) -> None:
    assert related(first, then) == related(then, first) == [(name, first.id, then.id)]


def test_what_has_a_day_after_its_report_lies_ahead() -> None:
    """Whatever the verb says: "the strike of 4 March" in a report of February is an announced one."""
    early = claim(A, 0, "συναντηθεί", "CONSULT", LEADERS, when="2025-03-04", place="Rome")
    assert related(early, MET) == [("came about", early.id, MET.id)]


def test_a_meeting_of_others_is_no_stage_of_it() -> None:
    other = claim(B, 0, "συναντήθηκε", "CONSULT", "ESP:Pedro Sánchez, FRA:Emmanuel Macron", when="2025-03-04")
    assert related(PLANNED, other) == []


def test_a_meeting_of_another_month_is_no_stage_of_it() -> None:
    later = claim(B, 0, "συναντήθηκε", "CONSULT", LEADERS, when="2025-06-04", place="Rome")
    assert related(PLANNED, later) == []


def test_a_deed_before_the_promise_does_not_keep_it() -> None:
    before = claim(B, 1, "έστειλε", "AID", "ESP", "MAR", when="2024-11-05")
    assert related(PROMISED, before) == []


def test_three_stages_are_three_events() -> None:
    found = related(PLANNED, MET, DENIED)
    assert {(name, first, then) for name, first, then in found} == {
        ("came about", PLANNED.id, MET.id), ("denied", PLANNED.id, DENIED.id), ("denied", MET.id, DENIED.id),
    }
