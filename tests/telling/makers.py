"""A record made by hand, of what is awkward to show."""

from datetime import date
from typing import Any

from istor.model import Block, Claim, Made, Party, Report, Span, Voice, When
from istor.telling import Record

SCRIPT = "<script>alert('έ')</script>"


def day(text: str) -> When:
    """One day."""
    return When(date.fromisoformat(text), date.fromisoformat(text), text, "stated")


def report(name: str, text: str, **fields: Any) -> Report:
    """A report of one block."""
    block = Block("body", Span(0, len(text)))
    return Report(f"report-{name}", name, text, (block,), Made("reading", "1", "plain text"), **fields)


def claim(owner: Report, trigger: str, **fields: Any) -> Claim:
    """A claim whose sentence is the whole report."""
    start = owner.text.index(trigger)
    given: dict[str, Any] = {
        "id": f"claim-{owner.name}-{start}",
        "report": owner.id,
        "trigger": Span(start, start + len(trigger)),
        "sentence": Span(0, len(owner.text)),
        "type": "ACCUSE",
        "actors": (Party("GRC", "Maria"),),
        "recipients": (Party("---", "σωματείο"),),
        "status": "actual",
        "made": Made("coding", "1", "by hand", "by hand: said so"),
        "confidence": 0.5,
    }
    return Claim(**{**given, **fields})


def record(*claims: Claim, reports: tuple[Report, ...]) -> Record:
    """Those claims with no links: each is an event."""
    return Record(reports, claims, ())


def hostile() -> Record:
    """A report that is an attack on whoever shows it."""
    text = f'=HYPERLINK("x") {SCRIPT} «κατηγορώ» \x1b[31m\u202eτέλος & "τέλος"'
    owner = report(
        SCRIPT, text, title=SCRIPT, source='"><img src=x onerror=alert(1)>', url="javascript:alert(1)", lang='"x'
    )
    voices = (Voice(f"{SCRIPT}", "GRC"),)
    told = claim(owner, "κατηγορώ", actors=(Party("GRC", SCRIPT),), place="=1+1", voices=voices, when=day("2030-01-01"))
    return record(told, reports=(owner,))
