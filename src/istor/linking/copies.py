"""Near-duplicate texts: reports that repeat another's words, and passages that one report prints twice.

Candidates share runs of words as printed; what is kept is measured exactly, on pairs of neighbouring content words
without their endings, so that a copy that was lightly rewritten is still one. Nothing is deleted: a copy is a link.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from istor.linking.sketches import Sketch, candidates, sketch
from istor.linking.wording import RESTATED, RESTATED_WORDS, SHORTEST, containment, runs, sentences, stem, words
from istor.model import Link, Made, Report, Span

RUN = 5
"""Words in a run (shingle) by which candidates are found."""
COPY = 0.5
"""Share of the shorter text's word pairs that stand in the other, from which it is a copy. Among 83 invented short
reports rewritten copies have 0.74 to 0.97, other pairs at most 0.29; of runs of five words as printed 0.55 to 0.93, and
0.27 (November 2026)."""
SHARED = 0.25
"""The same, from which two texts share a passage worth a look."""
HELD = 256
"""Reports whose word pairs are held at a time: pairs are looked at in the order of their ids."""
LEAST_WORDS = 40
"""Words of the shortest report that can be a copy: shorter ones agree by chance."""

STEP = "linking"
VERSION = "2"

Runs = frozenset[str]


def copies(reports: Iterable[Report]) -> tuple[Link, ...]:
    """Links between reports that share text: ``same`` for copies, ``unsure`` for shared passages; sorted by ids."""
    ordered = sorted(reports, key=lambda r: r.id)
    found = candidates([sketched(r) for r in ordered])
    whole = lru_cache(HELD)(lambda n: _pairs(ordered[n]))  # of all reports they would fill the memory
    links = (_link(ordered[n].id, ordered[m].id, whole(n), whole(m)) for n, m in found)
    return tuple(sorted((link for link in links if link), key=lambda k: (k.left, k.right)))


def copies_of(report: Report, others: Iterable[Report]) -> tuple[Link, ...]:
    """Links between ``report`` and those of ``others``, its candidates, that share text with it."""
    own = _pairs(report)
    links = (_link(min(report.id, other.id), max(report.id, other.id), own, _pairs(other)) for other in others)
    return tuple(link for link in links if link)


def sketched(report: Report) -> Sketch:
    """The runs by which a report's copies are found; none of a short one, which can be no copy."""
    found = _words(report)
    return sketch(runs(found, RUN) if len(found) >= LEAST_WORDS else ())


def copy_groups(links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Ids of reports that are copies of each other, directly or through others; sorted."""
    members: dict[str, set[str]] = {}
    for link in links:
        if link.kind == "copy" and link.judgement == "same":
            group = members.get(link.left, {link.left}) | members.get(link.right, {link.right})
            members.update(dict.fromkeys(group, group))
    return tuple(sorted({tuple(sorted(group)) for group in members.values()}))


def resemblance(a: Runs, b: Runs) -> float:
    """The share of all runs that stand in both (Jaccard)."""
    return len(a & b) / len(a | b) if a or b else 0.0


def _words(report: Report) -> list[str]:
    return [w for block in report.body for w in words(block.span.of(report.text))]


def _pairs(report: Report) -> Runs:
    """The pairs of neighbouring content words, without endings: what a light hand at rewriting leaves."""
    return runs([stem(w) for w in _words(report) if len(w) >= SHORTEST or w.isdigit()], 2)


def _link(left: str, right: str, a: Runs, b: Runs) -> Link | None:
    inside, alike = containment(a, b), resemblance(a, b)
    if inside < SHARED:
        return None
    reasons = (
        f"{inside:.0%} of the shorter text's word pairs stand in the other",
        f"{alike:.0%} of all word pairs stand in both",
    )
    made = Made(STEP, VERSION, "word pairs")
    return Link("copy", left, right, "same" if inside >= COPY else "unsure", round(inside, 4), reasons, "program", made)


@dataclass(frozen=True)
class _Sentence:
    span: Span
    runs: Runs


def repeats(report: Report) -> tuple[tuple[Span, Span], ...]:
    """Pairs of sentences of which one repeats the other: a lead printed twice, bullets that say what the body says."""
    found = [s for block in report.body for s in _sentences(report.text, block.span)]
    holders: dict[str, list[int]] = defaultdict(list)
    for n, sentence in enumerate(found):
        for run in sentence.runs:
            holders[run].append(n)
    pairs = {pair for holding in holders.values() for pair in combinations(holding, 2)}
    return tuple((found[n].span, found[m].span) for n, m in sorted(pairs) if _is_repeat(found[n], found[m]))


def _is_repeat(a: _Sentence, b: _Sentence) -> bool:
    return containment(a.runs, b.runs) >= RESTATED


def _sentences(text: str, block: Span) -> Iterator[_Sentence]:
    for span in sentences(text, block):
        found = words(span.of(text))
        if len(found) >= RESTATED_WORDS:
            yield _Sentence(span, runs(found, 2))
