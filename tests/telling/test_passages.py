"""Cutting a report for a page loses nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from istor.model import Block, Span
from istor.telling.exports.passages import evidence, paragraphs

from . import makers

TEXT = "Η Μαρία κατηγόρησε το σωματείο. Το σωματείο αρνήθηκε."
spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda t: Span(min(t), max(t)))


@given(st.lists(st.tuples(spans, spans), max_size=6))
def test_pieces_join_to_the_text(pairs: list[tuple[Span, Span]]) -> None:
    report = makers.report("a", TEXT)
    claims = [
        replace(makers.claim(report, "Η"), id=f"claim-{n}", trigger=trigger, sentence=sentence)
        for n, (trigger, sentence) in enumerate(pairs)
    ]
    (whole,) = paragraphs(report, claims)
    pieces = [piece for passage in whole.passages for piece in passage.pieces]
    assert "".join(piece.text for piece in pieces) == TEXT
    marked = "".join(piece.text if piece.is_trigger else "·" * len(piece.text) for piece in pieces)
    covered = {at for trigger, _ in pairs for at in range(trigger.start, trigger.end)}
    assert [at for at, char in enumerate(marked) if char != "·"] == sorted(covered)
    begun = [name for piece in pieces for name in piece.begins]
    assert sorted(begun) == sorted(claim.id for claim in claims if claim.trigger.start < len(TEXT))


def test_a_claim_shows_its_own_trigger_only() -> None:
    report = makers.report("a", TEXT)
    pieces = evidence(makers.claim(report, "αρνήθηκε"), report)
    assert [piece.text for piece in pieces if piece.is_trigger] == ["αρνήθηκε"]


def test_blocks_keep_their_kind() -> None:
    report = makers.report("a", TEXT)
    blocks = (Block("title", Span(0, 31)), Block("furniture", Span(32, len(TEXT))))
    cut = paragraphs(replace(report, blocks=blocks), [])
    assert [paragraph.kind for paragraph in cut] == ["title", "furniture"]
    assert [len(paragraph.passages) for paragraph in cut] == [1, 1]
