"""How sure a claim must be to be told: a sentence or two, a report, and what only the event head proposes."""

from dataclasses import replace

import pytest
from spacy.tokens import Doc

from istor.coding import confidence, lone
from istor.coding.claims import Coder
from istor.coding.frames import Fit
from istor.coding.lexicon import plain_frames

from .docs import Row, tree
from .test_coder import AHEAD, CONDEMNS, NEGATED


def text_of(*sentences: list[Row]) -> Doc:
    """One document of sentences, each with a tree of its own."""
    rows: list[Row] = []
    for sentence in sentences:
        at = len(rows)
        rows += [(*row[:4], row[4] + at if row[4] else 0, row[5]) for row in sentence]
    return tree(*rows)


def fit_of(rows: list[Row]) -> Fit:
    return next(fit for fit, _, _ in Coder(tree(*rows)).fitted())


@pytest.mark.parametrize(
    ("doc", "is_lone"),
    [(text_of(CONDEMNS), True), (text_of(CONDEMNS, AHEAD), True), (text_of(CONDEMNS, AHEAD, NEGATED), False)],
    ids=["one sentence", "two", "three"],
)
def test_a_sentence_or_two_is_no_report(doc: Doc, is_lone: bool) -> None:
    assert lone.is_lone(doc) is is_lone


def test_what_is_asked_of_a_claim() -> None:
    table, fit = confidence.weights().least, fit_of(CONDEMNS)
    proposed = replace(fit, frame=plain_frames()["verb", "ACCUSE"])
    assert confidence.least(fit, is_lone=False) == table["report"]
    assert confidence.least(proposed, is_lone=False) == table["proposed in a report"]
    assert confidence.least(fit, is_lone=True) == table["lone"]
    assert confidence.least(proposed, is_lone=True) == table["proposed, lone"]


def test_what_only_the_event_head_proposes_must_be_as_sure_or_surer() -> None:
    table = confidence.weights().least
    assert table["report"] < table["proposed in a report"]
    assert table["lone"] <= table["proposed, lone"]


def test_what_tells_is_named() -> None:
    told = set(confidence.features(fit_of(CONDEMNS), "actual", None, 0, is_lone=True))
    assert {"bias", "type=ACCUSE", "lemma=καταδικαζω", "type=ACCUSE|found=AR", "lone=True", "quote=None|speakers=0",
            "root=True|sentence=0"} <= told
    assert not any(name.startswith("head:") for name in told)


def test_the_event_head_tells_too_where_it_thought_of_the_word() -> None:
    doc = tree(*CONDEMNS)
    doc._.predicates = {2: {"ACCUSE": 0.7, "-": 0.2, "REJECT": 0.1}}
    fit = next(fit for fit, _, _ in Coder(doc).fitted())
    told = set(confidence.features(fit, "actual", None, 0, is_lone=True))
    assert {"head: this=7", "head: any=8", "head: best=this", "head: best=this|type=ACCUSE"} <= told
