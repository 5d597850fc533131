"""One event in words and numbers, with the claims that it rests on: what every view and export shows of it."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from istor.model import Claim, Event, Figure, Party, Report, Voice
from istor.model.claim import Quote, Status
from istor.model.plover import QUAD_OF
from istor.telling.dates import date_words
from istor.telling.record import Record

ARROW = " → "
NOBODY = "(not named)"
OWN_WORD = "said by the report itself"
OWN_WORDS = "said by the reports themselves"
_WEB = re.compile(r"https?://[^\s\"'<>{}|\\^`]+", re.IGNORECASE)
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LANG = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True)
class Said:
    """One claim with its receipt: where it stands, the sentence, on whose word, and what made it."""

    claim: str
    report: str
    name: str
    published: str
    start: int
    end: int
    trigger: str
    sentence: str
    when: str
    date: str | None
    status: Status
    voices: tuple[str, ...]
    quote: Quote | None
    confidence: float
    rule: str
    reason: str


@dataclass(frozen=True)
class Entry:
    """One event for a reader. ``when`` is its date in words, ``date`` the same as EDTF.

    ``voices`` are the independent ones; a report that credits nobody is its own. ``sentence`` is the evidence: of the
    claim that istor is surest of, in the report named ``report``. ``said`` holds all claims.
    """

    id: str
    when: str
    date: str | None
    first: dt.date | None
    last: dt.date | None
    basis: str | None
    type: str
    mode: str | None
    quad: str
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    voices: tuple[str, ...]
    is_credited: bool
    word: str
    reports: int
    copies: int
    independent_voices: int
    figures: tuple[str, ...]
    conflicts: tuple[str, ...]
    sentence: str
    report: str
    said: tuple[Said, ...]

    @property
    def what(self) -> str:
        """Type and mode: ``CONSULT (phone)``."""
        return f"{self.type} ({self.mode})" if self.mode else self.type

    @property
    def who(self) -> str:
        """Actors → recipients."""
        sides = [", ".join(self.actors) or NOBODY, ", ".join(self.recipients)]
        return ARROW.join(filter(None, sides))

    @property
    def mark(self) -> str:
        """The status where it is not that the event happened."""
        return "" if self.status == "actual" else self.status

    @property
    def counts(self) -> str:
        """The three numbers."""
        return counts_words(self.reports, self.copies, self.independent_voices)

    @property
    def headline(self) -> str:
        """All but the evidence in one line."""
        parts = (f"{self.what}: {self.who}", self.place and f"in {self.place}", self.mark and f"[{self.mark}]")
        return " ".join(part for part in parts if part)


def describe(event: Event, record: Record) -> Entry:
    """``event`` with its claims in order of their reports."""
    claims = record.in_order(event.claims)
    best, when = record.best(event), event.when
    return Entry(
        id=event.id,
        when=date_words(when),
        date=when.edtf if when else None,
        first=when.first if when else None,
        last=when.last if when else None,
        basis=when.basis if when else None,
        type=event.type,
        mode=event.mode,
        quad=QUAD_OF.get(event.type, ""),
        status=event.status,
        actors=party_names(event.actors),
        recipients=party_names(event.recipients),
        place=one_line(event.place) if event.place else None,
        voices=voice_names(event.voices),
        is_credited=any(claim.voices for claim in claims),
        word=voice_words(event),
        reports=len(event.reports),
        copies=len(event.copies),
        independent_voices=len(event.voices),
        figures=tuple(map(figure_words, event.figures)),
        conflicts=tuple(map(one_line, event.conflicts)),
        sentence=one_line(best.sentence.of(record.report(best.report).text)),
        report=record.report(best.report).name,
        said=tuple(_said(claim, record) for claim in claims),
    )


def _said(claim: Claim, record: Record) -> Said:
    report = record.report(claim.report)
    return Said(
        claim=claim.id,
        report=report.id,
        name=report.name,
        published=date_words(report.published),
        start=claim.trigger.start,
        end=claim.trigger.end,
        trigger=one_line(claim.trigger.of(report.text)),
        sentence=one_line(claim.sentence.of(report.text)),
        when=date_words(claim.when),
        date=claim.when.edtf if claim.when else None,
        status=claim.status,
        voices=voice_names(claim.voices),
        quote=claim.quote,
        confidence=claim.confidence,
        rule=claim.made.rule,
        reason=one_line(claim.made.reason.removeprefix(f"{claim.made.rule}: ")),
    )


def party_names(parties: Iterable[Party]) -> tuple[str, ...]:
    """``CODE`` or ``CODE:Name`` of each."""
    return tuple(one_line(str(party)) for party in parties)


def voice_names(voices: Iterable[Voice]) -> tuple[str, ...]:
    """``Name`` or ``CODE:Name`` of each, as :class:`~istor.model.Voice` writes itself."""
    return tuple(one_line(str(voice)) for voice in voices)


def voice_words(event: Event) -> str:
    """On whose word: the voices without their states' codes, or that no report credits anybody."""
    if any(claim.voices for claim in event.claims):
        return ", ".join(one_line(voice.name or voice.code) for voice in event.voices)
    return OWN_WORD if len(event.reports) == 1 else OWN_WORDS


def counts_words(reports: int, copies: int, voices: int) -> str:
    """``5 reports · 2 copies · 1 voice``."""
    counted = (
        _counted(reports, "report", "reports"),
        _counted(copies, "copy", "copies"),
        _counted(voices, "voice", "voices"),
    )
    return " · ".join(counted)


def figure_words(figure: Figure) -> str:
    """``about 2,000 soldiers (killed)``; a vague word ("thousands") says itself that it is not exact."""
    if isinstance(figure.value, str):
        about, value = "", figure.value
    else:
        about, value = "about" if figure.is_approximate else "", f"{figure.value:,.10g}"
    parts = (about, value, figure.unit, f"({figure.what})" if figure.what else "")
    return one_line(" ".join(part for part in parts if part))


def web_address(url: str) -> str:
    """``url`` where it leads to the web, else nothing: what reports give may be a script, or no address at all."""
    return url if _WEB.fullmatch(url) else ""


def visible(text: str) -> str:
    """``text`` without characters that do not show, every break a blank: no report may steer a terminal or a page."""
    if text.isprintable():  # as nearly all text is, and told a hundred times as fast
        return text
    blank = (" " if char.isspace() else char for char in text)
    return "".join(char for char in blank if unicodedata.category(char) not in _HIDDEN)


def one_line(text: str) -> str:
    """What shows of ``text``, on one line."""
    words = " ".join(text.split())
    if words.isprintable():
        return words
    return " ".join(visible(text).split())


def lang_tag(report: Report) -> str:
    """The language of ``report`` where it may stand in a page's ``lang``; ``und`` for anything else."""
    return report.lang if _LANG.fullmatch(report.lang) else "und"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
