"""The syntax step: sentences, tags, lemmas, trees and name spans of a parser into a spaCy ``Doc``.

Only blocks that may hold claims are read; page furniture and the date line keep their tokens, each block as one flat
sentence, so that offsets always cover the whole text.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from spacy.tokens import Doc, Span

from istor.annotating.encoder import MOST_WORDS, Encoder, Parsed, Roles, Stretch
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


class RolesOfWords(Mapping[tuple[int, int], list[float]]):
    """The chances of roles by the numbers of an event's word and a party's, of words that may tell an event."""

    def __init__(self) -> None:
        self._sentences: dict[int, tuple[Sequence[int], Roles]] = {}

    def note(self, where: Sequence[int], events: Sequence[int], roles: Roles) -> None:
        """Take in a sentence: the numbers of its words, and of those that may tell an event."""
        self._sentences.update(dict.fromkeys(events, (where, roles)))

    def __getitem__(self, pair: tuple[int, int]) -> list[float]:
        event, party = pair
        where, roles = self._sentences[event]
        rows = roles.chances[bisect_left(where, event)]
        at = bisect_left(where, party)
        if at == len(where) or where[at] != party:
            raise KeyError(pair)
        return rows[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return ((event, party) for event, (where, _) in self._sentences.items() for party in where)

    def __len__(self) -> int:
        return sum(len(where) for where, _ in self._sentences.values())


@dataclass(frozen=True)
class Words:
    """The tokens of a document as rows: the texts, where they begin, whether a space follows, and which are spaces."""

    texts: list[str]
    starts: list[int]
    spaced: list[bool]
    are_spaces: list[bool]

    @classmethod
    def of(cls, doc: Doc) -> "Words":
        """Those of ``doc``, each looked at once."""
        rows = [(t.text, t.idx, bool(t.whitespace_), t.is_space) for t in doc]
        return cls(*map(list, zip(*rows, strict=True))) if rows else cls([], [], [], [])

    def is_spaced(self, i: int) -> bool:
        """Whether a space stands before the token."""
        return i == 0 or self.spaced[i - 1] or self.are_spaces[i - 1]


def parse(doc: Doc, parser: Parser | None = None) -> Doc:
    """A new document with the syntax and the names of ``doc``'s readable blocks, by default the encoder's."""
    model, report, words = parser or Encoder.shipped(), doc._.report, Words.of(doc)
    places = [run for block in _block_words(report, words) for run in _runs(words.texts, block)]
    stretches = [([words.texts[i] for i in run], [words.is_spaced(i) for i in run]) for run in places]
    return _filled(doc, words, places, model.parse(stretches), model.events)


def _block_words(report: Report, words: Words) -> Iterator[list[int]]:
    """Numbers of the words of each readable block."""
    kept = [i for i, is_space in enumerate(words.are_spaces) if not is_space]
    starts = [words.starts[i] for i in kept]
    first = 0
    for block in report.body:
        first = bisect_left(starts, block.span.start, first)
        after = bisect_left(starts, block.span.end, first)
        if after > first:
            yield kept[first:after]
        first = after


def _runs(texts: Sequence[str], words: Sequence[int]) -> Iterator[list[int]]:
    """A block in runs of at most ``MOST_WORDS``, cut after a closing mark where there is one."""
    rest = list(words)
    while len(rest) > MOST_WORDS:
        closers = [n for n in range(MOST_WORDS // 2, MOST_WORDS) if texts[rest[n]] in CLOSERS]
        cut = closers[-1] + 1 if closers else MOST_WORDS
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _filled(
    doc: Doc, words: Words, places: Sequence[Sequence[int]], parsed: Sequence[Sequence[Parsed]], types: Sequence[str]
) -> Doc:
    size = len(doc)
    upos, morphs, lemmas, names = [""] * size, [""] * size, list(words.texts), ["O"] * size
    heads, deps = _flat(doc._.report, words)
    vectors: dict[int, np.ndarray] = {}
    predicates: dict[int, dict[str, float]] = {}
    roles = RolesOfWords()
    for run, sentences in zip(places, parsed, strict=True):
        for s in sentences:
            where = run[s.start : s.start + len(s.upos)]
            if s.vector.size:
                vectors[where[0]] = s.vector
            for i, *told in zip(where, s.upos, s.lemmas, s.names, s.relations, s.feats, s.heads, strict=True):
                upos[i], lemmas[i], names[i], deps[i], feats, head = told
                morphs[i] = "" if feats == "_" else feats
                heads[i] = where[head - 1] if head else i
            telling = [n for n, part in enumerate(s.upos) if part in PREDICATES]
            predicates.update((where[n], dict(zip(types, s.events[n], strict=True))) for n in telling)
            if s.roles:
                roles.note(where, [where[n] for n in telling], s.roles)
    for i, is_space in enumerate(words.are_spaces):
        if is_space and i:
            heads[i], deps[i] = i - 1, "dep"
    made = Doc(doc.vocab, words=words.texts, spaces=words.spaced, pos=upos, morphs=morphs, lemmas=lemmas, heads=heads,
               deps=deps)
    made._.report = doc._.report
    made.spans["names"] = _names(made, names, words.are_spaces)
    made._.vectors, made._.predicates, made._.roles = vectors, predicates, roles
    return made


def _flat(report: Report, words: Words) -> tuple[list[int], list[str]]:
    """Each block as one flat tree: what stays of blocks that are not read."""
    starts = sorted(b.span.start for b in report.blocks)
    heads, deps, head, at = [], [], 0, 0
    for i, start in enumerate(words.starts):
        while at < len(starts) and start >= starts[at]:
            at += 1
            head = i
        heads.append(head)
        deps.append("ROOT" if head == i else "dep")
    return heads, deps


def _names(doc: Doc, tags: Sequence[str], are_spaces: Sequence[bool]) -> list[Span]:
    """Spans of BIO tags, labelled with their types."""
    spans, first = [], -1
    for i, tag in enumerate([*tags, "O"]):
        if first >= 0 and not (tag.startswith("I-") or (i < len(tags) and are_spaces[i])):
            last = max(n for n in range(first, i) if not are_spaces[n])
            spans.append(Span(doc, first, last + 1, label=tags[first][2:]))
            first = -1
        if tag.startswith("B-"):
            first = i
    return spans
