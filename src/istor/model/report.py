"""A report: one text as it was read. It never changes; everything else points into it."""

from dataclasses import dataclass
from typing import Literal

from istor.model.values import Made, Span, When

BlockKind = Literal["date line", "title", "body", "furniture"]


@dataclass(frozen=True)
class Block:
    """A stretch of the text that is one thing: its date line, title, a paragraph of the body, or page furniture."""

    kind: BlockKind
    span: Span
    reason: str = ""
    lang: str = ""
    """Empty where the block is in the report's own language."""


@dataclass(frozen=True)
class Repair:
    """What reading put right: ``was`` stood where the text now has ``span``; ``why`` says what was wrong with it."""

    span: Span
    was: str
    why: str


@dataclass(frozen=True)
class Report:
    """One text as read, in NFC. ``id`` comes from its content, ``name`` is what people call it (the file's stem).

    ``lang`` is an IETF tag: ``el``, ``en``, ``el-Latn`` (Greek in Latin letters), ``und`` (undetermined).
    ``bytes_digest`` is the SHA-256, in hex, of the bytes that it was read from; empty where it came without bytes.
    """

    id: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    made: Made
    title: str = ""
    lang: str = "el"
    published: When | None = None
    source: str = ""
    url: str = ""
    author: str = ""
    bytes_digest: str = ""
    repairs: tuple[Repair, ...] = ()

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that may hold claims: titles and body in the report's language, never furniture."""
        return tuple(b for b in self.blocks if b.kind in ("title", "body") and not b.lang)

    @property
    def unrepaired(self) -> str:
        """The text as it was decoded, before anything was put right."""
        pieces, end = [], 0
        for repair in self.repairs:
            pieces += [self.text[end : repair.span.start], repair.was]
            end = repair.span.end
        return "".join((*pieces, self.text[end:]))

    def as_decoded(self, span: Span) -> Span:
        """Where ``span`` stands in the text as it was decoded, which is what other programs see in the file."""
        return Span(self._decoded_at(span.start), self._decoded_at(span.end))

    def _decoded_at(self, at: int) -> int:
        return at + sum(len(r.was) - (r.span.end - r.span.start) for r in self.repairs if r.span.end <= at)
