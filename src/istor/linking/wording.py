"""Words as linking compares them: folded, cut of endings, weighed by how rare they are. No syntax, no language.

Short words say little (articles, prepositions) and words that stand in most sentences say little too; which do is a
table of the language, not counted in the archive: what two claims are to each other must not change when a third comes.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold, name_key
from istor.model import Claim, Span

SHORTEST = 4
"""Letters of the shortest word that counts as content; digits always count."""
SHORTEST_NAME = 2
"""The same of a name: Κιμ, Σι, ΕΕ."""
ALIKE_START = 0.55
"""Share of the longer of two stems that both begin with, for them to count as forms of one word."""
LEAST_START = 4
"""Letters that two such stems share at least."""
RESTATED = 0.7
"""Share of the shorter sentence's word pairs that stand in the other, for the two to be one sentence printed twice."""
RESTATED_WORDS = 6
"""Words of the shorter sentence at least: short sentences agree by chance."""

RARE = 0.001
"""Share of sentences that have a word, from which down it is as rare as any."""

Likeness = Literal["same", "alike", "act", "other"]

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
"""One word as printed."""
_SENTENCE_END = re.compile(r"(?<=[.!;;?…»\"])\s+(?=[\"«(“•]?\s*[^\W\d_a-zα-ωάέήίόύώϊϋΐΰ])|\n+")
_MEMORY = 200_000


def words(text: str) -> list[str]:
    """The words of ``text``, folded, in order."""
    return fold(" ".join(WORD.findall(text))).replace("-", " ").split()


def sentences(text: str, block: Span) -> Iterator[Span]:
    """Rough sentences of a block: good enough to compare texts, for all are cut the same way."""
    start = block.start
    for match in _SENTENCE_END.finditer(text, block.start, block.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, block.end)


def runs(found: Sequence[str], size: int) -> frozenset[str]:
    """All runs of ``size`` words (shingles); a shorter text is one run."""
    return frozenset(" ".join(found[n : n + size]) for n in range(max(1, len(found) - size + 1)) if found)


def containment(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the fewer runs that stand among the other."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(_MEMORY)
def stem(word: str) -> str:
    """``word`` without accents and inflectional ending."""
    return name_key(word)


def stems(text: str) -> frozenset[str]:
    """The content words of ``text`` without endings; of the short ones names, told by a capital, but not the first."""
    first = WORD.search(text)
    content = frozenset(stem(w) for w in words(text) if len(w) >= SHORTEST or w.isdigit())
    return content | names(text[first.end() :]) if first else content


def names(text: str) -> frozenset[str]:
    """The capitalised words of ``text`` without endings."""
    found = [w for w in WORD.findall(text) if w[0].isupper() and len(w) >= SHORTEST_NAME]
    return frozenset(map(stem, words(" ".join(found))))


@dataclass(frozen=True)
class Wording:
    """What a claim's words are: stems of its trigger and its sentence, the latter's weight, and the trigger's acts.

    ``told`` are the acts that any word of the sentence may tell of.
    """

    trigger: frozenset[str]
    sentence: frozenset[str]
    weight: float
    acts: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def wordings(claims: Iterable[Claim], texts: Mapping[str, str]) -> dict[str, Wording]:
    """The wording of every claim by id; ``texts`` by report id."""
    claims = tuple(claims)
    sentences = {(c.report, c.sentence): _of(c.sentence, c.report, texts) for c in claims}
    heavy = {key: math.fsum(map(weight, found)) for key, found in sentences.items()}
    told = {(report, span): _acts(span, report, texts) for report, span in sentences}
    return {
        c.id: Wording(
            _of(c.trigger, c.report, texts), sentences[c.report, c.sentence], heavy[c.report, c.sentence],
            _acts(c.trigger, c.report, texts), told[c.report, c.sentence],
        )
        for c in claims
    }


@cache
def common(lang: str = "el") -> Mapping[str, float]:
    """The share of sentences that have a stem, of the common ones."""
    _, *rows = data.text(lang, "common.tsv").splitlines()
    return {found: float(share) / 1000 for found, share in (row.split("\t") for row in rows)}


@lru_cache(_MEMORY)
def weight(one: str) -> float:
    """How much the stem ``one`` says: the log of all sentences over those that have it."""
    return math.log(1 + 1 / common().get(one, RARE))


def _of(span: Span, report: str, texts: Mapping[str, str]) -> frozenset[str]:
    return stems(span.of(texts.get(report, "")))


def _acts(span: Span, report: str, texts: Mapping[str, str]) -> frozenset[str]:
    return frozenset().union(*(acts_of(w) for w in words(span.of(texts.get(report, "")))))


def overlap(a: Wording, b: Wording) -> float:
    """The weight of the words that two sentences share, by the geometric mean of what each weighs: 0 to 1."""
    shared = a.sentence & b.sentence
    if not shared:
        return 0.0
    return min(1.0, math.fsum(map(weight, shared)) / math.sqrt(a.weight * b.weight))


def is_restated(a: str, b: str) -> bool:
    """Whether two sentences are one printed twice, or one repeats the other but for some words."""
    left, right = _folded(a), _folded(b)
    if min(len(left), len(right)) < RESTATED_WORDS:
        return False
    return containment(runs(left, 2), runs(right, 2)) >= RESTATED


@lru_cache(_MEMORY)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(words(text))


@lru_cache(_MEMORY)
def is_alike(a: str, b: str) -> bool:
    """Whether two stems look like forms of one word (a verb and its noun: συναντηθηκ-, συναντησ-)."""
    start = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        start += 1
    return start >= LEAST_START and start >= ALIKE_START * max(len(a), len(b))


@cache
def acts(lang: str = "el") -> Mapping[str, frozenset[str]]:
    """Acts by the beginnings of the words that tell of them; DataError when the language's file breaks the schema."""
    where = f"languages/{lang}/same_act.yaml"
    table = data.table(lang, "same_act.yaml")
    if not isinstance(table, dict) or not all(isinstance(row, list) for row in table.values()):
        raise DataError(f"{where}: give for each act a list of the beginnings of its words")
    if odd := sorted(str(w) for row in table.values() for w in row if not isinstance(w, str) or fold(w) != w):
        raise DataError(f"{where}: write beginnings folded, in small letters without accents: {', '.join(odd)}")
    rows: dict[str, set[str]] = {}
    for act, row in table.items():
        for start in row:
            rows.setdefault(start, set()).add(act)
    return {start: frozenset(found) for start, found in rows.items()}


@lru_cache(_MEMORY)
def acts_of(word: str) -> frozenset[str]:
    """The acts that a folded word may tell of."""
    known = acts()
    return frozenset().union(*(known.get(word[:n], frozenset()) for n in range(1, len(word) + 1)))


def trigger_likeness(a: Wording, b: Wording) -> Likeness:
    """How near two triggers are: one word, forms of one word, words for one act, or none of these."""
    if a.trigger & b.trigger:
        return "same"
    if any(is_alike(x, y) for x in a.trigger for y in b.trigger):
        return "alike"
    return "act" if a.acts & b.acts else "other"
