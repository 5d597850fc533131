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


@dataclass(frozen=True)
class Report:
    """One text as read, in NFC. ``id`` comes from its content, ``name`` is what people call it (the file's stem)."""

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

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that may hold claims: titles and body, never furniture."""
        return tuple(b for b in self.blocks if b.kind in ("title", "body"))
