"""Where marks stand: axes, lanes, networks."""

from dataclasses import replace
from datetime import date

import pytest

from istor.model import Event, Party, Span, When
from istor.telling import describe
from istor.telling.ties import ties
from istor.web.pictures.axis import Axis, axis
from istor.web.pictures.lanes import MOST_MARKS, MOST_ROWS, ROW, lanes
from istor.web.pictures.network import drawn
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
    assert axis([*many, when("1821-03-25", "1821-03-25")], None, None) == Axis(date(2030, 5, 1), date(2030, 5, 31))
    found = axis([many[0], when("1821-03-25", "1821-03-25")], None, None)
    assert found and found.first.year == 1821  # of two, neither is an outlier


def test_no_axis_without_dates() -> None:
    assert axis([], None, None) is None
    assert axis([when(None, None)], None, None) is None
    assert axis([], date(2030, 1, 1), date(2030, 2, 1)) == Axis(date(2030, 1, 1), date(2030, 2, 1))
    assert axis([when("2030-05-01", "2030-05-01")], date(2040, 1, 1), None) is not None


def word(number: int) -> Span:
    """Where the word of that number stands in a text of nothing but κατηγορώ."""
    return Span(9 * number, 9 * number + 8)


def made(days: list[When], **fields: object) -> tuple[list[Event], dict[str, object]]:
    owner = makers.report("a", " ".join(["κατηγορώ"] * len(days)))
    claims = [
        replace(makers.claim(owner, "κατηγορώ", id=f"claim-{n:04}", when=day, **fields), trigger=word(n))
        for n, day in enumerate(days)
    ]
    record = makers.record(*claims, reports=(owner,))
    return list(record.events), {event.id: describe(event, record) for event in record.events}


def test_marks_of_one_day_do_not_hide_one_another() -> None:
    events, entries = made([makers.day("2030-05-05")] * 4)
    (lane,) = lanes(events, entries, "type", YEAR)  # type: ignore[arg-type]
    assert lane.count == 4 and len({mark.y for mark in lane.marks}) == 4
    assert not any(mark.is_bar for mark in lane.marks) and lane.height >= max(mark.y for mark in lane.marks)


def test_an_uncertain_date_is_a_bar() -> None:
    events, entries = made([when("2030-02-01", "2030-06-30"), when("2030-03-01", None, "2030-03/..")])
    (lane,) = lanes(events, entries, "type", YEAR)  # type: ignore[arg-type]
    assert all(mark.is_bar for mark in lane.marks)
    assert [mark.opens_right for mark in lane.marks] == [False, True]


def test_too_many_marks_become_columns() -> None:
    events, entries = made([makers.day(f"2030-{n % 12 + 1:02}-10") for n in range(MOST_MARKS + 1)])
    (lane,) = lanes(events, entries, "quad", YEAR)  # type: ignore[arg-type]
    assert not lane.marks and sum(column.count for column in lane.columns) == MOST_MARKS + 1
    assert all(0 <= column.x < column.x + column.width <= 100.01 for column in lane.columns)


def test_a_crowded_day_does_not_grow_without_end() -> None:
    events, entries = made([makers.day("2030-05-05")] * 60)
    (lane,) = lanes(events, entries, "type", YEAR)  # type: ignore[arg-type]
    assert lane.height <= ROW * (MOST_ROWS + 1)


@pytest.mark.parametrize("status", ["future", "hypothetical", "negated", "actual"])
def test_what_did_not_happen_looks_otherwise(status: str) -> None:
    events, entries = made([makers.day("2030-05-05")], status=status)
    (lane,) = lanes(events, entries, "type", YEAR)  # type: ignore[arg-type]
    looks = {"future": "announced", "hypothetical": "conditional", "negated": "denied", "actual": "single"}
    assert lane.marks[0].look == looks[status]


def test_a_network_is_the_same_each_time_and_inside_its_frame() -> None:
    owner = makers.report("a", "κατηγορώ " * 30)
    pairs = [(Party("GRC", f"a{n % 7}"), Party("TUR", f"b{n % 5}")) for n in range(30)]
    claims = [
        replace(
            makers.claim(owner, "κατηγορώ", id=f"claim-{n}", actors=(one,), recipients=(two,)),
            trigger=word(n),
        )
        for n, (one, two) in enumerate(pairs)
    ]
    found = ties(makers.record(*claims, reports=(owner,)).events)
    assert sum(tie.count for tie in found) == 30 and all(tie.balance == -1 for tie in found)
    states = {actor: actor[-1] for tie in found for actor in (tie.left, tie.right)}
    picture = drawn(found, states, 6)
    assert picture == drawn(found, states, 6) and len(picture.nodes) == 6 and picture.left_out == 6
    assert all(0 <= node.x <= picture.width and 0 <= node.y <= picture.height for node in picture.nodes)
    held = [states[node.id] for node in picture.nodes]
    assert len([code for code, before in zip(held, [None, *held], strict=False) if code != before]) == len(set(held))
    assert {edge.kind for edge in picture.edges} == {"conflict"}


def test_which_way_a_tie_points() -> None:
    owner = makers.report("a", "κατηγορώ κατηγορώ")
    one, two = Party("GRC"), Party("TUR")
    acts = makers.claim(owner, "κατηγορώ", id="claim-1", actors=(one,), recipients=(two,))
    meets = makers.claim(owner, "κατηγορώ", id="claim-2", type="CONSULT", actors=(one, two), recipients=())
    (tie,) = ties(makers.record(acts, meets, reports=(owner,)).events)
    assert (tie.forth + tie.back, tie.together, tie.balance) == (1, 1, 0)
    assert tie.quads == {"verbal conflict": 1, "verbal cooperation": 1}
