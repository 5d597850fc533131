"""Reports as coding leaves them, for benchmarks of the archive: words drawn by Zipf's law, claims, random vectors.

Each comes from its number alone, so that it is the same in every process and whatever the count. Nothing is coded: the
claims say nothing of the text, and the vectors, which the encoder would make, nothing of its meaning. They have the
sizes that coded reports have.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from istor.languages.words import words
from istor.model import Block, Claim, Figure, Made, Party, Report, Span, Vectors, Voice, When
from istor.model.ids import content_id
from istor.model.plover import TYPES
from istor.storing import Addition

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
TITLE, LENGTH = 8, 300
"""Words of a title and of a body."""
SENTENCES, WIDTH = 20, 384
"""Sentences of a report, and numbers of the vector of each."""
CLAIMS = 4
VOCABULARY = 60_000
OUTLETS, NAMES, PLACES = 60, 3_000, 800
CODES = ("GRC", "TUR", "CYP", "USA", "RUS", "FRA", "DEU", "ITA", "EUE", "NAT", "UNO", "---")
MADE = Made("bench", "1", "drawn", "a made-up report")


@cache
def vocabulary() -> tuple[str, ...]:
    """Words, the most frequent first: those of the examples, then invented ones of Greek syllables."""
    chance = random.Random("vocabulary")
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
    found = dict.fromkeys(text[word.start : word.end] for word in words(text))
    syllables = [c + v for c in "βγδζθκλμνπρστφχ" for v in "αεηιου"]
    while len(found) < VOCABULARY:
        found["".join(chance.choices(syllables, k=chance.randrange(2, 6))) + chance.choice(["ς", "ν", "", "ση"])] = None
    return tuple(found)


def drawn(chance: random.Random, count: int) -> list[str]:
    """Words with a chance of one over their rank."""
    known, size = vocabulary(), VOCABULARY
    return [known[int(size ** chance.random()) - 1] for _ in range(count)]


def made_up(numbers: range) -> Iterator[Addition]:
    """The reports of those numbers, with all that is kept of them."""
    return map(_addition, numbers)


def vectors_of(chance: random.Random, length: int, sentences: int) -> Vectors:
    """Random vectors of so many sentences of a text of that length."""
    each = length // sentences
    spans = tuple(Span(n * each, (n + 1) * each) for n in range(sentences))
    return Vectors("bench", spans, chance.randbytes(sentences * WIDTH))


def _addition(number: int) -> Addition:
    chance = random.Random(f"report {number}")
    report = _report(number, chance)
    claims = tuple(_claim(report, n, chance) for n in range(CLAIMS))
    return Addition(report, claims, vectors_of(chance, len(report.text), SENTENCES))


def _report(number: int, chance: random.Random) -> Report:
    title, body = (" ".join(drawn(chance, length)) for length in (TITLE, LENGTH))
    text = f"{title}\n\n{body}\n"
    blocks = (Block("title", Span(0, len(title))), Block("body", Span(len(title) + 2, len(text) - 1)))
    outlet = f"outlet-{chance.randrange(OUTLETS)}.gr"
    when = _day(date(2015, 1, 1) + timedelta(days=number % 3650))
    return Report(content_id("report", number), f"r{number}", text, blocks, MADE, title, "el", when, outlet)


def _claim(report: Report, n: int, chance: random.Random) -> Claim:
    each = len(report.text) // CLAIMS
    sentence, trigger = Span(n * each, (n + 1) * each), Span(n * each, n * each + 5)
    actors, recipients = (_party(chance),), (_party(chance),)
    return Claim(
        content_id("claim", report.id, n), report.id, trigger, sentence, chance.choice(sorted(TYPES)), actors,
        recipients, "actual", MADE, chance.random(), when=report.published,
        place=f"Place {chance.randrange(PLACES)}", voices=(Voice(f"Voice {chance.randrange(NAMES)}", "GRC"),),
        figures=(Figure("persons", chance.randrange(1000), "", False, trigger),) if n == 0 else (),
    )  # fmt: skip


def _party(chance: random.Random) -> Party:
    return Party(chance.choice(CODES), f"Name {chance.randrange(NAMES)}" if chance.random() < 0.6 else "")


def _day(day: date) -> When:
    return When(day, day, day.isoformat(), "stated")

