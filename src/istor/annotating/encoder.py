"""The trained encoder: stretches of words in, tags, lemmas, trees, names and vectors out.

Runs the int8 ONNX graph that ``training/`` exports, on the processor. Stretches are run in batches of like length, so
that little of what is reckoned is padding, and given back in the order they came.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from istor.annotating import lemmas
from istor.annotating.dictionary import Dictionary
from istor.annotating.pieces import Cut, Pieces
from istor.annotating.trees import LegalTags, by_case, heads_of
from istor.errors import InputError, ModelError

Floats = npt.NDArray[np.float32]
PIECES_A_BATCH, STRETCHES_A_BATCH = 2000, 64
BATCH_COST = 20
"""What a batch costs beside its pieces, in pieces. Over six reports of 500 words (one thread of an EPYC with VNNI,
November 2026) the network took 285 ms a report with 20, 308 with 40, 326 with one stretch a batch, and 483 with batches
of up to 2,000 pieces whatever the padding."""
THREADS = "ISTOR_THREADS"
"""The variable of the environment that says on how many threads the encoder runs; 0 or unset: on all processors."""
MOST_WORDS = 180
LIKELY_SCRIPTS, FARTHEST_SCRIPT = 12, 10.0  # in scores from the best; the last of them tells how unlikely a new one is
FILES = ("encoder.onnx", "heads.npz", "labels.json", "pieces.json", "lemmas.tsv")
Stretch = tuple[Sequence[str], Sequence[bool]]
"""Words in a row, and whether a space stands before each."""
CLOSING = frozenset(".;!?…»\"”:)·")
LEAST_END, LEAST_BARE_END = -4.0, -1.0  # score from which a word ends a sentence, with a closing mark and without: both
# best on the treebank's dev split; words without a mark hardly ever do in reports, whose titles have lines of their own
LANGUAGES = ("el", "en")  # whose vectors have a centre
OUTPUTS = ("upos", "feats", "scripts", "ends", "arcs", "label_dep", "label_head", "names", "events", "role_event",
           "role_party", "states")
OF_WORDS = frozenset(OUTPUTS) - {"label_head", "states"}  # the others are told of the root too, or of pieces


@dataclass(frozen=True)
class Roles:
    """What the role head makes of the words of a sentence, reckoned when it is first asked for: mostly it never is."""

    event: Floats  # [words, 1 + width]
    party: Floats  # [words, 1 + width]
    weights: Floats  # [neither and both roles, 1 + width, 1 + width]

    @cached_property
    def chances(self) -> list[list[list[float]]]:
        """``[words, words, 2]``: the chance that the second word's party acts, or is acted upon, in the first's."""
        scores = np.einsum("reb,pb->epr", self.event @ self.weights, self.party)
        chances = np.exp(scores - scores.max(-1, keepdims=True))
        made: list[list[list[float]]] = (chances / chances.sum(-1, keepdims=True))[..., 1:].astype(np.float32).tolist()
        return made


@dataclass(frozen=True)
class Parsed:
    """One sentence as the encoder reads it: a value a word, heads 1-based with 0 for the root."""

    start: int  # number of its first word in the stretch
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str]
    events: list[list[float]]  # [words, types]: the chance of each type of ``Encoder.events``, "-" for none
    roles: Roles | None
    vector: Floats


class Encoder:
    """One loaded model. ``threads`` is how many the processor may use (0: all)."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        self.manifest = read_manifest(folder)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.upos, self.feats, self.scripts = labels["upos"], labels["feats"], labels["scripts"]
        self.relations, self.tags = labels["relations"], LegalTags(labels["names"])
        self.events: list[str] = labels["events"]
        arrays = np.load(folder / "heads.npz")
        self.label = arrays["label"].astype(np.float32)
        self.role = arrays["role"].astype(np.float32)
        self.centres = dict(zip(LANGUAGES, arrays["centres"], strict=True))
        self.pieces = Pieces.load(folder / "pieces.json")
        self.dictionary = Dictionary.load(folder / "lemmas.tsv")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self.graph = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    def shipped(cls, lang: str = "el") -> "Encoder":
        """The model that comes with istor, loaded once."""
        return _shipped(lang)

    def parse(self, stretches: Sequence[Stretch], one_sentence: bool = False, lang: str = "el") -> list[list[Parsed]]:
        """Sentences of each stretch of at most ``MOST_WORDS`` words.

        ``one_sentence`` takes each stretch as one sentence, for text that is split already. Vectors are told from the
        centre of the language's: what all its sentences share is most of a vector and says nothing.
        """
        cuts = [self.pieces.cut(words, spaced) for words, spaced in stretches]
        made: list[list[Parsed]] = [[] for _ in stretches]
        for group in _groups(cuts):
            scores = self._run([cuts[number] for number in group])
            for row, number in enumerate(group):
                own = {name: values[row] for name, values in scores.items()}
                made[number] = self._sentences(stretches[number][0], cuts[number], own, one_sentence)
        centre = self.centres[lang]
        return [[replace(s, vector=_unit(s.vector - centre)) for s in found] for found in made]

    def _run(self, cuts: Sequence[Cut]) -> dict[str, Floats]:
        size = (len(cuts), max(len(c.ids) for c in cuts))
        ids = np.full(size, self.pieces.padding, np.int64)
        first, last = np.zeros((2, len(cuts), max(len(c.first) for c in cuts)), np.int64)
        for row, cut in enumerate(cuts):
            ids[row, : len(cut.ids)] = cut.ids
            first[row, : len(cut.first)] = cut.first
            last[row, : len(cut.last)] = cut.last
        feed = {"ids": ids, "mask": (ids != self.pieces.padding).astype(np.int64), "first": first, "last": last}
        return dict(zip(OUTPUTS, self.graph.run(list(OUTPUTS), feed), strict=True))

    def _sentences(self, words: Sequence[str], cut: Cut, scores: dict[str, Floats], whole: bool) -> list[Parsed]:
        """The sentences of one stretch; what is chosen word by word is chosen for all of its words at once."""
        size = len(words)
        scores = {name: values[:size] if name in OF_WORDS else values for name, values in scores.items()}
        inner = [] if whole else self._ends(words, scores["ends"])
        parts = [slice(*ends) for ends in pairwise((0, *inner, size))]
        heads = [heads_of(scores["arcs"][part, [0, *range(part.start + 1, part.stop + 1)]]) for part in parts]
        upos, feats = ([known[i] for i in scores[name].argmax(1).tolist()]
                       for name, known in (("upos", self.upos), ("feats", self.feats)))
        chosen = [part.start + head if head else 0 for part, own in zip(parts, heads, strict=True) for head in own]
        relations = self._relations(scores["label_dep"], scores["label_head"][chosen], np.array(chosen) == 0)
        found = self._lemmas(words, upos, scores["scripts"]), relations, self.tags.best(scores["names"])
        events = scores["events"].tolist()
        event, party = (np.concatenate([x, np.ones_like(x[:, :1])], 1)
                        for x in (scores["role_event"], scores["role_party"]))
        made = []
        for part, own in zip(parts, heads, strict=True):
            chosen_lemmas, labels, tags = (values[part] for values in found)
            mean: Floats = scores["states"][cut.first[part.start] : cut.last[part.stop - 1] + 1].mean(0)
            made.append(Parsed(part.start, upos[part], feats[part], chosen_lemmas, own,
                               by_case(words[part], own, labels), tags, events[part],
                               Roles(event[part], party[part], self.role), _unit(mean)))
        return made

    def _ends(self, words: Sequence[str], scores: Floats) -> list[int]:
        """Where sentences begin after the first."""
        least = [LEAST_END if word[-1:] in CLOSING else LEAST_BARE_END for word in words[:-1]]
        return [i for i, (score, asked) in enumerate(zip(scores.tolist(), least, strict=False), 1) if score > asked]

    def _lemmas(self, words: Sequence[str], parts: Sequence[str], scores: Floats) -> list[str]:
        """The likeliest script's lemma where what is known cannot speak against it, else the dictionary's choice."""
        rows, best = np.arange(len(words)), scores.argmax(1)
        others = scores - scores[rows, best, None]
        others[rows, best] = -np.inf
        shares = np.log(np.exp(others).sum(1)).tolist()
        made = [lemmas.apply(self.scripts[i], word) for word, i in zip(words, best.tolist(), strict=True)]
        unsure = [n for n, told in enumerate(zip(words, parts, made, shares, strict=True))
                  if not self.dictionary.is_sure(*told)]
        for n, likely in zip(unsure, self._likely(scores[unsure]), strict=True):
            proposed = [(lemmas.apply(self.scripts[i], words[n]), score) for i, score in likely]
            made[n] = self.dictionary.choose(words[n], parts[n], proposed)
        return made

    def _likely(self, scores: Floats) -> Iterator[list[tuple[int, float]]]:
        """The likely scripts of each word with their scores, the likeliest first."""
        most = min(LIKELY_SCRIPTS, scores.shape[1])
        likely = np.argpartition(-scores, most - 1, axis=1)[:, :most]
        order = np.take_along_axis(likely, np.argsort(-np.take_along_axis(scores, likely, 1), axis=1, kind="stable"), 1)
        best = np.take_along_axis(scores, order, 1).tolist()
        for row, chances in zip(order.tolist(), best, strict=True):
            yield [(i, score) for i, score in zip(row, chances, strict=True)
                   if chances[0] - score < FARTHEST_SCRIPT or score == chances[-1]]

    def _relations(self, dep: Floats, head: Floats, is_root: npt.NDArray[np.bool_]) -> list[str]:
        dep, head = (np.concatenate([x, np.ones_like(x[:, :1])], 1) for x in (dep, head))
        scores = np.einsum("rnj,nj->nr", dep @ self.label, head)
        root = self.relations.index("root")
        scores[~is_root, root] = -np.inf
        scores[is_root] = -np.inf
        scores[is_root, root] = 0.0
        return [self.relations[i] for i in scores.argmax(1).tolist()]


def _unit(vector: Floats) -> Floats:
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _groups(cuts: Sequence[Cut]) -> Iterator[list[int]]:
    """Numbers of cuts that run together: of like length, parted so that padding and batches cost least together.

    A cut is padded to the longest of its batch. ``cheapest`` and ``first`` say of each number of cuts, shortest first,
    the least cost of these and where their last batch begins.
    """
    order = sorted(range(len(cuts)), key=lambda i: len(cuts[i].ids))
    cheapest, first = [0], [0]
    for end in range(1, len(order) + 1):
        width = len(cuts[order[end - 1]].ids)
        rows = max(1, min(end, STRETCHES_A_BATCH, PIECES_A_BATCH // width))
        cost, start = min((cheapest[at] + (end - at) * width, at) for at in range(end - rows, end))
        cheapest.append(cost + BATCH_COST)
        first.append(start)
    end = len(order)
    while end:
        yield order[first[end] : end]
        end = first[end]


def read_manifest(folder: Path) -> dict[str, object]:
    """The model's manifest, its files checked against their SHA-256; ``ModelError`` when one is off."""
    path = folder / "manifest.json"
    if not path.exists():
        raise ModelError(f"no model in {folder}: reinstall istor, or export one with training/export.py")
    manifest: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    if unlisted := [name for name in FILES if name not in manifest["files"]]:
        raise ModelError(f"{path} does not list {unlisted[0]}: the model is of another version of istor")
    for name, wanted in manifest["files"].items():
        if not (folder / name).exists() or hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise ModelError(f"{folder / name} is missing or damaged: reinstall istor")
    return dict(manifest)


@cache
def _shipped(lang: str) -> Encoder:
    threads = os.environ.get(THREADS, "0")
    if not threads.isdecimal():
        raise InputError(f"{THREADS}={threads}: is no number of threads; give one, or 0 for all processors")
    with as_file(files("istor.annotating") / "models" / lang) as folder:
        return Encoder(folder, int(threads))
