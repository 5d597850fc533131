"""Stories: what belongs together, what stays apart, and what each is called."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from istor.linking import events, link_events, stories
from istor.linking.stories import Story
from istor.model import Claim, Report
from tests.linking.makers import claim, day, report

PORT = [
    report("λιμάνι 1", "Οι λιμενεργάτες του Αμβούργου κήρυξαν απεργία για τις συμβάσεις.", published=day("2031-05-02")),
    report("λιμάνι 2", "Η απεργία στο λιμάνι του Αμβούργου συνεχίζεται, οι λιμενεργάτες ζητούν νέες συμβάσεις.",
           published=day("2031-05-06")),
    report("λιμάνι 3", "Οι λιμενεργάτες του Αμβούργου υπέγραψαν νέες συμβάσεις.", published=day("2031-05-20")),
]
DAM = [
    report("φράγμα 1", "Η Αιθιοπία κατηγόρησε την Αίγυπτο για σαμποτάζ στο φράγμα του Νείλου.",
           published=day("2031-05-03")),
    report("φράγμα 2", "Το Κάιρο απέρριψε τις κατηγορίες για σαμποτάζ στο φράγμα του Νείλου.",
           published=day("2031-05-05")),
]
REPORTS = [*PORT, *DAM]
CLAIMS = [
    claim(PORT[0], 0, "απεργία", "PROTEST", "DEU:Dockers Union", when="2031-05-02", mode="strike"),
    claim(PORT[1], 0, "απεργία", "PROTEST", "DEU:Dockers Union", when="2031-05-06", mode="strike"),
    claim(PORT[2], 0, "υπέγραψαν", "SUPPORT", "DEU:Dockers Union", when="2031-05-19"),
    claim(DAM[0], 0, "κατηγόρησε", "ACCUSE", "ETH", "EGY", when="2031-05-03"),
    claim(DAM[1], 0, "απέρριψε", "REJECT", "EGY", "ETH", when="2031-05-05"),
]


def told(claims: list[Claim], reports: list[Report]) -> tuple[Story, ...]:
    return stories(events(claims, reports, link_events(claims, reports, ())), reports)


def test_two_stories_stay_apart() -> None:
    names = {r.id: r.name for r in REPORTS}
    assert [sorted(names[r] for r in s.reports) for s in told(CLAIMS, REPORTS)] == [
        ["λιμάνι 1", "λιμάνι 2", "λιμάνι 3"], ["φράγμα 1", "φράγμα 2"],
    ]


def test_a_story_has_a_name_a_beginning_and_an_end() -> None:
    port, dam = told(CLAIMS, REPORTS)
    assert port.name.startswith("Dockers Union: ") and "απεργία" in port.name
    assert (str(port.first), str(port.last)) == ("2031-05-02", "2031-05-19")
    assert {p.code for p in dam.parties} == {"ETH", "EGY"}


def test_every_event_is_in_one_story() -> None:
    found = [event for story in told(CLAIMS, REPORTS) for event in story.events]
    linked = events(CLAIMS, REPORTS, link_events(CLAIMS, REPORTS, ()))
    assert sorted(found) == sorted(e.id for e in linked)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(rng: random.Random) -> None:
    claims, reports = list(CLAIMS), list(REPORTS)
    rng.shuffle(claims)
    rng.shuffle(reports)
    assert told(claims, reports) == told(CLAIMS, REPORTS)


def test_nothing_makes_no_story() -> None:
    assert stories((), ()) == ()
