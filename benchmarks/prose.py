"""Reports of real prose and a set length for benchmarks: paragraphs that were written for istor, put together anew.

The paragraphs are those of ``examples/reports``, ``training/reports`` and ``evals/stories``, some 37,000 words of
newsroom Greek, so that whatever reads them meets sentences, names and triggers as thick as in news. A report takes its
title and date from one of them and its paragraphs from it and those drawn after it, up to the length asked for. Asks
nothing itself; the same in every process.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from istor.model import Report
from istor.reading import read

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("examples/reports", "training/reports", "evals/stories/reports")
WORDS = 500
LEAST_PARAGRAPH = 12
"""Words: what is shorter is a title, a date line, a button."""


def texts(count: int, words: int = WORDS, seed: int = 1) -> Iterator[tuple[str, str]]:
    """So many reports, each by name with its text of ``words`` words; the first are the same whatever the count."""
    known = _written()
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3650))
        title, _ = known[chance.randrange(len(known))]
        lines, length = [f"date {day.isoformat()} {title}"], 0
        while length < words:
            for paragraph in known[chance.randrange(len(known))][1]:
                taken = paragraph.split()[: words - length]
                if taken:
                    lines.append(" ".join(taken))
                    length += len(taken)
        yield f"prose-{number}", "\n\n".join(lines) + "\n"


def reports(count: int, words: int = WORDS, seed: int = 1) -> Iterator[Report]:
    """:func:`texts`, read."""
    return (read(text.encode(), name) for name, text in texts(count, words, seed))


@cache
def _written() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The written reports: title and paragraphs of each."""
    made = []
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.txt")):
            report = read(path.read_bytes(), path.stem)
            body = (block.span.of(report.text) for block in report.body if block.kind == "body")
            made.append((report.title, tuple(p for p in body if len(p.split()) >= LEAST_PARAGRAPH)))
    return tuple((title, body) for title, body in made if title and body)
