"""The ledger of figures for a reader: each number with what it counts, as of when, on whose word, and what is new."""

from dataclasses import dataclass
from math import inf

from istor.languages.folding import fold
from istor.linking.counts import Count
from istor.linking.figures import Line
from istor.telling.conflicts import headline
from istor.telling.describe import figure_words, one_line, voice_names
from istor.telling.record import Record


@dataclass(frozen=True)
class Entry:
    """One figure. ``low`` and ``high`` are what it may be at least and at most; ``told`` what it is to those before.

    ``event``, ``headline`` and ``claim`` are empty where it belongs to no event that istor knows of. ``day`` is that of
    the report, in ISO form, ``as_of`` the days for which it is told, in EDTF; empty where they are not known. ``to``:
    the figures that ``told`` is about, each with its report: those with which it agrees, which it brings up to date or
    which it contradicts. ``is_former``: its own sentence tells it as what was said before.
    """

    event: str
    headline: str
    outcome: str
    what: str
    figure: str
    low: float
    high: float | None
    told: str
    to: tuple[str, ...]
    day: str
    as_of: str
    is_former: bool
    voices: tuple[str, ...]
    report: str
    claim: str
    sentence: str


def entries(record: Record, told: str | None = None) -> tuple[Entry, ...]:
    """The ledger in the order of its events; only what is ``told`` so, where that is asked for."""
    heads = {event.id: headline(event) for event in record.events}
    return tuple(entry(k, record, heads.get(k.count.event, "")) for k in record.ledger if told in (None, k.told))


def _what(count: Count) -> str:
    """What it counts in the figure's own wording, where the ledger only folded that to compare it."""
    return count.figure.what if fold(count.figure.what) == count.what else count.what


def entry(line: Line, record: Record, head: str = "") -> Entry:
    """One line of the ledger, with the event that it belongs to in a few words where these are known."""
    count = line.count
    report = record.report(count.report)
    return Entry(
        event=count.event,
        headline=head,
        outcome=count.outcome,
        what=one_line(_what(count)),
        figure=figure_words(count.figure),
        low=count.low,
        high=None if count.high == inf else count.high,
        told=line.told,
        to=tuple(f"{record.report(c.report).name}: {figure_words(c.figure)}" for c in line.to),
        day=count.day.isoformat() if count.day else "",
        as_of=count.as_of.edtf if count.as_of else "",
        is_former=count.is_former,
        voices=voice_names(count.voices),
        report=report.name,
        claim=count.claim,
        sentence=one_line(count.sentence.of(report.text)),
    )
