"""Where marks stand: axes, lanes, networks."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from istor.errors import InputError
from istor.linking.counts import Count
from istor.linking.figures import Line
from istor.model import Figure, Party, Span, When
from istor.telling import Record
from istor.web.catalogue import Catalogue
from istor.web.catalogue.columns import Numbers
from istor.web.catalogue.filling import write
from istor.web.pictures import amounts, world
from istor.web.pictures.axis import Axis, axis, days_of
from istor.web.pictures.lanes import MOST_MARKS, MOST_ROWS, ROW, Lane, picture
from istor.web.pictures.network import drawn
from istor.web.pictures.spots import places, spots
from istor.web.pictures.ties import Ties
from istor.web.pictures.world import WORLD, Box
from tests.telling import makers

YEAR = Axis(date(2030, 1, 1), date(2030, 12, 31))


def when(first: str | None, last: str | None, edtf: str = "2030") -> When:
    begins, ends = (date.fromisoformat(day) if day else None for day in (first, last))
    return When(begins, ends, edtf, "stated")


@pytest.mark.parametrize(
    ("stretch", "ends"),
    [
        (when("2030-01-01", "2030-12-31"), (0.0, 100.0)),
        (when("2030-01-01", "2030-01-01"), (0.0, round(100 / 365, 3))),
        (when(None, "2029-01-01"), None),
        (when("2031-01-01", None), None),
        (when(None, "2030-06-30"), (0.0, round(100 * 181 / 365, 3))),
        (when("2030-07-02", None), (round(100 * 182 / 365, 3), 100.0)),
        (when(None, None), (0.0, 100.0)),
    ],
)
def test_a_stretch_on_an_axis(stretch: When, ends: tuple[float, float] | None) -> None:
    assert YEAR.stretch(stretch) == ends


@pytest.mark.parametrize(
    ("first", "last", "some", "most"),
    [
        ("2030-01-01", "2030-01-05", "2030-01-03", 5), ("2030-01-01", "2030-12-31", "2030-06", 15),
        ("2028-01-01", "2030-12-31", "2029-04", 15), ("1900-01-01", "2030-12-31", "1950", 15),
        ("0001-01-01", "9999-12-31", "2000", 30), ("9999-12-01", "9999-12-31", "9999-12-27", 5),
        ("9999-01-01", "9999-12-31", "9999-12", 15),
    ],
)  # fmt: skip
def test_ticks(first: str, last: str, some: str, most: int) -> None:
    ticks = list(Axis(date.fromisoformat(first), date.fromisoformat(last)).ticks())
    assert some in [tick.edtf for tick in ticks] and len(ticks) <= most
    assert all(0 <= tick.x <= 100 for tick in ticks) and [t.x for t in ticks] == sorted(t.x for t in ticks)


def test_a_few_outliers_do_not_squeeze_the_rest() -> None:
    many = [when(f"2030-05-{n:02}", f"2030-05-{n:02}") for n in range(1, 31)]
    early = when("1821-03-25", "1821-03-25")
    assert axis(days_of([*many, early]), None, None) == Axis(date(2030, 5, 1), date(2030, 5, 31))
    found = axis(days_of([many[0], early]), None, None)
    assert found and found.first.year == 1821  # of two, neither is an outlier


def test_no_axis_without_dates() -> None:
    assert axis(days_of([]), None, None) is None
    assert axis(days_of([when(None, None)]), None, None) is None
    assert axis(days_of([]), date(2030, 1, 1), date(2030, 2, 1)) == Axis(date(2030, 1, 1), date(2030, 2, 1))
    assert axis(days_of([when("2030-05-01", "2030-05-01")]), date(2040, 1, 1), None) is not None


def word(number: int) -> Span:
    """Where the word of that number stands in a text of nothing but κατηγορώ."""
    return Span(9 * number, 9 * number + 8)


@pytest.fixture
def known(tmp_path: Path) -> Callable[[Record], tuple[Catalogue, Numbers]]:
    """The catalogue of a record, and the numbers of all its events."""

    def catalogue(record: Record) -> tuple[Catalogue, Numbers]:
        write(record, {}, tmp_path / "catalogue", {"stamp": "now"})
        found = Catalogue(tmp_path / "catalogue")
        return found, np.arange(found.columns.size, dtype=np.int32)

    return catalogue


Known = Callable[[Record], tuple[Catalogue, Numbers]]


def made(days: list[When], **fields: object) -> Record:
    owner = makers.report("a", " ".join(["κατηγορώ"] * len(days)))
    claims = [
        replace(makers.claim(owner, "κατηγορώ", id=f"claim-{n:04}", when=day, **fields), trigger=word(n))
        for n, day in enumerate(days)
    ]
    return makers.record(*claims, reports=(owner,))


def one_lane(known: Known, record: Record, by: str = "type") -> Lane:
    catalogue, events = known(record)
    shown = picture(catalogue.columns, events, by, YEAR.first, YEAR.last)
    assert shown and shown.axis == YEAR
    (lane,) = shown.lanes
    return lane


def test_marks_of_one_day_do_not_hide_one_another(known: Known) -> None:
    lane = one_lane(known, made([makers.day("2030-05-05")] * 4), "type")
    assert lane.count == 4 and len({mark.y for mark in lane.marks}) == 4
    assert not any(mark.is_bar for mark in lane.marks) and lane.height >= max(mark.y for mark in lane.marks)


def test_an_uncertain_date_is_a_bar(known: Known) -> None:
    lane = one_lane(known, made([when("2030-02-01", "2030-06-30"), when("2030-03-01", None, "2030-03/..")]), "type")
    assert all(mark.is_bar for mark in lane.marks)
    assert [mark.opens_right for mark in lane.marks] == [False, True]


def test_too_many_marks_become_columns(known: Known) -> None:
    lane = one_lane(known, made([makers.day(f"2030-{n % 12 + 1:02}-10") for n in range(MOST_MARKS + 1)]), "quad")
    assert not lane.marks and sum(column.count for column in lane.columns) == MOST_MARKS + 1
    assert all(0 <= column.x < column.x + column.width <= 100.01 for column in lane.columns)


def test_a_crowded_day_does_not_grow_without_end(known: Known) -> None:
    lane = one_lane(known, made([makers.day("2030-05-05")] * 60), "type")
    assert lane.height <= ROW * (MOST_ROWS + 1)


@pytest.mark.parametrize("status", ["future", "hypothetical", "negated", "actual"])
def test_what_did_not_happen_looks_otherwise(known: Known, status: str) -> None:
    lane = one_lane(known, made([makers.day("2030-05-05")], status=status), "type")
    looks = {"future": "announced", "hypothetical": "conditional", "negated": "denied", "actual": "single"}
    assert lane.marks[0].look == looks[status]


def test_a_network_is_the_same_each_time_and_inside_its_frame(known: Known) -> None:
    owner = makers.report("a", "κατηγορώ " * 30)
    pairs = [(Party("GRC", f"a{n % 7}"), Party("TUR", f"b{n % 5}")) for n in range(30)]
    claims = [
        replace(
            makers.claim(owner, "κατηγορώ", id=f"claim-{n}", actors=(one,), recipients=(two,)),
            trigger=word(n),
        )
        for n, (one, two) in enumerate(pairs)
    ]
    catalogue, events = known(makers.record(*claims, reports=(owner,)))
    found = Ties(catalogue.columns, events)
    assert sum(tie.count for tie in found[:100]) == 30 and all(tie.balance == -1 for tie in found[:100])
    kept, counts, total = found.busiest(6)
    assert (len(kept), total) == (6, 12)
    states = {actor: str(actor % 2) for actor in range(12)}
    shown = drawn(found, kept, counts, states)
    assert shown == drawn(found, kept, counts, states) and len(shown.nodes) == 6
    assert all(0 <= node.x <= shown.width and 0 <= node.y <= shown.height for node in shown.nodes)
    held = [states[node.actor] for node in shown.nodes]
    assert len([code for code, before in zip(held, [None, *held], strict=False) if code != before]) == len(set(held))
    assert {edge.kind for edge in shown.edges} == {"conflict"}
    assert all(len(found.events_of(tie, 100)) == tie.count for tie in found[:100])


def test_which_way_a_tie_points(known: Known) -> None:
    owner = makers.report("a", "κατηγορώ κατηγορώ")
    one, two = Party("GRC"), Party("TUR")
    acts = makers.claim(owner, "κατηγορώ", id="claim-1", actors=(one,), recipients=(two,))
    meets = makers.claim(owner, "κατηγορώ", id="claim-2", type="CONSULT", actors=(one, two), recipients=())
    catalogue, events = known(makers.record(acts, meets, reports=(owner,)))
    (tie,) = Ties(catalogue.columns, events)[:9]
    assert (tie.forth + tie.back, tie.together, tie.balance) == (1, 1, 0)
    assert tie.quads == {"verbal conflict": 1, "verbal cooperation": 1}


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "a,b,c,d", "30,40,20,50", "0,50,1,40", "-181,0,0,1", "nan,0,1,2", "0,0,0,1"]
)
def test_a_box_must_lie_on_the_world(text: str) -> None:
    with pytest.raises(InputError):
        Box.of(text)


@pytest.mark.parametrize(
    "points", [[(23.7, 38.0)], [(23.7, 38.0), (21.4, 42.0)], [(23.7, 38.0), (-77.0, 38.9)], [(179.9, 77.0)], []]
)
def test_a_map_shows_what_it_is_made_for(points: list[tuple[float, float]]) -> None:
    box = Box.around(points)
    assert all(box.holds(point) for point in points) and Box.of(str(box)).height > 0
    for point in points:
        x, y = box.place(point)
        assert 0 <= x <= world.WIDTH and 0 <= y <= box.height
    for other in (box.scaled(0.5), box.scaled(2), box.moved(1, 0), box.moved(0, -1), box.scaled(1000)):
        assert Box.of(str(other)).height > 0 and -180 <= other.west < other.east <= 180


def test_outlines_are_cut_to_the_map_and_light() -> None:
    box = Box.around([(23.7, 38.0), (21.4, 42.0)])
    paths = world.outlines(box)
    assert len(paths) > 5 and sum(map(len, paths)) < 20_000 and sum(map(len, world.outlines(WORLD))) < 100_000
    assert all(path.startswith("M") and path.endswith("z") for path in paths)


def test_no_outline_leaps_over_the_map() -> None:
    """A state on both sides of the 180th meridian is two shapes, not a bar from one edge to the other."""
    for path in "".join(world.outlines(WORLD)).split("M")[1:]:
        x, y, *steps = map(int, re.findall(r"-?[0-9]+", path))
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            assert abs(right) < world.WIDTH / 2 or not 0 <= y <= WORLD.height


@pytest.mark.parametrize(
    ("name", "capital", "country"),
    [("Greece", None, "Greece"), ("North Macedonia", (21.43, 42.0), "Macedonia"), ("Nowhere", None, None)],
)
def test_the_outlines_of_a_state(name: str, capital: tuple[float, float] | None, country: str | None) -> None:
    found = world.country_of(name, capital)
    assert (found and found.name) == country


def test_places_on_a_map(known: Known) -> None:
    owner = makers.report("a", "κατηγορώ " * 5)
    where = ["Athens", "Athens", "Greece", "Skopje", "Nowhere at all"]
    claims = [replace(makers.claim(owner, "κατηγορώ", id=f"claim-{n}", place=place), trigger=word(n))
              for n, place in enumerate(where)]  # fmt: skip
    catalogue, events = known(makers.record(*claims, reports=(owner,)))
    found = places(catalogue.columns, events, catalogue.places)
    assert [(place.name, place.count, place.is_state) for place in found] == [
        ("Athens", 2, False), ("Greece", 1, True), ("Nowhere at all", 1, False), ("Skopje", 1, False),
    ]  # fmt: skip
    box = Box.around([place.point for place in found if place.point])
    drawn_spots = spots(found, {place.name: place.name for place in found}, box)
    assert [spot.place.name for spot in drawn_spots] == ["Athens", "Greece", "Skopje"]
    assert drawn_spots[0].radius > drawn_spots[2].radius


def line(value: float | str, day: str | None, told: str = "first", high: float | None = None) -> Line:
    number = value if isinstance(value, float) else 1.0
    figure = Figure("killed", value, "persons", False, Span(0, 2))
    at = date.fromisoformat(day) if day else None
    count = Count("event-1", "", "report-a", Span(0, 9), figure, number, high or number, "killed", "killed", at, ())
    return Line(count, told)  # type: ignore[arg-type]


def test_numbers_stand_as_high_as_they_are() -> None:
    lines = [line(10.0, "2030-01-01"), line(20.0, "2030-01-09", "update"), line(20.0, "2030-01-09", "same"),
             line("many", "2030-01-09"), line(30.0, None)]  # fmt: skip
    picture = amounts.drawn(lines)
    assert picture and [amount.lines for amount in picture.amounts] == [(1,), (2, 3)]
    assert picture.amounts[0].y > picture.amounts[1].y == amounts.TOP and picture.most == 20


def test_what_may_be_more_is_drawn_to_the_top() -> None:
    picture = amounts.drawn([line(10.0, "2030-01-01", high=float("inf")), line(40.0, "2030-01-02", high=45.0)])
    assert picture and picture.amounts[0].is_open and picture.amounts[0].top == amounts.TOP
    assert picture.amounts[1].top < picture.amounts[1].bottom


def test_one_number_makes_no_picture() -> None:
    assert amounts.drawn([line(10.0, "2030-01-01"), line(10.0, "2030-01-05", "same")]) is None
    assert amounts.drawn([line("many", "2030-01-01")]) is None
