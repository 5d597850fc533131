"""What is learnt on a finished encoder: how far its events may be trusted, sentence ends, centres of its vectors.

    python -m training.heads --encoder .cache/encoder [--with .cache/encoder-before] [--free]

Events: the encoder has learnt none from one report in four (``training/gold.py``); what it thinks of these tells how
far it may be trusted, and a temperature fitted on them makes its chances honest.
Sentence ends: neighbouring sentences of the treebanks, joined also across titles that have no closing mark.
Centres: the mean vector of Greek and of English sentences, which sentence vectors are told without: the mean is most
of a vector, and sets the two languages apart.
``--with`` another training, on the same words and labels, the mean of both networks' weights is what is finished: of a
training and the one that it set out from, it is less sure of itself, and no worse. A ``--free`` training has no events
of reports, and no names.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from istor.annotating.pieces import Pieces
from training import export
from training.batches import Collator, Stretch, batches
from training.data import Sentence, read_names, stretches
from training.events import Asked, of_gold, sentences
from training.network import Labels, Network, with_next, words_of
from training.train import read_banks, read_glosses

SEED = 11
END_ROUNDS = 3  # how often the treebanks are joined anew
BLUR = 0.3  # of the states that sentence ends are learnt from: the encoder knows these sentences by heart
CENTRE_OF = 4000  # sentences of a language
PIECES_A_BATCH = 2400


class Reader:
    """Frozen states of words, batch by batch."""

    def __init__(self, network: Network, pieces: Pieces, labels: Labels) -> None:
        self.network, self.pieces, self.labels = network.eval(), pieces, labels
        self.collate = Collator(pieces, labels, None)

    @torch.no_grad()
    def layers(self, some: Sequence[Stretch]) -> Iterator[tuple[list[Stretch], dict[str, Tensor], list[Tensor]]]:
        """Batches with their tensors and the states of all layers."""
        for group in batches(some, PIECES_A_BATCH, self.pieces, random.Random(SEED)):
            batch = self.collate(group)
            with torch.autocast("cpu", torch.bfloat16):
                yield group, batch, self.network.encode(batch)

    def thoughts(self, some: Sequence[Asked]) -> list[Tensor]:
        """The event head's scores ``[words, types]`` of each sentence, read in stretches as reports are."""
        made = [torch.zeros(0)] * len(some)
        places = {id(a.sentence): n for n, a in enumerate(some)}
        runs = stretches([a.sentence for a in some], 150, random.Random(SEED))
        for group, batch, layers in self.layers([Stretch("events", tuple(run)) for run in runs]):
            scores = self.network.predicates([x.float() for x in layers], batch)["events"]
            for row, stretch in enumerate(group):
                at = 0
                for sentence in stretch.sentences:
                    made[places[id(sentence)]] = scores[row, at : at + len(sentence.words)]
                    at += len(sentence.words)
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
            blurred = states[at] + BLUR * torch.randn_like(states[at])
            nn.functional.binary_cross_entropy_with_logits(network.ends(blurred)[:, 0], wanted[at]).backward()
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


@torch.no_grad()
def average(network: Network, other: Network) -> None:
    """Give ``network`` the mean of its weights and the other's."""
    for own, its in zip(network.parameters(), other.parameters(), strict=True):
        own.lerp_(its, 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--encoder", type=Path, default=Path(".cache/encoder"))
    parser.add_argument("--with", dest="other", type=Path, help="another training, to take the mean of both")
    parser.add_argument("--free", action="store_true", help="only sets without a non-commercial licence")
    options = parser.parse_args()
    network, labels, step = export.trained(options.encoder)
    if options.other:
        average(network, export.trained(options.other)[0])
    reader = Reader(network, Pieces.load(options.encoder / "pieces.json"), labels)
    banks, names = read_banks(options.data, options.free), []
    if not options.free:
        learn_trust(reader, options.gold, options.data)
        names = read_names(options.data / "train_elNER18.iob2")
    learn_ends(reader, banks)
    centres = torch.stack([centre(reader, [*banks[0], *names]), centre(reader, read_glosses())])
    torch.save({"network": network.state_dict(), "centres": centres, "step": step}, options.encoder / "finished.pt")


def learn_trust(reader: Reader, gold: Path, data: Path) -> None:
    """The event head's temperature, put into its weights, on the reports that taught it nothing."""
    honest = list(sentences(of_gold(gold, data, honest=True)))
    told, known = asked(honest, reader.thoughts(honest), reader.labels.events)
    heat = temperature(told, known)
    print(f"{len(known)} words asked about; temperature {heat:.2f}; {figures(told, known)}", flush=True)
    last = reader.network.events[-1]
    last.weight.data /= heat
    last.bias.data /= heat


def asked(some: Sequence[Asked], thoughts: Sequence[Tensor], types: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Scores and labels of the words that are asked about."""
    kept = [[n for n, label in enumerate(a.sentence.events) if label] for a in some]
    labels = [types.index(a.sentence.events[n]) for a, where in zip(some, kept, strict=True) for n in where]
    return torch.cat([t[where] for t, where in zip(thoughts, kept, strict=True)]), torch.tensor(labels)


def figures(scores: Tensor, labels: Tensor) -> str:
    """Precision, recall and F1 of typed events, at the likeliest type."""
    said = scores.argmax(-1)
    hits = int(((said == labels) & (labels > 0)).sum())
    told, gold = int((said > 0).sum()), int((labels > 0).sum())
    return f"P {hits / told:.3f} R {hits / gold:.3f} F1 {2 * hits / (told + gold):.3f} on reports that it has not seen"


if __name__ == "__main__":
    main()
