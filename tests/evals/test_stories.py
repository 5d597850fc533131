"""The gold of ``evals/stories`` hangs together: every anchor is found once, every name that a record uses exists."""

import re
import unicodedata
from collections import defaultdict
from datetime import date
from itertools import pairwise

import pytest

from evals.standoff import FOLDER, AnchorError, Place, Stories, locate
from istor.model.plover import TYPES

STORIES, UNSEEN = Stories(), Stories(FOLDER / "unseen")
SETS = [pytest.param(STORIES, id="stories"), pytest.param(UNSEEN, id="unseen")]
TEXTS = [pytest.param(stories, name, id=name) for stories in (STORIES, UNSEEN) for name in stories.texts]
each_set = pytest.mark.parametrize("stories", SETS)


def story(report: str) -> str:
    return report.rsplit("-", 1)[0]


@pytest.mark.parametrize(("stories", "least"), [(STORIES, 12), (UNSEEN, 6)], ids=["stories", "unseen"])
def test_there_are_enough_stories(stories: Stories, least: int) -> None:
    reports = defaultdict(list)
    for name in stories.texts:
        reports[story(name)].append(name)
    assert len(reports) >= least and all(5 <= len(names) <= 8 for names in reports.values())


@pytest.mark.parametrize(("stories", "name"), TEXTS)
def test_a_text_is_as_the_program_reads_it(stories: Stories, name: str) -> None:
    text = stories.texts[name]
    assert unicodedata.is_normalized("NFC", text) and "\r" not in text
    dated = re.match(r" date (\d{4}-\d{2}-\d{2}) \S", text)
    assert bool(dated) != (name in {row["report"] for row in stories.rows("dates")})
    if dated:
        date.fromisoformat(dated[1])


@each_set
@pytest.mark.parametrize("kind", ["mentions", "events", "figures"])
def test_no_place_is_marked_twice(stories: Stories, kind: str) -> None:
    places = sorted((p.report, p.span) for p in getattr(stories, kind))
    assert places
    assert not [a for a, b in pairwise(places) if a[0] == b[0] and a[1].meets(b[1])]


@pytest.mark.parametrize(("anchor", "words"), [("δύο φορές", "δύο"), ("μία και μία", "μία"), ("πουθενά", "πουθενά")])
def test_an_anchor_that_is_not_found_once_is_refused(anchor: str, words: str) -> None:
    with pytest.raises(AnchorError):
        locate({"report": "x", "anchor": anchor, "words": words}, "δύο φορές, δύο φορές, μία και μία")


@each_set
def test_an_event_has_one_type_and_one_date(stories: Stories) -> None:
    told = defaultdict(set)
    for place in stories.events:
        told[place.record["event"]].add((place.record["type"], place.record["date"]))
    assert not {event: kinds for event, kinds in told.items() if len(kinds) > 1}
    assert {kind for kinds in told.values() for kind, _ in kinds} <= set(TYPES)


@each_set
def test_what_records_name_exists(stories: Stories) -> None:
    def used(places: tuple[Place, ...], key: str) -> set[str]:
        return {place.record[key] for place in places}

    assert used(stories.mentions, "actor") == {row["actor"] for row in stories.rows("actors")}
    events = used(stories.events, "event")
    assert {row[end] for row in stories.rows("links") for end in ("from", "to")} <= events
    figures = used(stories.figures, "id")
    assert len(figures) == len(stories.figures)
    assert {row[end] for row in stories.rows("relations") for end in ("left", "right")} <= figures


@each_set
def test_relations_agree_with_quantities(stories: Stories) -> None:
    figures = {p.record["id"]: p.record for p in stories.figures}
    for row in stories.rows("relations"):
        left, right = figures[row["left"]], figures[row["right"]]
        assert (left["quantity"] == right["quantity"]) == (row["relation"] != "other"), row
        assert (left["value"] == right["value"]) or row["relation"] != "same", row


@each_set
def test_copies_are_of_one_story(stories: Stories) -> None:
    for row in stories.rows("copies"):
        assert row["left"] < row["right"] and {row["left"], row["right"]} <= stories.texts.keys()
        assert story(row["left"]) == story(row["right"]) and row["relation"] in ("copy", "contained", "not")


@each_set
def test_the_true_days_are_stretches(stories: Stories) -> None:
    assert all(date.fromisoformat(row["first"]) <= date.fromisoformat(row["last"]) for row in stories.rows("dates"))
