"""Claims that other coders made, into an archive: each put where its words stand, then linked with all others.

A coding is looked for in the archive's report of its name, or of its web address. Where there is none, or the words do
not stand in it, the sentence itself is kept as a report: little to read, but every claim keeps its receipt.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any

from istor.model import Block, Claim, Made, Report, Span
from istor.model.ids import content_id
from istor.model.values import CODER
from istor.reading.coded import Coding, Line
from istor.reading.language import lang_of
from istor.scaling.release import model_digest, version
from istor.scaling.relinking import relink
from istor.storing import Addition, Archive

STEP, VERSION = "loading", "1"
_PLACE = re.compile(r"^.*?, line \d+: ")


@dataclass
class Loaded:
    """What became of the lines; ``reasons`` counts those that are no claims by what is wrong with them."""

    lines: int = 0
    claims: int = 0
    repeated: int = 0
    placed: int = 0
    unplaced: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def skipped(self) -> int:
        """How many lines were no claims."""
        return self.reasons.total()

    @property
    def is_useless(self) -> bool:
        """Whether there were lines, none of which was a claim."""
        return self.lines == self.skipped > 0

    def skip(self, line: Line) -> None:
        """Count a line that is no claim."""
        self.lines += 1
        self.reasons[_PLACE.sub("", line.problem or "").partition(";")[0]] += 1

    def count(self, given: int, kept: int, *, is_placed: bool) -> None:
        """Count the claims of one report."""
        self.claims += kept
        self.repeated += given - kept
        if is_placed:
            self.placed += kept
        else:
            self.unplaced += kept

    def row(self) -> dict[str, Any]:
        """The same as JSON can hold it."""
        counted = ("lines", "claims", "repeated", "placed", "unplaced", "skipped")
        return {**{name: getattr(self, name) for name in counted}, "reasons": dict(sorted(self.reasons.items()))}

    def __str__(self) -> str:
        counts = (
            f"read {self.lines} lines, kept {self.claims} claims ({self.placed} in reports of the archive, "
            f"{self.unplaced} by their sentence alone), repeated {self.repeated}, skipped {self.skipped}"
        )
        reasons = sorted(self.reasons.items(), key=lambda item: (-item[1], item[0]))
        return counts + (": " + ", ".join(f"{n} × {reason}" for reason, n in reasons) if reasons else "")


def load_to(where: str | Path, lines: Iterable[Line]) -> Loaded:
    """:func:`load` into the archive at ``where``; makes none where no line is a claim."""
    waiting, summary = iter(lines), Loaded()
    for line in waiting:
        if line.codings:
            with Archive.open(where) as archive:
                return load(archive, chain([line], waiting), summary)
        summary.skip(line)
    return summary


def load(archive: Archive, lines: Iterable[Line], summary: Loaded | None = None) -> Loaded:
    """Keep in ``archive`` every coding of ``lines`` that it does not hold as a claim, then link anew.

    Counts go on from those of ``summary``.
    """
    run, summary = archive.start_run(version(), model_digest()), summary or Loaded()
    places, found = _Places(archive.reports()), defaultdict[Report, list[Claim]](list)
    for coding in _codings(lines, summary):
        report = places.report_of(coding) or alone(coding)
        found[report].append(claim_of(coding, report))
    archive.add_all(map(Addition, found))  # changes nothing of those that are kept already
    for report, claims in found.items():
        summary.count(len(claims), archive.add_claims(claims), is_placed=not _is_alone(report))
    relink(archive, run=run)
    archive.finish_run(run, summary.row())
    return summary


def _codings(lines: Iterable[Line], summary: Loaded) -> Iterator[Coding]:
    """The codings of the lines that are claims; the others are only counted."""
    for line in lines:
        if line.codings:
            summary.lines += 1
        else:
            summary.skip(line)
        yield from line.codings


def claim_of(coding: Coding, report: Report) -> Claim:
    """``coding`` where its words stand in ``report``; its id comes from all that the coder said.

    Offsets count in the text that the coder read: where the report is the sentence alone, they say nothing.
    """
    said = tuple(str(getattr(coding, each.name)) for each in fields(Coding) if each.name != "left_out")
    coding = replace(coding, start=None, end=None) if _is_alone(report) else coding
    sentence = _sentence(coding, report.text)
    assert sentence is not None, "the report was chosen because it holds the words"
    trigger = _trigger(coding, sentence, report.text)
    return Claim(
        id=content_id("claim", report.id, *said),
        report=report.id,
        trigger=trigger,
        sentence=sentence,
        type=coding.type,
        actors=coding.actors,
        recipients=coding.recipients,
        status=coding.status,
        made=Made(f"{CODER}{coding.coder}", coding.version, coding.rule, "; ".join(("loaded", *coding.left_out))),
        confidence=coding.confidence,
        mode=coding.mode,
        context=coding.context,
        when=coding.when,
        place=coding.place,
        voices=coding.voices,
        quote=coding.quote,
        figures=tuple(replace(figure, span=sentence) for figure in coding.figures),
    )


def alone(coding: Coding) -> Report:
    """A report that is no more than the sentence of ``coding``."""
    text = coding.sentence
    return Report(
        id=content_id("report", STEP, text, coding.report, coding.source, coding.url),
        name=coding.report,
        text=text,
        blocks=(Block("body", Span(0, len(text))),),
        made=Made(STEP, VERSION, "sentence", "all that the coder gave of the report"),
        title=coding.title,
        lang=lang_of(text),
        published=coding.published,
        source=coding.source,
        url=coding.url,
    )


def _is_alone(report: Report) -> bool:
    return report.made.step == STEP


class _Places:
    """The reports of an archive by the names that a coder may know them by."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._by_name: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            for name in {report.id, report.name, report.url} - {""}:
                self._by_name[name].append(report)

    def report_of(self, coding: Coding) -> Report | None:
        """The first report called so in which the words of ``coding`` stand."""
        named = (report for name in (coding.url, coding.report) for report in self._by_name.get(name, ()))
        return next((report for report in named if _sentence(coding, report.text)), None)


def _sentence(coding: Coding, text: str) -> Span | None:
    """Where the sentence stands: around the trigger's offsets where they fit it, else where it stands first."""
    spans = list(_occurrences(coding.sentence, text))
    if not spans:
        return None
    around = (span for span in spans if coding.start is not None and span.start <= coding.start < span.end)
    return next(around, spans[0])


def _occurrences(sentence: str, text: str) -> Iterator[Span]:
    """Where the words stand, whatever white space lies between them: coders seldom keep line breaks."""
    words = r"\s+".join(map(re.escape, sentence.split()))
    return (Span(*match.span()) for match in re.finditer(words, text))


def _trigger(coding: Coding, sentence: Span, text: str) -> Span:
    """The trigger's offsets where they lie in the sentence, else its words in it, else the whole sentence."""
    if coding.start is not None and coding.end is not None and coding.start < coding.end:
        given = Span(coding.start, coding.end)
        if sentence.covers(given):
            return given
    at = text.find(coding.trigger, sentence.start, sentence.end) if coding.trigger else -1
    return Span(at, at + len(coding.trigger)) if at >= 0 else sentence
