"""Claims that others made, out of JSON lines: istor's own form (``docs/reference/claims.md``), or PLOVER's.

A line gives what its coder said of an event and the words that it rests on. What istor has no word for is left out and
told; a line without words, or of no PLOVER type, is no claim at all. Where the words stand is for
:mod:`istor.scaling.loading` to find: nothing here knows any report.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, get_args

from istor.errors import InputError
from istor.model import Figure, Party, Voice, When
from istor.model.claim import Quote, Status
from istor.model.plover import CONTEXTS
from istor.reading.given import Given
from istor.reading.objects import objects
from istor.reading.outcome import shown
from istor.reading.published import stated

LONGEST_LINE = 4 * 2**20
"""Bytes of one line: it holds a sentence or two, or an event with the claims of many reports."""


@dataclass(frozen=True)
class Coding:
    """What a coder said of one event, and the words: ``sentence``, with the trigger's words or place where known.

    ``start`` and ``end`` are the trigger's offsets in the text of the report called ``report``. ``left_out`` says in
    words what of the line could not be kept.
    """

    coder: str
    report: str
    sentence: str
    type: str
    start: int | None = None
    end: int | None = None
    trigger: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    published: When | None = None
    mode: str | None = None
    context: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    status: Status = "actual"
    when: When | None = None
    place: str | None = None
    voices: tuple[Voice, ...] = ()
    quote: Quote | None = None
    figures: tuple[Figure, ...] = ()
    confidence: float = 0.0
    version: str = ""
    rule: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """What came of one line: its codings, or in ``problem`` why there is none."""

    at: str
    codings: tuple[Coding, ...] = ()
    problem: str | None = None


def codings(path: str | Path, coder: str = "") -> Iterator[Line]:
    """The lines of the file at ``path``; ``coder`` made those that do not say who did, else it is the file's stem."""
    name = shown(path)
    try:
        with Path(path).open("rb") as stream:
            yield from _lines(stream, name, coder or Path(path).stem)
    except OSError as error:
        why = (error.strerror or "input or output error").lower()
        yield Line(name, problem=f"{name}: cannot be read ({why}); check the name and your rights to it")


def _lines(stream: IO[bytes], name: str, coder: str) -> Iterator[Line]:
    is_empty = True
    for at, row in objects(stream, name, LONGEST_LINE):
        is_empty = False
        try:
            if isinstance(row, InputError):
                raise row
            is_plover = isinstance(row.get("event"), list)
            yield Line(at, tuple(_plover(row, at, coder)) if is_plover else (_own(row, at, coder),))
        except InputError as error:
            yield Line(at, problem=str(error))
    if is_empty:
        yield Line(name, problem=f"{name}: the file is empty; give it one JSON object a line or leave it out")


# istor's own form


def _own(row: Mapping[str, Any], at: str, coder: str) -> Coding:
    read = Given(row, at)
    kind = read.type(row.get("type"))
    return Coding(
        coder=read.text("coder") or coder,
        report=read.text("report") or read.missing("report"),
        sentence=read.words("sentence"),
        type=kind,
        start=read.offset("start"),
        end=read.offset("end"),
        source=read.text("outlet"),
        url=read.text("url"),
        published=stated(read.text("published")),
        mode=read.mode(kind, row.get("mode")),
        context=read.one_of("context", CONTEXTS),
        actors=read.parties("actors"),
        recipients=read.parties("recipients"),
        status=read.one_of("status", get_args(Status)) or "actual",
        when=read.when(read.text("date"), row.get("basis")),
        place=read.text("place") or None,
        voices=read.named_voices("sources"),
        quote=read.one_of("quote", get_args(Quote)),
        figures=read.figures(),
        confidence=read.share("confidence"),
        version=read.text("coder_version"),
        rule=read.text("rule"),
        left_out=tuple(read.left_out),
    )


# PLOVER's form


def _plover(row: Mapping[str, Any], at: str, coder: str) -> Iterator[Coding]:
    """One coding for each type of the line and, where the line was written by istor, for each of its claims."""
    read = Given(row, at)
    kinds = [read.type(kind) for kind in row["event"]] or [read.type(None)]
    cited, place = row.get("cite_info"), row.get("event_loc")
    cite = Given(cited if isinstance(cited, dict) else {}, at)
    told = [claim for claim in row.get("claims") or () if isinstance(claim, dict)] or [{}]
    shared: dict[str, Any] = {
        "coder": coder if row.get("coder") in (None, "") else read.text("coder"),
        "title": cite.text("title"),
        "source": cite.text("publication"),
        "url": cite.text("url"),
        "context": read.one_of("context", CONTEXTS),
        "actors": read.actor_objects("source"),
        "recipients": read.actor_objects("recipient"),
        "status": read.one_of("status", get_args(Status)) or "actual",
        "when": read.when(read.text("date_edtf") or _interval(read), row.get("date_basis")),
        "place": Given(place if isinstance(place, dict) else {}, at).text("name") or None,
        "voices": read.voices(),
        "figures": read.figures(),
        "confidence": read.share("confidence"),
        "version": read.text("coder_version"),
    }
    names = row.get("event_text")
    words = names[0] if isinstance(names, list) and names and isinstance(names[0], str) else ""
    for kind in kinds:
        mode = read.mode(kind, row.get("mode"))
        for claim in told:
            at_claim = Given(claim, at)
            yield Coding(
                report=at_claim.text("report") or cite.text("citation") or read.text("id") or read.missing("id"),
                sentence=at_claim.words("text") if claim else read.words("text"),
                type=kind,
                start=at_claim.offset("start"),
                end=at_claim.offset("end"),
                trigger="" if claim else words,
                mode=mode,
                left_out=tuple(read.left_out),
                **shared,
            )


def _interval(read: "Given") -> str:
    first, last = read.text("date"), read.text("enddate")
    return f"{first}/{last}" if first and last and first != last else first
