"""Heads on a finished encoder: events and sentence ends, learnt on its frozen states; and the centres of its vectors.

    python -m training.heads --encoder .cache/encoder

A head that is learnt on frozen states takes minutes and cannot spoil what the encoder does well, so heads that have
little data of their own, or come later, are learnt here.

Events: for each verb, noun and adjective of the gold's training reports and the lexicon's examples, its type or none.
A head knows its own training sentences too well to tell from them how far it may be trusted. So five more heads, each
learnt without a fifth of the reports, give the chances of the fifth that they have not seen; a temperature fitted on
these makes the chances honest, and ``training/confidence.py`` reads them from ``chances.json``.
Sentence ends: neighbouring sentences of the treebanks, joined also across titles that have no closing mark.
Centres: the mean vector of Greek and of English sentences, which sentence vectors are told without: the mean is most
of a vector, and sets the two languages apart.
"""

import argparse
import itertools
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from istor.annotating import syntax
from istor.annotating.pieces import Pieces
from istor.coding.frames import NO_EVENT
from training import export
from training.batches import Collator, Stretch, batches
from training.data import Sentence, read_names, read_treebank, stretches
from training.events import Labelled, of_gold, of_lexicon
from training.network import EVENT_LAYERS, Labels, Network, with_next, words_of
from training.train import read_glosses

SEED = 11
FOLDS = 5
EVENT_EPOCHS, WORDS_A_STEP = 15, 128
END_ROUNDS = 3  # how often the treebanks are joined anew
CENTRE_OF = 4000  # sentences of a language
PIECES_A_BATCH = 2400


@dataclass
class Asked:
    """The words of one report that are asked about: their numbers, states ``[words, width]`` and labels."""

    report: str
    words: list[int]
    states: Tensor
    labels: Tensor


class Reader:
    """Frozen states of words, batch by batch."""

    def __init__(self, network: Network, pieces: Pieces, labels: Labels) -> None:
        self.network, self.pieces = network.eval(), pieces
        self.collate = Collator(pieces, labels, None)

    @torch.no_grad()
    def layers(self, some: Sequence[Stretch]) -> Iterator[tuple[list[Stretch], dict[str, Tensor], list[Tensor]]]:
        """Batches with their tensors and the states of all layers."""
        for group in batches(some, PIECES_A_BATCH, self.pieces, random.Random(SEED)):
            batch = self.collate(group)
            with torch.autocast("cpu", torch.bfloat16):
                yield group, batch, self.network.encode(batch)

    def asked(self, some: Iterable[Labelled], types: Sequence[str]) -> list[Asked]:
        """The asked words of each document, in the order of the documents."""
        places, found = [], []
        for number, (name, doc, labels) in enumerate(some):
            found.append((name, labels))
            for sentence in doc.sents:
                tokens = [t for t in sentence if not t.is_space]
                if tokens and len(tokens) <= syntax.MOST_WORDS and any(t.pos_ for t in tokens):
                    spaced = tuple(t.i == 0 or bool(t.nbor(-1).whitespace_) or t.nbor(-1).is_space for t in tokens)
                    asked = [n for n, t in enumerate(tokens) if t.pos_ in syntax.PREDICATES or t.i in labels]
                    places.append((number, [tokens[n].i for n in asked], asked,
                                   Sentence(tuple(t.text for t in tokens), spaced)))
        states: dict[int, Tensor] = {}
        stretched = [Stretch("events", (s,), (n,)) for n, (_, _, _, s) in enumerate(places)]
        for group, batch, layers in self.layers(stretched):
            chosen = [words_of(layers[n].float(), batch["first"], batch["last"]) for n in EVENT_LAYERS]
            words = torch.cat(chosen, -1).half()
            states |= {g.numbers[0]: words[row, places[g.numbers[0]][2]] for row, g in enumerate(group)}
        made = []
        for number, (name, labels) in enumerate(found):
            own = [(i, n) for n, (at, words, _, _) in enumerate(places) if at == number for i in words]
            parts = [states[n] for n, _ in itertools.groupby(own, key=lambda x: x[1])]
            made.append(Asked(name, [i for i, _ in own], torch.cat(parts) if parts else torch.zeros(0),
                              torch.tensor([types.index(labels.get(i, NO_EVENT)) for i, _ in own], dtype=torch.long)))
        return [a for a in made if a.words]


def learn_events(some: Sequence[Asked], types: int) -> nn.Sequential:
    """A head for all of ``some``."""
    states, labels = torch.cat([a.states for a in some]).float(), torch.cat([a.labels for a in some])
    torch.manual_seed(SEED)
    head = Network.fresh_events(states.shape[1] // len(EVENT_LAYERS), types).train()
    update = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.05)
    steps = EVENT_EPOCHS * (len(states) // WORDS_A_STEP + 1)
    pace = torch.optim.lr_scheduler.OneCycleLR(update, 1e-3, total_steps=steps)
    for _ in range(EVENT_EPOCHS):
        for at in torch.randperm(len(states)).split(WORDS_A_STEP):
            update.zero_grad()
            nn.functional.cross_entropy(head(states[at]), labels[at]).backward()  # type: ignore[no-untyped-call]
            update.step()
            pace.step()
    return head.eval()


@torch.no_grad()
def unseen(lexicon: Sequence[Asked], reports: Sequence[Asked], types: int) -> list[Tensor]:
    """Scores of each report by the head that has not seen it."""
    made = [torch.zeros(0)] * len(reports)
    for fold in range(FOLDS):
        with torch.enable_grad():
            head = learn_events([*lexicon, *(a for n, a in enumerate(reports) if n % FOLDS != fold)], types)
        for n in range(fold, len(reports), FOLDS):
            made[n] = head(reports[n].states.float())
    return made


def temperature(scores: Tensor, labels: Tensor) -> float:
    """What to divide scores by so that the chances are honest."""
    heats = [0.5 + 0.05 * n for n in range(60)]
    return min(heats, key=lambda h: float(nn.functional.cross_entropy(scores / h, labels)))


def learn_ends(reader: Reader, banks: Sequence[Sequence[Sentence]]) -> None:
    """The sentence-end head, in place."""
    network, chance = reader.network, random.Random(SEED)
    words, ends = [], []
    for bank in list(banks) * END_ROUNDS:
        some = [Stretch("syntax", tuple(s), tuple(range(len(s)))) for s in stretches(bank, 150, chance, across=True)]
        for _, batch, layers in reader.layers(some):
            states = words_of(network.syntax_mix([x.float() for x in layers]), batch["first"], batch["last"])
            states = with_next(states + network.treebank(batch["treebank"])[:, None, :])
            known = batch["ends"] >= 0
            words.append(states[known].detach())
            ends.append(batch["ends"][known])
    states, wanted = torch.cat(words), torch.cat(ends)
    torch.manual_seed(SEED)
    network.ends = network.fresh_ends(states.shape[1] // 2).train()
    update = torch.optim.AdamW(network.ends.parameters(), lr=2e-3, weight_decay=0.01)
    for _ in range(3):
        for at in torch.randperm(len(states)).split(512):
            update.zero_grad()
            nn.functional.binary_cross_entropy_with_logits(network.ends(states[at])[:, 0], wanted[at]).backward()
            update.step()
    network.ends.eval()


def centre(reader: Reader, sentences: Sequence[Sentence]) -> Tensor:
    """The mean of the sentences' vectors, each of length 1."""
    chosen = random.Random(SEED).sample(list(sentences), min(CENTRE_OF, len(sentences)))
    vectors = []
    for _, batch, layers in reader.layers([Stretch("", (s,), (0,)) for s in chosen]):
        last = layers[-1].float()
        for row in range(len(last)):
            inner = last[row, batch["first"][row, 0] : int(batch["last"][row].max()) + 1]
            vectors.append(nn.functional.normalize(inner.mean(0), dim=0))
    return torch.stack(vectors).mean(0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--encoder", type=Path, default=Path(".cache/encoder"))
    options = parser.parse_args()
    network, labels, step = export.trained(options.encoder)
    reader = Reader(network, Pieces.load(options.encoder / "pieces.json"), labels)
    lexicon = reader.asked(of_lexicon(), labels.events)
    reports = reader.asked(of_gold(options.gold, options.data / "wikinews"), labels.events)
    scores = unseen(lexicon, reports, len(labels.events))
    known = torch.cat([a.labels for a in reports])
    heat = temperature(torch.cat(scores), known)
    print(f"{len(known)} words asked about; temperature {heat:.2f}; {figures(torch.cat(scores), known)}", flush=True)
    chances = {a.report: {i: [round(x, 4) for x in row]
                          for i, row in zip(a.words, torch.softmax(s / heat, -1).tolist(), strict=True)}
               for a, s in zip(reports, scores, strict=True)}
    (options.encoder / "chances.json").write_text(json.dumps({"types": labels.events, "chances": chances}))
    network.events = learn_events([*lexicon, *reports], len(labels.events))
    last = network.events[-1]
    last.weight.data /= heat
    last.bias.data /= heat
    greek = [read_treebank(options.data / f"el_{name}-ud-train.conllu", n) for n, name in enumerate(("gdt", "gud"))]
    learn_ends(reader, greek)
    centres = torch.stack([centre(reader, [*greek[0], *read_names(options.data / "train_elNER18.iob2")]),
                           centre(reader, read_glosses())])
    torch.save({"network": network.state_dict(), "centres": centres, "step": step}, options.encoder / "finished.pt")


def figures(scores: Tensor, labels: Tensor) -> str:
    """Precision, recall and F1 of typed events, at the likeliest type."""
    said = scores.argmax(-1)
    hits = int(((said == labels) & (labels > 0)).sum())
    told, gold = int((said > 0).sum()), int((labels > 0).sum())
    return f"P {hits / told:.3f} R {hits / gold:.3f} F1 {2 * hits / (told + gold):.3f} on reports that it has not seen"


if __name__ == "__main__":
    main()
