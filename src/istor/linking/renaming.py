"""What the parties of claims are called once their actors are linked: for views, what is kept stays as it was coded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from istor.linking.actors import actor_id, mention_id
from istor.linking.callings import is_of_many
from istor.linking.grouping import Groups
from istor.linking.judgements import PROGRAM
from istor.linking.parties import NO_STATE
from istor.model import Claim, Link, Party


def names_of(claims: Iterable[Claim], links: Iterable[Link]) -> dict[str, Party]:
    """For each party that is joined with others, by its id, what all of them are called.

    The fullest name met most, with a state where one is told.
    """
    counts: dict[str, int] = defaultdict(int)
    parties: dict[str, Party] = {}
    for claim in claims:
        for party in claim.parties:
            key = actor_id(party)
            counts[key] += 1
            plain = Party(party.code, party.name)
            parties[key] = min(parties.get(key, plain), plain, key=lambda p: p.name)
    found = joined(links)
    groups = {tuple(sorted(group & parties.keys())) for group in found.values()}
    best = {key: _best(group, parties, counts) for group in groups if group for key in group}
    return best | {key: best[other] for key in found for other in found[key] if other in best}


def joined(links: Iterable[Link]) -> dict[str, set[str]]:
    """For each id of an actor that is linked with others: the ids of all of them. Persons' links go first."""
    told = sorted((k for k in links if k.kind == "actor"), key=lambda k: (k.by == PROGRAM, k.left, k.right, k.by))
    apart = [(k.left, k.right) for k in told if k.judgement == "different" and k.by != PROGRAM]
    same = [k for k in told if k.judgement == "same"]
    groups = Groups({key for k in told for key in (k.left, k.right)}, apart)
    for link in same:
        groups.merge(link.left, link.right)
    return {key: set(group) for group in groups.all() if len(group) > 1 for key in group}


def _best(group: Sequence[str], parties: Mapping[str, Party], counts: Mapping[str, int]) -> Party:
    def fullness(key: str) -> tuple[bool, int, int, str]:
        words = parties[key].name.split()
        return (len(words) > 1 and not words[0].endswith("."), counts[key], len(words), key)

    named = parties[max(group, key=fullness)]
    coded = [key for key in group if parties[key].code != NO_STATE]
    return Party(parties[max(coded, key=fullness)].code, named.name) if coded else named


def renamed(claims: Iterable[Claim], links: Iterable[Link]) -> tuple[Claim, ...]:
    """``claims`` with every party called as the actor that it is, for views; what is kept stays as it was coded."""
    told, kept = tuple(claims), tuple(links)
    names, one = names_of(told, kept), joined(kept)

    def actor(report: str, party: Party) -> Party:
        here = mention_id(report, party)
        if named := names.get(here) or names.get(actor_id(party)):
            return replace(named, span=party.span)
        return replace(party, which=min(one.get(here, {here}))) if is_of_many(party) else party

    def called(report: str, parties: tuple[Party, ...]) -> tuple[Party, ...]:
        found = (actor(report, p) for p in parties)
        return tuple({p.plain: p for p in reversed(tuple(found))}.values())[::-1]

    return tuple(replace(c, actors=called(c.report, c.actors), recipients=called(c.report, c.recipients)) for c in told)
