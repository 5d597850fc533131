"""Whom a report means that calls somebody by an office or role alone, and which courts or mayors of reports are one.

"The minister" is whoever reports call so beside a name, if that is one person: of those the report itself names, else
of those in reports of the same events, else in reports that name the same persons. A table's holder of the office gives
way to whom the reports call so. Where nobody is called so, "the mayor" of one gender may be the one of that gender whom
the report names and whom nothing is called. What nobody is found for is told apart by the reports: two reports' "the
court" is one where both tell of one event or name one person.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from istor.knowledge.titles import titles
from istor.languages.articles import Gender
from istor.linking.actors import actor_id, mention_id
from istor.linking.callings import Calling, beside, gender_of, is_body, is_of_many, is_office, standing_at
from istor.linking.judgements import PROGRAM
from istor.linking.parties import NO_STATE, is_known, is_new_person
from istor.model import Claim, Link, Made, Party, Report

STEP = "linking"
VERSION = "2"
RULE = "called alike"
NAMED_THERE, NAMED_ELSEWHERE, NAMED_BESIDE, ONE_EVENT = 0.85, 0.75, 0.65, 0.7
"""Scores of links: an order, not a probability."""
THERE = (NAMED_THERE, "the report names the latter, whom reports of the same events call so")
OF_EVENT = (NAMED_ELSEWHERE, "the latter is whom reports of the same events call so")
BESIDE = (NAMED_BESIDE, "the latter is whom a report calls so that names the same persons")
ALONE = (NAMED_BESIDE, "the report names one of that gender whom nothing else is called")
RARE = 60
"""Reports that may name a person, or tell an event, for it to bring two together, as in ``linking.counts``."""


@dataclass
class _Person:
    """One whom reports name: what they call it beside the name, by which states, and in which reports."""

    id: str
    party: Party
    callings: set[Calling] = field(default_factory=set)
    codes: Counter[str] = field(default_factory=Counter)
    reports: set[str] = field(default_factory=set)
    genders: set[Gender] = field(default_factory=set)

    @property
    def code(self) -> str:
        """The state that most mentions give."""
        return min(self.codes, key=lambda c: (-self.codes[c], c))


@dataclass
class _Unnamed:
    """What one report calls by an office or role alone."""

    report: str
    party: Party
    callings: set[Calling] = field(default_factory=set)
    beside: set[str] = field(default_factory=set)

    def may_be(self, person: _Person) -> bool:
        """Whether the report may mean ``person``; where a table knows a holder, the office itself must be said."""
        if person.id in self.beside or not self._is_of_state(person):
            return False
        if not _is_of_tables(self.party):
            return any(c.may_be(full) for c in self.callings for full in person.callings)
        return any(c.may_be(full) and c.key == full.key and full.is_bare
                   for c in self.callings for full in person.callings)

    def _is_of_state(self, person: _Person) -> bool:
        return self.party.code in {*person.codes, NO_STATE} or set(person.codes) == {NO_STATE}

    def may_be_alone(self, person: _Person) -> bool:
        """Whether the report may mean ``person``, whom no report calls anything, by an office of the same gender."""
        genders = {c.gender for c in self.callings if c.gender}
        is_held = all(c.key in titles().offices and not c.is_former for c in self.callings)
        is_of_gender = len(genders) == 1 and genders == person.genders
        return is_held and is_of_gender and not person.callings and person.id not in self.beside

    def best(self, persons: list[_Person]) -> list[_Person]:
        """Of ``persons`` those of the state that its words tell, where they tell one."""
        of_state = [p for p in persons if p.code == self.party.code] if any(c.code for c in self.callings) else []
        return of_state or persons


def link_unnamed(claims: Iterable[Claim], reports: Iterable[Report], events: Mapping[str, str],
                 same: Mapping[str, Iterable[str]], wanted: Collection[str] | None = None) -> tuple[Link, ...]:
    """The program's links of what single reports call by an office or role (:func:`mention_id`) to actors; sorted.

    ``events`` gives the event of each claim, ``same`` the ids of all names of an actor by each of them. ``wanted`` are
    the reports whose links are asked for, if not all: what these hang on must be among ``claims`` then.
    """
    told = sorted(claims, key=lambda c: (c.report, c.id))
    texts = {r.id: r for r in reports}
    persons, unnamed = _met(told, texts, same)
    of_report: dict[str, set[str]] = defaultdict(set)
    of_event: dict[str, set[str]] = defaultdict(set)
    for claim in told:
        event = events.get(claim.id, claim.id)
        of_report[claim.report].add(event)
        of_event[event].add(claim.report)
    named = _Named(persons, of_report)
    of_person = {p.id: p.reports for p in persons.values()}
    near = frozenset[str]() if wanted is None else _sharing(wanted, (of_event, of_person))
    meant = ((one, named.meant(one)) for one in unnamed.values() if wanted is None or one.report in near)
    links = [_to_person(one, *person, texts[one.report].name) for one, person in meant if person]
    found = {link.left for link in links} | {link.right for link in links}
    left = {i: one for i, one in unnamed.items() if i not in found and is_of_many(one.party)}
    bodies = {i: one for i, one in left.items() if is_body(one.party.name)}
    links += [*_together(bodies, of_person, texts, "the two reports name the same person"),
              *_together(left, of_event, texts, "the two reports tell of one event"),
              *_for_short(left, _bodies(told, same), texts)]
    asked = {i for i, one in unnamed.items() if wanted is None or one.report in wanted}
    kept = {(k.left, k.right): k for k in links if k.left in asked or k.right in asked}
    return tuple(kept[key] for key in sorted(kept))


def _sharing(wanted: Collection[str], sharing: Iterable[Mapping[str, set[str]]]) -> frozenset[str]:
    """Those of ``wanted``, and the reports that share something rare with one of them."""
    found = (reports for shared in sharing for reports in shared.values() if len(reports) <= RARE)
    return frozenset(wanted).union(*(reports for reports in found if not reports.isdisjoint(wanted)))


class _Named:
    """Whom reports name, and whom of these some report calls something; ``of_report`` gives a report's events."""

    def __init__(self, persons: Mapping[str, _Person], of_report: Mapping[str, set[str]]) -> None:
        self._persons, self._of_report = persons, of_report
        self._all: dict[str, set[str]] = defaultdict(set)
        self._called: dict[str, set[str]] = defaultdict(set)
        self._of_event: dict[str, set[str]] = defaultdict(set)
        for person in persons.values():
            for report in person.reports:
                self._all[report].add(person.id)
            for report in person.reports if person.callings else ():
                self._called[report].add(person.id)
                for event in of_report[report]:
                    self._of_event[event].add(person.id)

    def meant(self, one: _Unnamed) -> tuple[_Person, tuple[float, str]] | None:
        """The one person whom the nearest reports let ``one`` be, and where that one was found."""
        for where, near in ((THERE, self._there), (OF_EVENT, self._of_events), (BESIDE, self._beside)):
            if fitting := one.best([p for p in map(self._persons.__getitem__, near(one.report)) if one.may_be(p)]):
                return (fitting[0], where) if len(fitting) == 1 else None
        there = (self._persons[i] for i in self._all[one.report]) if not _is_of_tables(one.party) else ()
        alone = [person for person in there if one.may_be_alone(person)]
        return (alone[0], ALONE) if len(alone) == 1 else None

    def _there(self, report: str) -> set[str]:
        return self._called[report]

    def _of_events(self, report: str) -> set[str]:
        return {i for event in self._of_report[report] for i in self._of_event[event]}

    def _beside(self, report: str) -> set[str]:
        """Those called something by reports that name somebody whom this report names."""
        shared = (self._persons[i].reports for i in self._all[report])
        return {i for others in shared if len(others) <= RARE for other in others for i in self._called[other]}


def _met(claims: Iterable[Claim], reports: Mapping[str, Report], same: Mapping[str, Iterable[str]],
         ) -> tuple[dict[str, _Person], dict[str, _Unnamed]]:
    """The persons whom claims name that no table knows, and what they call by office or role, by ids."""
    persons: dict[str, _Person] = {}
    unnamed: dict[str, _Unnamed] = {}
    for claim in claims:
        text = reports[claim.report].text
        ids = {p: min(same.get(actor_id(p), (actor_id(p),))) for p in claim.parties}
        for party in claim.parties:
            calling = standing_at(text, party.span) if party.span else None
            if is_new_person(party):
                person = persons.setdefault(ids[party], _Person(ids[party], party.plain))
                person.codes[party.code] += 1
                person.reports.add(claim.report)
                if party.span and (gender := gender_of(text, party.span)):
                    person.genders.add(gender)
                person.callings.update((calling,) if calling else beside(text, party.span) if party.span else ())
                person.codes.update(c.code for c in person.callings if c.code)
            elif calling and (_is_of_tables(party) or is_of_many(party) or is_office(party.name)):
                key = mention_id(claim.report, party)
                one = unnamed.setdefault(key, _Unnamed(claim.report, party.plain))
                if calling.is_body == is_body(party.name):
                    one.callings.add(calling)
                one.beside.update(ids[p] for p in claim.parties if p != party)
    return persons, unnamed


def _is_of_tables(party: Party) -> bool:
    """Whether a table gave the name, as of an office's holder."""
    return party.name[:1].isupper() and is_known(party.name)


def _to_person(one: _Unnamed, person: _Person, where: tuple[float, str], report: str) -> Link:
    score, told = where
    return _link(mention_id(one.report, one.party), person.id, score,
                 (f"{one.party} in {report} and {person.party}", told))


def _together(unnamed: Mapping[str, _Unnamed], sharing: Mapping[str, set[str]], reports: Mapping[str, Report],
              reason: str) -> Iterable[Link]:
    """Links between what reports that share an event or a person call alike."""
    kinds: dict[str, list[str]] = defaultdict(list)
    for key in sorted(unnamed):
        kinds[unnamed[key].report].append(key)
    for shared in sorted(sharing):
        found = sorted(sharing[shared]) if len(sharing[shared]) <= RARE else ()
        for key, other in combinations((key for report in found for key in kinds.get(report, ())), 2):
            if unnamed[key].party == unnamed[other].party:
                names = sorted(reports[unnamed[k].report].name for k in (key, other))
                yield _link(key, other, ONE_EVENT, (f"{unnamed[key].party} in {names[0]} and in {names[1]}", reason))


def _bodies(claims: Iterable[Claim], same: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Party]]:
    """The bodies that each report names, by their ids."""
    found: dict[str, dict[str, Party]] = defaultdict(dict)
    for claim in claims:
        for party in claim.parties:
            if any(party.name.casefold().endswith(long) for names in titles().shorter.values() for long in names):
                key = actor_id(party)
                told = mention_id(claim.report, party) if is_of_many(party) else min(same.get(key, (key,)))
                found[claim.report][told] = party.plain
    return found


def _for_short(unnamed: Mapping[str, _Unnamed], bodies: Mapping[str, Mapping[str, Party]],
               reports: Mapping[str, Report]) -> Iterable[Link]:
    """Links between "the court" and the one body of its report that is a court by a longer name."""
    for key, one in unnamed.items():
        longer = titles().shorter.get(one.party.name, ())
        found = [(i, p) for i, p in sorted(bodies.get(one.report, {}).items()) if i != key and p.code == one.party.code
                 and any(p.name.casefold().endswith(name) for name in longer)]
        if len(found) == 1:
            ((other, body),) = found
            yield _link(key, other, NAMED_THERE, (f"{one.party} in {reports[one.report].name} and {body}",
                                                  "the report names one body that is called so for short"))


def _link(a: str, b: str, score: float, reasons: tuple[str, ...]) -> Link:
    left, right = sorted((a, b))
    return Link("actor", left, right, "same", score, reasons, PROGRAM, Made(STEP, VERSION, RULE))
