"""The network: one BERT encoder and the heads that read it.

Syntax and names each read their own learnt mix of the layers (as in UDify), events read three layers side by side; a
word is the mean of its first and last piece. The sentence vector is the mean of the last layer over the sentence's
pieces, as in the original encoder. Two treebanks with slightly different schemes share all heads: a vector for the
treebank is added to each word before the heads (Stymne et al. 2018), and GDT's is the one used at run time.
"""

import functools
import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from training.base import BertShape, Floats

ARC, LABEL, EVENT, END, ROLE = 256, 96, 256, 64, 64
ROLES = 3  # none, acts, is acted upon
EVENT_LAYERS = (6, 9, 12)  # whose states the event head reads


@dataclass(frozen=True)
class Labels:
    """The label lists of the heads; a position in a list is the head's output."""

    upos: list[str]
    feats: list[str]
    scripts: list[str]
    relations: list[str]
    names: list[str]
    events: list[str]


class Dropout(nn.Module):
    """Dropout from a stock of random masks: drawing fresh ones took a fifth of a training step on a processor."""

    STOCK = 1 << 26

    def __init__(self, chance: float) -> None:
        super().__init__()
        self.chance = chance

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or x.numel() >= self.STOCK:
            return x
        stock = _stock(self.chance, self.STOCK)
        start = int(torch.randint(self.STOCK - x.numel(), (1,)))
        return x * stock[start : start + x.numel()].view_as(x).to(x.device)


@functools.cache
def _stock(chance: float, size: int) -> Tensor:
    generator = torch.Generator().manual_seed(1)
    return ((torch.rand(size, generator=generator) >= chance) / (1 - chance)).to(torch.bfloat16)


class Layer(nn.Module):
    """One encoder layer (self-attention, then the inner product), normalised after each, as in BERT."""

    def __init__(self, shape: BertShape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.output, self.norm = nn.Linear(width, width), nn.LayerNorm(width, eps=shape.epsilon)
        self.inner, self.outer = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.last_norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        b, n, width = x.shape
        parts = (b, n, self.heads, width // self.heads)
        q, k, v = (f(x).view(parts).transpose(1, 2) for f in (self.query, self.key, self.value))
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width / self.heads) + blocked, dim=-1)
        seen = (self.dropout(weights) @ v).transpose(1, 2).reshape(b, n, width)
        x = self.norm(x + self.dropout(self.output(seen)))
        return self.last_norm(x + self.dropout(self.outer(nn.functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """Piece ids to the states of every layer."""

    def __init__(self, shape: BertShape, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = Dropout(dropout)

    def forward(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.dropout(self.norm(self.word(ids) + self.position(places)))
        blocked = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], blocked))
        return states

    def load(self, tensors: dict[str, Floats], kept: list[int]) -> None:
        """Take the original weights; ``kept`` are the rows of the vocabulary that stay."""
        self.word.weight.data = torch.from_numpy(np.ascontiguousarray(tensors["emb.word"][kept]))
        self.position.weight.data = torch.from_numpy(tensors["emb.pos"] + tensors["emb.type"][0])
        _fill(self.norm, tensors, "emb.ln")
        for number, layer in enumerate(self.layers):
            for part, name in (("query", "q"), ("key", "k"), ("value", "v"), ("output", "ao"), ("norm", "aln"),
                               ("inner", "fi"), ("outer", "fo"), ("last_norm", "oln")):
                _fill(getattr(layer, part), tensors, f"l{number}.{name}")


def _fill(module: nn.Module, tensors: dict[str, Floats], name: str) -> None:
    module.weight.data = torch.from_numpy(tensors[f"{name}.w"])  # type: ignore[union-attr]
    module.bias.data = torch.from_numpy(tensors[f"{name}.b"])  # type: ignore[union-attr]


class Mix(nn.Module):
    """A learnt weighted mean of the layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        self.scale = nn.Parameter(torch.ones(1))

    def forward(self, states: list[Tensor]) -> Tensor:
        shares = torch.softmax(self.weights, 0)
        return self.scale * sum(share * state for share, state in zip(shares, states, strict=True))


def words_of(states: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """States of words ``[b, w, width]`` from states of pieces: the mean of the first and the last piece."""
    def pick(places: Tensor) -> Tensor:
        return torch.gather(states, 1, places[:, :, None].expand(-1, -1, states.shape[-1]))
    return (pick(first) + pick(last)) * 0.5


def with_next(words: Tensor) -> Tensor:
    """Each word's state beside that of the word after it, the last beside itself."""
    return torch.cat([words, torch.cat([words[:, 1:], words[:, -1:]], 1)], -1)


class Network(nn.Module):
    """The encoder with heads for sentence ends, tags, features, lemmas, trees and names."""

    def __init__(self, shape: BertShape, vocabulary: int, labels: Labels, treebanks: int = 2) -> None:
        super().__init__()
        width = shape.width
        self.encoder = Encoder(shape, vocabulary)
        self.syntax_mix, self.names_mix = Mix(shape.layers + 1), Mix(shape.layers + 1)
        self.treebank = nn.Embedding(treebanks, width)
        nn.init.zeros_(self.treebank.weight)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.drop = Dropout(0.2)
        self.ends = self.fresh_ends(width)
        self.upos = nn.Linear(width, len(labels.upos))
        self.feats, self.scripts = nn.Linear(width, len(labels.feats)), nn.Linear(width, len(labels.scripts))
        self.names = nn.Linear(width, len(labels.names))
        self.events = self.fresh_events(width, len(labels.events))
        self.role_event, self.role_party = self.fresh_role(width), self.fresh_role(width)
        self.role = nn.Parameter(torch.zeros(ROLES, ROLE + 1, ROLE + 1))
        self.arc_dep, self.arc_head = _projection(width, ARC), _projection(width, ARC)
        self.label_dep, self.label_head = _projection(width, LABEL), _projection(width, LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label = nn.Parameter(torch.zeros(len(labels.relations), LABEL + 1, LABEL + 1))
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.02)
        nn.init.normal_(self.role, std=0.02)

    @staticmethod
    def fresh_events(width: int, types: int) -> nn.Sequential:
        """A head for events, which reads ``EVENT_LAYERS`` side by side, with nothing learnt."""
        wide = len(EVENT_LAYERS) * width
        return nn.Sequential(nn.LayerNorm(wide), Dropout(0.2), nn.Linear(wide, EVENT), nn.GELU(), Dropout(0.4),
                             nn.Linear(EVENT, types))

    @staticmethod
    def fresh_role(width: int) -> nn.Sequential:
        """One side of a role, which reads what the event head reads, with nothing learnt."""
        wide = len(EVENT_LAYERS) * width
        return nn.Sequential(nn.LayerNorm(wide), Dropout(0.2), nn.Linear(wide, ROLE), nn.GELU(), Dropout(0.25))

    @staticmethod
    def fresh_ends(width: int) -> nn.Sequential:
        """A head for sentence ends, which reads a word and the next one, with nothing learnt."""
        return nn.Sequential(_projection(2 * width, END), nn.Linear(END, 1))

    def encode(self, batch: dict[str, Tensor]) -> list[Tensor]:
        """States of all layers, ``[b, pieces, width]`` each."""
        return self.encoder(batch["ids"], batch["mask"])

    def syntax(self, states: list[Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of the syntax heads for every word; arcs are ``[b, word, 1 + head]`` with the root first."""
        words = words_of(self.syntax_mix(states), batch["first"], batch["last"])
        words = self.drop(words + self.treebank(batch["treebank"])[:, None, :])
        with_root = torch.cat([self.root.expand(words.shape[0], 1, -1), words], dim=1)
        dep = self.arc_dep(words)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return {
            "ends": self.ends(with_next(words))[..., 0], "upos": self.upos(words), "feats": self.feats(words),
            "scripts": self.scripts(words), "arcs": dep @ self.arc @ self.arc_head(with_root).transpose(1, 2),
            "label_dep": self.label_dep(words), "label_head": self.label_head(with_root),
        }

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores ``[n, relations]`` of the labels between ``n`` dependents and their heads."""
        dep, head = (torch.cat([x, torch.ones_like(x[..., :1])], -1) for x in (dep, head))
        return torch.einsum("ni,rij,nj->nr", dep, self.label, head)

    def predicates(self, states: list[Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Scores of the event types, ``[b, words, types]``, and both sides of a role."""
        wide = torch.cat([words_of(states[n], batch["first"], batch["last"]) for n in EVENT_LAYERS], -1)
        return {"events": self.events(wide), "role_event": self.role_event(wide), "role_party": self.role_party(wide)}

    def roles(self, event: Tensor, party: Tensor) -> Tensor:
        """Scores ``[n, roles]`` of ``n`` parties in as many events."""
        event, party = (torch.cat([x, torch.ones_like(x[..., :1])], -1) for x in (event, party))
        return torch.einsum("ni,rij,nj->nr", event, self.role, party)

    def entities(self, states: list[Tensor], batch: dict[str, Tensor]) -> Tensor:
        """Scores of the name tags, ``[b, words, tags]``."""
        return self.names(self.drop(words_of(self.names_mix(states), batch["first"], batch["last"])))


def _projection(width: int, size: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), Dropout(0.25))
