"""Pair the letters of names that the tables have in Greek and in Latin, for ``languages/spelling.py``.

    python -m training.spelling             write languages/el/spellings.tsv
    python -m training.spelling --folds 5   the share of names of people left out that are spelled right

Words of people's and places' names are paired letter by letter by the likeliest way, again and again, each time by the
counts of the time before (hard expectation maximisation), beginning from nothing but lengths.
"""

import argparse
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from istor.coding.transliterate import latin
from istor.knowledge.tables import people, places
from istor.languages.folding import fold
from istor.languages.spelling import Spellings, tongues

TARGET = Path("src/istor/languages/el/spellings.tsv")
MORE = Path("training/names.tsv")
GREEK = frozenset({"GRC", "CYP"})
SOUNDS = frozenset("ου μπ ντ γκ γγ γχ τσ τζ αι ει οι αυ ευ γι γε ια ιο ιε κσ νγ ττ σσ λλ".split())
LONGEST = 3  # Latin letters that one Greek one stands for
ROUNDS = 6
NEVER, SILENT = -14.0, -0.5  # what a pair costs that was never seen, and one without Latin letters
FORBIDDEN = -1e9
PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "ß": "ss", "'": "", "’": "", "ʼ": ""})

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, order=True)
class Word:
    """One word of a name in both spellings; ``whose`` tells apart who or what bears it."""

    state: str
    kind: str
    greek: str
    latin: str
    whose: str


def words() -> Iterator[Word]:
    """The words of the tables' foreign names that have as many words in Greek as in Latin letters."""
    for person in people():
        for greek in person.names:
            yield from _words(person.code, "person", greek, person.name, person.id)
    for place in places():
        for greek in place.names:
            yield from _words(place.code, "place", greek, place.name, place.name)
    for line in MORE.read_text(encoding="utf-8").splitlines()[1:]:
        state, plain, forms = line.split("\t")
        for greek in forms.split("|"):
            yield from _words(state, "name", greek, plain, plain)


def _words(state: str, kind: str, greek: str, english: str, whose: str) -> Iterator[Word]:
    apart = [re.split(r"[\s-]+", name) for name in (greek, english)]
    if state in GREEK or len(apart[0]) != len(apart[1]) or kind == "place" and len(apart[0]) > 1:
        return
    for a, b in zip(*apart, strict=True):
        if (a := fold(a)).isalpha() and (b := plain(b)).isalpha():
            yield Word(state, kind, a, b, whose)


def plain(text: str) -> str:
    """Latin letters in lower case without marks."""
    bare = unicodedata.normalize("NFD", text.lower().translate(PLAIN))
    return "".join(c for c in bare if not unicodedata.combining(c))


def paired(some: Sequence[tuple[str, str]]) -> list[Pairs | None]:
    """The pairs of each word; ``None`` where its spellings cannot be paired."""
    chances: dict[tuple[str, str], float] = {}
    made: list[Pairs | None] = []
    for _ in range(ROUNDS):
        made = [_pairs(greek, plain, chances) for greek, plain in some]
        counts = Counter(pair for pairs in made if pairs for pair in pairs)
        chances = {pair: math.log(count / counts.total()) for pair, count in counts.items()}
    return made


def _pairs(greek: str, plain: str, chances: dict[tuple[str, str], float]) -> Pairs | None:
    """The likeliest way to walk through both spellings at once."""
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(len(greek)):
        for j in range(len(plain) + 1):
            if (i, j) not in best:
                continue
            for size in (1, 2) if greek[i : i + 2] in SOUNDS else (1,):
                for more in range(min(LONGEST, len(plain) - j) + 1):
                    score = best[i, j][0] + _cost((greek[i : i + size], plain[j : j + more]), chances)
                    if score > best.get((i + size, j + more), (FORBIDDEN,))[0]:
                        best[i + size, j + more] = score, (i, j)
    at, made = (len(greek), len(plain)), []
    if at not in best:
        return None
    while at != (0, 0):
        before = best[at][1]
        made.append((greek[before[0] : at[0]], plain[before[1] : at[1]]))
        at = before
    return made[::-1]


def _cost(pair: tuple[str, str], chances: dict[tuple[str, str], float]) -> float:
    greek, plain = pair
    if not chances:
        return -abs(len(greek) - len(plain)) - 0.5 * (len(greek) + len(plain) > 2) - 3 * (not plain) - 0.5
    return chances.get(pair, NEVER) + (0 if plain else SILENT)


def rows(some: Iterable[Word]) -> Iterator[str]:
    """Lines of the table: a word as often as somebody bears it."""
    kept = sorted(set(some))
    distinct = sorted({(w.greek, w.latin) for w in kept})
    pairs = dict(zip(distinct, paired(distinct), strict=True))
    yield "state\tkind\tgreek\tlatin\n"
    for word in kept:
        if found := pairs[word.greek, word.latin]:
            yield "\t".join((word.state, word.kind, *("|".join(parts) for parts in zip(*found, strict=True)))) + "\n"


def folds(some: Sequence[Word], count: int) -> None:
    """Print how many words of names are spelled right by a table that has nobody of their fold."""
    right = by_rule = asked = 0
    for number in range(count):
        out = {w for w in some if w.kind == "person" and _place(w, count) == number}
        table = Spellings(list(rows(w for w in some if w not in out))[1:], tongues())
        asked += len(out)
        right += sum(table.spell(w.greek, table.tongue([w.greek], w.state), w.state) == w.latin for w in out)
        by_rule += sum(plain(latin(w.greek)) == w.latin for w in out)
    print(f"{asked} words: {right / asked:.4f} right; by ELOT 743 {by_rule / asked:.4f}")


def _place(word: Word, count: int) -> int:
    return int(sha256(word.whose.encode()).hexdigest(), 16) % count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int)
    options = parser.parse_args()
    some = list(words())
    if options.folds:
        folds(some, options.folds)
    else:
        TARGET.write_text("".join(rows(some)), encoding="utf-8")


if __name__ == "__main__":
    main()
