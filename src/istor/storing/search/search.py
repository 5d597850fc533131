"""From a question to reports: those with its words, those with its meaning, and both put together."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, Text, cast, func, select

from istor.model import Report, Span, Vectors
from istor.storing.reports import select_reports
from istor.storing.search.asking import AllOf, AnyOf, Asked, Leaf, Term, asked, leaves
from istor.storing.search.beginnings import with_forms
from istor.storing.search.facets import MOST_FACETED, Facets, facets
from istor.storing.search.kept import Kept
from istor.storing.search.matching import can_be_in_title, matching, prepare
from istor.storing.search.narrowing import Narrowing, SearchFilter
from istor.storing.search.ranking import MOST_COUNTED, scores, weighed
from istor.storing.search.snippets import Snippet, snippet
from istor.storing.tables import report_words, reports
from istor.storing.vectors import Near

ANYTHING = SearchFilter()
MOST_RANKED = 500
"""Reports that are put in order. Where more match, those with a word of the question in their title are, then the
newest: the same ones on every database."""
FIRST = max(MOST_RANKED, MOST_FACETED)
"""Reports whose numbers are fetched, the newest first."""
FEW = 10
"""Where fewer reports hold all the words, those that hold some of them are given too."""
NEAR = 50
"""Reports that are taken by their meaning."""
SMOOTH = 60
"""Of reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009): how little the first ranks stand out."""


@dataclass(frozen=True)
class Question:
    """What is looked for: ``words`` in the language of ``search.asking``, narrowed by ``filter``.

    ``meaning`` is their one vector; without it, or where the words say exactly what must and must not occur, reports
    are found by words alone. ``limit`` reports are given from number ``offset`` on. ``with_facets`` counts outlets,
    types, actors and so on.
    """

    words: str
    filter: SearchFilter = ANYTHING
    meaning: Vectors | None = None
    limit: int = 10
    offset: int = 0
    with_facets: bool = False


@dataclass(frozen=True)
class Hit:
    """One report that was found, with its best stretch. ``score`` orders the hits of one search and no others.

    ``missing`` are the words of the question that it does not hold; ``by`` says whether its words or its meaning, or
    both, found it.
    """

    report: Report
    score: float
    snippet: Snippet
    missing: tuple[str, ...]
    by: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """What a search gives. ``total`` counts the reports that hold all that was asked for.

    Where ``has_more`` is true there are more than that: counting stops at ``MOST_COUNTED``. Where they are few, reports
    that lack some of the words come after them, uncounted, and so do those that were found by meaning. Where there are
    none, ``is_relaxed`` says that ``total`` counts those that hold any of the words. ``facets`` are those of the newest
    ``MOST_FACETED`` of them.
    """

    total: int
    hits: tuple[Hit, ...]
    is_relaxed: bool = False
    has_more: bool = False
    facets: Facets = field(default_factory=dict)


def search(connection: Connection, question: Question, kept: Kept, stamp: str) -> Found:
    """The reports that hold what ``question`` asks for, the best first; of equals the newest.

    ``kept`` is what earlier searches left, ``stamp`` the archive's from before this one.
    """
    prepare(connection)
    tree = with_forms(connection, asked(question.words))
    narrowing = None if question.filter == ANYTHING else Narrowing(connection, question.filter)
    strict, loose = _Search(connection, tree, narrowing), _loosened(tree)
    candidates, is_relaxed = strict.candidates(), False
    if strict.total < FEW and loose is not None:
        wider = _Search(connection, loose, narrowing)
        candidates |= wider.candidates()
        if not strict.total:
            strict, is_relaxed = wider, True
    parts = weighed(connection, leaves(tree), kept.whole(connection, stamp), strict.known())
    by_words = scores(connection, sorted(candidates), parts)
    sentences: dict[int, Span] = {}
    if question.meaning and _is_plain(tree):
        allowed = None if narrowing is None else np.array(_numbers(connection, narrowing.numbers())[1], np.int64)
        near = kept.meanings.nearest(connection, question.meaning, stamp, allowed, NEAR)
        sentences = _sentences(connection, near)
    ranked = _fused(by_words, sentences) if sentences else by_words
    order = sorted(ranked, key=lambda number: (-ranked[number], -number))
    page = order[question.offset : question.offset + question.limit]
    hits = []
    for number, report in zip(page, _reports(connection, page), strict=True):
        shown, met = snippet(report, parts)
        if number in sentences and not shown.highlights:
            shown = Snippet(sentences[number])
        by = (*["words"] * (number in by_words), *["meaning"] * (number in sentences))
        hits.append(Hit(report, ranked[number], shown, tuple(_lacking(tree, met)), by))
    counted = facets(connection, strict.numbers) if question.with_facets else {}
    return Found(strict.total, tuple(hits), is_relaxed, strict.has_more, counted)


class _Search:
    """Which reports a tree finds, within a filter; ``numbers`` are those of the ``FIRST`` of them."""

    def __init__(self, connection: Connection, tree: Asked, narrowing: Narrowing | None) -> None:
        self._connection, self._tree, self._narrowing = connection, tree, narrowing
        whole, self.numbers = self._newest(MOST_COUNTED + 1, FIRST)
        self.total, self.has_more = min(whole, MOST_COUNTED), whole > MOST_COUNTED

    def known(self) -> dict[Leaf, int]:
        """How many reports hold the question's only part, where nothing narrows it."""
        tree = self._tree
        return {tree: self.total} if isinstance(tree, Leaf) and self._narrowing is None else {}

    def candidates(self) -> set[int]:
        """The numbers of the reports worth putting in order."""
        found: set[int] = set()
        if self.total > MOST_RANKED and can_be_in_title(self._tree):
            found.update(self._newest(MOST_RANKED, MOST_RANKED, in_title=True)[1])
        return found.union(self.numbers[:MOST_RANKED]) if len(found) < MOST_RANKED else found

    def _newest(self, most: int, first: int, *, in_title: bool = False) -> tuple[int, list[int]]:
        """How many reports are found, ``most`` at most, and the numbers of the ``first`` of them, the newest first."""
        found = matching(self._connection, self._tree, in_title=in_title)
        narrowing = self._narrowing.conditions(found.number) if self._narrowing else ()
        return _numbers(self._connection, found.newest(narrowing, most), first)


def _loosened(tree: Asked) -> Asked | None:
    """Any of the words of a question that asks for all of several."""
    if isinstance(tree, AllOf) and len(tree.parts) > 1:
        return AllOf((AnyOf(tree.parts),), tree.without) if tree.without else AnyOf(tree.parts)
    return None


def _is_plain(tree: Asked) -> bool:
    """Whether the question is words and nothing else: only then does it leave open how they are to be met."""
    if isinstance(tree, AllOf):
        return not tree.without and all(isinstance(part, Term) for part in tree.parts)
    return isinstance(tree, Term)


def _lacking(tree: Asked, met: frozenset[Leaf]) -> Iterator[str]:
    """The words of ``tree`` that were not met though all were asked for."""
    if isinstance(tree, AllOf):
        for part in tree.parts:
            yield from _lacking(part, met)
    elif isinstance(tree, AnyOf):
        if not met & {*leaves(tree)}:
            yield " OR ".join(leaf.written for leaf in leaves(tree))
    elif tree not in met:
        yield tree.written


def _numbers(connection: Connection, found: Select[Any], first: int | None = None) -> tuple[int, list[int]]:
    """How many numbers ``found`` gives, and the ``first`` of them, or all.

    They come as one text, most of which is often only counted: ten thousand rows of Python's would cost more than
    finding them.
    """
    each = found.subquery()
    row = select(func.count(), func.aggregate_strings(cast(each.c[0], Text), ","))
    count, numbers = connection.execute(row).one()
    if not count:
        return 0, []
    most = count if first is None else min(count, first)
    return count, [int(number) for number in numbers.split(",", most)[:most]]


def _sentences(connection: Connection, near: Sequence[Near]) -> dict[int, Span]:
    """The numbers of the reports nearest in meaning, the nearest first, each with its nearest sentence."""
    c = report_words.c
    rows = connection.execute(select(c.report_id, c.number).where(c.report_id.in_([n.report for n in near])))
    number_of = {row.report_id: row.number for row in rows}
    return {number_of[n.report]: n.sentence for n in near}


def _fused(by_words: Mapping[int, float], by_meaning: Mapping[int, Span]) -> dict[int, float]:
    """Reciprocal rank fusion: a report is worth what its two ranks are; the scores behind them cannot be compared."""
    worded = sorted(by_words, key=lambda number: (-by_words[number], -number))
    fused = dict.fromkeys([*worded, *by_meaning], 0.0)
    for order in (worded, by_meaning):
        for rank, number in enumerate(order, start=1):
            fused[number] += 1 / (SMOOTH + rank)
    return {number: round(score, 9) for number, score in fused.items()}


def _reports(connection: Connection, numbers: Sequence[int]) -> list[Report]:
    """The reports with those numbers, in their order."""
    c = report_words.c
    rows = connection.execute(select(c.report_id, c.number).where(c.number.in_(numbers)))
    id_of = {row.number: row.report_id for row in rows}
    kept = {report.id: report for report in select_reports(connection, reports.c.id.in_(id_of.values()))}
    return [kept[id_of[number]] for number in numbers]
