"""Claims to events: compare pairs, group them with care, and say why. A person's judgement outweighs every reason."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from istor.linking import blocks
from istor.linking.blocks import Pair
from istor.linking.decide import SAME, UNSURE, Judge, Vectors, Verdict
from istor.linking.grouping import Groups, average_link
from istor.linking.judgements import PROGRAM, apart, event_groups, event_ids, grouped, judged
from istor.linking.judgements import said as judged_so
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
    found = Comparing(by_id, reports, copies, vectors)
    return found.links(blocks.pairs(by_id.values(), found.judge.wordings), judgements)


class Comparing:
    """Claims with their reports, to be compared pair by pair and joined."""

    def __init__(self, claims: Mapping[str, Claim], reports: Iterable[Report], copies: Iterable[Link],
                 vectors: Vectors | None = None) -> None:
        copied = frozenset((k.left, k.right) for k in copies if k.kind == "copy" and k.judgement == "same")
        self.judge = Judge(tuple(claims.values()), tuple(reports), copied, vectors)
        self._claims = claims
        self._comparison = _Comparison(claims, self.judge)

    def may_join(self, a: str, b: str) -> bool:
        """Whether the two bring each other's events together."""
        return (self._comparison.score(*sorted((a, b))) or 0.0) >= SAME

    def links(self, candidates: Collection[Pair], judgements: Iterable[Link] = ()) -> tuple[Link, ...]:
        """The links that ``candidates`` give, and persons' judgements; sorted."""
        comparison, people = self._comparison, judged(judgements, self._claims)
        scores = {p: score for p in candidates if (score := comparison.score(*p)) is not None and score >= SAME}
        group_of = _groups(self._claims, scores, comparison, people)
        said = (p for p in sorted({*candidates, *people})
                if comparison.says(*p) or p in people or group_of[p[0]] is group_of[p[1]])
        links = (_link(p, comparison.verdict(*p), group_of[p[0]] is group_of[p[1]], people.get(p)) for p in said)
        return tuple(link for link in links if link)


def _groups(ids: Iterable[str], scores: Mapping[Pair, float], comparison: "_Comparison",
            people: Mapping[Pair, Link]) -> dict[str, tuple[str, ...]]:
    """By claim its event's claims. What nothing joins is grouped apart: what comes to one cannot move another."""
    joined = Groups(ids)
    for pair in sorted({*scores, *people}):
        joined.merge(*pair)
    parts = joined.all()
    part_of = {member: n for n, part in enumerate(parts) for member in part}
    scores_of: list[dict[Pair, float]] = [{} for _ in parts]
    people_of: list[dict[Pair, Link]] = [{} for _ in parts]
    for pair, score in scores.items():
        scores_of[part_of[pair[0]]][pair] = score
    for pair, link in people.items():
        people_of[part_of[pair[0]]][pair] = link
    found = (group for part, scored, told in zip(parts, scores_of, people_of, strict=True)
             for group in ([part] if len(part) == 1 else _parted(part, scored, comparison, told)))
    return {member: group for group in found for member in group}


def _parted(ids: Sequence[str], scores: Mapping[Pair, float], comparison: "_Comparison",
            people: Mapping[Pair, Link]) -> tuple[tuple[str, ...], ...]:
    """The program's groups, then joined as persons say: who joins two claims joins the events that they stand for.

    Where that would join what persons told apart, theirs come first and the program only adds to them.
    """
    groups = Groups(ids, apart(people))
    average_link(groups, scores, comparison.score, SAME)
    if not all(groups.merge(*pair) for pair in judged_so(people, "same")):
        groups = grouped(ids, people)
        average_link(groups, scores, comparison.score, SAME)
    return groups.all()


class _Comparison:
    """Verdicts by pair. Those that no link is likely to need are worked out again where one does: they are most."""

    def __init__(self, claims: Mapping[str, Claim], judge: Judge) -> None:
        self._claims = claims
        self._verdicts: dict[Pair, Verdict] = {}
        self._scores: dict[Pair, float | None] = {}
        self.judge = judge

    def verdict(self, a: str, b: str) -> Verdict:
        if found := self._verdicts.get((a, b)):
            return found
        found = self.judge.compare(self._claims[a], self._claims[b])
        self._scores[a, b] = None if found.conflict else found.score
        if found.likeness >= UNSURE:
            self._verdicts[a, b] = found
        return found

    def score(self, a: str, b: str) -> float | None:
        if (a, b) not in self._scores:
            self.verdict(a, b)
        return self._scores[a, b]

    def says(self, a: str, b: str) -> bool:
        """Whether there is something to say of the two though they are not one event."""
        return (a, b) in self._verdicts


def _link(pair: Pair, verdict: Verdict, together: bool, judged: Link | None) -> Link | None:
    """The link to keep for a pair that was compared, if there is something to say."""
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
