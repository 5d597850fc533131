"""Linking over reports, on the stories in ``evals/stories``: actors, copies, events, figures and days.

All stories are given to the program as one archive, so that what it confuses between two stories counts too. Actors
and events are measured over what the program found at all; how much that is stands beside them.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from evals import rivals
from evals.data import Figures, NothingToMeasureError, Options, f1
from evals.matching import matched_claims, matched_mentions
from evals.partition import b_cubed
from evals.standoff import FOLDER, Place, Stories
from istor.model import Claim, Figure

if TYPE_CHECKING:
    from istor.scaling.runner import Coded
    from istor.telling.record import Record

Pair = tuple[str, str]


def measure(_options: Options) -> Figures:
    """Figures of every part of linking that the program has; ``absent`` says of the others why there is no figure.

    ``unseen`` are the same figures of a second set of stories.
    """
    more = {"undated": lambda: _undated("undated"), "later": lambda: _undated("later")}
    return _measured(Stories(), more) | {"unseen": _measured(Stories(FOLDER / "unseen"), {})}


def _measured(stories: Stories, more: Mapping[str, Callable[[], Figures]]) -> Figures:
    """The figures of one set of stories, with ``more`` parts."""
    coded = _coded(stories)
    record = _record(coded)
    found = matched_claims(stories.events, record.claims, {r.id: r.name for r in record.reports})
    parts: dict[str, Callable[[], Figures]] = {
        "actors": lambda: _actors(stories, record, coded),
        "events": lambda: _events(stories, found, record),
        "copies": lambda: _copies(stories, record),
        "figures": lambda: _figures(stories, record),
        "figure_relations": lambda: _figure_relations(stories, record),
        "event_links": lambda: _event_links(stories, found, record),
        "dates": lambda: _dates(stories, record),
        **more,
        "rivals": lambda: _rivals(stories, found, record),
    }
    measured: Figures = {"reports": len(record.reports)}
    absent: dict[str, str] = {}
    for name, part in parts.items():
        try:
            measured[name] = part()
        except NothingToMeasureError as reason:
            absent[name] = str(reason)
    return measured | {"absent": absent}


def _coded(stories: Stories) -> "list[Coded]":
    """All stories together, coded as ``istor code`` does."""
    from istor.reading import gather
    from istor.scaling.serial import Serial

    return list(Serial().run(o.report for o in gather([stories.reports]) if o.report))


def _record(coded: "Sequence[Coded]") -> "Record":
    """What linking makes of it."""
    from istor.scaling.recording import record_of
    from istor.scaling.serial import Serial

    return record_of(coded, Serial())


def _actors(stories: Stories, record: "Record", coded: "Sequence[Coded]") -> Figures:
    """B-cubed of actors; ``of_coding`` is what perfect linking would reach with the parties as they were coded.

    Perfect linking joins all that a report codes as one party with what most of its mentions mean in the gold, so that
    the distance from 1 is what coding confused, and that between the two what linking left apart or joined wrongly.
    """
    from istor.linking import actor_id

    names = {r.id: r.name for r in record.reports}
    said = [(names[c.report], p.span, actor_id(p)) for c in record.claims for p in c.parties if p.span]
    pairs = matched_mentions(stories.mentions, said)
    gold = [p.record["actor"] for p, _ in pairs]
    told = [(names[c.report], p.span, f"{c.report} {actor_id(p)}") for one in coded for c in one.claims
            for p in c.parties if p.span]
    there = [(p.record["actor"], party) for p, party in matched_mentions(stories.mentions, told)]
    meant: dict[str, Counter[str]] = {}
    for actor, party in there:
        meant.setdefault(party, Counter())[actor] += 1
    best = [min(meant[party], key=lambda a: (-meant[party][a], a)) for _, party in there]
    return {"gold": len(stories.mentions), "matched": len(pairs), **b_cubed(gold, [group for _, group in pairs]),
            "of_coding": b_cubed([actor for actor, _ in there], best)}


def _events(stories: Stories, found: Sequence[tuple[Place, Claim]], record: "Record") -> Figures:
    gold = [place.record["event"] for place, _ in found]
    said = [record.event_of[claim.id] for _, claim in found]
    of_stories: dict[str, set[str]] = {}
    for event, group in zip(gold, said, strict=True):
        of_stories.setdefault(group, set()).add(event.split(":")[0])
    mixed = sum(len(stories_told) > 1 for stories_told in of_stories.values())
    return {"gold": len(stories.events), "matched": len(found), "claims": len(record.claims), **b_cubed(gold, said),
            "of_two_stories": mixed}


def _copies(stories: Stories, record: "Record") -> Figures:
    names = {r.id: r.name for r in record.reports}
    return copy_scores(stories.rows("copies"), {
        pair(names[k.left], names[k.right]) for k in record.links if k.kind == "copy" and k.judgement == "same"
    })


def copy_scores(gold: Sequence[Figures], said: set[Pair]) -> Figures:
    """How well pairs of report names agree with the gold pairs, and the recall of each kind of copy.

    Pairs that the gold does not name are no copies, as are those that it names as ``not``.
    """
    wanted = {pair(row["left"], row["right"]): row["relation"] for row in gold if row["relation"] != "not"}
    hits = said & wanted.keys()
    kinds = Counter(wanted.values())
    of_kind = Counter(wanted[p] for p in hits)
    return {
        "gold": len(wanted), "said": len(said), "f1": round(f1(len(hits), len(said), len(wanted)), 4),
        "precision": round(len(hits) / len(said), 4) if said else 0.0,
        **{f"{kind}_recall": round(of_kind[kind] / kinds[kind], 4) for kind in sorted(kinds)},
    }


def pair(a: str, b: str) -> Pair:
    """The two, the lesser first."""
    return (a, b) if a < b else (b, a)


def _figures(stories: Stories, record: "Record") -> Figures:
    """How many of the gold figures some claim states, or the ledger has at all; how many of these with its number."""
    names = {r.id: r.name for r in record.reports}
    stated, right = _found(stories, [(names[c.report], figure) for c in record.claims for figure in c.figures])
    listed, right_there = _found(stories, [(names[k.count.report], k.count.figure) for k in record.ledger])
    return {"gold": len(stories.figures), "stated": stated, "right_value": right, "in_ledger": listed,
            "right_in_ledger": right_there, "ledger": len(record.ledger)}


def _found(stories: Stories, said: Sequence[tuple[str, Figure]]) -> tuple[int, int]:
    """How many gold figures share letters with one of ``said``, and how many with one of the gold's number."""
    values = [(p.record["value"], [f.value for name, f in said if name == p.report and f.span.meets(p.span)])
              for p in stories.figures]
    return sum(bool(found) for _, found in values), sum(value in found for value, found in values)


def _figure_relations(stories: Stories, record: "Record") -> Figures:
    from istor.linking.counts import Count
    from istor.linking.figures import relation

    names = {r.id: r.name for r in record.reports}
    counts: dict[str, list[Count]] = {}
    for line in record.ledger:
        counts.setdefault(names[line.count.report], []).append(line.count)
    found = {p.record["id"]: [c for c in counts.get(p.report, ()) if c.figure.span.meets(p.span)]
             for p in stories.figures}
    gold = stories.rows("relations")
    return relation_scores(gold, {
        (row["left"], row["right"]): relation(early, late)
        for row in gold for early in found[row["left"]][:1] for late in found[row["right"]][:1]
    })


def relation_scores(gold: Sequence[Figures], said: dict[Pair, str]) -> Figures:
    """The share of gold pairs of figures whose relation is right, over all and for each relation; by figure ids.

    ``among_found`` is the same over those pairs of which the program has both figures, ``precision`` over those that
    it says more of than ``other``, ``recall`` over those that the gold says more of.
    """
    total, right = Counter[str](), Counter[str]()
    for row in gold:
        total[row["relation"]] += 1
        right[row["relation"]] += said.get((row["left"], row["right"])) == row["relation"]
    each = {name: round(right[name] / total[name], 4) for name in sorted(total)}
    wanted = {(row["left"], row["right"]): row["relation"] for row in gold}
    joined = [p for p in wanted if said.get(p, "other") != "other"]
    return {
        "gold": total.total(), "accuracy": round(right.total() / total.total(), 4), **each,
        "found": sum(p in said for p in wanted), "among_found": _share(right.total(), sum(p in said for p in wanted)),
        "precision": _share(sum(said[p] == wanted[p] for p in joined), len(joined)),
        "recall": _share(sum(said.get(p) == wanted[p] for p in wanted if wanted[p] != "other"),
                         sum(name != "other" for name in wanted.values())),
    }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _event_links(stories: Stories, found: Sequence[tuple[Place, Claim]], record: "Record") -> Figures:
    """Of the gold links between events whose two ends were found, how many the program makes, by their kind."""
    claims_of: dict[str, set[str]] = {}
    for place, claim in found:
        claims_of.setdefault(place.record["event"], set()).add(claim.id)
    said = {(*pair(k.left, k.right), k.made.rule) for k in record.links if k.kind == "event"}
    result = Counter[str]()
    for row in stories.rows("links"):
        ends = claims_of.get(row["from"], set()), claims_of.get(row["to"], set())
        if all(ends):
            rule = row["relation"].replace("-", " ")
            name = rule.replace(" ", "_")
            result[f"{name}_found"] += 1
            result[f"{name}_linked"] += any((*pair(a, b), rule) in said for a in ends[0] for b in ends[1])
    return {"gold": len(stories.rows("links")), **result}


def _dates(stories: Stories, record: "Record") -> Figures:
    """Of the undated reports, how many got days that lie within the true stretch, and how many got days at all."""
    days = {r.name: r.published for r in record.reports}
    names = {r.id: r.name for r in record.reports}
    days |= {names[d.report]: d.when for d in record.datings}
    gold = stories.rows("dates")
    if not any(days[row["report"]] for row in gold):
        raise NothingToMeasureError("the program gives no undated report a day yet")
    return date_scores(gold, {name: (when.first, when.last) for name, when in days.items() if when})


def _undated(name: str) -> Figures:
    """The same of a set of stories for dating alone, an archive of its own."""
    stories = Stories(FOLDER / name)
    return _dates(stories, _record(_coded(stories)))


def date_scores(gold: Sequence[Figures], said: dict[str, tuple[date | None, date | None]]) -> Figures:
    """How many stretches of days lie within the true one, and how many touch it; by the names of reports."""
    result = Counter[str]()
    for row in gold:
        first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
        begin, end = said.get(row["report"], (None, None))
        result["dated"] += bool(begin or end)
        result["within"] += bool(begin and end and first <= begin and end <= last)
        result["touching"] += bool((begin or end) and (begin or date.min) <= last and first <= (end or date.max))
    return {"gold": len(gold), **result, "within_share": round(result["within"] / len(gold), 4)}


def _rivals(stories: Stories, found: Sequence[tuple[Place, Claim]], record: "Record") -> Figures:
    """Events and copies as the usual practice finds them, on the same claims and reports; and nothing joined at all."""
    reports = record.reports
    names = {r.id: r.name for r in reports}
    gold, claims = [place.record["event"] for place, _ in found], [claim for _, claim in found]
    alike = rivals.titles(reports)
    vectors = rivals.Vectors(reports)
    threshold, groups = rivals.events_by_vector(gold, [vectors.of_claim(c) for c in claims])
    copies = stories.rows("copies")
    whole = [vectors.of_report(r) for r in reports]
    by_vector = {
        t: copy_scores(copies, {pair(names[reports[a].id], names[reports[b].id]) for a, b in rivals.near(whole, t)})
        for t in rivals.THRESHOLDS
    }
    best = max(by_vector, key=lambda t: (by_vector[t]["f1"], t))
    return {
        "alone": {"events": b_cubed(gold, range(len(gold)))},
        "titles": {
            "events": b_cubed(gold, rivals.events_by_title(claims, alike)),
            "copies": copy_scores(copies, {pair(names[a], names[b]) for a, b in alike}),
        },
        "vectors": {
            "events": {"threshold": threshold, **b_cubed(gold, groups)},
            "copies": {"threshold": best, **by_vector[best]},
        },
    }
