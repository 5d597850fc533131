"""A report's text with its layers: which stretches are evidence, triggers, parties, times, voices and figures.

The text is cut wherever a span begins or ends, so layers may share, nest or overlap as they like, and the stretches put
together are the text again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from istor.model import Block, Claim, Report, Span
from istor.telling.describe import one_line, visible

Layer = Literal["evidence", "trigger", "party", "time", "voice", "figure"]
AROUND = 280
"""Characters of the paragraph that :func:`excerpt` shows on each side of the sentence."""


@dataclass(frozen=True)
class Stretch:
    """Words that are one thing. ``claims`` are those in whose sentence they stand, ``begins`` those that begin here."""

    text: str
    layers: tuple[Layer, ...]
    claims: tuple[str, ...]
    begins: tuple[str, ...]


@dataclass(frozen=True)
class LayeredBlock:
    """One block of a report; ``is_cut`` where not all of its text is there."""

    kind: str
    stretches: tuple[Stretch, ...]
    is_cut: bool = False


@dataclass(frozen=True)
class Excerpt:
    """The sentence that a claim rests on, and what stands before and after it in its paragraph."""

    before: str
    sentence: tuple[Stretch, ...]
    after: str


def layered(report: Report, claims: Sequence[Claim], most: int | None = None) -> Iterator[LayeredBlock]:
    """The blocks of ``report`` with the layers of its ``claims``, until ``most`` characters are reached."""
    blocks = report.blocks or (Block("body", Span(0, len(report.text))),)
    spans = [spanned for claim in claims for spanned in spans_of(claim)]
    for block in blocks:
        end = block.span.end if most is None else min(block.span.end, most)
        if end <= block.span.start < block.span.end:
            return
        within = Span(block.span.start, end)
        yield LayeredBlock(block.kind, _cut(report.text, within, spans), is_cut=end < block.span.end)


def excerpt(report: Report, claim: Claim, around: int = AROUND) -> Excerpt:
    """The sentence of ``claim`` with its layers, and its surroundings in the same block."""
    sentence = claim.sentence
    block = next((block.span for block in report.blocks if block.span.covers(sentence)), sentence)
    before = Span(max(block.start, sentence.start - around), sentence.start)
    after = Span(sentence.end, min(block.end, sentence.end + around))
    return Excerpt(
        before=("… " if before.start > block.start else "") + one_line(before.of(report.text)),
        sentence=_cut(report.text, sentence, spans_of(claim)),
        after=one_line(after.of(report.text)) + (" …" if after.end < block.end else ""),
    )


_Spanned = tuple[Layer, Span, str]


def spans_of(claim: Claim) -> list[_Spanned]:
    """Every span of ``claim`` with its layer and the claim's id."""
    found: list[_Spanned] = [("evidence", claim.sentence, claim.id), ("trigger", claim.trigger, claim.id)]
    found += [("party", party.span, claim.id) for party in claim.parties if party.span]
    found += [("time", claim.when.span, claim.id)] if claim.when and claim.when.span else []
    found += [("voice", voice.cue, claim.id) for voice in claim.voices if voice.cue]
    found += [("figure", figure.span, claim.id) for figure in claim.figures]
    return found


def _cut(text: str, within: Span, spans: Sequence[_Spanned]) -> tuple[Stretch, ...]:
    near = [spanned for spanned in spans if spanned[1].meets(within)]
    ends = {end for _, span, _ in near for end in (span.start, span.end) if within.start < end < within.end}
    cuts = [Span(start, end) for start, end in pairwise(sorted({within.start, within.end, *ends}))]
    return tuple(_stretch(text, cut, near) for cut in cuts)


def _stretch(text: str, cut: Span, near: Sequence[_Spanned]) -> Stretch:
    over = [spanned for spanned in near if spanned[1].covers(cut)]
    return Stretch(
        text=visible(cut.of(text)),
        layers=tuple(sorted({layer for layer, _, _ in over})),
        claims=tuple(dict.fromkeys(claim for layer, _, claim in over if layer == "evidence")),
        begins=tuple(claim for layer, span, claim in over if layer == "trigger" and span.start == cut.start),
    )
