"""Links reports that came to an archive which is linked already: looks at what they touch, and at nothing else.

What two reports are to each other hangs on few others, and the register beside the archive says on which. So the links
come out as if the whole archive had been linked at once. Where that cannot be had so, because there is no register, a
report has no day, or too much would have to be looked at, the whole archive is linked anew.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from istor.languages.latin_sounds import Sound
from istor.linking import event_ids, joined, link_actors, link_unnamed, namesakes, unnamed
from istor.linking.actors import mention_id
from istor.linking.blocks import Key, Pair, Partners, in_one_report, keys, limit
from istor.linking.copies import copies_of, sketched
from istor.linking.corrections import corrected
from istor.linking.dating import dated
from istor.linking.decide import SAME
from istor.linking.events import Comparing
from istor.linking.namesakes import new_persons
from istor.linking.sketches import least
from istor.linking.wording import Wording, wordings
from istor.model import Claim, Link, Report
from istor.model.link import LinkKind
from istor.storing import Archive
from istor.storing.beside import register_beside
from istor.storing.links import PROGRAM
from istor.storing.register import Register

LEAST = 1_000
"""Reports of the smallest archive that has a register: a smaller one is linked anew in about a second."""
MOST_NEW = 100
"""Reports that are linked so at a time; more are as fast linked with all others."""
MOST_TOUCHED = 5_000
"""Reports that are looked at at most."""


class TooMuchError(Exception):
    """The whole archive has to be linked: more is touched than may be looked at, or a report has no day."""


def register(archive: Archive, reports: Collection[Report], claims: Iterable[Claim], links: Iterable[Link]) -> None:
    """Make the register of an archive that was linked as a whole, from what linking was given and found."""
    path = register_beside(archive.beside)
    if path is None:
        return
    if len(reports) < LEAST:
        path.unlink(missing_ok=True)
        return
    told = sorted(claims, key=lambda c: c.id)
    events = event_ids(told, links)
    sketches = {r.id: sketched(r).tolist() for r in reports}
    made = wordings(told, {r.id: r.text for r in reports})
    Register.make(
        path, (archive.last_said(), archive.counts()["claims"]),
        ((r.id, len(sketches[r.id]), bool(r.published)) for r in reports),
        ((c.id, c.report, events[c.id]) for c in told),
        _listed(sketches, told, lambda c: keys(c, made[c.id])),
    )


def _listed(sketches: Mapping[str, Iterable[int]], claims: Iterable[Claim],
            of: Callable[[Claim], Iterable[Key]]) -> Iterator[tuple[Key | int, str]]:
    """All that is listed of reports and claims: samples of texts, what claims share, whom reports name."""
    yield from ((key, report) for report, sketch in sketches.items() for key in sketch)
    for claim in claims:
        yield from ((key, claim.id) for key in of(claim))
        yield from ((key, claim.report) for key in _named_in([claim]))


def _named_in(claims: Iterable[Claim]) -> set[Key]:
    """The keys of the persons whom claims name, and of their surnames."""
    found = new_persons(claims)
    return {_person(i) for i in found} | {_surname(s) for s in found.values()}


def _person(actor: str) -> Key:
    return ("person", actor)


def _surname(name: Sound) -> Key:
    return ("surname", name.stem, name.declension)


def insert(archive: Archive) -> bool:
    """Link the reports that the register does not have yet; whether that could be done so.

    If not, the archive is to be linked as a whole.
    """
    path = register_beside(archive.beside)
    found = path and Register.open(path, archive.last_said())
    if not found:
        return False
    try:
        new = archive.report_ids() - found.reports()
        if _is_of(found, archive, new):
            _Insertion(archive, found, new).done()
            return True
    except TooMuchError:
        pass
    finally:
        found.close()
    return False


def _is_of(found: Register, archive: Archive, new: Collection[str]) -> bool:
    """Whether the register has all of the archive but ``new``, and these can be linked so."""
    if len(new) > MOST_NEW or found.has_undated():
        return False
    counts, own = archive.counts(), len(archive.claims_of(new))
    return (counts["reports"], counts["claims"]) == (len(found.reports()) + len(new), found.claim_count() + own)


@dataclass
class _Look:
    """Reports and claims of an archive as linking reads them, each read once."""

    archive: Archive
    reports: dict[str, Report] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def read_reports(self, ids: Iterable[str]) -> list[Report]:
        """Reports by their ids, with the days that persons gave them."""
        wanted = sorted(ids)
        if missing := [i for i in wanted if i not in self.reports]:
            if len(self.reports) + len(missing) > MOST_TOUCHED:
                raise TooMuchError
            datings = [d for d in self.archive.datings_of(missing) if d.by != PROGRAM]
            self.reports |= {r.id: r for r in dated(self.archive.reports_of(missing), datings)}
        return [self.reports[i] for i in wanted]

    def read_claims_of(self, reports: Collection[str]) -> list[Claim]:
        """All claims of reports, as persons corrected them."""
        self.read_reports(reports)
        self._keep(self.archive.claims_of([r for r in reports if r not in self.whole]))
        self.whole.update(reports)
        wanted = frozenset(reports)
        return [c for c in self.claims.values() if c.report in wanted]

    def read_claims(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids, as persons corrected them; one that a person struck out is missing."""
        wanted = list(ids)
        self._keep(self.archive.claims_called([i for i in wanted if i not in self.claims]))
        return {i: self.claims[i] for i in wanted if i in self.claims}

    def _keep(self, claims: list[Claim]) -> None:
        new = [c for c in claims if c.id not in self.claims]
        self.claims |= {c.id: c for c in corrected(new, self.archive.names_of([c.id for c in new]))}


class _Insertion:
    """New reports, and what of the archive they touch: copies, then events, then who is who."""

    def __init__(self, archive: Archive, register: Register, new: Collection[str]) -> None:
        self._archive, self._register, self._new = archive, register, frozenset(new)
        self._look = _Look(archive)

    def done(self) -> None:
        """Change the archive's links and the register."""
        reports = self._look.read_reports(self._new)
        if not all(r.published for r in reports):
            raise TooMuchError
        own = self._look.read_claims_of(self._new)
        self._copies(reports)
        self._register.enter((key, c.report) for c in own for key in _named_in([c]))
        moved = self._events(own)
        touched = self._new | moved | self._copied(self._new)
        regrouped = self._actors(touched)
        self._unnamed(touched, regrouped)
        self._register.keep(len(self._archive.claims_of(self._new)))

    def _replace(self, kind: LinkKind, gone: Iterable[Link], links: Iterable[Link]) -> set[Link]:
        """Put links into the place of others; those that differ."""
        before, after = {k for k in gone if k.by == PROGRAM}, set(links)
        new = sorted(after - before, key=lambda k: (k.left, k.right))
        self._archive.replace_links(kind, new, before - after)
        return before ^ after

    # Copies

    def _copies(self, reports: Iterable[Report]) -> None:
        sketches = {r.id: sketched(r).tolist() for r in reports}
        for i, sketch in sketches.items():
            self._register.add_report(i, sketch)
        found: set[Link] = set()
        for report in reports:
            own = sketches[report.id]
            near = self._register.alike(own)
            alike = [i for i, shared, size in near if i != report.id and shared >= least(len(own), size)]
            found.update(copies_of(report, self._look.read_reports(alike)))
        self._replace("copy", self._archive.links_of("copy", self._new), found)

    def _copy_links(self, reports: Collection[str]) -> list[Link]:
        """The links of reports to their copies, to the copies of these, and so on."""
        return _all_joined(lambda ids: self._archive.links_of("copy", ids), reports)

    def _copied(self, reports: Collection[str]) -> set[str]:
        return {i for k in self._copy_links(reports) for i in (k.left, k.right)}

    # Events

    def _events(self, own: Collection[Claim]) -> set[str]:
        """Put the claims into events; the reports of whose events something changed."""
        changed = self._changed(own)
        partners = Partners(self._register, self._look.read_claims)
        first = self._pairs(changed, partners)
        known = self._look.read_claims({i for p in first for i in p} | changed)
        comparing = self._comparing(known)
        part = self._part(changed | {i for p in first if comparing.may_join(*p) for i in p})
        every = first | self._pairs(part - changed, partners, part)
        known = self._look.read_claims({i for p in every for i in p} | part)
        stored = self._archive.links_of("event", part)
        judged = [k for k in stored if k.by != PROGRAM]
        links = self._comparing(known).links(every, judged)
        self._replace("event", (k for k in stored if {k.left, k.right} & changed or {k.left, k.right} <= part), links)
        return self._moved(part, (*links, *judged))

    def _changed(self, own: Collection[Claim]) -> set[str]:
        """The new claims, and those of whose pairs some may change because these are listed beside them."""
        changed = {c.id for c in own}
        listed: dict[Key, list[str]] = {}
        for claim in own:
            for key in keys(claim, self._wording(claim)):
                listed.setdefault(key, []).append(claim.id)
        for key, added in listed.items():
            most = limit(key)
            before = self._register.holders(key, most) if most else []
            if most and len(before) <= most < len({*before, *added}):
                changed.update(before)
        self._register.enter((key, i) for key, ids in listed.items() for i in ids)
        for key, ids in listed.items():
            if limit(key) is None:
                changed.update(other for i in ids for other in self._register.beside(key, i))
        return changed & self._look.read_claims(changed).keys()

    def _pairs(self, ids: Collection[str], partners: Partners, among: Collection[str] | None = None) -> set[Pair]:
        """The pairs to compare that have one of ``ids``, and another ``among`` some where these are given."""
        found: set[Pair] = set()
        claims = self._look.read_claims(ids)
        for i, claim in claims.items():
            others = self._look.read_claims(partners.of(claim, self._wording(claim), among))
            found.update((i, o) if i < o else (o, i) for o in others)
        beside = self._look.read_claims_of({c.report for c in claims.values()})
        here = in_one_report(beside, {c.id: self._wording(c) for c in beside})
        return found | {p for p in here if not claims.keys().isdisjoint(p) and (among is None or {*p} <= {*among})}

    def _part(self, ids: Collection[str]) -> set[str]:
        """The claims that may be of one event with ``ids``, with those that may be with these, and so on."""
        part: set[str] = set()
        due = set(ids)
        while due:
            part |= due
            if len(part) > MOST_TOUCHED:
                raise TooMuchError
            links = self._archive.links_of("event", due)
            due = {i for k in links if k.by != PROGRAM or k.score >= SAME for i in (k.left, k.right)} - part
        return set(self._look.read_claims(part))

    def _moved(self, part: Collection[str], links: Collection[Link]) -> set[str]:
        """Enter the events of claims; the reports of the events that are others than before."""
        claims = self._look.read_claims(part)
        now, before = event_ids(claims.values(), links), self._register.events_of(part)
        self._register.set_events((i, claims[i].report, now[i]) for i in sorted(claims))
        changed = {e for i in claims if now[i] != before.get(i) for e in (now[i], before.get(i))}
        return {claims[i].report for i in claims if {now[i], before.get(i)} & changed}

    def _comparing(self, known: Mapping[str, Claim]) -> Comparing:
        ids = {c.report for c in known.values()}
        return Comparing(known, self._look.read_reports(ids), self._archive.links_of("copy", ids))

    def _wording(self, claim: Claim) -> Wording:
        (report,) = self._look.read_reports([claim.report])
        return wordings([claim], {report.id: report.text})[claim.id]

    # Who is who

    def _actors(self, touched: Collection[str]) -> set[str]:
        """Link anew the persons of the surnames in ``touched`` reports; those of whose links some differ."""
        surnames = set(new_persons(self._look.read_claims_of(touched)).values())
        namers = self._register.all_holders(map(_surname, surnames))
        claims = self._look.read_claims_of(namers)
        links = link_actors(claims, self._register.events_told(namers), self._copy_links(namers), surnames)
        ids = [i for i, surname in new_persons(claims).items() if surname in surnames]
        stored = (k for k in self._archive.links_of("actor", ids) if k.made.rule == namesakes.RULE)
        return {i for k in self._replace("actor", stored, links) for i in (k.left, k.right)}

    def _unnamed(self, touched: Collection[str], regrouped: Collection[str]) -> None:
        """Link anew what reports call by office or role, wherever those touched may have a say in it."""
        told = self._look.read_claims_of(self._new)
        moved = {*touched, *self._naming({*regrouped, *new_persons(told)})}
        wanted = self._sharing(moved)
        needed = self._sharing(self._sharing(wanted))
        claims = self._look.read_claims_of(needed | self._naming(new_persons(self._look.read_claims_of(needed))))
        reports = self._look.read_reports({c.report for c in claims})
        events = self._register.events_told({r.id for r in reports})
        same = joined(self._names(new_persons(claims)))
        links = link_unnamed(claims, reports, events, same, wanted)
        mentions = {mention_id(c.report, p) for c in self._look.read_claims_of(wanted) for p in c.parties}
        stored = (k for k in self._archive.links_of("actor", mentions) if k.made.rule == unnamed.RULE)
        self._replace("actor", stored, links)

    def _names(self, persons: Iterable[str]) -> list[Link]:
        """The program's links of persons by their names, and of those that they lead to."""
        def links_of(ids: Collection[str]) -> Iterable[Link]:
            found = self._archive.links_of("actor", ids)
            return (k for k in found if k.by == PROGRAM and k.made.rule == namesakes.RULE)

        return _all_joined(links_of, set(persons))

    def _naming(self, persons: Iterable[str]) -> set[str]:
        """The reports that name one of the persons, by whatever of their names."""
        wanted = set(persons)
        wanted.update(i for k in self._names(wanted) for i in (k.left, k.right))
        found = self._register.all_holders(map(_person, wanted))
        self._look.read_reports(found)
        return found

    def _sharing(self, reports: Collection[str]) -> set[str]:
        """``reports`` and those that share an event, or a person whom few reports name, with one of them."""
        events = set(self._register.events_told(reports).values())
        found = {*reports, *self._register.reports_telling(events)}
        persons = new_persons(self._look.read_claims_of(reports))
        same = joined(self._names(persons))
        for group in {frozenset(same.get(i, {i})) for i in persons}:
            namers = self._register.all_holders(map(_person, group))
            found.update(namers if len(namers) <= unnamed.RARE else ())
        self._look.read_reports(found)
        return found


def _all_joined(links_of: Callable[[Collection[str]], Iterable[Link]], ids: Collection[str]) -> list[Link]:
    """The links that say "same" of ``ids``, of those that these lead to, and so on."""
    found: dict[tuple[str, str], Link] = {}
    seen: set[str] = set()
    due = set(ids)
    while due:
        seen |= due
        links = [k for k in links_of(due) if k.judgement == "same" and k.by == PROGRAM]
        found |= {(k.left, k.right): k for k in links}
        due = {i for k in links for i in (k.left, k.right)} - seen
    return list(found.values())
