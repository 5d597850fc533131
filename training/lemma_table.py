"""The treebank's lemmas as a table beside the weights, and how much each kind of evidence for a lemma weighs.

    python -m training.lemma_table [--data ../shared/data --to src/istor/annotating/models/el] [--free]
    python -m training.lemma_table --fit     print the weights that fit GDT dev best, for annotating/dictionary.py

The table is derived from GDT train (of a ``--free`` model: from GUD) and carries its licence, as the weights do. It is
written into the model's folder and listed in its manifest, so export first.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from istor.annotating.dictionary import WEIGHTS, Dictionary, Likely
from istor.annotating.encoder import Encoder
from training.data import Sentence, read_treebank

TABLE = "lemmas.tsv"
STEPS, RATE, DECAY, KEPT = 400, 0.08, 1e-4, 0.9
FAR = -1e9
Floats = npt.NDArray[np.float64]


def write(treebank: Path, target: Path) -> None:
    """The table of a treebank's (form in lower case, part, lemma) with how often each stands there."""
    counts = Counter((word.lower(), part, lemma) for s in read_treebank(treebank, 0)
                     for word, part, lemma in zip(s.words, s.upos, s.lemmas, strict=True))
    rows = [f"{form}\t{part}\t{lemma}\t{count}\n" for (form, part, lemma), count in sorted(counts.items())]
    target.write_text("form\tpart\tlemma\tcount\n" + "".join(rows), encoding="utf-8")


def enlist(folder: Path) -> None:
    """Name the table in the manifest of the model in ``folder``."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][TABLE] = hashlib.sha256((folder / TABLE).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


class Listener(Dictionary):
    """A dictionary that keeps what it is asked, and answers with the number of the question."""

    def __init__(self, known: Dictionary) -> None:
        super().__init__(known.shares)
        self.asked: list[tuple[str, str, Likely]] = []

    def choose(self, word: str, part: str, likely: Likely) -> str:
        self.asked.append((word, part, likely))
        return str(len(self.asked) - 1)


class Choices:
    """Every word's possible lemmas as rows of evidence ``[word, lemma, evidence]``, and the number of the right one."""

    def __init__(self, sentences: Sequence[Sentence], folder: Path) -> None:
        encoder = Encoder(folder)
        listener = encoder.dictionary = Listener(encoder.dictionary)
        parsed = encoder.parse([(s.words, s.spaced) for s in sentences], one_sentence=True)
        answers = [(lemma, listener.asked[int(number)]) for s, (p,) in zip(sentences, parsed, strict=True)
                   for lemma, number in zip(s.lemmas, p.lemmas, strict=True)]
        tables = [_evidence(listener, *asked) for _, asked in answers]
        most = max(map(len, tables))
        self.evidence = np.zeros((len(tables), most, len(WEIGHTS)))
        self.far = np.full((len(tables), most), FAR)
        self.right = np.full(len(tables), -1)
        for row, (table, (lemma, _)) in enumerate(zip(tables, answers, strict=True)):
            self.evidence[row, : len(table)] = list(table.values())
            self.far[row, : len(table)] = 0.0
            self.right[row] = list(table).index(lemma) if lemma in table else -1

    def fit(self, rows: slice) -> Floats:
        """Weights by logistic regression over the lemmas of each word."""
        known = self.right[rows] >= 0
        evidence, far, right = self.evidence[rows][known], self.far[rows][known], self.right[rows][known]
        wanted = evidence[np.arange(len(right)), right]
        weights, size = np.array(list(WEIGHTS.values())), np.zeros(len(WEIGHTS))
        for step in range(STEPS):
            scores = evidence @ weights + far
            shares = np.exp(scores - scores.max(1, keepdims=True))
            shares /= shares.sum(1, keepdims=True)
            slope = (wanted - np.einsum("nl,nle->ne", shares, evidence)).mean(0) - DECAY * weights
            size = KEPT * size + (1 - KEPT) * slope**2
            weights += RATE * slope / (np.sqrt(size) + 1e-8) * (1 - step / STEPS)
        return weights

    def right_with(self, weights: Floats, rows: slice) -> int:
        """How many words get their lemma."""
        return int(((self.evidence[rows] @ weights + self.far[rows]).argmax(1) == self.right[rows]).sum())


def _evidence(known: Dictionary, word: str, part: str, likely: Likely) -> dict[str, list[float]]:
    return {lemma: [score, is_new, *known.evidence(word, part, lemma).values()]
            for lemma, (score, is_new) in known.candidates(word, part, likely).items()}


def report(choices: Choices) -> str:
    """The fitted weights, and how many words in a hundred get their lemma with them."""
    size = len(choices.right)
    halves = slice(0, size // 2), slice(size // 2, size)
    apart = sum(choices.right_with(choices.fit(one), other) for one, other in (halves, halves[::-1]))
    whole = choices.fit(slice(0, size))
    lines = [f'    "{name}": {weight:.2f},' for name, weight in zip(WEIGHTS, whole, strict=True)]
    now = np.array(list(WEIGHTS.values()))
    told = {"with these": choices.right_with(whole, slice(0, size)), "each half with the other's": apart,
            "as they stand": choices.right_with(now, slice(0, size)), "at best": int((choices.right >= 0).sum())}
    return "\n".join([*lines, *(f"{name}: {count / size:.4f}" for name, count in told.items())])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--to", type=Path, default=Path("src/istor/annotating/models/el"))
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--free", action="store_true", help="only sets without a non-commercial licence")
    options = parser.parse_args()
    if options.fit:
        print(report(Choices(read_treebank(options.data / "el_gdt-ud-dev.conllu", 0), options.to)))
    else:
        write(options.data / f"el_{'gud' if options.free else 'gdt'}-ud-train.conllu", options.to / TABLE)
        enlist(options.to)


if __name__ == "__main__":
    main()
