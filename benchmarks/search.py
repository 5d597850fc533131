"""How long does a search take in a large archive? Milliseconds for words alone and for words with meaning.

    python benchmarks/search.py [REPORTS] [DATABASE]

Fills an archive with made-up reports (``made_up.py``: words by Zipf's law, random vectors for twenty sentences each),
those beyond the first 10,000 as copies of them (``multiplied.py``), and asks what people ask: one to four words, rare
or common, phrases, beginnings; narrowed in all ways; by words and meaning. An archive that DATABASE names is kept, and
is only asked where it holds so many reports already. The model is not run: encoding a question comes on top. The
processor's milliseconds are this process's own: all of the work on SQLite, the smaller part of it on PostgreSQL.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from made_up import drawn, made_up, vectors_of  # the neighbours of this script
from multiplied import multiply

from istor.model.ids import content_id
from istor.storing import Archive
from istor.storing.search import Question, SearchFilter

SEED, QUESTIONS, SOME, WARMING = 11, 200, 60, 10
DIFFERENT = 10_000
"""Reports that are made up; the others are copies of them."""
NARROWED = {
    "an outlet": SearchFilter(outlet="outlet-7.gr"),
    "days": SearchFilter(first=date(2020, 1, 1), last=date(2020, 12, 31)),
    "a type": SearchFilter(type="CONSULT"), "an actor": SearchFilter(actor="TUR"),
    "a name": SearchFilter(actor="name 2718"), "a place": SearchFilter(place="place 314"),
    "an actor and a type": SearchFilter(actor="TUR", type="CONSULT"),
    "a story of a thousand": SearchFilter(reports=frozenset(content_id("report", n) for n in range(1000))),
}  # fmt: skip


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as folder:
        where = sys.argv[2] if len(sys.argv) > 2 else f"{folder}/istor.db"
        _fill(where, count)
        with Archive.open(where) as archive:
            _measure(archive)


def _fill(where: str, count: int) -> None:
    began = time.perf_counter()
    with Archive.open(where) as archive:
        kept = archive.counts()["reports"]
        archive.add_all(made_up(range(kept, min(count, DIFFERENT))))
    if kept < count and count > DIFFERENT:
        multiply(where, count)
    print(f"{count} reports, filled in {time.perf_counter() - began:.0f} s", flush=True)


def _measure(archive: Archive) -> None:
    chance = random.Random(SEED)
    asked = [*_questions(chance, QUESTIONS)]
    warming = [*_questions(random.Random(-SEED), WARMING)]
    _first("search of the process", archive, Question(warming[0]))
    for words in warming:
        archive.search(Question(words))
    _timed("words, first asked", archive, [Question(words) for words in asked])
    _timed("words, asked again", archive, [Question(words) for words in asked])
    _timed("words, with facets", archive, [Question(words, with_facets=True) for words in asked[:SOME]])
    for what, narrowed in NARROWED.items():
        _timed(f"words, narrowed by {what}", archive, [Question(words, narrowed) for words in asked[:SOME]])
    plain = [words for words in asked if words.replace(" ", "").isalpha()]
    both = [Question(words, meaning=vectors_of(chance, 10, 1)) for words in plain]
    _first("question by meaning, which loads the signs", archive, Question(warming[0], meaning=both[0].meaning))
    _timed("words and meaning, first asked", archive, both)
    _timed("words and meaning, asked again", archive, both)
    narrowed = NARROWED["an actor"]
    _timed("words and meaning, narrowed by an actor", archive, [replace(q, filter=narrowed) for q in both[:SOME]])


def _first(what: str, archive: Archive, question: Question) -> None:
    began, busy = time.perf_counter(), time.process_time()
    archive.search(question)
    took, worked = time.perf_counter() - began, time.process_time() - busy
    print(f"first {what}: {1000 * took:.0f} ms, {1000 * worked:.0f} ms of the processor", flush=True)


def _timed(what: str, archive: Archive, questions: list[Question]) -> None:
    took, worked = [], []
    for question in questions:
        began, busy = time.perf_counter(), time.process_time()
        archive.search(question)
        took.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
    print(f"{what}: {len(took)} questions, {_figures(took)}; of the processor {_figures(worked)}", flush=True)


def _figures(took: list[float]) -> str:
    median, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    return f"median {median:.1f} ms, p95 {p95:.1f} ms, most {max(took):.1f} ms"


def _questions(chance: random.Random, count: int) -> Iterator[str]:
    for n in range(count):
        some = drawn(chance, 1 + n % 4)
        if n % 10 == 8:
            yield f'"{" ".join(some[:2])}"'
        elif n % 10 == 9:
            yield f"{some[0][:4]}*"
        else:
            yield " ".join(some)


if __name__ == "__main__":
    main()
