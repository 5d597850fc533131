"""The syntax step: sentences, tags, lemmas, trees and name spans of a parser into a spaCy ``Doc``.

Only blocks that may hold claims are read; page furniture and the date line keep their tokens, each block as one flat
sentence, so that offsets always cover the whole text.
"""

from collections.abc import Iterator, Sequence
from itertools import repeat
from typing import Protocol

import numpy as np
from spacy.tokens import Doc, Span

from istor.annotating.encoder import MOST_WORDS, Encoder, Parsed, Stretch
from istor.annotating.tokens import blank
from istor.model import Report

CLOSERS = frozenset(".!;?…")
PREDICATES = frozenset({"VERB", "NOUN", "ADJ", "AUX"})  # what the event head was asked about

Doc.set_extension("report", default=None, force=True)
Doc.set_extension("predicates", default={}, force=True)  # word number to the chance of each event type, "-" for none
Doc.set_extension("roles", default={}, force=True)  # numbers of an event's word and a party's to chances of its roles
Doc.set_extension("vectors", default=None, force=True)  # array [sentences, width], unit length; zero where not read


class Parser(Protocol):
    """What reads words: istor's encoder, or a spaCy pipeline that stands in for it."""

    events: Sequence[str]
    """The types of events whose chances it gives for each word."""

    def parse(self, stretches: Sequence[Stretch]) -> list[list[Parsed]]:
        """The sentences of each stretch."""
        ...


def start(report: Report) -> Doc:
    """The tokens of a report's whole text; the report itself is ``doc._.report``."""
    doc = blank("el")(report.text)
    doc._.report = report
    return doc


def parse(doc: Doc, parser: Parser | None = None) -> Doc:
    """A new document with the syntax and the names of ``doc``'s readable blocks, by default the encoder's."""
    model = parser or Encoder.shipped()
    places = [run for words in _block_words(doc) for run in _runs(doc, words)]
    stretches = [([doc[i].text for i in run], [_is_spaced(doc, i) for i in run]) for run in places]
    return _filled(doc, places, model.parse(stretches), model.events)


def _is_spaced(doc: Doc, i: int) -> bool:
    return i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space


def _block_words(doc: Doc) -> Iterator[list[int]]:
    """Numbers of the words of each readable block."""
    report: Report = doc._.report
    words = [t.i for t in doc if not t.is_space]
    at = 0
    for block in report.body:
        while at < len(words) and doc[words[at]].idx < block.span.start:
            at += 1
        first = at
        while at < len(words) and doc[words[at]].idx < block.span.end:
            at += 1
        if at > first:
            yield words[first:at]


def _runs(doc: Doc, words: Sequence[int]) -> Iterator[list[int]]:
    """A block in runs of at most ``MOST_WORDS``, cut after a closing mark where there is one."""
    rest = list(words)
    while len(rest) > MOST_WORDS:
        closers = [n for n in range(MOST_WORDS // 2, MOST_WORDS) if doc[rest[n]].text in CLOSERS]
        cut = closers[-1] + 1 if closers else MOST_WORDS
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _filled(
    doc: Doc, places: Sequence[Sequence[int]], parsed: Sequence[Sequence[Parsed]], types: Sequence[str]
) -> Doc:
    size = len(doc)
    upos, morphs, lemmas, names = [""] * size, [""] * size, [t.text for t in doc], ["O"] * size
    heads, deps = _flat(doc)
    vectors: dict[int, np.ndarray] = {}
    predicates: dict[int, dict[str, float]] = {}
    roles: dict[tuple[int, int], list[float]] = {}
    for run, sentences in zip(places, parsed, strict=True):
        for s in sentences:
            where = run[s.start : s.start + len(s.upos)]
            if s.vector.size:
                vectors[where[0]] = s.vector
            for n, i in enumerate(where):
                upos[i], lemmas[i], names[i], deps[i] = s.upos[n], s.lemmas[n], s.names[n], s.relations[n]
                morphs[i] = "" if s.feats[n] == "_" else s.feats[n]
                heads[i] = where[s.heads[n] - 1] if s.heads[n] else i
                if s.upos[n] in PREDICATES:
                    predicates[i] = dict(zip(types, s.events[n].tolist(), strict=True))
                    roles.update(zip(zip(repeat(i), where, strict=False), s.roles[n].tolist(), strict=True))
    for token in doc:
        if token.is_space and token.i:
            heads[token.i], deps[token.i] = token.i - 1, "dep"
    made = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], pos=upos,
               morphs=morphs, lemmas=lemmas, heads=heads, deps=deps)
    made._.report = doc._.report
    made.spans["names"] = _names(made, names)
    made._.vectors, made._.predicates, made._.roles = vectors, predicates, roles
    return made


def _flat(doc: Doc) -> tuple[list[int], list[str]]:
    """Each block as one flat tree: what stays of blocks that are not read."""
    report: Report = doc._.report
    starts = sorted(b.span.start for b in report.blocks)
    heads, deps, head, at = [], [], 0, 0
    for token in doc:
        while at < len(starts) and token.idx >= starts[at]:
            at += 1
            head = token.i
        heads.append(head)
        deps.append("ROOT" if head == token.i else "dep")
    return heads, deps


def _names(doc: Doc, tags: Sequence[str]) -> list[Span]:
    """Spans of BIO tags, labelled with their types."""
    spans, first = [], -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and not (tag.startswith("I-") or (i < len(doc) and doc[i].is_space)):
            last = max(n for n in range(first, i) if not doc[n].is_space)
            spans.append(Span(doc, first, last + 1, label=tags[first][2:]))
            first = -1
        if tag.startswith("B-"):
            first = i
    return spans
