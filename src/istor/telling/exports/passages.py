"""A report's text cut for a page: which stretches are the evidence of claims, and which words are their triggers.

The cuts fall at the ends of sentences and triggers, so claims may share, nest or overlap as they like.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from istor.model import Block, Claim, Report, Span
from istor.telling.describe import visible


@dataclass(frozen=True)
class Piece:
    """Words that are one thing: within a trigger or not. ``begins`` holds the claims whose trigger begins here."""

    text: str
    is_trigger: bool
    begins: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A sentence that claims rest on, or what lies between such sentences."""

    is_evidence: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """One block of the report."""

    kind: str
    passages: tuple[Passage, ...]


def paragraphs(report: Report, claims: Sequence[Claim]) -> tuple[Paragraph, ...]:
    """All of ``report``, with the evidence of its ``claims`` told apart."""
    blocks = report.blocks or (Block("body", Span(0, len(report.text))),)
    return tuple(Paragraph(block.kind, _passages(report.text, block.span, claims)) for block in blocks)


def evidence(claim: Claim, report: Report) -> tuple[Piece, ...]:
    """The sentence that ``claim`` rests on, its trigger told apart."""
    return _pieces(report.text, claim.sentence, [claim])


def _passages(text: str, within: Span, claims: Sequence[Claim]) -> tuple[Passage, ...]:
    sentences = [claim.sentence for claim in claims]
    return tuple(Passage(_is_in(span, sentences), _pieces(text, span, claims)) for span in _cut(within, sentences))


def _pieces(text: str, within: Span, claims: Sequence[Claim]) -> tuple[Piece, ...]:
    triggers = [claim.trigger for claim in claims]
    return tuple(
        Piece(visible(span.of(text)), _is_in(span, triggers), _begin(span, claims)) for span in _cut(within, triggers)
    )


def _cut(within: Span, at: Iterable[Span]) -> Iterator[Span]:
    """``within`` cut at both ends of each span that lies in it or reaches into it."""
    ends = {end for span in at for end in (span.start, span.end) if within.start < end < within.end}
    return (Span(start, end) for start, end in pairwise(sorted({within.start, within.end, *ends})))


def _is_in(span: Span, others: Iterable[Span]) -> bool:
    return any(other.covers(span) for other in others)


def _begin(span: Span, claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims if span.start <= claim.trigger.start < span.end)
