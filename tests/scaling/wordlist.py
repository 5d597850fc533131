"""A coder by a list of words, so that tests of all that comes after coding need no model and say what they expect.

As a program it is ``istor`` with this coder: ``python tests/scaling/wordlist.py timeline``.
"""

import re
from datetime import date

from istor.model import Claim, Figure, Made, Party, Report, Span, Voice, When
from istor.model.ids import content_id
from istor.scaling import Coded

UNION = Party("EUE")
PUTIN, KIM = Party("RUS", "Vladimir Putin"), Party("PRK", "Kim Jong Un")
RUSSIA, UKRAINE = Party("RUS"), Party("UKR")
WORDS = {
    "συναντήθηκε": ("CONSULT", "meet", (PUTIN, KIM), ()),
    "συνάντηση": ("CONSULT", "meet", (PUTIN, KIM), ()),
    "κατηγόρησε": ("ACCUSE", "disapprove", (UKRAINE,), (RUSSIA,)),
    "κυρώσεις": ("SANCTION", None, (UNION,), (RUSSIA,)),
    "βομβάρδισε": ("ASSAULT", "aerial", (RUSSIA,), (UKRAINE,)),
}
SENTENCE = re.compile(r"[^.\n]+\.?")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
DEAD = re.compile(r"(\d+) νεκροί")


def code_report(report: Report, model: str | None = None) -> Coded:
    """The report with its claims, as :func:`istor.scaling.serial.code_report` gives it."""
    return Coded(report, claims_of(report))


def claims_of(report: Report) -> tuple[Claim, ...]:
    """One claim for each word of the list; the day is the one in the sentence, else the report's."""
    found = []
    for block in report.body:
        for sentence in SENTENCE.finditer(report.text, block.span.start, block.span.end):
            found += [_claim(report, sentence, word) for word in WORDS if word in sentence[0]]
    return tuple(found)


def _claim(report: Report, sentence: re.Match[str], word: str) -> Claim:
    kind, mode, actors, recipients = WORDS[word]
    start = report.text.index(word, sentence.start())
    whole = Span(*sentence.span())
    dead = DEAD.search(sentence[0])
    count = Figure("killed", float(dead[1]), "persons", is_approximate=False, span=whole) if dead else None
    return Claim(
        id=content_id("claim", report.id, start, kind),
        report=report.id,
        trigger=Span(start, start + len(word)),
        sentence=whole,
        type=kind,
        mode=mode,
        actors=actors,
        recipients=recipients,
        status="actual",
        made=Made("wordlist", "1", f"word:{word}", "in the list"),
        confidence=0.75,
        when=_when(report, sentence[0]),
        place="Vladivostok" if "Βλαδιβοστόκ" in sentence[0] else None,
        voices=(Voice("KCNA", "PRK", is_direct="«" in sentence[0]),) if "KCNA" in sentence[0] else (),
        quote="direct" if "«" in sentence[0] else None,
        figures=(count,) if count else (),
    )


def _when(report: Report, sentence: str) -> When | None:
    if match := DAY.search(sentence):
        day = date.fromisoformat(match[0])
        return When(day, day, match[0], "stated")
    known = report.published
    return When(known.first, known.last, known.edtf, "report date") if known else None


if __name__ == "__main__":
    from istor.cli import main
    from istor.scaling import serial

    serial.code_report = code_report
    main()
