"""Train the encoder on all tasks at once, resumably.

    python -m training.train [--out .cache/encoder] [--names-epochs 4 --syntax-epochs 14 …]
    python -m training.train --from .cache/encoder --out .cache/encoder-events --share 0.5 --names-epochs 1 …
    python -m training.train --free --out .cache/encoder-free

Every step takes a batch of one task (syntax, names, events, or English sentences that only keep the vectors in
place); the order is drawn once from the seed, so a run that is stopped goes on where its last checkpoint was. Matrix
products run in bfloat16 where the processor has it. What goes on to ``training.heads`` is the running mean of the
weights. A run ``--from`` a finished training learns in the upper half of the layers only, with all tasks: a task that
came later costs a third of the time so. A ``--free`` run learns from what may be used for any purpose: GUD, the
lexicon's examples and WordNet's glosses; it tells what the other sets are worth.
"""

import argparse
import dataclasses
import itertools
import json
import random
import re
import shutil
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from istor.annotating.pieces import Pieces
from istor.coding.frames import NO_EVENT
from istor.model import plover
from training import base, events, export, vocabulary
from training.base import Floats
from training.batches import Collator, Stretch, batches
from training.data import Sentence, read_names, read_treebank, restored_spaces, stretches
from training.network import Labels, Network

SEED = 20251
LEARNING_RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP = 0.06
PIECES_A_BATCH = {"syntax": 1200, "names": 2400, "english": 2000, "events": 1600}
MEAN_EVERY, MEAN_DECAY = 4, 0.99
TEACHER_WEIGHT, EVENT_WEIGHT = 4.0, 4.0
CHECKPOINT_SECONDS = 480
GLOSSES = Path("/usr/share/wordnet/data.noun")
GLOSSES_TAKEN = 6000


@dataclasses.dataclass(frozen=True)
class Corpus:
    """All sentences, with what is kept apart to choose by."""

    syntax: list[list[Sentence]]  # a list a treebank
    names: list[Sentence]
    english: list[Sentence]
    syntax_dev: list[Sentence]
    names_dev: list[Sentence]
    events: list[Sentence]  # no teacher vectors of these

    @property
    def training(self) -> list[Sentence]:
        """Every training sentence, in a fixed order: the teacher's vectors are numbered by it."""
        return [s for bank in self.syntax for s in bank] + self.names + self.english


def read_corpus(data: Path, gold: Path, free: bool = False) -> Corpus:
    """GDT and GUD train, elNER train without the sentences that its test split repeats, WordNet's glosses.

    If ``free``, only what has no non-commercial licence: GUD stands in GDT's place, and there are no names.
    """
    if free:
        examples = [a.sentence for a in events.sentences(events.of_lexicon())]
        return Corpus(read_banks(data, free), [], read_glosses(), [], [], examples)
    test = {s.words for s in read_names(data / "test_elNER18.iob2")}
    names = [s for s in read_names(data / "train_elNER18.iob2") if s.words not in test]
    return Corpus(read_banks(data), names, read_glosses(), read_treebank(data / "el_gdt-ud-dev.conllu", 0),
                  read_names(data / "dev_elNER18.iob2"), read_events(gold, data))


def read_banks(data: Path, free: bool = False) -> list[list[Sentence]]:
    """The treebanks' training parts, GDT and GUD, or the free one alone; the first is that of run time."""
    names = ("gud",) if free else ("gdt", "gud")
    return [read_treebank(data / f"el_{name}-ud-train.conllu", number) for number, name in enumerate(names)]


def read_events(gold: Path, data: Path) -> list[Sentence]:
    """The lexicon's examples and the gold's training reports, but those that are kept for honesty."""
    labelled = itertools.chain(events.of_lexicon(), events.of_gold(gold, data, honest=False))
    return [a.sentence for a in events.sentences(labelled)]


def read_glosses() -> list[Sentence]:
    """English definitions and examples of WordNet (Debian's ``wordnet-base``), to hold the English vectors."""
    if not GLOSSES.exists():
        raise SystemExit(f"{GLOSSES} is missing: apt-get install wordnet-base")
    lines = [line.rsplit("|", 1)[1].strip() for line in GLOSSES.open(encoding="utf-8") if not line.startswith("  ")]
    chosen = random.Random(SEED).sample([x for x in lines if 60 < len(x) < 220], GLOSSES_TAKEN)
    words = [tuple(re.findall(r"\w+|[^\w\s]", line)) for line in chosen]
    return [Sentence(w, restored_spaces(w)) for w in words]


def read_labels(corpus: Corpus) -> Labels:
    """The labels of the training sentences; a lemma script must occur twice to be one."""
    def seen(name: str, least: int = 1) -> list[str]:
        counts = Counter(v for s in corpus.training for v in getattr(s, name))
        return sorted((v for v, n in counts.items() if n >= least), key=lambda v: (-counts[v], v))
    return Labels(seen("upos"), seen("feats"), seen("scripts", 2), seen("relations"), seen("names") or ["O"],
                  [NO_EVENT, *plover.TYPES])


def prepare(corpus: Corpus, out: Path, begun: Path | None) -> tuple[Labels, Pieces, Network]:
    """Labels, pruned tokenizer and the network with the original weights, or those of ``begun``."""
    if begun:
        out.mkdir(parents=True, exist_ok=True)
        for name in ("kept.json", "pieces.json", "labels.json", "teacher.npy"):
            shutil.copy(begun / name, out / name)
        network, labels, _ = export.trained(begun)
        network.encoder.requires_grad_(False)
        network.encoder.layers[len(network.encoder.layers) // 2 :].requires_grad_(True)
        return labels, Pieces.load(out / "pieces.json"), network
    shape, tensors, tokenizer = base.load(out.parent / "base")
    pruned = out / "pieces.json"
    if not pruned.exists():
        out.mkdir(parents=True, exist_ok=True)
        seen = {w for s in corpus.training + corpus.names_dev + corpus.syntax_dev for w in s.words}
        made, kept = vocabulary.prune(tokenizer, seen)
        (out / "kept.json").write_text(json.dumps(kept))
        pruned.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    kept = json.loads((out / "kept.json").read_text())
    labels = read_labels(corpus)
    (out / "labels.json").write_text(json.dumps(dataclasses.asdict(labels), ensure_ascii=False, indent=0))
    torch.manual_seed(SEED)
    network = Network(shape, len(kept), labels)
    network.encoder.load(tensors, kept)
    return labels, Pieces.load(pruned), network


def teach(network: Network, pieces: Pieces, sentences: Sequence[Sentence], path: Path) -> Floats:
    """The original encoder's vectors of ``sentences``, unit length, as it wants them asked ("query: …")."""
    if path.exists():
        return np.load(path).astype(np.float32)  # type: ignore[no-any-return]
    network.eval()
    prompt = ("query", ":")
    vectors = np.zeros((len(sentences), network.encoder.word.weight.shape[1]), np.float32)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].words))
    for at in range(0, len(order), 64):
        some = order[at : at + 64]
        cuts = [pieces.cut(prompt + sentences[i].words, (True, False, True, *sentences[i].spaced[1:])).ids[:512]
                for i in some]
        ids = torch.full((len(some), max(map(len, cuts))), pieces.padding)
        for row, cut in enumerate(cuts):
            ids[row, : len(cut)] = torch.tensor(cut)
        mask = ids != pieces.padding
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            last = network.encoder(ids, mask)[-1].float()
        mean = (last * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[some] = nn.functional.normalize(mean, dim=-1).numpy()
    np.save(path, vectors.astype(np.float16))
    return vectors


@dataclasses.dataclass(frozen=True)
class Epochs:
    """How often each task's sentences are read."""

    names: int
    syntax: int
    events: int
    english: int


def plan(corpus: Corpus, pieces: Pieces, epochs: Epochs) -> list[list[Stretch]]:
    """Every batch of the whole training, in order."""
    chance = random.Random(SEED)
    number = {id(s): i for i, s in enumerate(corpus.training)}

    def gather(task: str, banks: Sequence[Sequence[Sentence]], loose: bool, across: bool) -> list[list[Stretch]]:
        made = []
        for bank in banks:
            order = list(bank)
            if loose:
                chance.shuffle(order)
            made += [Stretch(task, tuple(s), tuple(number[id(x)] for x in s if id(x) in number))
                     for s in stretches(order, 150, chance, across)]
        return batches(made, PIECES_A_BATCH[task], pieces, chance)

    steps = [g for epoch in range(epochs.syntax) for bank in corpus.syntax
             for g in gather("syntax", [bank], False, epoch % 2 == 1)]  # titles end their line, or have lost its end
    for task, count, some, loose in (("names", epochs.names, corpus.names, True),
                                     ("english", epochs.english, corpus.english, True),
                                     ("events", epochs.events, corpus.events, False)):
        steps += [g for _ in range(count) for g in gather(task, [some], loose, False)]
    chance.shuffle(steps)
    return steps


def losses(network: Network, batch: dict[str, Tensor], task: str) -> dict[str, Tensor]:
    """The losses of one batch by name; only those that its task has."""
    states = network.encode(batch)
    made: dict[str, Tensor] = {}
    if task == "syntax":
        made |= _syntax_losses(network, network.syntax(states, batch), batch)
    if task == "names":
        made["names"] = _choice(network.entities(states, batch), batch["names"])
    if task == "events":
        scores = network.predicates(states, batch)
        made["events"] = EVENT_WEIGHT * _choice(scores["events"], batch["events"])  # nine words in ten tell none
        if "roles" in batch:
            row, event, party, role = batch["roles"].unbind(1)
            chosen = network.roles(scores["role_event"][row, event], scores["role_party"][row, party])
            made["roles"] = _choice(chosen, role)
    if "shares" in batch:
        mean = torch.einsum("sbp,bpd->sd", batch["shares"], states[-1].float())
        made["vector"] = TEACHER_WEIGHT * (1 - nn.functional.cosine_similarity(mean, batch["wanted"])).mean()
    return made


def _choice(scores: Tensor, targets: Tensor) -> Tensor:
    return nn.functional.cross_entropy(scores.float().flatten(0, -2), targets.flatten(), ignore_index=-100)


def _syntax_losses(network: Network, scores: dict[str, Tensor], batch: dict[str, Tensor]) -> dict[str, Tensor]:
    heads, part = batch["heads"], batch["part"]
    same = part[:, :, None] == part[:, None, :]
    allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], dim=2)
    real = heads >= 0
    rows, words = real.nonzero(as_tuple=True)
    chosen = network.relations(scores["label_dep"][rows, words], scores["label_head"][rows, heads[rows, words]])
    known = batch["ends"] >= 0
    return {
        "upos": _choice(scores["upos"], batch["upos"]),
        "feats": _choice(scores["feats"], batch["feats"]),
        "scripts": _choice(scores["scripts"], batch["scripts"]),
        "arcs": _choice(scores["arcs"].float().masked_fill(~allowed, -1e4), heads),
        "labels": _choice(chosen, batch["relations"][rows, words]),
        "ends": nn.functional.binary_cross_entropy_with_logits(scores["ends"].float()[known], batch["ends"][known]),
    }


class Mean:
    """A running mean of the weights, which generalises better than the last step's."""

    def __init__(self, network: Network) -> None:
        self.weights = [p.detach().clone() for p in network.parameters()]
        self.updates = 0

    def update(self, network: Network) -> None:
        self.updates += 1
        keep = min(MEAN_DECAY, self.updates / (self.updates + 9))
        torch._foreach_lerp_(self.weights, [p.detach() for p in network.parameters()], 1 - keep)

    def state(self, network: Network) -> dict[str, Tensor]:
        """The mean under the network's own names."""
        return {name: w for (name, _), w in zip(network.named_parameters(), self.weights, strict=True)}


def optimiser(network: Network, share: float) -> torch.optim.Optimizer:
    """AdamW: the encoder slowly, the heads faster, no decay on vectors and embeddings."""
    encoder = [(n, p) for n, p in network.encoder.named_parameters() if p.requires_grad]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    matrices = [p for n, p in encoder if p.ndim == 2 and "word" not in n and "position" not in n]
    taken = {id(p) for p in matrices}
    rate, head_rate = share * LEARNING_RATE, share * HEAD_RATE
    groups = [{"params": matrices, "lr": rate, "weight_decay": 0.01},
              {"params": [p for _, p in encoder if id(p) not in taken], "lr": rate, "weight_decay": 0.0},
              {"params": heads, "lr": head_rate, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def train(corpus: Corpus, out: Path, epochs: Epochs, share: float, begun: Path | None) -> None:
    """Run (or go on with) the training; ``out/encoder.pt`` is the checkpoint.

    With ``begun``, the folder of a training that is finished, its weights are where this one sets out from, at
    ``share`` of the learning rates.
    """
    labels, pieces, network = prepare(corpus, out, begun)
    teacher = teach(network, pieces, corpus.training, out / "teacher.npy")
    steps = plan(corpus, pieces, epochs)
    collate, update = Collator(pieces, labels, teacher), optimiser(network, share)
    schedule = torch.optim.lr_scheduler.LambdaLR(update, lambda s: rate_at(s / len(steps)))
    mean, start = Mean(network), 0
    checkpoint = out / "encoder.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        update.load_state_dict(saved["update"])
        schedule.load_state_dict(saved["schedule"])
        mean.weights, mean.updates, start = list(saved["mean"].values()), saved["updates"], saved["step"]
    network.train()
    print(f"{len(steps)} steps, from {start}; vocabulary {network.encoder.word.num_embeddings}", flush=True)
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    began = saved_at = time.monotonic()
    for step in range(start, len(steps)):
        torch.manual_seed(SEED + step)
        group = steps[step]
        with torch.autocast("cpu", torch.bfloat16):
            made = losses(network, collate(group), group[0].task)
        update.zero_grad(set_to_none=True)
        torch.stack(list(made.values())).sum().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        update.step()
        schedule.step()
        if step % MEAN_EVERY == 0:
            mean.update(network)
        for name, value in made.items():
            sums[name] += float(value.detach())
            counts[name] += 1
        if step % 100 == 99:
            record = {"step": step + 1, "of": len(steps), "seconds": round(time.monotonic() - began)}
            record |= {k: round(sums[k] / counts[k], 4) for k in sorted(sums)}
            print(json.dumps(record), flush=True)
            sums.clear()
            counts.clear()
        if time.monotonic() - saved_at > CHECKPOINT_SECONDS or step + 1 == len(steps):
            state = {"network": network.state_dict(), "update": update.state_dict(), "step": step + 1,
                     "schedule": schedule.state_dict(), "mean": mean.state(network), "updates": mean.updates}
            torch.save(state, checkpoint.with_suffix(".part"))
            checkpoint.with_suffix(".part").replace(checkpoint)
            saved_at = time.monotonic()


def rate_at(progress: float) -> float:
    """Share of the learning rate at ``progress`` (0 to 1): up over the warm-up, then down in a straight line."""
    return progress / WARM_UP if progress < WARM_UP else max(0.0, (1 - progress) / (1 - WARM_UP)) + 1e-3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--out", type=Path, default=Path(".cache/encoder"))
    parser.add_argument("--from", dest="begun", type=Path, help="the folder of a finished training to set out from")
    parser.add_argument("--free", action="store_true", help="only sets without a non-commercial licence")
    parser.add_argument("--share", type=float, default=1.0, help="of the learning rates")
    for field, count in (("names", 4), ("syntax", 14), ("events", 8), ("english", 2)):
        parser.add_argument(f"--{field}-epochs", type=int, default=count)
    options = parser.parse_args()
    epochs = Epochs(options.names_epochs, options.syntax_epochs, options.events_epochs, options.english_epochs)
    corpus = read_corpus(options.data, options.gold, options.free)
    train(corpus, options.out, epochs, options.share, options.begun)


if __name__ == "__main__":
    main()
