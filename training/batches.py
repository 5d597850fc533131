"""Sentences to tensors: pieces, word places, targets, teacher vectors; batches of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from istor.annotating.pieces import Pieces
from training.base import Floats
from training.data import Sentence
from training.network import Labels

IGNORED = -100
TARGETS = ("upos", "feats", "scripts", "relations", "names", "events")


@dataclass(frozen=True)
class Stretch:
    """Neighbouring sentences read together, with their numbers among the teacher's vectors."""

    task: str
    sentences: tuple[Sentence, ...]
    numbers: tuple[int, ...] = ()

    def size(self, pieces: Pieces) -> int:
        """Word pieces in all."""
        return sum(len(pieces.of_word(w, x)) for s in self.sentences for w, x in zip(s.words, s.spaced, strict=True))


def batches(stretches: Sequence[Stretch], most: int, pieces: Pieces, chance: random.Random) -> list[list[Stretch]]:
    """Groups of stretches of like size, at most about ``most`` pieces each, padding included."""
    sized = sorted(((s.size(pieces), chance.random(), s) for s in stretches), key=lambda x: x[:2])
    groups: list[list[Stretch]] = [[]]
    for size, _, stretch in sized:
        if groups[-1] and (len(groups[-1]) + 1) * size > most:
            groups.append([])
        groups[-1].append(stretch)
    return groups


def _roles_of(stretch: Stretch) -> Iterator[tuple[int, int, int]]:
    """The roles of all its sentences, words numbered along the stretch."""
    at = 0
    for s in stretch.sentences:
        yield from ((at + event, at + party, role) for event, party, role in s.roles)
        at += len(s.words)


class Collator:
    """Turns a batch of stretches into tensors, for one tokenizer, label set and matrix of teacher vectors."""

    def __init__(self, pieces: Pieces, labels: Labels, teacher: Floats | None) -> None:
        self.pieces, self.teacher = pieces, teacher
        self.places = {k: {v: i for i, v in enumerate(getattr(labels, k))}
                       for k in TARGETS}

    def __call__(self, group: Sequence[Stretch]) -> dict[str, Tensor]:
        cuts = [self.pieces.cut([w for s in g.sentences for w in s.words],
                                [x for s in g.sentences for x in s.spaced]) for g in group]
        most_pieces, most_words = max(len(c.ids) for c in cuts), max(len(c.first) for c in cuts)
        ids = torch.full((len(group), most_pieces), self.pieces.padding)
        first, last = torch.zeros(2, len(group), most_words, dtype=torch.long)
        for row, cut in enumerate(cuts):
            ids[row, : len(cut.ids)] = torch.tensor(cut.ids)
            first[row, : len(cut.first)] = torch.tensor(cut.first)
            last[row, : len(cut.last)] = torch.tensor(cut.last)
        batch = {"ids": ids, "mask": ids != self.pieces.padding, "first": first, "last": last,
                 "treebank": torch.tensor([g.sentences[0].treebank for g in group])}
        for name in TARGETS:
            batch[name] = self._targets(group, name, most_words)
        if roles := [(row, *r) for row, g in enumerate(group) for r in _roles_of(g)]:
            batch["roles"] = torch.tensor(roles)
        return batch | self._trees(group, most_words) | self._spans(group, cuts, most_pieces)

    def _targets(self, group: Sequence[Stretch], name: str, width: int) -> Tensor:
        made = torch.full((len(group), width), IGNORED)
        for row, stretch in enumerate(group):
            values = [v for s in stretch.sentences for v in getattr(s, name)]
            if values:
                made[row, : len(values)] = torch.tensor([self.places[name].get(v, IGNORED) for v in values])
        return made

    def _trees(self, group: Sequence[Stretch], width: int) -> dict[str, Tensor]:
        heads = torch.full((len(group), width), IGNORED)
        ends = torch.full((len(group), width), -1.0)
        part = torch.zeros(len(group), width, dtype=torch.long)
        for row, stretch in enumerate(group):
            at = 0
            for number, s in enumerate(stretch.sentences, 1):
                stop = at + len(s.words)
                part[row, at:stop] = number
                if s.heads:
                    heads[row, at:stop] = torch.tensor([h + at if h else 0 for h in s.heads])
                    ends[row, at:stop] = 0.0
                    ends[row, stop - 1] = 1.0
                at = stop
        return {"heads": heads, "ends": ends, "part": part}

    def _spans(self, group: Sequence[Stretch], cuts: Sequence, width: int) -> dict[str, Tensor]:  # type: ignore[type-arg]
        """Which pieces make up each sentence (as shares, to average with) and the vector the teacher gives it."""
        if self.teacher is None or not all(s.numbers for s in group):
            return {}
        shares, wanted = [], []
        for row, (stretch, cut) in enumerate(zip(group, cuts, strict=True)):
            at = 0
            for number, s in zip(stretch.numbers, stretch.sentences, strict=True):
                stop = at + len(s.words)
                share = np.zeros((len(group), width), np.float32)
                share[row, cut.first[at] : cut.last[stop - 1] + 1] = 1 / (cut.last[stop - 1] + 1 - cut.first[at])
                shares.append(share)
                wanted.append(self.teacher[number])
                at = stop
        return {"shares": torch.from_numpy(np.stack(shares)), "wanted": torch.from_numpy(np.stack(wanted))}
