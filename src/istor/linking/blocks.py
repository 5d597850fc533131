"""Which claims are worth comparing: not all with all, but those that share what one event's claims must share.

All of an archive go through :func:`pairs`; of one claim that comes to many :class:`Partners` finds the same pairs by
the keys under which it and the others are listed (:func:`keys`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise
from typing import Protocol

from istor.linking.parties import cast
from istor.linking.wording import Wording
from istor.model import Claim, When

LARGEST = 40
"""Claims of one type with one party that are compared all with all; a larger block is split by its claims' words."""
MOST = 20
"""Claims of a larger block that may share a word for it to tell them apart; a commoner word tells nothing."""

SHARED = 2
"""Such words that two of its claims share where they are not told of near days: one word is shared by chance, the
oftener the larger the archive."""
NEAR = timedelta(days=62)
"""Days told as far apart at most are near."""

PROMISE = "AGREE"
PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
"""Types whose future is coded AGREE."""
UNDOING = frozenset({"cancellation", "denial"})
"""Acts that say of something else that it is off, or never was."""
UNDOES = frozenset({"REJECT", "CONCEDE"})
"""Types as which these acts are coded where somebody is said to do them."""
UNDONE = PROMISED | {PROMISE, "PROTEST"}
"""Types of what is announced and called off."""

Pair = tuple[str, str]
Key = tuple[str, ...]
Block = Sequence[Claim]


def pairs(claims: Iterable[Claim], wordings: Mapping[str, Wording]) -> list[Pair]:
    """Ids of the claims to compare, lesser first, sorted: of one type, and in one report or with one party's code."""
    ordered = sorted(claims, key=lambda c: c.id)
    found = set(_of_one_report(ordered, wordings))
    for block in _by(ordered, lambda c: _blocks(c, wordings[c.id])):
        found.update(_all(block) if len(block) <= LARGEST else _split(block, wordings))
    return sorted(found)


def _of_one_report(ordered: Block, wordings: Mapping[str, Wording]) -> Iterator[Pair]:
    for block in _by(ordered, lambda c: [(c.report, c.type)]):
        yield from _all(block) if len(block) <= LARGEST else _split(block, wordings)


def keys(claim: Claim, wording: Wording) -> Iterator[Key]:
    """Under what a claim is to be listed: its blocks, in each of them its words, and what it says with all else."""
    for block in sorted(_blocks(claim, wording)):
        yield block
        yield from ((*block, "word", found) for found in sorted(wording.sentence))
        yield _saying(block, claim, wording)


def limit(key: Key) -> int | None:
    """How many claims may be listed under ``key`` for it to bring each two together; ``None``: it never does."""
    return {2: LARGEST, 4: MOST if key[2:3] == ("word",) else None}[len(key)]


def _saying(block: Key, claim: Claim, wording: Wording) -> Key:
    when = claim.when.edtf if claim.when else ""
    return (*block, "says", repr((cast(claim), when, claim.status, sorted(wording.trigger))))


class Listed(Protocol):
    """The claims of an archive by the keys under which they are listed."""

    def holders(self, key: Key, most: int) -> Sequence[str]:
        """The ids of the claims under ``key``, in order; of more than ``most`` only one more than that."""

    def beside(self, key: Key, claim: str) -> Sequence[str]:
        """The ids that come next before and after that of ``claim`` among those under ``key``."""


class Partners:
    """The claims with which one is to be compared, as :func:`pairs` has them; ``known`` gives claims by their ids."""

    def __init__(self, listed: Listed, known: Callable[[Collection[str]], Mapping[str, Claim]]) -> None:
        self._listed, self._known = listed, known

    def of(self, claim: Claim, wording: Wording, among: Collection[str] | None = None) -> set[str]:
        """Ids of claims of other reports, and of some of its own; only those ``among`` some, where these are given."""
        found: set[str] = set()
        for block in _blocks(claim, wording):
            held = self._listed.holders(block, LARGEST)
            found.update(held if len(held) <= LARGEST else self._of_large(block, claim, wording, among))
        return {i for i in found if i != claim.id and (among is None or i in among)}

    def _of_large(self, block: Key, claim: Claim, wording: Wording, among: Collection[str] | None) -> Iterator[str]:
        shared: Counter[str] = Counter()
        for word in wording.sentence:
            held = self._listed.holders((*block, "word", word), MOST)
            if len(held) <= MOST:
                shared.update(i for i in held if among is None or i in among)
        once = self._known([i for i, n in shared.items() if n < SHARED])
        yield from (i for i, n in shared.items() if n >= SHARED or _are_near(claim.when, once[i].when))
        yield from self._listed.beside(_saying(block, claim, wording), claim.id)


def in_one_report(claims: Iterable[Claim], wordings: Mapping[str, Wording]) -> set[Pair]:
    """The pairs to compare among the claims of each report, whatever other reports claim."""
    return set(_of_one_report(sorted(claims, key=lambda c: c.id), wordings))


def _blocks(claim: Claim, wording: Wording) -> set[Key]:
    return {(kind, party.code) for kind in _types(claim, wording) for party in claim.parties}


def _types(claim: Claim, wording: Wording) -> frozenset[str]:
    """The type, and the types of what a promise may have become, or of what is called off."""
    if claim.type in UNDOES and wording.acts & UNDOING:
        return UNDONE | {claim.type}
    return PROMISED | {PROMISE} if claim.type == PROMISE else frozenset({claim.type})


def _by(claims: Block, keys: Callable[[Claim], Iterable[Hashable]]) -> Iterator[Block]:
    blocks: dict[Hashable, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in keys(claim):
            blocks[key].append(claim)
    return iter(blocks.values())


def _all(block: Block) -> Iterator[Pair]:
    return ((a.id, b.id) for a, b in combinations(block, 2))


def _split(block: Block, wordings: Mapping[str, Wording]) -> Iterator[Pair]:
    """Pairs that share words rare in the block; and, of those that say exactly the same, each with the next."""
    shared: Counter[Pair] = Counter()
    for part in _by(block, lambda c: wordings[c.id].sentence):
        if len(part) <= MOST:
            shared.update((a.id, b.id) for a, b in combinations(part, 2) if _are_near(a.when, b.when))
            shared.update(_all(part))
    yield from (pair for pair, count in shared.items() if count >= SHARED)
    for part in _by(block, lambda c: [_saying((), c, wordings[c.id])]):
        yield from ((a.id, b.id) for a, b in pairwise(part))


def _are_near(a: When | None, b: When | None) -> bool:
    """Whether two days told may lie near each other; what has no day may lie anywhere."""
    if a is None or b is None:
        return True
    early, late = sorted((a, b), key=lambda w: w.first or date.min)
    return (late.first or date.min) - (early.last or date.max) <= NEAR
