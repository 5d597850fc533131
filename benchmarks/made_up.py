"""Reports for benchmarks: words drawn by Zipf's law, random vectors; the same in every process. Asks nothing itself."""

import random
from datetime import date, timedelta
from pathlib import Path

from istor.languages.words import words
from istor.model import Block, Made, Report, Span, Vectors, When
from istor.model.ids import content_id

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"
LENGTH, SENTENCES, WIDTH = 300, 20, 384


def vocabulary(chance: random.Random) -> list[str]:
    """Words, the most frequent first: those of the examples, then invented ones of Greek syllables."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
    found = list(dict.fromkeys(text[word.start : word.end] for word in words(text)))
    syllables = [c + v for c in "βγδζθκλμνπρστφχ" for v in "αεηιου"]
    while len(found) < 60_000:
        found.append("".join(chance.choices(syllables, k=chance.randrange(2, 5))) + chance.choice(["ς", "ν", "", "ση"]))
    return found


def drawn(words_known: list[str], chance: random.Random, count: int) -> list[str]:
    """Words with a chance of one over their rank."""
    size = len(words_known)
    return [words_known[min(size - 1, int(size ** chance.random()) - 1)] for _ in range(count)]


def made_up(number: int, words_known: list[str], chance: random.Random) -> Report:
    title, body = (" ".join(drawn(words_known, chance, length)) for length in (8, LENGTH))
    text = f"{title}\n\n{body}\n"
    day = date(2015, 1, 1) + timedelta(days=number % 3650)
    blocks = (Block("title", Span(0, len(title))), Block("body", Span(len(title) + 2, len(text) - 1)))
    when = When(day, day, day.isoformat(), "stated")
    made = Made("bench", "1", "drawn")
    return Report(content_id("report", number), f"r{number}", text, blocks, made, title, published=when)


def vectors_of(report: Report, chance: random.Random, sentences: int = SENTENCES) -> Vectors:
    length = len(report.text) // sentences
    spans = tuple(Span(n * length, (n + 1) * length) for n in range(sentences))
    return Vectors("bench", spans, chance.randbytes(sentences * WIDTH))
