"""A long list, one page of it at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from istor.web.failures import Failure

T = TypeVar("T")
SIZE = 50


@dataclass(frozen=True)
class Some(Generic[T]):
    """A part of what was found; ``total`` is how many all are, as far as they were counted; ``has_more`` are there."""

    items: Sequence[T]
    total: int
    has_more: bool = False


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """Page ``number`` of ``pages``, with its ``items`` of ``total``; ``first`` is the number of the first of them.

    ``has_more``: there are more than were counted, and no page shows them.
    """

    items: Sequence[T]
    total: int
    number: int
    pages: int
    first: int
    has_more: bool = False

    def row(self, items: Sequence[Any]) -> dict[str, Any]:
        """The same as JSON, with ``items`` as they are written there."""
        following = self.number + 1 if self.number < self.pages else None
        return {"items": items, "total": self.total, "page": self.number, "pages": self.pages, "next": following}


def leaf(items: Sequence[T], number: int, size: int | None = None) -> Leaf[T]:
    """Page ``number`` of ``items``; there is always a first page, and a ``Failure`` after the last."""
    return leaf_of(lambda first, most: Some(items[first : first + most], len(items)), number, size)


def leaf_of_numbers(numbers: NDArray[np.int32], number: int) -> Leaf[int]:
    """Page ``number`` of an array."""
    return leaf_of(lambda first, most: Some(numbers[first : first + most].tolist(), numbers.size), number)


def leaf_of(part: Callable[[int, int], Some[T]], number: int, size: int | None = None) -> Leaf[T]:
    """Page ``number`` of what ``part`` gives: from an item on, at most so many."""
    size = size or SIZE
    start = (number - 1) * size
    some = part(start, size)
    pages = max(1, -(-some.total // size))
    if number > pages:
        raise Failure(404, f"there is no page {number}; the last is {pages}")
    return Leaf(some.items, some.total, number, pages, start + 1, some.has_more)
