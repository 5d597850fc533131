"""Which parties of different reports are one: names that no table has, in several spellings, forms and lengths.

Full names that sound alike are one where their states agree, or one report tells no state. A surname alone, or with an
initial, needs evidence besides: an event that both are told in or that their reports tell of, somebody beside whom both
are named, or whom else both their reports name. With that, a state is no hindrance: reports seldom tell one beside a
surname, and what is taken for it is a guess. Where several persons may be meant, nobody is. The tables' people have one
name each already.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from istor.languages.folding import fold
from istor.languages.latin_sounds import Sound, sound
from istor.linking.actors import actor_id
from istor.linking.copies import copy_groups
from istor.linking.grouping import Groups
from istor.linking.judgements import PROGRAM
from istor.linking.parties import NO_STATE, is_new_person
from istor.model import Claim, Link, Made, Party
from istor.model.link import Judgement

STEP = "linking"
VERSION = "1"
RULE = "names"
ONE_NAME, NO_STATE_TOLD, WITH_EVIDENCE, OTHER_STATE = 0.95, 0.9, 0.8, 0.4
"""Scores of links: an order, not a probability."""


@dataclass
class _Called:
    """One party as some claims call it, and what they tell beside it."""

    id: str
    party: Party
    claims: set[str] = field(default_factory=set)
    reports: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    others: dict[Sound, str] = field(default_factory=dict)
    company: dict[Sound, str] = field(default_factory=dict)

    @cached_property
    def sounds(self) -> tuple[Sound, ...]:
        """Of its words."""
        return tuple(map(sound, self.party.name.split()))

    @property
    def surname(self) -> Sound:
        """Of its last word."""
        return self.sounds[-1]

    @property
    def initial(self) -> str:
        """The letters before the dot of "Th. Lykos"; empty where there is none."""
        first = self.party.name.split()[0]
        return fold(first) if len(self.sounds) > 1 and (first.endswith(".") or len(first) == 1) else ""

    @property
    def is_full(self) -> bool:
        """Whether it has a given name."""
        return len(self.sounds) > 1 and not self.initial

    def may_be(self, full: "_Called") -> bool:
        """Whether the surname or initial may mean the full name, or, of two surnames alone, be the same."""
        if self.surname != full.surname or len(full.sounds) < len(self.sounds):
            return False
        return fold(full.party.name).startswith(self.initial)

    def evidence(self, other: "_Called") -> str:
        """What joins the two besides their names, in words; empty where nothing does."""
        if self.events & other.events:
            return "both are told in one event"
        if self.texts & other.texts:
            return "their reports are copies of one text"
        if self.told & other.told:
            return "their reports tell of one event"
        if shared := sorted(self.others[k] for k in self.others.keys() & other.others.keys()):
            return f"both are named beside {shared[0]}"
        known = (self.company.keys() & other.company.keys()) - {self.surname, other.surname}
        return f"their reports also name {min(self.company[k] for k in known)}" if known else ""


def link_actors(claims: Iterable[Claim], events: Mapping[str, str], copies: Iterable[Link] = (),
                surnames: Collection[Sound] | None = None) -> tuple[Link, ...]:
    """The program's links between parties, by :func:`~istor.linking.actors.actor_id`; sorted.

    ``events`` gives the event of each claim, by ids; ``copies`` are links between reports. Of ``surnames`` only, where
    they are given: all claims of the reports that name one of them must be among ``claims`` then.
    """
    texts = {report: group[0] for group in copy_groups(copies) for report in group}
    called = _called(claims, events, texts)
    found = _Namesakes(called)
    blocks: dict[Sound, list[_Called]] = defaultdict(list)
    for one in called.values():
        if surnames is None or one.surname in surnames:
            blocks[one.surname].append(one)
    for block in blocks.values():
        if len(block) > 1:
            found.compare(sorted(block, key=lambda c: c.id))
    return tuple(sorted(found.links, key=lambda k: (k.left, k.right)))


def new_persons(claims: Iterable[Claim]) -> dict[str, Sound]:
    """The persons whom claims name and no table knows: the surname of each, by id."""
    found = {p.plain for c in claims for p in c.parties if is_new_person(p)}
    return {actor_id(p): sound(p.name.split()[-1]) for p in found}


def _called(claims: Iterable[Claim], events: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, _Called]:
    """Every party with a name of its own that no table has, by its id."""
    made: dict[str, _Called] = {}
    ordered = sorted(claims, key=lambda c: c.id)
    told: dict[str, set[str]] = defaultdict(set)
    company: dict[str, dict[Sound, str]] = defaultdict(dict)
    for claim in ordered:
        told[claim.report].add(events.get(claim.id, claim.id))
        company[claim.report].update((sound(p.name.split()[-1]), p.name) for p in claim.parties if is_new_person(p))
    for claim in ordered:
        named = {actor_id(p): p for p in claim.parties if p.name[:1].isupper()}
        for key, party in named.items():
            if not is_new_person(party):
                continue
            one = made.setdefault(key, _Called(key, Party(party.code, party.name)))
            one.claims.add(claim.id)
            one.reports.add(claim.report)
            one.events.add(events.get(claim.id, claim.id))
            one.texts.add(texts.get(claim.report, claim.report))
            one.told.update(told[claim.report])
            one.company.update(company[claim.report])
            one.others.update((sound(o.name.split()[-1]), o.name) for k, o in named.items() if k != key)
    return made


class _Namesakes:
    """Groups of parties that are one, and the links that say why."""

    def __init__(self, called: Mapping[str, _Called]) -> None:
        self._called = called
        self._groups = Groups(called)
        self.links: list[Link] = []

    def compare(self, block: Sequence[_Called]) -> None:
        """Parties of one surname: the full names first, then those without a state, then surnames alone."""
        full = [c for c in block if c.is_full]
        for a, b in combinations(full, 2):
            if self._are_alike(a, b):
                self._states(a, b)
        for one in full:
            if one.party.code == NO_STATE:
                self._join_one(one, (c for c in full if c.party.code != NO_STATE and self._are_alike(one, c)),
                               NO_STATE_TOLD, "the same name, once with no state told")
        for one in sorted((c for c in block if not c.is_full), key=lambda c: (not c.initial, c.id)):
            others = [c for c in block if c is not one and one.may_be(c)]
            near = [c for c in others if one.evidence(c) and not one.reports & c.reports]
            self._join_one(one, [c for c in near if c.is_full] or near, WITH_EVIDENCE, "a full name and its surname")

    @staticmethod
    def _are_alike(a: _Called, b: _Called) -> bool:
        return a.surname == b.surname and a.sounds[0].is_near(b.sounds[0])

    @staticmethod
    def _agree(a: _Called, b: _Called) -> bool:
        return a.party.code == b.party.code or NO_STATE in (a.party.code, b.party.code)

    def _states(self, a: _Called, b: _Called) -> None:
        """Two full names that are alike: one person, unless nothing but the name joins two states."""
        if a.party.code == b.party.code:
            self._join(a, b, ONE_NAME, "one name in two spellings")
        elif NO_STATE not in (a.party.code, b.party.code):
            if told := a.evidence(b):
                self._join(a, b, WITH_EVIDENCE, "one name", told)
            else:
                self._link(a, b, "unsure", OTHER_STATE, ("one name", "against: of two states, and nothing joins them"))

    def _join_one(self, one: _Called, others: Iterable[_Called], score: float, words: str) -> None:
        """Join ``one`` with the others if they are one party; with those that something else joins it with, if not."""
        others = list(others)
        if len({self._groups[c.id] for c in others}) > 1:
            others = [c for c in others if one.evidence(c)]
        if len({self._groups[c.id] for c in others}) == 1:
            best = max(others, key=lambda c: (bool(one.evidence(c)), len(c.claims), c.id))
            self._join(one, best, score, words, one.evidence(best))

    def _join(self, a: _Called, b: _Called, score: float, *reasons: str) -> None:
        self._groups.merge(a.id, b.id)
        self._link(a, b, "same", score, reasons)

    def _link(self, a: _Called, b: _Called, judgement: Judgement, score: float, reasons: Iterable[str]) -> None:
        names = f"{a.party} and {b.party}" if a.id < b.id else f"{b.party} and {a.party}"
        left, right = sorted((a.id, b.id))
        told = tuple(filter(None, (names, *reasons)))
        self.links.append(Link("actor", left, right, judgement, score, told, PROGRAM, Made(STEP, VERSION, RULE)))
