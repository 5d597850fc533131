"""The stretch of a report that shows best why it was found, and where in it the words of the question stand."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from istor.languages.words import Word, words
from istor.model import Report, Span
from istor.storing.search.asking import Beginning, Leaf, Phrase
from istor.storing.search.ranking import Weighed

WIDTH = 32  # words


@dataclass(frozen=True)
class Snippet:
    """``span`` is the stretch and ``highlights`` the words found, both in code points of the report's text."""

    span: Span
    highlights: tuple[Span, ...] = ()

    def marked(self, text: str, before: str, after: str) -> str:
        """The stretch of ``text`` with each highlight between the two marks."""
        pieces, at = [], self.span.start
        for place in self.highlights:
            pieces += [text[at : place.start], before, place.of(text), after]
            at = place.end
        return "".join([*pieces, text[at : self.span.end]])


def snippet(report: Report, question: Sequence[Weighed]) -> tuple[Snippet, frozenset[Leaf]]:
    """The stretch of ``report``, within one block, that holds most of the question; and what the report meets of it.

    Where it holds nothing of it, the stretch is the first of its body.
    """
    best: tuple[float, Snippet] = (0.0, _opening(report))
    met = {part for part, _ in _hits([*words(report.title)], question).values()}
    for block in report.body:
        found = [*words(report.text, block.span.start, block.span.end)]
        hits = _hits(found, question)
        met.update(part for part, _ in hits.values())
        for start in hits:
            best = max(best, _window(found, hits, start), key=lambda window: window[0])
    return best[1], frozenset(question[part].leaf for part in met)


def _opening(report: Report) -> Snippet:
    block = next((b for b in report.body if b.kind == "body"), None)
    found = [*islice(words(report.text, block.span.start, block.span.end), WIDTH)] if block else []
    return Snippet(Span(found[0].start, found[-1].end) if found else Span(0, 0))


def _hits(found: Sequence[Word], question: Sequence[Weighed]) -> dict[int, tuple[int, float]]:
    """For each word that was asked for, by its number: which part of the question it meets, and the part's weight."""
    hits: dict[int, tuple[int, float]] = {}
    by_stem: dict[str, tuple[int, float]] = {}
    begun: list[tuple[str, tuple[int, float]]] = []
    for part, asked in enumerate(question):
        met, leaf = (part, asked.weight), asked.leaf
        if isinstance(leaf, Phrase):
            stems = [term.stem for term in leaf.terms]
            for at in range(len(found) - len(stems) + 1):
                if [word.stem for word in found[at : at + len(stems)]] == stems:
                    hits.update(dict.fromkeys(range(at, at + len(stems)), met))
        elif isinstance(leaf, Beginning):
            begun.append((leaf.letters, met))
        else:
            by_stem.setdefault(leaf.stem, met)
    for at, word in enumerate(found):  # once for all parts: a report has hundreds of words
        if word.stem in by_stem:
            hits.setdefault(at, by_stem[word.stem])
        for letters, met in begun:
            if word.form.startswith(letters):
                hits.setdefault(at, met)
    return hits


def _window(found: Sequence[Word], hits: dict[int, tuple[int, float]], start: int) -> tuple[float, Snippet]:
    """The window around the hits from ``start`` on: each part of the question counts once, and more of it a little."""
    places = sorted(hits)
    inside = places[bisect_left(places, start) : bisect_left(places, start + WIDTH)]
    parts = {hits[at][0]: hits[at][1] for at in inside}
    first = max(0, min(start - (WIDTH - (inside[-1] - start + 1)) // 2, len(found) - WIDTH))
    last = min(len(found), first + WIDTH)
    shown = tuple(Span(found[at].start, found[at].end) for at in places if first <= at < last)
    return sum(parts.values()) + 0.01 * len(inside), Snippet(Span(found[first].start, found[last - 1].end), shown)
