"""Persons' judgements, and the events that stand when they are heard: they outweigh whatever a program found."""

from collections.abc import Iterable, Mapping

from istor.linking.blocks import Pair
from istor.linking.grouping import Groups
from istor.model import Claim, Link
from istor.model.ids import content_id
from istor.model.link import Judgement

PROGRAM = "program"


def judged(links: Iterable[Link], known: Mapping[str, Claim]) -> dict[Pair, Link]:
    """One person's judgement a pair: where persons disagree, "different" stands, for it is the easier to undo."""
    order = {"same": 0, "different": 1}
    told = [k for k in links if k.kind == "event" and k.by != PROGRAM and k.judgement in order]
    told.sort(key=lambda k: (order[k.judgement], k.by))
    return {(k.left, k.right): k for k in told if k.left in known and k.right in known}


def grouped(ids: Iterable[str], people: Mapping[Pair, Link]) -> Groups:
    """Groups as persons made them."""
    groups = Groups(ids, apart(people))
    for pair in said(people, "same"):
        groups.merge(*pair)
    return groups


def said(people: Mapping[Pair, Link], judgement: Judgement) -> list[Pair]:
    """The pairs that persons judged so, sorted."""
    return sorted(p for p, k in people.items() if k.judgement == judgement)


def apart(people: Mapping[Pair, Link]) -> list[Pair]:
    """The pairs that persons told apart."""
    return said(people, "different")


def event_ids(claims: Iterable[Claim], links: Iterable[Link]) -> dict[str, str]:
    """The event of every claim, by claim id. An event's id comes from its least claim's id."""
    return {m: content_id("event", g[0]) for g in event_groups(claims, links) for m in g}


def event_groups(claims: Iterable[Claim], links: Iterable[Link]) -> tuple[tuple[str, ...], ...]:
    """Claim ids by event. ``links`` are the program's, with or without persons'; persons' go first."""
    known = {c.id: c for c in claims}
    kept = [k for k in links if k.kind == "event" and k.left in known and k.right in known]
    people = judged(kept, known)
    groups = grouped(known, people)
    same = [k for k in kept if k.by == PROGRAM and k.judgement == "same" and (k.left, k.right) not in people]
    for link in sorted(same, key=lambda k: (-k.score, k.left, k.right)):
        groups.merge(link.left, link.right)
    return groups.all()
