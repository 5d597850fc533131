"""Works out anew which reports are copies, when the undated came out, and which claims tell of one event.

What comes of it depends on the reports as coded from themselves and on what persons said, on nothing that an earlier
run found: so the order in which reports were added leaves no trace. People's judgements are only read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from istor.model import Claim, Dating, Link, Report, When
from istor.model.link import LinkKind
from istor.scaling.runner import Runner
from istor.scaling.serial import Serial
from istor.storing import Archive
from istor.storing.datings import First
from istor.storing.links import PROGRAM

Claims = Mapping[str, Sequence[Claim]]
"""Claims by report."""
KINDS: tuple[LinkKind, ...] = ("copy", "event")
"""The links that are worked out here."""


@dataclass(frozen=True)
class Linked:
    """Reports with the days found for them, their claims as reckoned from these, links, and the program's datings."""

    reports: tuple[Report, ...]
    claims: Claims
    links: tuple[Link, ...]
    datings: tuple[Dating, ...]


@dataclass(frozen=True)
class Said:
    """What persons said, and what earlier runs reckoned: claims by report and the days that they were reckoned from."""

    judgements: Sequence[Link] = ()
    datings: Sequence[Dating] = ()
    reckoned: Mapping[tuple[str, str], Sequence[Claim]] = field(default_factory=dict)


def link(reports: Sequence[Report], coded: Claims, runner: Runner, said: Said) -> Linked:
    """Reports linked to one another; ``coded`` are their claims, coded without any day that they do not state."""
    from istor.linking import copies, link_events
    from istor.linking.dating import dated, datings, in_force, is_enough

    copied = copies(reports)

    def linked(claims: Claims, known: Sequence[Report]) -> tuple[Link, ...]:
        told = list(chain.from_iterable(claims[r.id] for r in known))
        return (*copied, *link_events(told, known, copied, judgements=said.judgements))

    fixed = in_force(said.datings)
    claims: Claims = {**coded, **_reckoned(reports, fixed, runner, said)}
    known = dated(reports, said.datings)
    if all(report.published for report in known):
        return Linked(known, claims, linked(claims, known), ())
    from istor.annotating.times import find_times

    links, told = linked(claims, known), list(chain.from_iterable(claims[r.id] for r in known))
    found = datings(known, told, (*links, *said.judgements), find_times)
    enough = {d.report: d for d in found if is_enough(d)}
    if enough:
        claims = {**claims, **_reckoned(reports, enough, runner, said)}
        known = dated(known, enough.values())
        links = linked(claims, known)
    return Linked(known, claims, links, found)


def _reckoned(reports: Iterable[Report], found: Mapping[str, Dating], runner: Runner, said: Said) -> Claims:
    """The claims of the reports that were dated, each coded as of the first and the last of its days."""
    from istor.linking.dating import between

    due = [r for r in reports if r.id in found]
    kept = {r.id: said.reckoned[key] for r in due if (key := (r.id, found[r.id].when.edtf)) in said.reckoned}
    due = [r for r in due if r.id not in kept]
    ends = [end for r in due for end in _ends(r, found[r.id].when)]
    coded = iter(runner.run(ends))
    return {**kept, **{r.id: between(next(coded)[1], next(coded)[1]) for r in due}}


def _ends(report: Report, when: When) -> Iterator[Report]:
    """The report as of the first and of the last of its days."""
    for day in (when.first or when.last, when.last or when.first):
        yield replace(report, published=When.between(day, day, when.basis))


def relink(archive: Archive, runner: Runner | None = None) -> None:
    """Replace what the program worked out in ``archive`` by what its reports and judgements give now."""
    from istor.linking.dating import in_force

    reports, kept, first = tuple(archive.reports()), _by_report(archive), archive.first_claims()
    persons = tuple(d for d in archive.datings() if d.by != PROGRAM)
    judgements = tuple(k for k in archive.links() if k.by != PROGRAM)
    reckoned = {(i, before.days): kept.get(i, ()) for i, before in first.items()}
    coded = {r.id: first[r.id].claims if r.id in first else kept.get(r.id, ()) for r in reports}
    found = link(reports, coded, runner or Serial(), Said(judgements, persons, reckoned))
    days = {i: d.when.edtf for i, d in in_force((*persons, *found.datings)).items()}
    for report in reports:
        claims, before = found.claims[report.id], first.get(report.id)
        after = First(days[report.id], tuple(coded[report.id])) if claims is not coded[report.id] else None
        if after != before or tuple(claims) != tuple(kept.get(report.id, ())):
            archive.recode(report.id, claims, after)
    archive.replace_datings(found.datings)
    for kind in KINDS:
        archive.replace_links(kind, [k for k in found.links if k.kind == kind and k.by == PROGRAM])


def _by_report(archive: Archive) -> Claims:
    found: dict[str, list[Claim]] = {}
    for claim in archive.claims():
        found.setdefault(claim.report, []).append(claim)
    return found
