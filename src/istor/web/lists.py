"""A long list, one page of it at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from istor.web.failures import Failure

T = TypeVar("T")
SIZE = 50


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """Page ``number`` of ``pages``, with its ``items`` of ``total``; ``first`` is the number of the first of them."""

    items: Sequence[T]
    total: int
    number: int
    pages: int
    first: int

    def row(self, items: Sequence[Any]) -> dict[str, Any]:
        """The same as JSON, with ``items`` as they are written there."""
        following = self.number + 1 if self.number < self.pages else None
        return {"items": items, "total": self.total, "page": self.number, "pages": self.pages, "next": following}


def leaf(items: Sequence[T], number: int, size: int = SIZE) -> Leaf[T]:
    """Page ``number`` of ``items``; there is always a first page, and a ``Failure`` after the last."""
    pages = max(1, -(-len(items) // size))
    if number > pages:
        raise Failure(404, f"there is no page {number}; the last is {pages}")
    start = (number - 1) * size
    return Leaf(items[start : start + size], len(items), number, pages, start + 1)
