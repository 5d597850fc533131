"""Claims against gold event records, with the shared scorer.

``dev`` is what is published; ``train`` is for working on, and ``held-out``, one sixth of it by the hash of a report's
name, for choosing between two ways without looking at dev.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from evals import program
from evals.data import Figures, NothingToMeasureError, Options, module, records, shared, write_records

HELD_OUT_ONE_IN = 6


@dataclass(frozen=True)
class Compared:
    """What the scorer says of one gold set: its figures, the gold records, those missed, and what was told wrongly."""

    figures: Figures
    gold: list[Figures]
    missed: list[Figures]
    wrong: list[Figures]


def measure(options: Options) -> Figures:
    """Figures of the scorer for each gold set of the part asked for."""
    return {name: {k: round(v, 4) if isinstance(v, float) else v for k, v in each.figures.items()}
            for name, each in compare(options).items()}


def compare(options: Options) -> dict[str, Compared]:
    """The program's claims against each gold set of the part asked for."""
    with tempfile.TemporaryDirectory() as folder:
        return _dev() if options.part == "dev" else _train(Path(folder), options.part == "held-out")


def is_held_out(report: str) -> bool:
    """Whether a training report is kept apart: by its name alone, so that it never changes."""
    return int(hashlib.sha256(report.encode()).hexdigest(), 16) % HELD_OUT_ONE_IN == 0


def _dev() -> dict[str, Compared]:
    seeds, sentences = shared("seeds"), shared("gold", "sentences-dev.texts.jsonl")
    return {
        "seeds-dev": _score(shared("gold", "seeds-dev.jsonl"), seeds, [str(seeds)], lambda _: True, only_gold=True),
        "sentences-dev": _score(shared("gold", "sentences-dev.jsonl"), sentences, [str(sentences)], lambda _: True),
    }


def _train(folder: Path, held_out: bool) -> dict[str, Compared]:
    def is_chosen(report: str) -> bool:
        return is_held_out(report) == held_out

    texts = records(shared("gold", "train", "sentences.texts.jsonl"))
    sentences = write_records(folder / "sentences.jsonl", (row for row in texts if is_chosen(row["report"])))
    news = folder / "wikinews"
    news.mkdir()
    for path in sorted(shared("data", "wikinews").glob("*.txt")):
        if is_chosen(path.stem):
            shutil.copy(path, news)
    return {
        "sentences": _score(shared("gold", "train", "sentences.jsonl"), sentences, [str(sentences)], is_chosen),
        "wikinews": _score(shared("gold", "train", "wikinews.jsonl"), news, [str(news)], is_chosen),
    }


def _score(gold: Path, texts: Path, paths: list[str], is_chosen: Callable[[str], bool],
           only_gold: bool = False) -> Compared:
    """``only_gold`` leaves out texts that no record speaks of, for sets where they were not annotated."""
    scorer = module(shared("gold", "score.py"))
    wanted = [row for row in records(gold) if is_chosen(row["report"])]
    known = scorer.load_texts(str(texts))
    if only_gold:
        known = {name: text for name, text in known.items() if name in {row["report"] for row in wanted}}
    if not wanted:
        raise NothingToMeasureError(f"{gold.name} has no record to score against")
    result, missed, wrong = scorer.score(wanted, program.run("code", paths), known)
    return Compared(result, [row for row in wanted if row["report"] in known], missed, wrong)
