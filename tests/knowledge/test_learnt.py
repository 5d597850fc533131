"""Learnt weights: chances that are a logistic regression's, and files that cannot be used, each told in one line."""

import json
import math

import pytest

from istor.coding import confidence, roles
from istor.errors import ModelError
from istor.knowledge.learnt import Weights

TWO = Weights({"bias": (-1.0, 0.5), "near": (2.0, -0.5)}, 2, {"actor": 0.5, "recipient": 0.5})
GOOD = {"weights": {"bias": [0.5]}, "least": {"report": 0.3}}


def test_chances_are_those_of_a_logistic_regression() -> None:
    one = Weights({"bias": (0.7,)}, 1, {})
    assert one.chances(["bias"]) == pytest.approx((1 / (1 + math.exp(-0.7)),))
    total = 1 + math.exp(1.0) + math.exp(0.0)
    assert TWO.chances(["bias", "near"]) == pytest.approx((math.exp(1.0) / total, 1 / total))


def test_what_was_never_learnt_weighs_nothing() -> None:
    assert TWO.chances(["bias", "far"]) == TWO.chances(["bias"])
    assert list(TWO.parts(["far", "near", "bias"])) == [("near", (2.0, -0.5)), ("bias", (-1.0, 0.5))]
    assert TWO.chances([]) == pytest.approx((1 / 3, 1 / 3))


def test_great_weights_do_not_overflow() -> None:
    great = Weights({"yes": (800.0,), "no": (-800.0,)}, 1, {})
    assert great.chances(["yes"]) == (1.0,)
    assert great.chances(["no"]) == pytest.approx((0.0,))


def test_a_good_table() -> None:
    read = Weights.parse(json.dumps(GOOD), "here.json", 1)
    assert (read.rows, read.classes, read.least) == ({"bias": [0.5]}, 1, {"report": 0.3})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"weights": {"bias"', "here.json is no table of weights"),
        ("[]", "here.json is no table of weights"),
        ('{"weights": {"bias": [1]}}', "here.json is no table of weights"),
        (json.dumps(GOOD | {"weights": 4}), "here.json is no table of weights"),
        (json.dumps(GOOD | {"weights": {"bias": [1, 2]}}), "here.json: the weights of 'bias' are not 1 numbers"),
        (json.dumps(GOOD | {"weights": {"": ["1"]}}), "here.json: the weights of '' are not 1 numbers"),
        (json.dumps(GOOD | {"weights": {"bias": 1}}), "here.json: the weights of 'bias' are not 1 numbers"),
        (json.dumps(GOOD | {"weights": {"bias": [math.nan]}}), "here.json: the weights of 'bias' are not 1 numbers"),
        (json.dumps(GOOD | {"least": {"report": "0.3"}}), "here.json: a threshold is no number"),
    ],
    ids=["cut off", "a list", "no thresholds", "no rows", "too long", "text", "no row", "not a number", "threshold"],
)
def test_a_bad_table_is_told_in_one_line(text: str, message: str) -> None:
    with pytest.raises(ModelError, match=message) as raised:
        Weights.parse(text, "here.json", 1)
    assert "\n" not in str(raised.value) and str(raised.value).endswith("install istor anew")


def test_a_table_that_is_not_there_is_told_in_one_line() -> None:
    with pytest.raises(ModelError, match=r"coding/models/el/none\.json cannot be read: install istor anew"):
        Weights.read("coding/models/el/none.json", 1)


def test_the_shipped_tables_hold_what_is_asked_of_them() -> None:
    assert set(confidence.weights().least) == {"lone", "report", "proposed in a report", "proposed, lone"}
    assert set(roles.weights().least) == {n for role in roles.ROLES for n in (role, f"another {role}")}
    assert all("bias" in table.rows for table in (confidence.weights(), roles.weights()))
