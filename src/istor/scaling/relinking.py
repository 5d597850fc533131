"""Works out anew which reports are copies, when the undated came out, and which claims tell of one event.

What comes of it depends on the reports as coded from themselves and on what persons and other coders said, on nothing
that an earlier run found: so the order in which reports were added leaves no trace. People's judgements are only read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from istor.model import Claim, Dating, Link, Report, Span, When
from istor.model.link import LinkKind
from istor.model.values import CODER
from istor.scaling.runner import Runner
from istor.scaling.serial import Serial
from istor.storing import Archive
from istor.storing.datings import First
from istor.storing.links import PROGRAM

Claims = Mapping[str, Sequence[Claim]]
"""Claims by report."""
Days = Mapping[Span, When | None]
"""Days of a report's figures, by where they stand."""
KINDS: tuple[LinkKind, ...] = ("copy", "event", "actor")
"""The links that are worked out here."""
TRIES = 3
"""Times that an archive is linked to which others add meanwhile: who adds without end links it himself in the end."""


@dataclass(frozen=True)
class Linked:
    """Reports with the days found for them, istor's claims as reckoned from these, links, and the program's datings.

    ``days`` are those of the figures of reports that were reckoned now.
    """

    reports: tuple[Report, ...]
    claims: Claims
    links: tuple[Link, ...]
    datings: tuple[Dating, ...]
    days: Mapping[str, Days] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """What persons and other coders said, and what earlier runs reckoned.

    ``loaded`` are the claims of other coders; ``reckoned`` istor's by report and the days that they were reckoned from;
    ``names`` hold what persons corrected in claims, which are linked as corrected and kept as coded.
    """

    judgements: Sequence[Link] = ()
    datings: Sequence[Dating] = ()
    loaded: Claims = field(default_factory=dict)
    reckoned: Mapping[tuple[str, str], Sequence[Claim]] = field(default_factory=dict)
    names: Mapping[tuple[str, str], str] = field(default_factory=dict)


def link(reports: Sequence[Report], coded: Claims, runner: Runner, said: Said) -> Linked:
    """Reports linked to one another; ``coded`` are istor's claims, coded without any day that they do not state."""
    from istor.linking import copies, event_ids, joined, link_actors, link_events, link_unnamed
    from istor.linking.corrections import corrected
    from istor.linking.dating import dated, datings, in_force, is_enough

    copied = copies(reports)

    def told(claims: Claims) -> list[Claim]:
        every = chain.from_iterable((*claims[r.id], *said.loaded.get(r.id, ())) for r in reports)
        return list(corrected(every, said.names))

    def linked(claims: Claims, known: Sequence[Report]) -> tuple[Link, ...]:
        all_told = told(claims)
        found = link_events(all_told, known, copied, judgements=said.judgements)
        events = event_ids(all_told, (*found, *said.judgements))
        names = link_actors(all_told, events, copied)
        return (*copied, *found, *names, *link_unnamed(all_told, known, events, joined(names)))

    reckoned, days = _reckoned(reports, coded, in_force(said.datings), runner, said)
    claims: Claims = {**coded, **reckoned}
    known = dated(reports, said.datings)
    if all(report.published for report in known):
        return Linked(known, claims, linked(claims, known), (), days)
    from istor.annotating.times import find_times

    links = linked(claims, known)
    found = datings(known, told(claims), (*links, *said.judgements), find_times)
    enough = {d.report: d for d in found if is_enough(d)}
    if enough:
        reckoned, more = _reckoned(reports, coded, enough, runner, said)
        claims, days = {**claims, **reckoned}, {**days, **more}
        known = dated(known, enough.values())
        links = linked(claims, known)
    return Linked(known, claims, links, found, days)


def _reckoned(
    reports: Iterable[Report], coded: Claims, found: Mapping[str, Dating], runner: Runner, said: Said
) -> tuple[Claims, Mapping[str, Days]]:
    """The claims of the reports that were dated, each coded as of the first and the last of its days; days of figures.

    Where istor claims nothing there is no claim to reckon: a sentence that another coder's claim came with stays his.
    """
    from istor.linking.dating import between, days_between

    due = [r for r in reports if r.id in found]
    kept = {r.id: list(said.reckoned[key]) for r in due if (key := (r.id, found[r.id].when.edtf)) in said.reckoned}
    due = [r for r in due if r.id not in kept]
    ends = [end for r in due for end in _ends(r, found[r.id].when)]
    anew = iter(runner.run(ends))
    claims: dict[str, Sequence[Claim]] = {**kept}
    days: dict[str, Days] = {}
    for report in due:
        early, late = next(anew), next(anew)
        claims[report.id] = list(between(early.claims, late.claims)) if coded[report.id] else []
        days[report.id] = days_between(early.statements, late.statements)
    return claims, days


def _ends(report: Report, when: When) -> Iterator[Report]:
    """The report as of the first and of the last of its days."""
    for day in (when.first or when.last, when.last or when.first):
        yield replace(report, published=When.between(day, day, when.basis))


@dataclass(frozen=True)
class _Kept:
    """What an archive holds that linking starts from; ``own`` are istor's claims, as reckoned from what was known."""

    reports: tuple[Report, ...]
    own: Claims
    first: Mapping[str, First]
    datings: tuple[Dating, ...]
    links: tuple[Link, ...]
    loaded: Claims
    names: Mapping[tuple[str, str], str]

    @classmethod
    def read(cls, archive: Archive) -> "_Kept":
        own: dict[str, list[Claim]] = {}
        loaded: dict[str, list[Claim]] = {}
        for claim in archive.claims():
            (loaded if claim.made.step.startswith(CODER) else own).setdefault(claim.report, []).append(claim)
        return cls(tuple(archive.reports()), own, archive.first_claims(), tuple(archive.datings()),
                   tuple(archive.links()), loaded, archive.names())

    def coded(self) -> dict[str, Sequence[Claim]]:
        """Istor's claims by report, as coded without a dating."""
        return {r.id: self.first[r.id].claims if r.id in self.first else self.own.get(r.id, ()) for r in self.reports}

    def linked(self, coded: Claims, runner: Runner) -> Linked:
        """What the program works out of all this now."""
        return link(self.reports, coded, runner, Said(
            judgements=[found for found in self.links if found.by != PROGRAM],
            datings=[found for found in self.datings if found.by != PROGRAM],
            loaded=self.loaded,
            names=self.names,
            reckoned={(report, first.days): self.own.get(report, ()) for report, first in self.first.items()},
        ))  # fmt: skip


def relink(archive: Archive, runner: Runner | None = None, run: int | None = None) -> None:
    """Replace what the program worked out in ``archive`` by what its reports and judgements give now.

    Claims that are reckoned anew can be looked back at where ``run`` is given. Where somebody else adds or judges
    meanwhile it is done again, so that what was worked out of the state before does not stand in the end.
    """
    for _ in range(TRIES):
        before = archive.inputs()
        _relink(archive, runner, run)
        if archive.inputs() == before:
            return


def _relink(archive: Archive, runner: Runner | None, run: int | None) -> None:
    from istor.linking.corrections import corrected
    from istor.linking.dating import dated, in_force
    from istor.scaling.insertion import register

    kept = _Kept.read(archive)
    coded = kept.coded()
    found = kept.linked(coded, runner or Serial())
    persons, own = ([d for d in kept.datings if (d.by == PROGRAM) is is_own] for is_own in (False, True))
    days = {i: d.when.edtf for i, d in in_force((*persons, *found.datings)).items()}
    for report in kept.reports:
        claims, before = found.claims[report.id], kept.first.get(report.id)
        after = First(days[report.id], tuple(coded[report.id])) if claims is not coded[report.id] else None
        if after != before or tuple(claims) != tuple(kept.own.get(report.id, ())):
            archive.reckon(report.id, claims, after, run, found.days.get(report.id))
    if set(found.datings) != set(own):
        archive.replace_datings(found.datings)
    for kind in KINDS:
        archive.replace_links(kind, _own(found.links, kind))
    told = corrected(chain.from_iterable((*found.claims[r.id], *kept.loaded.get(r.id, ())) for r in kept.reports),
                     kept.names)
    register(archive, dated(kept.reports, persons), told, (*found.links, *(k for k in kept.links if k.by != PROGRAM)))


def are_links_right(archive: Archive) -> bool:
    """Whether the program's links and datings in ``archive`` are those that it would work out now."""
    kept = _Kept.read(archive)
    found = kept.linked(kept.coded(), Serial())
    datings = [dating for dating in kept.datings if dating.by == PROGRAM]
    return set(datings) == set(found.datings) and all(
        set(_own(kept.links, kind)) == set(_own(found.links, kind)) for kind in KINDS
    )


def _own(links: Iterable[Link], kind: LinkKind) -> list[Link]:
    """The program's links of ``kind``: a person's are in the archive already and are never replaced."""
    return [found for found in links if found.kind == kind and found.by == PROGRAM]
