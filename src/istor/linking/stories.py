"""Events that belong together over time: reports that share parties and words make a story, and events follow them.

A report tells one story, whatever else it recalls; so reports are grouped first, by how much of what is rare among all
reports two of them share, and an event goes to the story of most of the reports that tell it.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from istor.languages.folding import phrase_key
from istor.linking.blocks import Pair
from istor.linking.dates import moved
from istor.linking.grouping import Groups, average_link
from istor.linking.parties import NO_STATE, kind_of
from istor.linking.wording import SHORTEST, WORD, stem, words
from istor.model import Claim, Event, Party, Report
from istor.model.ids import content_id

BELONG = 0.2
"""Likeness of two reports from which they tell one story."""
PARTIES, WORDS, EVENTS = 0.5, 0.5, 0.3
"""What parties, words and a shared event count for."""
COMMON = 60
"""Reports that may share a word or party for it to bring two together; a commoner one tells nothing."""
NEWS = timedelta(days=62)
"""How long before its first report a story may have begun; what that recalls from before is background."""
NAMED = 3
"""Parties in a story's name."""
THEME = 2
"""Words in a story's name."""

Vector = Mapping[str, float]


@dataclass(frozen=True)
class Story:
    """Events that belong together. ``parties`` and ``theme`` make its name; ``first`` and ``last`` bound what happened.

    The id is that of its least report, so that it holds as long as that report is in the story.
    """

    id: str
    parties: tuple[Party, ...]
    theme: tuple[str, ...]
    first: date | None
    last: date | None
    events: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def name(self) -> str:
        """The parties, then what it is about."""
        parties = ", ".join(p.name or p.code for p in self.parties)
        return ": ".join(filter(None, (parties, ", ".join(self.theme)))) or "(no name)"


def stories(events: Iterable[Event], reports: Iterable[Report]) -> tuple[Story, ...]:
    """The stories that ``events`` make, those with most reports first; an event is in one story, a story has one."""
    known, held = {r.id: r for r in reports}, tuple(sorted(events, key=lambda e: e.id))
    told: dict[str, list[Claim]] = defaultdict(list)
    for event in held:
        for claim in event.claims:
            told[claim.report].append(claim)
    groups = _groups(told, known, held)
    of_report = {report: group[0] for group in groups for report in group}
    of_story: dict[str, list[Event]] = defaultdict(list)
    for event in held:
        counts = Counter(of_report[c.report] for c in event.claims)
        of_story[min(counts, key=lambda s: (-counts[s], s))].append(event)
    rarity = _rarity({r: _stems(claims, known[r].text) for r, claims in told.items()})
    made = [_story(g, of_story[g[0]], known, rarity) for g in groups if of_story[g[0]]]
    return tuple(sorted(made, key=lambda s: (-len(s.reports), s.id)))


def _groups(told: Mapping[str, Sequence[Claim]], reports: Mapping[str, Report],
            events: Sequence[Event]) -> tuple[tuple[str, ...], ...]:
    """Ids of reports by story."""
    people = {r: _parties(claims) for r, claims in told.items()}
    stems = {r: _stems(claims, reports[r].text) for r, claims in told.items()}
    vectors = [(_vectors(people), PARTIES), (_vectors(stems), WORDS)]
    shared = Counter(pair for e in events for pair in _pairs(sorted({c.report for c in e.claims})))

    def likeness(a: str, b: str) -> float:
        found = math.fsum(weight * _cosine(of[a], of[b]) for of, weight in vectors)
        return round(found + (EVENTS if shared[a, b] else 0.0), 6)

    candidates = set(shared)
    for features in (people, stems):
        candidates.update(_blocked(features))
    groups = Groups(told)
    average_link(groups, {p: likeness(*p) for p in sorted(candidates)}, likeness, BELONG)
    return groups.all()


def _parties(claims: Iterable[Claim]) -> frozenset[str]:
    """The parties as keys: each person or body, and its state."""
    found = {p for c in claims for p in c.parties}
    named = {f"{p.code}:{phrase_key(p.name)}" for p in found if p.name[:1].isupper()}
    return frozenset(named | {p.code for p in found if p.code != NO_STATE})


def _stems(claims: Iterable[Claim], text: str) -> frozenset[str]:
    return frozenset(stem(w) for span in {c.sentence for c in claims} for w in words(span.of(text))
                     if len(w) >= SHORTEST and not w.isdigit())


def _rarity(features: Mapping[str, frozenset[str]]) -> dict[str, float]:
    """How much a feature says: the log of all reports over those that have it."""
    counts = Counter(f for found in features.values() for f in found)
    return {f: math.log(1 + len(features) / n) for f, n in counts.items()}


def _vectors(features: Mapping[str, frozenset[str]]) -> dict[str, Vector]:
    """Each report's features by rarity, of length 1."""
    rarity = _rarity(features)
    made: dict[str, Vector] = {}
    for report, found in features.items():
        size = math.sqrt(math.fsum(rarity[f] ** 2 for f in found)) or 1.0
        made[report] = {f: rarity[f] / size for f in found}
    return made


def _cosine(a: Vector, b: Vector) -> float:
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(weight * many[f] for f, weight in few.items() if f in many)


def _blocked(features: Mapping[str, frozenset[str]]) -> Iterator[Pair]:
    """Pairs of reports that share a feature which few have."""
    holders: dict[str, list[str]] = defaultdict(list)
    for report in sorted(features):
        for feature in features[report]:
            holders[feature].append(report)
    for found in holders.values():
        if len(found) <= COMMON:
            yield from _pairs(found)


def _pairs(ordered: Sequence[str]) -> Iterator[Pair]:
    return ((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :])


def _story(group: tuple[str, ...], events: Sequence[Event], reports: Mapping[str, Report],
           rarity: Mapping[str, float]) -> Story:
    told = [r.published.first for i in group if (r := reports[i]).published and r.published.first]
    since = moved(min(told), -NEWS) if told else date.min
    days = [e.when for e in events if e.when and e.status == "actual" and (e.when.first or date.min) >= since]
    firsts, lasts = [w.first for w in days if w.first], [w.last for w in days if w.last]
    parties = _leading(events)
    return Story(
        id=content_id("story", group[0]),
        parties=parties,
        theme=_theme(events, reports, rarity),
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        events=tuple(e.id for e in events),
        reports=group,
    )


def _leading(events: Sequence[Event]) -> tuple[Party, ...]:
    """The parties of most events; people and bodies before their states."""
    counts = Counter(p.plain for e in events for p in {*e.actors, *e.recipients})
    named = [p for p in counts if p.name[:1].isupper() or not p.name and p.code != NO_STATE]
    ordered = sorted(named, key=lambda p: (-counts[p], kind_of(p.name) != "person", str(p)))
    chosen: list[Party] = []
    for party in ordered:
        if party.name or all(party.code != other.code for other in chosen):
            chosen.append(party)
    return tuple(chosen[:NAMED])


def _theme(events: Sequence[Event], reports: Mapping[str, Report], rarity: Mapping[str, float]) -> tuple[str, ...]:
    """What the triggers of most events say, as it is printed most often."""
    weights: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        printed = {w for c in event.claims for w in WORD.findall(c.trigger.of(reports[c.report].text))}
        for word in printed:
            key = stem(words(word)[0])
            forms[key][word.lower()] += 1
        for key in {stem(words(w)[0]) for w in printed}:
            weights[key] += 1
    best = sorted(weights, key=lambda k: (-weights[k] * rarity.get(k, 1.0), k))[:THEME]
    return tuple(min(forms[k], key=lambda w: (-forms[k][w], w)) for k in best)
