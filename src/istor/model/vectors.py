"""Sentence vectors: where two are near, the sentences mean much the same, in one language or in two."""

from dataclasses import dataclass

from istor.model.values import Span


@dataclass(frozen=True)
class Vectors:
    """Sentences of one text, each with a vector. Vectors are near or far only if one ``model`` made them.

    ``values`` holds a signed byte for each number, sentence by sentence: an eighth of the room that floats of double
    precision take, and as good for telling near from far. Vectors are compared by the angle between them; their length
    says nothing.
    """

    model: str
    spans: tuple[Span, ...]
    values: bytes

    def __post_init__(self) -> None:
        if len(self.values) % len(self.spans) if self.spans else self.values:
            raise ValueError(f"{len(self.values)} values cannot be shared out among {len(self.spans)} sentences")

    @property
    def width(self) -> int:
        """How many numbers a vector has."""
        return len(self.values) // len(self.spans) if self.spans else 0
