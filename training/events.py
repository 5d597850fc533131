"""Training sentences for the event head: which predicates tell an event, and of which PLOVER type.

Gold records point at words by an anchor and a trigger inside it; the word that carries the event is the syntactic
head of the trigger, found with the parser that istor ships. Only verbs, nouns and adjectives are asked about: the
head's question is whether this predicate is an event, not where in the sentence one might be. The lexicon's examples
are training sentences too. The held-out sixth of the gold is left out here as everywhere.
"""

import json
import random
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
from training.data import Sentence

Record = tuple[dict[str, Any], int, int]
"""A gold record and where its trigger stands in its report's text."""
NONE = "-"
ASKED = frozenset({"VERB", "NOUN", "ADJ", "AUX"})
SEED = 4


def read_events(gold: Path, wikinews: Path) -> list[Sentence]:
    """Sentences of the gold's training part, and the lexicon's examples, with a label for each word asked about."""
    made = list(_of_examples())
    for report, text, records in gold_reports(gold, wikinews):
        doc = syntax.parse(syntax.start(read(text.encode(), report)))
        spans = ((doc.char_span(first, last, alignment_mode="expand"), row["type"]) for row, first, last in records)
        made += _sentences(doc, {span.root.i: kind for span, kind in spans if span is not None})
    random.Random(SEED).shuffle(made)
    return made


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


def _of_examples() -> Iterator[Sentence]:
    """Examples whose predicate stands in them once."""
    for frame in lexicon().all:
        doc = syntax.parse(syntax.start(read(frame.example.encode(), "example")))
        lemmas = {fold(lemma) for lemma in frame.lemmas}
        found = [t.i for t in doc if fold(t.lemma_) in lemmas and t.pos_ in ASKED]
        if len(found) == 1:
            yield from _sentences(doc, {found[0]: frame.type})


def _sentences(doc: Doc, labels: dict[int, str]) -> Iterator[Sentence]:
    for sentence in doc.sents:
        words = [t for t in sentence if not t.is_space]
        if words and any(t.pos_ for t in words):
            yield Sentence(
                words=tuple(t.text for t in words),
                spaced=tuple(t.i == 0 or bool(t.nbor(-1).whitespace_) or t.nbor(-1).is_space for t in words),
                events=tuple(labels.get(t.i, NONE) if t.pos_ in ASKED or t.i in labels else "" for t in words),
            )
