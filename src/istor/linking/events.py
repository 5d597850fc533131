"""Claims to events: compare pairs, group them with care, and say why. A person's judgement outweighs every reason."""

from collections.abc import Iterable, Mapping

from istor.linking import blocks
from istor.linking.blocks import Pair
from istor.linking.decide import SAME, UNSURE, Judge, Vectors, Verdict
from istor.linking.grouping import Groups, average_link
from istor.linking.judgements import PROGRAM, apart, event_groups, event_ids, grouped, judged, said
from istor.linking.views import events
from istor.model import Claim, Link, Made, Report
from istor.model.link import Judgement

__all__ = ["event_groups", "event_ids", "events", "link_events"]

STEP = "linking"
VERSION = "1"


def link_events(claims: Iterable[Claim], reports: Iterable[Report], copies: Iterable[Link],
                vectors: Vectors | None = None, judgements: Iterable[Link] = ()) -> tuple[Link, ...]:
    """The program's links between claims: the same event, worth a look, or near but different; sorted by ids.

    ``copies`` are links between reports, ``vectors`` sentence vectors by claim id, ``judgements`` persons' links
    between claims. Pairs with nothing to say for them get no link.
    """
    by_id = {c.id: c for c in claims}
    copied = frozenset((k.left, k.right) for k in copies if k.kind == "copy" and k.judgement == "same")
    people = judged(judgements, by_id)
    comparison = _Comparison(by_id, Judge(tuple(by_id.values()), tuple(reports), copied, vectors))
    candidates = blocks.pairs(by_id.values(), comparison.judge.wordings)
    scores = {p: v.score for p in candidates if not (v := comparison.verdict(*p)).conflict}
    groups = _groups(by_id, scores, comparison, people)
    links = (_link(p, comparison.verdict(*p), groups, people.get(p)) for p in sorted({*candidates, *people}))
    return tuple(link for link in links if link)


def _groups(ids: Iterable[str], scores: Mapping[Pair, float], comparison: "_Comparison",
            people: Mapping[Pair, Link]) -> Groups:
    """The program's groups, then joined as persons say: who joins two claims joins the events that they stand for.

    Where that would join what persons told apart, theirs come first and the program only adds to them.
    """
    ids = sorted(ids)
    groups = Groups(ids, apart(people))
    average_link(groups, scores, comparison.score, SAME)
    if not all(groups.merge(*pair) for pair in said(people, "same")):
        groups = grouped(ids, people)
        average_link(groups, scores, comparison.score, SAME)
    return groups


class _Comparison:
    """Verdicts by pair, each worked out once."""

    def __init__(self, claims: Mapping[str, Claim], judge: Judge) -> None:
        self._claims = claims
        self._verdicts: dict[Pair, Verdict] = {}
        self.judge = judge

    def verdict(self, a: str, b: str) -> Verdict:
        if (a, b) not in self._verdicts:
            self._verdicts[a, b] = self.judge.compare(self._claims[a], self._claims[b])
        return self._verdicts[a, b]

    def score(self, a: str, b: str) -> float | None:
        found = self.verdict(a, b)
        return None if found.conflict else found.score


def _link(pair: Pair, verdict: Verdict, groups: Groups, judged: Link | None) -> Link | None:
    """The link to keep for a pair that was compared, if there is something to say."""
    together = pair[1] in groups[pair[0]]
    judgement: Judgement = "same" if together else "different"
    if not together and not judged and not verdict.conflict and verdict.score >= UNSURE:
        judgement = "unsure"
    if judgement == "different" and not judged and verdict.likeness < SAME:
        return None
    reasons = verdict.reasons
    if judged:
        reasons = (f"{judged.by} judged the two {judged.judgement}", *reasons)
    elif judgement == "unsure" and verdict.score >= SAME:
        reasons = ("against: others of the two groups do not agree", *reasons)
    rule = "judgement" if judged else verdict.rule
    return Link("event", *pair, judgement, verdict.score, reasons, PROGRAM, Made(STEP, VERSION, rule))
