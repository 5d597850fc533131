"""Which entry of the program answers to which gold record: claims by type and sentence, mentions by their letters."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from evals.standoff import Place
from istor.model import Claim, Span

Said = tuple[str, Span, str]
"""A report's name, a stretch of it, and the group that the program puts it in."""


def matched_claims(gold: Sequence[Place], claims: Iterable[Claim],
                   names: Mapping[str, str]) -> list[tuple[Place, Claim]]:
    """Gold triggers with the claim that tells of them: of one type, in one sentence, best where they overlap.

    One to one; ``names`` gives the names of reports by id.
    """
    by_type: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        by_type.setdefault((names[claim.report], claim.type), []).append(claim)
    options = [
        (place.span.meets(claim.trigger), -abs(place.span.start - claim.trigger.start), n, claim.id, claim)
        for n, place in enumerate(gold)
        for claim in by_type.get((place.report, place.record["type"]), ())
        if claim.sentence.covers(place.span) or place.span.meets(claim.trigger)
    ]
    pairs: dict[int, Claim] = {}
    used: set[str] = set()
    for *_, n, claim_id, claim in sorted(options, key=lambda o: (not o[0], -o[1], o[2], o[3])):
        if n not in pairs and claim_id not in used:
            pairs[n] = claim
            used.add(claim_id)
    return [(gold[n], pairs[n]) for n in sorted(pairs)]


def matched_mentions(gold: Sequence[Place], said: Iterable[Said]) -> list[tuple[Place, str]]:
    """Gold mentions with the group of the program's mention that covers most of the same letters, one to one."""
    usual = Counter(said)
    best: dict[tuple[str, Span], Said] = {}
    for mention in sorted(usual, key=lambda m: (usual[m], m), reverse=True):
        best.setdefault(mention[:2], mention)
    options = sorted(
        (-_overlap(place.span, span), n, span, group)
        for n, place in enumerate(gold)
        for (report, span), (*_, group) in best.items()
        if report == place.report and place.span.meets(span)
    )
    pairs: dict[int, str] = {}
    used: set[tuple[str, Span]] = set()
    for _, n, span, group in options:
        if n not in pairs and (gold[n].report, span) not in used:
            pairs[n] = group
            used.add((gold[n].report, span))
    return [(gold[n], pairs[n]) for n in sorted(pairs)]


def _overlap(a: Span, b: Span) -> float:
    """The share of all letters of two spans that both cover."""
    return (min(a.end, b.end) - max(a.start, b.start)) / (max(a.end, b.end) - min(a.start, b.start))
