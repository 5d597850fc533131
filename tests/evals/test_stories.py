"""The gold of ``evals/stories`` hangs together: every anchor is found once, every name that a record uses exists."""

import re
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from evals.standoff import AnchorError, Place, Stories, locate
from istor.model.plover import TYPES

STORIES = Stories()
PLACES = {"mentions": STORIES.mentions, "events": STORIES.events, "figures": STORIES.figures}


def story(report: str) -> str:
    return report.rsplit("-", 1)[0]


def test_there_are_enough_stories() -> None:
    reports = defaultdict(list)
    for name in STORIES.texts:
        reports[story(name)].append(name)
    assert len(reports) >= 12 and all(5 <= len(names) <= 8 for names in reports.values())


@pytest.mark.parametrize("name", STORIES.texts)
def test_a_text_is_as_the_program_reads_it(name: str) -> None:
    text = STORIES.texts[name]
    assert unicodedata.is_normalized("NFC", text) and "\r" not in text
    dated = re.match(r" date (\d{4}-\d{2}-\d{2}) \S", text)
    assert bool(dated) != (name in {row["report"] for row in STORIES.rows("dates")})
    if dated:
        date.fromisoformat(dated[1])


@pytest.mark.parametrize("kind", PLACES)
def test_no_place_is_marked_twice(kind: str) -> None:
    places = sorted((p.report, p.span) for p in PLACES[kind])
    assert places
    assert not [a for a, b in pairwise(places) if a[0] == b[0] and a[1].meets(b[1])]


@pytest.mark.parametrize(("anchor", "words"), [("δύο φορές", "δύο"), ("μία και μία", "μία"), ("πουθενά", "πουθενά")])
def test_an_anchor_that_is_not_found_once_is_refused(anchor: str, words: str) -> None:
    with pytest.raises(AnchorError):
        locate({"report": "x", "anchor": anchor, "words": words}, "δύο φορές, δύο φορές, μία και μία")


def test_an_event_has_one_type_and_one_date() -> None:
    told = defaultdict(set)
    for place in STORIES.events:
        told[place.record["event"]].add((place.record["type"], place.record["date"]))
    assert not {event: kinds for event, kinds in told.items() if len(kinds) > 1}
    assert {kind for kinds in told.values() for kind, _ in kinds} <= set(TYPES)


def test_what_records_name_exists() -> None:
    def used(places: tuple[Place, ...], key: str) -> set[str]:
        return {place.record[key] for place in places}

    assert used(STORIES.mentions, "actor") == {row["actor"] for row in STORIES.rows("actors")}
    events = used(STORIES.events, "event")
    assert {row[end] for row in STORIES.rows("links") for end in ("from", "to")} <= events
    figures = used(STORIES.figures, "id")
    assert len(figures) == len(STORIES.figures)
    assert {row[end] for row in STORIES.rows("relations") for end in ("left", "right")} <= figures


def test_relations_agree_with_quantities() -> None:
    figures = {p.record["id"]: p.record for p in STORIES.figures}
    for row in STORIES.rows("relations"):
        left, right = figures[row["left"]], figures[row["right"]]
        assert (left["quantity"] == right["quantity"]) == (row["relation"] != "other"), row
        assert (left["value"] == right["value"]) or row["relation"] != "same", row


def test_copies_are_of_one_story() -> None:
    for row in STORIES.rows("copies"):
        assert row["left"] < row["right"] and {row["left"], row["right"]} <= STORIES.texts.keys()
        assert story(row["left"]) == story(row["right"]) and row["relation"] in ("copy", "contained", "not")


def test_the_true_days_are_stretches() -> None:
    assert all(date.fromisoformat(row["first"]) <= date.fromisoformat(row["last"]) for row in STORIES.rows("dates"))
