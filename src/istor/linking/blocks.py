"""Which claims are worth comparing: not all with all, but those that share what one event's claims must share."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

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
Block = Sequence[Claim]


def pairs(claims: Iterable[Claim], wordings: Mapping[str, Wording]) -> list[Pair]:
    """Ids of the claims to compare, lesser first, sorted: of one type, and in one report or with one party's code."""
    ordered = sorted(claims, key=lambda c: c.id)
    found: set[Pair] = set()
    for block in _by(ordered, lambda c: [(c.report, c.type)]):
        found.update(_all(block) if len(block) <= LARGEST else _split(block, wordings))
    for block in _by(ordered, lambda c: {(t, p.code) for t in _types(c, wordings[c.id]) for p in c.parties}):
        found.update(_all(block) if len(block) <= LARGEST else _split(block, wordings))
    return sorted(found)


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
    for part in _by(block, lambda c: [(cast(c), c.when.edtf if c.when else "", c.status, wordings[c.id].trigger)]):
        yield from ((a.id, b.id) for a, b in pairwise(part))


def _are_near(a: When | None, b: When | None) -> bool:
    """Whether two days told may lie near each other; what has no day may lie anywhere."""
    if a is None or b is None:
        return True
    early, late = sorted((a, b), key=lambda w: w.first or date.min)
    return (late.first or date.min) - (early.last or date.max) <= NEAR
