"""What the event head learns from: which predicates tell an event, and of which PLOVER type.

Gold records point at triggers; the word that carries the event is the syntactic head of the trigger, found with the
parser that istor ships. Only verbs, nouns and adjectives are asked about: the question is whether this predicate is an
event, not where in the sentence one might be. The lexicon's examples teach too.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from istor.annotating import annotate, syntax
from istor.coding.claims import Coder
from istor.coding.frames import NO_EVENT
from istor.coding.lexicon import lexicon
from istor.languages.folding import fold
from istor.reading import read
from training.data import Sentence
from training.gold import gold_reports, is_for_honesty, roles


@dataclass(frozen=True)
class Labelled:
    """A report's document, the type of each word that carries an event, and who plays what role in it.

    Words are told by their numbers in the document; a role is 0 for none, 1 for who acts, 2 for who is acted upon.
    """

    name: str
    doc: Doc
    events: dict[int, str]
    roles: dict[tuple[int, int], int]


@dataclass(frozen=True)
class Asked:
    """A sentence whose predicates are labelled, and the numbers of its words in its document."""

    sentence: Sentence
    words: tuple[int, ...]


def of_gold(gold: Path, data: Path, honest: bool) -> Iterator[Labelled]:
    """The gold's reports with their labels: those that are kept for honesty, or the others."""
    for name, text, records in gold_reports(gold, data):
        if is_for_honesty(name) != honest:
            continue
        doc = annotate(read(text.encode(), name))
        spans = [(doc.char_span(first, last, alignment_mode="expand"), row) for row, first, last in records]
        roots = [(span.root.i, row) for span, row in spans if span is not None]
        yield Labelled(name, doc, {i: row["type"] for i, row in roots}, dict(_roles(doc, roots)))


def _roles(doc: Doc, records: Sequence[tuple[int, dict[str, Any]]]) -> Iterator[tuple[tuple[int, int], int]]:
    """Every party that a sentence names, against every event that it tells."""
    coder = Coder(doc)
    for choice in coder.choices():
        own = [(i, row) for i, row in records if choice.sentence.start <= i < choice.sentence.end]
        heads = [(t.i, p) for t in coder.parties.heads(choice.sentence) for p in coder.parties.of_one(t)] if own else []
        for i, row in own:
            found = roles([p for _, p in heads], row["actors"], row["recipients"])
            for role, (at, _) in sorted(zip(found, heads, strict=True), key=lambda x: x[0]):  # of one word's parties,
                if at != i:  # the one that plays a part tells
                    yield (i, at), role


def sentences(some: Iterable[Labelled]) -> Iterator[Asked]:
    """The sentences of the documents with the labels of their predicates, and where their words stand there."""
    for report in some:
        for sentence in report.doc.sents:
            tokens = [t for t in sentence if not t.is_space]
            if tokens and len(tokens) <= syntax.MOST_WORDS and any(t.pos_ for t in tokens):
                yield Asked(_sentence(report, tokens), tuple(t.i for t in tokens))


def _sentence(report: Labelled, tokens: Sequence[Token]) -> Sentence:
    place = {t.i: n for n, t in enumerate(tokens)}
    return Sentence(
        words=tuple(t.text for t in tokens),
        spaced=tuple(t.i == 0 or bool(t.nbor(-1).whitespace_) or t.nbor(-1).is_space for t in tokens),
        events=tuple(report.events.get(t.i, NO_EVENT) if t.pos_ in syntax.PREDICATES or t.i in report.events else ""
                     for t in tokens),
        roles=tuple((place[i], place[at], role) for (i, at), role in report.roles.items()
                    if i in place and at in place),
        document=report.name,
    )


def of_lexicon() -> Iterator[Labelled]:
    """The lexicon's examples whose predicate stands in them once."""
    for frame in lexicon().all:
        doc = syntax.parse(syntax.start(read(frame.example.encode(), "example")))
        lemmas = {fold(lemma) for lemma in frame.lemmas}
        found = [t.i for t in doc if fold(t.lemma_) in lemmas and t.pos_ in syntax.PREDICATES]
        if len(found) == 1:
            yield Labelled("", doc, {found[0]: frame.type}, {})
