"""Which claims are one event: a table of pairs, then judgements, chains, order and speed."""

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.linking import copies, event_ids, link_events
from istor.model import Block, Claim, Link, Party, Report, Span
from istor.model.ids import content_id
from istor.model.link import Judgement
from tests.linking.makers import MADE, claim, day, judged, report

A = report(
    "α",
    "Ο Σάντσεθ συναντήθηκε με τον Μελόνι στη Ρώμη για το μεταναστευτικό.",
    "Η συνάντηση στη Ρώμη κράτησε τρεις ώρες και αφορούσε το μεταναστευτικό.",
    "Η Ισπανία κατηγόρησε την Αλγερία για την αύξηση των αφίξεων.",
    "Αύριο ο Σάντσεθ θα συναντηθεί με τον Μακρόν, αφού πρώτα συναντηθεί με τον Στάρμερ.",
    "Η Ισπανία έστειλε σκηνές και τρόφιμα στο Μαρόκο μετά τον σεισμό.",
    "Η Μαδρίτη έστειλε επίσης στο Μαρόκο ομάδα διασωστών.",
)
B = report(
    "β",
    "Στη Ρώμη συναντήθηκαν οι ηγέτες της Ισπανίας και της Ιταλίας με θέμα το μεταναστευτικό.",
    "Η Ισπανία αρνήθηκε ότι συναντήθηκαν εκπρόσωποί της με την αντιπολίτευση.",
    "Η Ιταλία σχεδιάζει συνάντηση με την Ισπανία για το μεταναστευτικό στη Ρώμη.",
)
MEET = ("CONSULT", "ESP:Pedro Sánchez, ITA:Giorgia Meloni")
SPOKEN = {"when": "2025-03-04", "place": "Rome"}

PAIRS: dict[str, tuple[Claim, Claim, Judgement]] = {
    "told twice in one report, dated once": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN), claim(A, 1, "συνάντηση", *MEET), "same",
    ),
    "states in one report, their leaders in the other": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN),
        claim(B, 0, "συναντήθηκαν", "CONSULT", "ESP, ITA", when="2025-03-04", place="Rome"), "same",
    ),
    "a day inside a month": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN),
        claim(B, 0, "συναντήθηκαν", "CONSULT", "ESP, ITA", when="2025-03", place="Rome"), "same",
    ),
    "A to B, and A and B": (
        claim(A, 0, "συναντήθηκε", "CONSULT", "ESP:Pedro Sánchez", "ITA:Giorgia Meloni", when="2025-03-04"),
        claim(B, 0, "συναντήθηκαν", "CONSULT", "ITA, ESP", when="2025-03-04"), "same",
    ),
    "another day": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN),
        claim(B, 0, "συναντήθηκαν", *MEET, when="2025-05-09", place="Rome"), "different",
    ),
    "two people of one state": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN),
        claim(B, 0, "συναντήθηκαν", "CONSULT", "ESP, ITA:Sergio Mattarella", when="2025-03-04"), "different",
    ),
    "announced and done": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN),
        claim(B, 2, "συνάντηση", *MEET, **SPOKEN, status="future"), "different",
    ),
    "done and denied": (
        claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN),
        claim(B, 1, "συναντήθηκαν", *MEET, **SPOKEN, status="negated"), "different",
    ),
    "who accuses whom": (
        claim(A, 2, "κατηγόρησε", "ACCUSE", "ESP", "DZA", when="2025-03-04"),
        claim(B, 0, "συναντήθηκαν", "ACCUSE", "DZA", "ESP", when="2025-03-04"), "different",
    ),
    "two triggers of one sentence, two counterparts": (
        claim(A, 3, "συναντηθεί", "AGREE", "ESP, FRA:Emmanuel Macron", status="future", when="2025-03-05"),
        claim(A, 3, "συναντηθεί με τον Στάρμερ", "AGREE", "ESP, GBR:Keir Starmer", status="future",
        when="2025-03-05"), "different",
    ),
    "the same verb and parties in two sentences of one report": (
        claim(A, 4, "έστειλε", "AID", "ESP", "MAR", when="2025-03-01/2025-03-09"),
        claim(A, 5, "έστειλε", "AID", "ESP", "MAR"), "same",
    ),
}
TABLE = pytest.mark.parametrize(("a", "b", "expected"), PAIRS.values(), ids=PAIRS)
TWICE = PAIRS["told twice in one report, dated once"]
LEADERS = PAIRS["states in one report, their leaders in the other"]


def outcome(a: Claim, b: Claim, *judgements: Link) -> str:
    links = link_events((a, b), (A, B), (), judgements=judgements)
    ids = event_ids((a, b), links)
    return "same" if ids[a.id] == ids[b.id] else "different"


@TABLE
def test_pairs(a: Claim, b: Claim, expected: Judgement) -> None:
    assert outcome(a, b) == expected
    assert outcome(b, a) == expected


@TABLE
def test_a_person_outweighs_every_reason(a: Claim, b: Claim, expected: Judgement) -> None:
    said: Judgement = "different" if expected == "same" else "same"
    assert outcome(a, b, judged(a, b, said)) == said
    assert outcome(a, b, judged(a, b, "unsure")) == expected


def test_where_persons_disagree_different_stands() -> None:
    a, b, _ = TWICE
    assert outcome(a, b, judged(a, b, "same"), judged(a, b, "different", "nikos")) == "different"


def test_who_joins_two_claims_joins_their_events() -> None:
    a, b = TWICE[:2]
    other = claim(B, 0, "συναντήθηκαν", *MEET, when="2025-05-09")
    links = link_events((a, b, other), (A, B), (), judgements=(judged(a, other, "same"),))
    assert len(set(event_ids((a, b, other), links).values())) == 1


def test_what_persons_told_apart_is_never_joined_through_a_third() -> None:
    a, b = TWICE[:2]
    other = LEADERS[1]
    links = link_events((a, b, other), (A, B), (), judgements=(judged(a, b, "different"), judged(a, other, "same")))
    ids = event_ids((a, b, other), links)
    assert ids[a.id] == ids[other.id] != ids[b.id]


def test_judgements_count_in_event_ids_without_linking_again() -> None:
    a, b, _ = TWICE
    links = link_events((a, b), (A, B), ())
    ids = event_ids((a, b), (*links, judged(a, b, "different")))
    assert ids[a.id] != ids[b.id]


def test_judgements_of_unknown_claims_are_passed_over() -> None:
    a, b, _ = TWICE
    assert outcome(a, b, Link("event", "claim-0", "claim-1", "same", 1.0, (), "anna", MADE)) == "same"


def test_links_say_why_and_why_not() -> None:
    a, b, _ = LEADERS
    (link,) = link_events((a, b), (A, B), ())
    assert link.judgement == "same" and link.left < link.right
    assert "the same place (Rome)" in link.reasons
    assert any("the dates agree (2025-03-04)" in r for r in link.reasons)
    assert link.reasons == tuple(sorted(link.reasons, key=lambda r: r.startswith("against: ")))


def test_an_announcement_is_linked_to_what_came_of_it() -> None:
    done = claim(A, 0, "συναντήθηκε", *MEET, **SPOKEN)
    planned = claim(B, 2, "συνάντηση", "AGREE", MEET[1], status="future", **SPOKEN)
    (link,) = link_events((done, planned), (A, B), ())
    assert (link.judgement, link.made.rule) == ("different", "came about")
    assert link.reasons[0].startswith("against: ")


def test_a_sentence_printed_twice_tells_one_event_even_if_coded_unlike() -> None:
    text = "Η Κένυα έστειλε διακόσιους αστυνομικούς στην Αϊτή ύστερα από αίτημα του ΟΗΕ."
    one = report("γ", text, text)
    a = claim(one, 0, "έστειλε", "AID", "KEN", "HTI", when="2025-06-02")
    b = claim(one, 1, "έστειλε", "AID", "KEN", "UNO", when="2025-06-09")
    assert len(set(event_ids((a, b), link_events((a, b), (one,), ())).values())) == 1


def test_vectors_can_tip_the_balance() -> None:
    a = claim(A, 4, "έστειλε", "AID", "ESP", "MAR", when="2025-03")
    b = claim(B, 0, "θέμα", "AID", "ESP", "MAR", when="2025-03")
    scores = []
    for vector in ((0.0, 1.0), (1.0, 0.0)):
        (link,) = link_events((a, b), (A, B), (), {a.id: (1.0, 0.0), b.id: vector}, (judged(a, b, "same"),))
        scores.append(link.score)
    assert scores[0] < scores[1]


def test_no_claims() -> None:
    assert link_events((), (), ()) == ()
    assert event_ids((), ()) == {}


# --- chains -----------------------------------------------------------------------------------------------------------

CHAIN = report(
    "δ",
    "Οι Σάντσεθ και Μελόνι συναντήθηκαν στη σύνοδο.",
    "Ηγέτες της Ισπανίας και της Ιταλίας συναντήθηκαν στη σύνοδο.",
    "Οι Φεϊχό και Μελόνι συναντήθηκαν στη σύνοδο.",
)


def test_a_vague_claim_does_not_chain_two_that_conflict() -> None:
    named = claim(CHAIN, 0, "συναντήθηκαν", *MEET, when="2025-03-04")
    vague = claim(CHAIN, 1, "συναντήθηκαν", "CONSULT", "ESP, ITA", when="2025-03-04")
    other = claim(CHAIN, 2, "συναντήθηκαν", "CONSULT", "ESP:Alberto Núñez Feijóo, ITA", when="2025-03-04")
    ids = event_ids((named, vague, other), link_events((named, vague, other), (CHAIN,), ()))
    assert ids[named.id] != ids[other.id]
    assert ids[vague.id] in (ids[named.id], ids[other.id])


def test_a_chain_of_days_does_not_run_together() -> None:
    """Approximate dates three days apart each agree with the next; the first and the last are weeks apart."""
    reports, claims = [], []
    for n in range(10):
        told = date(2025, 4, 1) + timedelta(days=3 * n)
        reports.append(report(f"ημέρα {n}", "Διαδηλωτές συγκεντρώθηκαν ξανά έξω από το κοινοβούλιο της Σερβίας."))
        claims.append(claim(reports[-1], 0, "συγκεντρώθηκαν", "PROTEST", "SRB", when=f"{told.isoformat()}~"))
    ids = event_ids(claims, link_events(claims, reports, ()))
    assert ids[claims[0].id] != ids[claims[-1].id]
    by_event: dict[str, list[int]] = {}
    for n, one in enumerate(claims):
        by_event.setdefault(ids[one.id], []).append(n)
    assert all(max(days) - min(days) <= 1 for days in by_event.values())


# --- order and speed --------------------------------------------------------------------------------------------------

EVERYTHING = {c.id: c for pair in PAIRS.values() for c in pair[:2]}


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sets(st.sampled_from(sorted(EVERYTHING))))
def test_order_of_claims_and_reports_does_not_matter(rng: random.Random, chosen: set[str]) -> None:
    claims, reports = [EVERYTHING[i] for i in sorted(chosen)], [A, B]
    expected = link_events(claims, reports, ())
    ids = event_ids(claims, expected)
    links = list(expected)
    for shuffled in (claims, reports, links):
        rng.shuffle(shuffled)
    assert link_events(claims, reports, ()) == expected
    assert event_ids(claims, links) == ids


def many(count: int) -> tuple[list[Report], list[Claim]]:
    """Reports of ten one-claim sentences each, drawn with a fixed seed."""
    rng = random.Random(7)
    verbs = {"συναντήθηκε": "CONSULT", "κατηγόρησε": "ACCUSE", "κάλεσε": "REQUEST", "βοήθησε": "AID"}
    codes = "ESP ITA FRA DEU GBR GRC TUR EGY MAR DZA TUN CYP".split()
    words = [f"λέξη{a}{b}{c}" for a in "αβγδεζ" for b in "αβγδεζηθικλμν" for c in "αβγδεζηθικλμνξοπρστυφχψω"]
    reports, claims = [], []
    for n in range(count // 10):
        told = (date(2025, 1, 1) + timedelta(days=rng.randrange(300))).isoformat()
        verb = [rng.choice(sorted(verbs)) for _ in range(10)]
        reports.append(report(str(n), *(" ".join([v, *rng.choices(words, k=14)]) for v in verb)))
        claims += [
            claim(reports[-1], m, v, verbs[v], *rng.sample(codes, 2), when=told if rng.random() < 0.7 else "")
            for m, v in enumerate(verb)
        ]
    return reports, claims


def test_five_thousand_claims_in_seconds() -> None:
    reports, claims = many(5000)
    started = time.process_time()
    links = link_events(claims, reports, copies(reports))
    assert time.process_time() - started < 6.0  # 1.5 s on an idle laptop core; twice 3 s for slow machines
    assert len(event_ids(claims, links)) == 5000


def test_a_huge_block_of_claims_that_say_the_same_stays_one_event() -> None:
    """More claims than are compared all with all, all in the same words: the links between neighbours hold them."""
    text = "Η Ιταλία βοήθησε την Τυνησία."
    reports = [Report(content_id("report", n), str(n), text, (Block("body", Span(0, len(text))),), MADE)
               for n in range(120)]
    told = day("2025-02-02")
    claims = [Claim(content_id("claim", r.id), r.id, Span(10, 17), Span(0, len(text)), "AID", (Party("ITA"),),
                    (Party("TUN"),), "actual", MADE, 1.0, when=told) for r in reports]
    assert len(set(event_ids(claims, link_events(claims, reports, ())).values())) == 1
