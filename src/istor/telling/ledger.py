"""The ledger of figures for a reader: each number with what it counts, as of when, on whose word, and what is new."""

from dataclasses import dataclass
from math import inf

from istor.linking.figures import Line
from istor.telling.conflicts import headline
from istor.telling.describe import figure_words, one_line, voice_names
from istor.telling.record import Record


@dataclass(frozen=True)
class Entry:
    """One figure. ``low`` and ``high`` are what it may be at least and at most; ``told`` what it is to those before.

    ``day`` is that of the report, in ISO form; empty where it is not known. ``to`` are the claims that ``told`` is
    about: those with which it agrees, which it brings up to date or which it contradicts.
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
    voices: tuple[str, ...]
    report: str
    claim: str
    sentence: str


def entries(record: Record, told: str | None = None) -> tuple[Entry, ...]:
    """The ledger in the order of its events; only what is ``told`` so, where that is asked for."""
    heads = {event.id: headline(event) for event in record.events}
    claims = {claim.id: claim for claim in record.claims}
    chosen = [line for line in record.ledger if told in (None, line.told)]
    return tuple(_entry(line, heads[line.count.event], claims[line.count.claim].sentence.of(
        record.report(line.count.report).text), record) for line in chosen)


def _entry(line: Line, head: str, sentence: str, record: Record) -> Entry:
    count = line.count
    return Entry(
        event=count.event,
        headline=head,
        outcome=count.outcome,
        what=one_line(count.what),
        figure=figure_words(count.figure),
        low=count.low,
        high=None if count.high == inf else count.high,
        told=line.told,
        to=line.to,
        day=count.day.isoformat() if count.day else "",
        voices=voice_names(count.voices),
        report=record.report(count.report).name,
        claim=count.claim,
        sentence=one_line(sentence),
    )
