"""Gold records for the event head: which predicates tell an event, and of which PLOVER type.

Records point at words by an anchor and a trigger inside it; the word that carries the event is the syntactic head of
the trigger, found with the parser that istor ships. Only verbs, nouns and adjectives are asked about: the question is
whether this predicate is an event, not where in the sentence one might be. The lexicon's examples teach too. The
held-out sixth of the gold is left out here as everywhere.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from evals.claims import is_held_out
from istor.annotating import syntax
from istor.coding.lexicon import lexicon
from istor.languages.folding import fold
from istor.reading import read

Record = tuple[dict[str, Any], int, int]
"""A gold record and where its trigger stands in its report's text."""
Labelled = tuple[str, Doc, dict[int, str]]
"""A report's name, its document, and the type of each word that carries an event, by the word's number."""


def gold_reports(gold: Path, wikinews: Path) -> Iterator[tuple[str, str, list[Record]]]:
    """Name, text and records of every report of the gold's training part but the held-out ones."""
    texts = {row["report"]: row["text"] for row in _rows(gold / "train" / "sentences.texts.jsonl")}
    texts |= {path.stem: path.read_text(encoding="utf-8") for path in sorted(wikinews.glob("*.txt"))}
    records: dict[str, list[Record]] = defaultdict(list)
    for name in ("sentences", "wikinews"):
        for row in _rows(gold / "train" / f"{name}.jsonl"):
            text = texts[row["report"]]
            start = text.index(row["anchor"]) + row["anchor"].index(row["trigger"])
            records[row["report"]].append((row, start, start + len(row["trigger"])))
    yield from ((name, text, records[name]) for name, text in texts.items() if not is_held_out(name))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def of_gold(gold: Path, wikinews: Path) -> Iterator[Labelled]:
    """The gold's reports with their labels."""
    for name, text, records in gold_reports(gold, wikinews):
        doc = syntax.parse(syntax.start(read(text.encode(), name)))
        spans = ((doc.char_span(first, last, alignment_mode="expand"), row["type"]) for row, first, last in records)
        yield name, doc, {span.root.i: kind for span, kind in spans if span is not None}


def of_lexicon() -> Iterator[Labelled]:
    """The lexicon's examples whose predicate stands in them once."""
    for frame in lexicon().all:
        doc = syntax.parse(syntax.start(read(frame.example.encode(), "example")))
        lemmas = {fold(lemma) for lemma in frame.lemmas}
        found = [t.i for t in doc if fold(t.lemma_) in lemmas and t.pos_ in syntax.PREDICATES]
        if len(found) == 1:
            yield "", doc, {found[0]: frame.type}
