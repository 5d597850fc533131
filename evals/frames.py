"""The lexicon against itself: whether every frame's example is coded as the frame says."""

from collections import Counter

from evals.data import Figures, Options
from istor.annotating import annotate
from istor.coding import code
from istor.coding.lexicon import Frame, lexicon
from istor.model import Claim
from istor.reading import read


def measure(_options: Options) -> Figures:
    """Share of examples with a claim of the frame's type, of those by the frame itself, and with the codes it gives."""
    counts: Counter[str] = Counter()
    for frame in lexicon().all:
        counts["frames"] += 1
        claims = code(annotate(read(frame.example.encode(), "example")))
        counts["type"] += any(claim.type == frame.type for claim in claims)
        counts["own"] += any(claim.made.rule == frame.id for claim in claims)
        counts["codes"] += any(claim.type == frame.type and _codes(claim) == _wanted(frame) for claim in claims)
    share = {name: round(counts[name] / counts["frames"], 4) for name in ("type", "own", "codes")}
    return {"frames": counts["frames"], **share}


def _codes(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in claim.actors), frozenset(p.code for p in claim.recipients)


def _wanted(frame: Frame) -> tuple[frozenset[str], frozenset[str]]:
    actors, _, recipients = frame.codes.partition(">")
    return _set(actors), _set(recipients)


def _set(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip() not in ("", "-"))
