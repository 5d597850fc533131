"""Figures as the ledger reads them: of what event, how many at least and at most, what became of those counted.

Made from the figures that reports state; where none are kept (another coder's claims, a report coded long ago), from
those of claims. What one is to another, ``linking.figures`` says.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from istor.languages.folding import fold
from istor.linking.amounts import WINDOW, amounts, bounds
from istor.linking.stories import Story
from istor.linking.wording import acts_of, names, words
from istor.model import Claim, Event, Figure, Report, Span, Statement, Voice, When

OUTCOMES: Mapping[str, str] = {
    "killing": "killed", "wounding": "wounded", "arrest": "arrested", "capture": "held", "release": "released",
    "sending": "sent", "deployment": "deployed", "gift": "given", "expulsion": "expelled", "conviction": "convicted",
}
"""What became of those counted, by the act that the trigger tells of."""
STAGES = frozenset({"asked", "offered", "agreed", "paid", "further"})
"""How far what is counted has come, or that it comes to others counted, as the first word of an outcome."""
TAKEN_AS = {"deaths": "killed", "victims": "killed", "bodies": "killed", "arrests": "arrested", "hires": "hired",
            "dismissals": "dismissed"}
"""Words for those counted that say what became of them."""
SMALL = 2
"""Greatest number that, in words and after an article, names those spoken of and counts nothing."""
RARE = 60
"""Reports that may hold a name for it to bring two together, as in ``linking.stories``."""
RAREST = 24
"""Names of a report that are looked at, the rarest first: pairs of them grow with their square."""


@dataclass(frozen=True)
class Count:
    """One figure of one report as the ledger reads it: at least ``low``, at most ``high`` (``inf``: no end told).

    ``event`` and ``claim`` are empty where it belongs to no event. ``outcome`` is what became of those counted, with
    "planned" and "denied" for what did not happen; ``what`` is what was counted. ``day`` is the day of the report,
    ``when`` what its sentence says of the day, ``happened`` when its event was; ``is_whole``: a part of it is told
    beside it ("nine of the *twelve* lorries"); ``context`` tells which reports speak of the same things.
    """

    event: str
    claim: str
    report: str
    sentence: Span
    figure: Figure
    low: float
    high: float
    outcome: str
    what: str
    day: date | None
    voices: tuple[Voice, ...]
    when: When | None = None
    theme: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()
    is_former: bool = False
    is_recalled: bool = False
    is_whole: bool = False
    happened: When | None = None
    context: frozenset[str] = frozenset()

    @property
    def unit(self) -> str:
        """What it is measured in, or what it counts."""
        return self.figure.unit if self.figure.unit not in ("", "items", "events") else self.what

    @property
    def as_of(self) -> When | None:
        """The days for which it is told: those of its sentence, else the day of its report."""
        return self.when or (When.between(self.day, self.day, "report date") if self.day else None)


def counts_of(events: Sequence[Event], reports: Mapping[str, Report],
                   statements: Iterable[Statement]) -> Iterator[Count]:
    """Every statement with the claim that holds its figure; the figures of claims that no statement gives."""
    held: dict[str, list[tuple[Claim, Figure, str]]] = defaultdict(list)
    for event in events:
        for claim in event.claims:
            held[claim.report] += [(claim, figure, event.id) for figure in claim.figures]
    stated: dict[str, list[Span]] = defaultdict(list)
    days = {event.id: event.when for event in events}
    for statement in statements:
        if statement.report not in reports or not is_count(statement.figure, reports[statement.report].text):
            continue
        span, report = statement.figure.span, reports[statement.report]
        stated[report.id].append(span)
        own = [h for h in held[report.id] if h[1].span.meets(span)]
        nearest = min(own, key=lambda h: (abs(h[0].trigger.start - span.start), h[0].id), default=None)
        made = stated_count(statement, report, nearest[2] if nearest else "", nearest[0] if nearest else None)
        yield replace(made, happened=days.get(made.event))
    for report_id in sorted(held):
        for claim, figure, event_id in held[report_id]:
            if is_count(figure, reports[report_id].text) and not any(s.meets(figure.span) for s in stated[report_id]):
                yield count(event_id, claim, figure, reports[report_id])


def is_count(figure: Figure, text: str) -> bool:
    """Whether it counts something new: "οι δύο χώρες" only names the pair that the report speaks of."""
    said, before = figure.span.of(text), words(text[max(0, figure.span.start - WINDOW) : figure.span.start])
    is_small = isinstance(figure.value, float | int) and figure.value <= SMALL and not any(c.isdigit() for c in said)
    return not (is_small and before and before[-1] in amounts().definite)


def stated_count(statement: Statement, report: Report, event: str = "", claim: Claim | None = None) -> Count:
    """``statement`` as the ledger reads it, with the claim and event that it belongs to, if any."""
    figure = statement.figure
    low, high = bounds(figure, statement.sentence, report.text)
    is_demo = claim is not None and claim.type == "PROTEST" and figure.unit == "persons"
    outcome, what = _kind(figure, statement.outcome or ("protesters" if is_demo else ""))
    return Count(
        event, claim.id if claim else "", report.id, statement.sentence, figure, low, high,
        _status(claim) + outcome if outcome else "", what, _day(report), statement.voices, statement.when,
        frozenset(statement.theme), frozenset(statement.holders), statement.is_former,
        statement.is_recalled, _is_whole(statement, report.text),
    )


def _is_whole(statement: Statement, text: str) -> bool:
    start = statement.figure.span.start
    before = words(text[max(statement.sentence.start, start - WINDOW) : start])
    return len(before) > 1 and before[-1] in amounts().definite and before[-2] in amounts().wholes


def count(event: str, claim: Claim, figure: Figure, report: Report) -> Count:
    """``figure`` of ``claim`` as the ledger reads it, where nothing more is known of it."""
    low, high = bounds(figure, claim.sentence, report.text)
    acts = sorted(a for w in words(claim.trigger.of(report.text)) for a in acts_of(w) if a in OUTCOMES)
    outcome, what = _kind(figure, OUTCOMES[acts[0]] if acts else claim.type.lower())
    return Count(event, claim.id, report.id, claim.sentence, figure, low, high, _status(claim) + outcome, what,
                 _day(report), claim.voices, context=frozenset({event}))


def _kind(figure: Figure, outcome: str) -> tuple[str, str]:
    """What became of those counted, and what they are; "killed" itself counts people."""
    what, stage = fold(figure.what), outcome.split(" ", maxsplit=1)[0]
    if what in TAKEN_AS or what in OUTCOMES.values() or (what and what == outcome):
        told = TAKEN_AS.get(what, what)
        return f"{stage} {told}" if stage in STAGES else told, "people"
    return outcome, what


def _status(claim: Claim | None) -> str:
    status = claim.status if claim else ""
    return {"future": "planned ", "hypothetical": "possible ", "negated": "denied "}.get(status, "")


def _day(report: Report) -> date | None:
    return report.published.last if report.published else None


def with_context(counts: Sequence[Count], reports: Mapping[str, Report], stories: Iterable[Story]) -> list[Count]:
    """``counts`` with what ties each to others: its event, the story of its report, pairs of rare names in it."""
    told: dict[str, set[str]] = defaultdict(set)
    for story in stories:
        for report in story.reports:
            told[report].add(story.id)
    held = {report: names(reports[report].text) for report in sorted({c.report for c in counts})}
    holding: dict[str, int] = defaultdict(int)
    for found in held.values():
        for name in found:
            holding[name] += 1
    pairs: dict[str, list[str]] = defaultdict(list)
    for report, found in held.items():
        known = sorted((holding[name], name) for name in found if 1 < holding[name] <= RARE)
        rare = sorted(name for _, name in known[:RAREST])
        for n, a in enumerate(rare):
            for b in rare[n + 1 :]:
                pairs[f"{a} {b}"].append(report)
    for pair, sharing in pairs.items():
        if len(sharing) > 1:
            for report in sharing:
                told[report].add(pair)
    return [replace(c, context=c.context | told[c.report] | {c.report} | ({c.event} - {""})) for c in counts]
