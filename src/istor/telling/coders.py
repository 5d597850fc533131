"""Who coded what, and how far coders agree: istor's claims beside those that were loaded."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from istor.telling.record import Record


@dataclass(frozen=True)
class Coder:
    """One coder. ``alone`` counts the events that nobody else coded."""

    name: str
    claims: int
    reports: int
    events: int
    alone: int


@dataclass(frozen=True)
class Agreement:
    """Two coders over the reports that both coded.

    ``both`` counts the events that each of them found there, the others those that only one of them did. That two
    claims are one event is linking's judgement: the same type, and parties, days and words that fit.
    """

    left: str
    right: str
    reports: int
    both: int
    only_left: int
    only_right: int


def coders(record: Record) -> tuple[Coder, ...]:
    """The coders by name."""
    claims, reports, events = _counted(record)
    told = {name: {event for event, _ in found} for name, found in events.items()}
    found = []
    for name in sorted(claims):
        others = set[str]().union(*(told[other] for other in told if other != name))
        found.append(Coder(name, claims[name], len(reports[name]), len(told[name]), len(told[name] - others)))
    return tuple(found)


def agreements(record: Record) -> tuple[Agreement, ...]:
    """Every two coders who coded a report in common, by name."""
    claims, reports, events = _counted(record)
    found = []
    for left, right in combinations(sorted(claims), 2):
        if shared := reports[left] & reports[right]:
            mine, theirs = ({event for event, report in events[name] if report in shared} for name in (left, right))
            both = len(mine & theirs)
            found.append(Agreement(left, right, len(shared), both, len(mine - theirs), len(theirs - mine)))
    return tuple(found)


def _counted(record: Record) -> tuple[dict[str, int], dict[str, set[str]], dict[str, set[tuple[str, str]]]]:
    """By coder: how many claims, which reports, and which events in which reports."""
    claims: dict[str, int] = defaultdict(int)
    reports: dict[str, set[str]] = defaultdict(set)
    events: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim in record.claims:
        name = claim.made.coder
        claims[name] += 1
        reports[name].add(claim.report)
        events[name].add((record.event_of[claim.id], claim.report))
    return claims, reports, events
