"""How long does a search take in a large archive? Seconds for words alone and for words with meaning.

    python benchmarks/search.py [REPORTS] [DATABASE]

Fills a new archive with made-up reports: words drawn by Zipf's law from those of the example reports and from invented
ones, and random vectors of 384 numbers for twenty sentences each. Then asks what people ask: one to four words, rare or
common, phrases, beginnings. The model is not run: encoding a question comes on top, and is measured beside it.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator

from made_up import drawn, made_up, vectors_of, vocabulary

from istor.storing import Archive
from istor.storing.search import Question

SEED, QUESTIONS = 11, 200


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    chance = random.Random(SEED)
    known = vocabulary(chance)
    with tempfile.TemporaryDirectory() as folder:
        where = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/istor.db"
        with Archive.open(where) as archive:
            began = time.perf_counter()
            for number in range(count):
                report = made_up(number, known, chance)
                archive.add(report, [], vectors_of(report, chance))
            print(f"{count} reports added in {time.perf_counter() - began:.0f} s")
            asked = [*_questions(known, chance)]
            _timed("words", archive, [Question(words) for words in asked])
            plain = [words for words in asked if words.replace(" ", "").isalpha()]
            meaning = [vectors_of(made_up(0, known, chance), chance, 1) for _ in plain]
            both = [Question(words, meaning=vector) for words, vector in zip(plain, meaning, strict=True)]
            began = time.perf_counter()
            archive.search(both[0])
            print(f"first question by meaning, which loads the signs: {1000 * (time.perf_counter() - began):.0f} ms")
            _timed("words and meaning", archive, both)


def _timed(what: str, archive: Archive, questions: list[Question]) -> None:
    for question in questions[:10]:
        archive.search(question)
    took = []
    for question in questions:
        began = time.perf_counter()
        archive.search(question)
        took.append(1000 * (time.perf_counter() - began))
    median, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(f"{what}: {len(took)} questions, median {median:.1f} ms, p95 {p95:.1f} ms, most {max(took):.1f} ms")


def _questions(known: list[str], chance: random.Random) -> Iterator[str]:
    for n in range(QUESTIONS):
        some = drawn(known, chance, 1 + n % 4)
        if n % 10 == 8:
            yield f'"{" ".join(some[:2])}"'
        elif n % 10 == 9:
            yield f"{some[0][:4]}*"
        else:
            yield " ".join(some)


if __name__ == "__main__":
    main()
