"""Events and actors as their claims tell them together."""

from dataclasses import replace
from typing import Any

import pytest

from istor.linking import actors, copies, event_ids, events, link_events
from istor.model import Claim, Event, Figure, Report, Span, Voice
from tests.linking.makers import claim, day, judged, report

LEAD = "Ο πρόεδρος της Χιλής επισκέφθηκε τη Λίμα για συνομιλίες με την ηγεσία του Περού για τα λιμάνια."
REST = "Οι δύο χώρες θέλουν κοινό τελωνείο έως το τέλος του έτους, είπαν διπλωμάτες που γνωρίζουν τις συζητήσεις."
MORE = "Στη Λίμα κατέφτασε και αντιπροσωπεία επιχειρηματιών που θα μείνει δύο ημέρες στην πόλη και στο λιμάνι."
FIRST = report("πρώτη", LEAD, REST, MORE, published=day("2025-05-02"))
COPY = report("αντίγραφο", LEAD, REST, MORE, "Διαβάστε επίσης άλλα νέα.", published=day("2025-05-03"))
OTHER = report("άλλη", "Η επίσκεψη του προέδρου της Χιλής στη Λίμα έγινε την Παρασκευή.", published=day("2025-05-04"))
REPORTS = (OTHER, COPY, FIRST)
VISIT = ("CONSULT", "CHL:Gabriel Boric", "PER")


def visits() -> list[Claim]:
    given: dict[str, Any] = {"when": "2025-05-02", "place": "Lima", "mode": "visit"}
    return [
        claim(FIRST, 0, "επισκέφθηκε", *VISIT, **given),
        claim(COPY, 0, "επισκέφθηκε", *VISIT, **given),
        claim(OTHER, 0, "επίσκεψη", "CONSULT", "CHL", "PER", **given),
    ]


def one_event(claims: list[Claim]) -> Event:
    copied = copies(REPORTS)
    said = [judged(claims[0], c, "same") for c in claims[1:]]
    links = link_events(claims, REPORTS, copied, judgements=said)
    (event,) = events(claims, REPORTS, (*copied, *links, *said))
    return event


def names(ids: tuple[str, ...]) -> list[str]:
    return [{r.id: r.name for r in REPORTS}[i] for i in ids]


def test_the_event_of_three_reports() -> None:
    claims = visits()
    copied = copies(REPORTS)
    links = link_events(claims, REPORTS, copied)
    (event,) = events(claims, REPORTS, (*copied, *links))
    assert (event.type, event.mode, event.status, event.place) == ("CONSULT", "visit", "actual", "Lima")
    assert [str(p) for p in event.actors] == ["CHL:Gabriel Boric"]
    assert [str(p) for p in event.recipients] == ["PER"]
    assert event.when is not None and event.when.edtf == "2025-05-02"
    assert names(event.reports) == ["πρώτη", "αντίγραφο", "άλλη"]
    assert names(event.copies) == ["αντίγραφο"]
    assert {event.id} == set(event_ids(claims, links).values())
    assert event.conflicts == ()


VOICES = [
    pytest.param(((), (), ()), ["άλλη", "πρώτη"], id="reports on their own word, a copy not counted"),
    pytest.param((("Andina",), ("Andina",), ("Andina",)), ["Andina"], id="three reports, one agency"),
    pytest.param((("Andina",), (), ()), ["Andina", "άλλη"], id="a copy's own word is its origin's"),
    pytest.param((("Boric", "Andina"), (), ("Andina",)), ["Andina"], id="somebody through an agency, and the agency"),
    pytest.param((("Boric", "Andina"), (), ("Boric", "EFE")), ["Boric"], id="one speaker through two agencies"),
    pytest.param((("Andina",), (), ("EFE",)), ["Andina", "EFE"], id="two agencies"),
    pytest.param((("Κρεμλίνο",), (), ("Κρεμλίνου",)), ["Κρεμλίνο"], id="one name in two cases"),
]


@pytest.mark.parametrize(("told", "expected"), VOICES)
def test_independent_voices(told: tuple[tuple[str, ...], ...], expected: list[str]) -> None:
    claims = [replace(c, voices=tuple(Voice(v) for v in said)) for c, said in zip(visits(), told, strict=True)]
    assert [v.name for v in one_event(claims).voices] == expected


def test_a_headline_rests_on_what_the_body_credits() -> None:
    body = replace(visits()[0], id="claim-body", trigger=Span(1, 2), voices=(Voice("Andina"),))
    assert [v.name for v in one_event([visits()[0], body]).voices] == ["Andina"]


def test_the_outlet_is_the_voice_where_it_is_known() -> None:
    known = [replace(r, source="efsyn.gr") for r in REPORTS]
    claims = visits()
    said = [judged(claims[0], c, "same") for c in claims[1:]]
    (event,) = events(claims, known, said)
    assert [v.name for v in event.voices] == ["efsyn.gr"]


def test_the_narrowest_date_that_most_agree_on() -> None:
    claims = visits()
    told = [replace(c, when=day(t)) for c, t in zip(claims, ("2025-05", "2025-05-02", "2025-05-09"), strict=True)]
    event = one_event(told)
    assert event.when is not None and event.when.edtf == "2025-05"
    two = one_event([told[0], told[1]])
    assert two.when is not None and two.when.edtf == "2025-05-02"
    assert two.conflicts == ()


def test_a_stated_date_before_the_reports_own() -> None:
    claims = visits()
    guess = replace(claims[0], when=day("2025-05-03", basis="report date"))
    event = one_event([guess, replace(claims[1], when=day("2025-05-02"))])
    assert event.when is not None and event.when.edtf == "2025-05-02"
    assert event.conflicts == ("date: 2025-05-02 (1), 2025-05-03 (1)",)


def test_conflicts_in_words() -> None:
    first, second, third = visits()
    people = [Figure("επιχειρηματίες", n, "", False, Span(0, 1)) for n in (40.0, 60.0, 40.0)]
    event = one_event([
        replace(first, figures=(people[0],)),
        replace(second, figures=(people[1],), place="Arequipa"),
        replace(third, figures=(people[2],)),
    ])
    assert event.conflicts == ("place: Lima (2), Arequipa (1)", "επιχειρηματίες: 40, 60")
    assert [f.value for f in event.figures] == [40.0, 60.0]


def test_a_party_stands_where_most_claims_put_it() -> None:
    first, second, third = visits()
    event = one_event([first, second, replace(third, actors=(*third.actors, *third.recipients), recipients=())])
    assert [str(p) for p in event.actors] == ["CHL:Gabriel Boric"]
    assert [str(p) for p in event.recipients] == ["PER"]


def test_events_stand_in_the_order_of_their_dates() -> None:
    claims = visits()
    early = replace(claims[0], id="claim-early", when=day("2024-01-01"))
    found = events([claims[0], early], REPORTS, ())
    assert [e.when.edtf for e in found if e.when] == ["2024-01-01", "2025-05-02"]


def test_actors_over_all_claims() -> None:
    claims = visits()
    claims.append(replace(claims[2], id="claim-x", actors=(replace(claims[0].actors[0], name="GABRIEL BORIC"),)))
    found = actors(claims)
    assert [(str(a.party), len(a.claims)) for a in found] == [("PER", 4), ("CHL:Gabriel Boric", 3), ("CHL", 1)]
    assert actors(reversed(claims)) == found


def test_nothing_to_view() -> None:
    nothing: tuple[Report, ...] = ()
    assert events((), nothing, ()) == ()
    assert actors(()) == ()
