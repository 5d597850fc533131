"""Near-duplicate texts: reports that repeat another's words, and passages that one report prints twice.

Candidates come from MinHash over whole texts and over their blocks (a wire story inside a longer page shares blocks,
not the whole); what is kept is measured exactly on the words. Nothing is deleted: a copy is a link.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from istor.linking.sketches import candidates
from istor.linking.wording import RESTATED, RESTATED_WORDS, containment, runs, sentences, words
from istor.model import Link, Made, Report, Span

RUN = 5
"""Words in a run (shingle)."""
COPY = 0.5
"""Share of the shorter text's runs that stand in the other, from which it is a copy. Among 83 invented short reports
rewritten copies have 0.55 to 0.93, other pairs at most 0.27 (November 2026)."""
SHARED = 0.3
"""The same, from which two texts share a passage worth a look."""
HELD = 256
"""Reports whose runs are held at a time: pairs are looked at in the order of their ids."""
SHORTEST = 40
"""Words of the shortest report that can be a copy: shorter ones agree by chance."""

STEP = "linking"
VERSION = "1"

Runs = frozenset[str]


def copies(reports: Iterable[Report]) -> tuple[Link, ...]:
    """Links between reports that share text: ``same`` for copies, ``unsure`` for shared passages; sorted by ids."""
    by_id = {r.id: r for r in reports}
    whole = lru_cache(HELD)(lambda i: runs(_words(by_id[i]), RUN))  # of all reports they would fill the memory
    links = (_link(a, b, whole(a), whole(b)) for a, b in _candidates(by_id))
    return tuple(link for link in links if link)


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


def _candidates(reports: Mapping[str, Report]) -> list[tuple[str, str]]:
    """Pairs of reports of which some part resembles some part of the other.

    Texts that have nothing to do with each other share next to no run of five words: few pairs are looked at in vain.
    """
    owners: list[str] = []

    def parts() -> Iterator[Runs]:
        for i in sorted(reports):
            found = _words(reports[i])
            if len(found) < SHORTEST:
                continue
            blocks = (words(b.span.of(reports[i].text)) for b in reports[i].body)
            for part in {runs(part, RUN) for part in (found, *blocks)}:
                if len(part) > RUN:
                    owners.append(i)
                    yield part

    found = ((owners[n], owners[m]) for n, m in candidates(parts()))
    return sorted({(left, right) for left, right in found if left != right})


def _link(left: str, right: str, a: Runs, b: Runs) -> Link | None:
    inside, alike = containment(a, b), resemblance(a, b)
    if inside < SHARED:
        return None
    reasons = (
        f"{inside:.0%} of the shorter text's five-word runs stand in the other",
        f"{alike:.0%} of all five-word runs stand in both",
    )
    made = Made(STEP, VERSION, "five-word runs")
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
