"""Search: own short reports, questions about them, and how high the answers stand; beside what the databases have.

``reports.tsv`` and ``questions.tsv`` were written for this. An answer is worth 2 (what was asked for) or 1 (beside it).
The same questions go to SQLite's FTS5 with ``unicode61`` and, where ``ISTOR_TEST_POSTGRES`` names a server, to
PostgreSQL's ``greek``, each over the same texts and in its own language for phrases, beginnings and operators.
"""

import csv
import math
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from evals.data import Figures, Options
from evals.search import others

FOLDER = Path(__file__).parent
DEPTH = 10
ENGLISH = "english"


@dataclass(frozen=True)
class Asked:
    """One question, its kind, and what each report that answers it is worth."""

    kind: str
    text: str
    answers: dict[str, int]


Ranked = Callable[[str], Sequence[str]]
"""From a question to names of reports, the best first."""


def measure(_options: Options) -> Figures:
    """nDCG@10 of every search over the Greek questions, also by kind; for English ones recall@10 by meaning too."""
    questions = list(_questions())
    texts = {row["name"]: (row["title"], row["text"]) for row in _rows("reports.tsv")}
    figures: Figures = {"greek_questions": sum(q.kind != ENGLISH for q in questions),
                        "english_questions": sum(q.kind == ENGLISH for q in questions)}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        for name, search in _searches(Path(folder), texts, stack).items():
            figures[name] = _figures(questions, search)
    return figures


def ndcg(found: Sequence[str], answers: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten."""
    return _gain(answers.get(name, 0) for name in found[:DEPTH]) / _gain(sorted(answers.values(), reverse=True)[:DEPTH])


def _gain(worths: Iterable[int]) -> float:
    return sum(float(2**worth - 1) / math.log2(rank + 1) for rank, worth in enumerate(worths, start=1))


def recall(found: Sequence[str], answers: dict[str, int]) -> float:
    """Share of the answers that are among the first ten."""
    return len(answers.keys() & set(found[:DEPTH])) / len(answers)


def _figures(questions: Sequence[Asked], search: Ranked) -> Figures:
    gains: dict[str, list[float]] = defaultdict(list)
    recalled = []
    for question in questions:
        found = search(question.text)
        gains[question.kind].append(ndcg(found, question.answers))
        if question.kind == ENGLISH:
            recalled.append(recall(found, question.answers))
    greek = [gain for kind, values in gains.items() if kind != ENGLISH for gain in values]
    kinds = {f"ndcg_{kind}": _mean(values) for kind, values in gains.items()}
    return {"ndcg_greek": _mean(greek), "recall_english": _mean(recalled), **kinds}


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / len(values), 4)


def _searches(folder: Path, texts: dict[str, tuple[str, str]], stack: ExitStack) -> dict[str, Ranked]:
    from evals.search.own import archive_of, own

    archive = stack.enter_context(archive_of(folder / "istor.db", texts))
    found = {"istor": own(archive), "istor_words": own(archive, by_meaning=False),
             "fts5_unicode61": others.fts5(folder / "plain.db", texts, stack)}
    if greek := others.postgresql(texts, stack):
        found["postgresql_greek"] = greek
    return found


def _questions() -> Iterator[Asked]:
    for row in _rows("questions.tsv"):
        answers = (answer.split("=") for answer in row["answers"].split())
        yield Asked(row["kind"], row["question"], {name: int(worth) for name, worth in answers})


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
