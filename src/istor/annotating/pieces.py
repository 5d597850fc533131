"""Words to the encoder's word pieces, by the Unigram model (Kudo 2018): the best-scoring cut of a word into pieces.

Each word is cut on its own, so that a piece never spans two words and every word is cut only once (news repeats
itself: the memory answers for most words). A word that follows a space carries the model's space mark. Forty lines of
our own, because the library that cuts them too brings eight packages for downloading models.
"""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

SPACE_MARK = "\u2581"
MOST_PIECES_A_WORD = 16
MOST_PIECES = 510  # of the encoder's 512 places, two are the start and end marks
LONGEST_WORD = 200  # characters; what is beyond is not read by the encoder (a word of a megabyte must not stall it)
REMEMBERED_WORDS = 200_000
UNKNOWN_COST = 10.0  # below the worst piece, as the Unigram model's makers have it


@dataclass(frozen=True)
class Cut:
    """Piece ids of a stretch of words, with the first and last piece of each word (positions in ``ids``)."""

    ids: list[int]
    first: list[int]
    last: list[int]


@dataclass
class Pieces:
    """The pieces of one model with their scores, and a memory of the words that were cut."""

    scores: dict[str, tuple[float, int]]
    start: int = 0
    padding: int = 1
    end: int = 2
    unknown: int = 3
    _memory: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._longest = max(map(len, self.scores))
        self._worst = min(score for score, _ in self.scores.values()) - UNKNOWN_COST

    @classmethod
    def load(cls, path: Path) -> "Pieces":
        """The pieces of a ``pieces.json`` file: a list of (piece, log probability), the position being the id."""
        rows = json.loads(path.read_text(encoding="utf-8"))
        return cls({piece: (score, number) for number, (piece, score) in enumerate(rows)})

    def of_word(self, word: str, is_spaced: bool) -> list[int]:
        """Piece ids of one word, at least one and at most ``MOST_PIECES_A_WORD``."""
        key = SPACE_MARK + word if is_spaced else word
        if (known := self._memory.get(key)) is not None:
            return known
        ids = self._best(unicodedata.normalize("NFKC", key)[:LONGEST_WORD])[:MOST_PIECES_A_WORD] or [self.unknown]
        if len(self._memory) < REMEMBERED_WORDS:
            self._memory[key] = ids
        return ids

    def _best(self, text: str) -> list[int]:
        """The cut of ``text`` with the greatest sum of scores (Viterbi); unknown characters in a row are one piece."""
        find, size, longest, worst = self.scores.get, len(text), self._longest, self._worst
        best: list[tuple[float, int, int]] = [(0.0, 0, self.unknown)]
        for end in range(1, size + 1):
            most, start, piece = best[end - 1][0] + worst, end - 1, self.unknown
            for at in range(max(0, end - longest), end):
                if (found := find(text[at:end])) is not None and (total := best[at][0] + found[0]) > most:
                    most, start, piece = total, at, found[1]
            best.append((most, start, piece))
        ids: list[int] = []
        at = len(text)
        while at:
            _, at, piece = best[at]
            if not (ids and piece == ids[-1] == self.unknown):
                ids.append(piece)
        return ids[::-1]

    def cut(self, words: Sequence[str], spaced: Sequence[bool]) -> Cut:
        """Pieces of ``words`` between the start and end marks; ``spaced[i]`` says a space stands before word i."""
        cuts = [self.of_word(word, is_spaced) for word, is_spaced in zip(words, spaced, strict=True)]
        if sum(map(len, cuts)) > MOST_PIECES:
            cuts = [ids[: max(1, MOST_PIECES // len(cuts))] for ids in cuts]
        ids, first, last = [self.start], [], []
        for pieces in cuts:
            first.append(len(ids))
            ids.extend(pieces)
            last.append(len(ids) - 1)
        ids.append(self.end)
        return Cut(ids, first, last)
