"""The gate fails below a floor, refuses a floor that was quietly lowered, and never passes for want of figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals import gate
from evals.data import Figures, NothingToMeasureError


def floors(tmp_path: Path, **row: Any) -> list[gate.Floor]:
    """The floors of a file with one row for ``names``' ``f1``."""
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"layers": {"names": {"f1": row}}}), encoding="utf-8")
    return gate.read(path)


@pytest.mark.parametrize(("row", "value", "good"), [
    pytest.param({"floor": 0.8, "best": 0.8, "tolerance": 0.01}, 0.8, True, id="at the floor"),
    pytest.param({"floor": 0.8, "best": 0.8, "tolerance": 0.01}, 0.79, True, id="within the tolerance"),
    pytest.param({"floor": 0.8, "best": 0.8, "tolerance": 0.01}, 0.78, False, id="below"),
    pytest.param({"ceiling": 60, "best": 60, "tolerance": 0}, 60, True, id="at the ceiling"),
    pytest.param({"ceiling": 60, "best": 60, "tolerance": 0}, 61, False, id="above"),
    pytest.param({"ceiling": 60, "best": 60, "tolerance": 0}, 1, True, id="less is better under a ceiling"),
])
def test_floors_hold(tmp_path: Path, row: dict[str, Any], value: float, good: bool) -> None:
    [(result, line)] = gate.check(floors(tmp_path, **row), lambda _: {"f1": value})
    assert result is good and f"{value:g}" in line


@pytest.mark.parametrize("row", [
    pytest.param({"floor": 0.7, "best": 0.8, "tolerance": 0.01}, id="a lower floor"),
    pytest.param({"ceiling": 70, "best": 60, "tolerance": 0}, id="a higher ceiling"),
    pytest.param({"floor": 0.7, "best": 0.8, "tolerance": 0.01, "why": " "}, id="a blank reason"),
    pytest.param({"floor": 0.7, "tolerance": 0.01}, id="no best"),
    pytest.param({"best": 0.7, "tolerance": 0.01}, id="no limit"),
    pytest.param({"floor": 0.7, "ceiling": 0.9, "best": 0.7, "tolerance": 0.01}, id="two limits"),
])
def test_wrong_floors_are_refused(tmp_path: Path, row: dict[str, Any]) -> None:
    with pytest.raises(gate.FloorsError):
        floors(tmp_path, **row)


def test_a_floor_may_be_lowered_with_a_reason(tmp_path: Path) -> None:
    assert floors(tmp_path, floor=0.7, best=0.8, tolerance=0.01, why="the corpus was corrected")


@pytest.mark.parametrize("figures", [{}, {"f2": 1.0}], ids=["nothing", "another figure"])
def test_nothing_measured_is_no_success(tmp_path: Path, figures: Figures) -> None:
    with pytest.raises(NothingToMeasureError):
        list(gate.check(floors(tmp_path, floor=0.8, best=0.8, tolerance=0.01), lambda _: figures))


def test_no_floor_at_all_is_no_success() -> None:
    with pytest.raises(NothingToMeasureError):
        list(gate.check([], lambda _: {"f1": 1.0}))


def test_floors_are_raised_and_never_lowered() -> None:
    rows = {"layers": {"names": {"a": {"floor": 0.8, "best": 0.8, "tolerance": 0}, "b": {"ceiling": 9, "best": 9}}}}
    assert gate.raised(rows, "names", {"a": 0.9, "b": 7})["layers"]["names"] == {
        "a": {"floor": 0.9, "best": 0.9, "tolerance": 0}, "b": {"ceiling": 7, "best": 7},
    }
    assert gate.raised(rows, "names", {"a": 0.1, "b": 99})["layers"]["names"]["a"]["floor"] == 0.9


def test_the_real_floors_can_be_read() -> None:
    assert gate.read()
