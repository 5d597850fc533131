"""Reports out of sentences, and claims that point into them by sentence number and trigger word."""

from datetime import date
from typing import Any

from istor.model import Block, Claim, Link, Made, Party, Report, Span, Voice, When
from istor.model.ids import content_id
from istor.model.link import Judgement
from istor.model.values import Basis

MADE = Made("test", "1", "by hand")


def day(text: str, basis: Basis = "stated") -> When:
    """That one day; or a month, as ``2025-03``; a year; from one to another, as ``2025-03-01/2025-03-09``."""
    first, last = text.split("/") if "/" in text else (text.rstrip("~"), text.rstrip("~"))
    return When(_end(first, "-01"), _end(last, "-28"), text, basis)


def _end(text: str, rest: str) -> date | None:
    return None if text == ".." else date.fromisoformat({4: f"{text}-12{rest}", 7: text + rest}.get(len(text), text))


def report(name: str, *sentences: str, **fields: Any) -> Report:
    """A report of that name, one block a sentence."""
    spans, at = [], 0
    for sentence in sentences:
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    blocks = tuple(Block("body", span) for span in spans)
    return Report(content_id("report", name), name, "\n".join(sentences), blocks, MADE, **fields)


def party(text: str) -> Party:
    """``RUS`` or ``RUS:Vladimir Putin``."""
    code, _, name = text.partition(":")
    return Party(code, name)


def claim(owner: Report, sentence: int, trigger: str, kind: str, actors: str = "", recipients: str = "",
          **fields: Any) -> Claim:
    """A claim of ``owner``: the trigger stands in that sentence; parties are written as one string, with commas."""
    span = owner.blocks[sentence].span
    start = span.start + span.of(owner.text).index(trigger)
    sides = [tuple(party(p.strip()) for p in side.split(",") if p.strip()) for side in (actors, recipients)]
    given = {"status": "actual", "made": MADE, "confidence": 1.0, **fields}
    told = given.get("when") or None
    given["when"] = day(told) if isinstance(told, str) else told
    given["voices"] = tuple(Voice(v) if isinstance(v, str) else v for v in given.get("voices", ()))
    return Claim(
        content_id("claim", owner.id, start, kind, actors, recipients), owner.id, Span(start, start + len(trigger)),
        span, kind, sides[0], sides[1], **given,
    )


def judged(a: Claim, b: Claim, judgement: Judgement, by: str = "anna") -> Link:
    """What a person says of two claims."""
    left, right = sorted((a.id, b.id))
    return Link("event", left, right, judgement, 1.0, (), by, MADE)
