"""The stretch of a report that shows best why it was found, and where in it the words of the question stand."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from istor.languages.words import Compared, as_compared, compared, written
from istor.model import Block, Report, Span
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
    best, shown = 0.0, None
    met = {part for part, _ in _hits(compared(report.title), question).values()}
    for block in report.body:
        said = written(report.text, block.span.start, block.span.end)
        hits = _hits(as_compared(said), question)
        met.update(part for part, _ in hits.values())
        places = sorted(hits)
        for n, start in enumerate(places):
            inside = places[n : bisect_left(places, start + WIDTH)]
            worth = _worth(hits[at] for at in inside)
            if worth > best:
                best, shown = worth, (block, said, places, _window(inside, len(said)))
    return _cut(report, *shown) if shown else _opening(report), frozenset(question[part].leaf for part in met)


def _cut(report: Report, block: Block, said: Sequence[str], places: Sequence[int], window: range) -> Snippet:
    """The words of ``block`` in the window, by number, with those at ``places`` highlighted."""
    inside = _spans(report.text, block.span.start, said, window)
    found = tuple(inside[at - window.start] for at in places if at in window)
    return Snippet(Span(inside[0].start, inside[-1].end), found)


def _opening(report: Report) -> Snippet:
    block = next((b for b in report.body if b.kind == "body"), None)
    said = written(report.text, block.span.start, block.span.end)[:WIDTH] if block else []
    found = _spans(report.text, block.span.start, said, range(len(said))) if block else []
    return Snippet(Span(found[0].start, found[-1].end) if found else Span(0, 0))


def _spans(text: str, start: int, said: Sequence[str], window: range) -> list[Span]:
    """Where the words in the window stand, of those that ``text`` says from ``start`` on: there is none between two."""
    found, end = [], start
    for n, word in enumerate(said[: window.stop]):
        at = text.index(word, end)
        end = at + len(word)
        if n >= window.start:
            found.append(Span(at, end))
    return found


def _hits(found: Sequence[Compared], question: Sequence[Weighed]) -> dict[int, tuple[int, float]]:
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
    for at, (form, stem) in enumerate(found):  # once for all parts: a report has hundreds of words
        if stem in by_stem:
            hits.setdefault(at, by_stem[stem])
        for letters, met in begun:
            if form.startswith(letters):
                hits.setdefault(at, met)
    return hits


def _worth(hits: Iterable[tuple[int, float]]) -> float:
    """Each part of the question counts once, and more of it a little."""
    inside = list(hits)
    return sum(dict(inside).values()) + 0.01 * len(inside)


def _window(inside: Sequence[int], length: int) -> range:
    """``WIDTH`` words of a block of that ``length`` with those ``inside`` in the middle."""
    first = max(0, min(inside[0] - (WIDTH - (inside[-1] - inside[0] + 1)) // 2, length - WIDTH))
    return range(first, min(length, first + WIDTH))
