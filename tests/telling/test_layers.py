"""Cutting a report by its layers loses nothing."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from istor.model import Block, Figure, Party, Span, Voice
from istor.telling.layers import excerpt, layered, spans_of

from . import makers

TEXT = "Η Μαρία κατηγόρησε χθες το σωματείο. Το σωματείο αρνήθηκε."
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda t: Span(min(t), max(t)))


@settings(deadline=None)
@given(st.lists(st.tuples(spans, spans, spans), max_size=5))
def test_stretches_join_to_the_text(found: list[tuple[Span, Span, Span]]) -> None:
    report = makers.report("a", TEXT)
    claims = [
        replace(
            makers.claim(report, "Η", id=f"claim-{n}", actors=(Party("GRC", "Maria", party),)),
            trigger=trigger,
            sentence=sentence,
        )
        for n, (trigger, sentence, party) in enumerate(found)
    ]
    (block,) = layered(report, claims)
    assert "".join(stretch.text for stretch in block.stretches) == TEXT
    marked = "".join(s.text if "trigger" in s.layers else "·" * len(s.text) for s in block.stretches)
    covered = {at for trigger, _, _ in found for at in range(trigger.start, trigger.end)}
    assert [at for at, char in enumerate(marked) if char != "·"] == sorted(covered)


def test_every_layer_is_found() -> None:
    report = makers.report("a", TEXT)
    at = TEXT.index
    claim = makers.claim(
        report, "κατηγόρησε", sentence=Span(0, 36), actors=(Party("GRC", "Maria", Span(2, 7)),),
        voices=(Voice("Maria", cue=Span(0, 1)),), figures=(Figure("one", 1.0, "", False, Span(0, 1)),),
        when=replace(makers.day("2030-01-01"), span=Span(at("χθες"), at("χθες") + 4)),
    )  # fmt: skip
    assert {layer: span.of(TEXT) for layer, span, _ in spans_of(claim)} == {
        "evidence": TEXT[:36], "trigger": "κατηγόρησε", "party": "Μαρία", "time": "χθες", "voice": "Η", "figure": "Η",
    }  # fmt: skip
    (block,) = layered(report, [claim])
    assert [s.begins for s in block.stretches if s.begins] == [(claim.id,)]
    assert [s.text for s in block.stretches if not s.layers] == [TEXT[36:]]


def test_a_long_text_is_cut_and_says_so() -> None:
    report = replace(makers.report("a", TEXT), blocks=(Block("title", Span(0, 36)), Block("body", Span(37, len(TEXT)))))
    assert [(block.kind, block.is_cut) for block in layered(report, [], 40)] == [("title", False), ("body", True)]
    assert [block.kind for block in layered(report, [], 36)] == ["title"]


def test_an_excerpt_stays_in_its_paragraph() -> None:
    report = replace(makers.report("a", TEXT), blocks=(Block("body", Span(0, 36)), Block("body", Span(37, len(TEXT)))))
    claim = replace(makers.claim(report, "αρνήθηκε"), sentence=Span(49, 57))
    found = excerpt(report, claim, around=5)
    assert (found.before, found.after) == ("… τείο", ".")
    assert "".join(s.text for s in found.sentence) == "αρνήθηκε"
