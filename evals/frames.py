"""The lexicon against itself: whether every frame's example is coded as the frame says, and is sure enough to be told.

Whether a frame finds what it should is one thing, and how sure the claim is another: the confidence is learnt from
gold records, and what it thinks of a lone sentence is no fault of the frame. So frames are measured by all that the
coder considers, and ``told`` says how much of that is told.
"""

from collections import Counter

from evals.data import Figures, Options
from istor.annotating import annotate
from istor.coding.claims import Coder, code
from istor.coding.lexicon import Frame, lexicon
from istor.model import Claim
from istor.reading import read


def measure(_options: Options) -> Figures:
    """Shares of examples with a claim of the frame's type, one by the frame itself, one with its codes, one told."""
    counts: Counter[str] = Counter()
    for frame in lexicon().all:
        counts["frames"] += 1
        doc = annotate(read(frame.example.encode(), "example"))
        considered = list(Coder(doc).considered())
        own = [c.claim for c in considered if c.claim.type == frame.type]
        counts["type"] += bool(own)
        counts["own"] += any(c.claim.made.rule == frame.id for c in considered)
        counts["codes"] += any(_codes(claim) == _wanted(frame) for claim in own)
        counts["told"] += any(claim.type == frame.type for claim in code(doc))
    share = {name: round(counts[name] / counts["frames"], 4) for name in ("type", "own", "codes", "told")}
    return {"frames": counts["frames"], **share}


def _codes(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in claim.actors), frozenset(p.code for p in claim.recipients)


def _wanted(frame: Frame) -> tuple[frozenset[str], frozenset[str]]:
    actors, _, recipients = frame.codes.partition(">")
    return _set(actors), _set(recipients)


def _set(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip() not in ("", "-"))
