"""Export a checkpoint to what the program ships: an int8 ONNX graph, a small array file, labels and tokenizer.

    python -m training.export --from .cache/encoder --to src/istor/annotating/models/el

The graph gives, for a batch of word pieces: the tag, feature, script, end and name scores of every word, the arc
scores, the label projections, the chances of event types, and the last layer's states (for vectors). The label
products are taken after decoding, on the chosen heads only, so their weights travel as plain arrays (``heads.npz``).
"""

import argparse
import dataclasses
import datetime
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from istor.annotating.pieces import Pieces
from training import base
from training.network import Labels, Network, words_of

OUTPUTS = ("upos", "feats", "scripts", "ends", "arcs", "label_dep", "label_head", "names", "events", "role_event",
           "role_party", "states")


class RowBytes(nn.Module):
    """An embedding kept as one byte a weight and one scale a row."""

    def __init__(self, weights: Tensor) -> None:
        super().__init__()
        scale = weights.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("bytes", torch.round(weights / scale.clamp_min(1e-9)).to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.bytes[ids].to(torch.float32) * self.scale[ids]  # type: ignore[index, no-any-return]


class Exported(nn.Module):
    """The network as one function of four integer arrays, for GDT's scheme."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        batch = {"ids": ids, "mask": mask, "first": first, "last": last, "treebank": torch.zeros_like(ids[:, 0])}
        states = self.network.encode(batch)
        scores = self.network.syntax(states, batch)
        scores["names"] = self.network.names(words_of(self.network.names_mix(states), first, last))
        scores |= self.network.predicates(states, batch)
        scores["events"] = torch.softmax(scores["events"], dim=-1)
        scores["states"] = states[-1]
        return tuple(scores[name] for name in OUTPUTS)


def trained(folder: Path) -> tuple[Network, Labels, int]:
    """The network with the running mean of its weights, its labels, and the step it was saved at.

    What ``training.heads`` learns may be missing from the checkpoint.
    """
    labels = Labels(**json.loads((folder / "labels.json").read_text(encoding="utf-8")))
    kept = json.loads((folder / "kept.json").read_text())
    shape, _, _ = base.load(folder.parent / "base")
    network = Network(shape, len(kept), labels)
    saved = torch.load(folder / "encoder.pt", weights_only=True)
    shapes = {name: value.shape for name, value in network.state_dict().items()}
    weights = {name: value for name, value in saved["mean"].items() if value.shape == shapes.get(name)}
    lacking = {name for name in shapes if name not in weights and not name.startswith(("events", "role", "ends"))}
    if lacking:
        raise SystemExit(f"{folder / 'encoder.pt'} was made by other code: it lacks {sorted(lacking)}")
    network.load_state_dict(weights, strict=False)
    return network.eval(), labels, int(saved["step"])


def finished(folder: Path) -> tuple[Network, Labels, int, Tensor]:
    """The network with all its heads, its labels, its step, and the centres of its vectors (Greek, English)."""
    network, labels, _ = trained(folder)
    saved = torch.load(folder / "finished.pt", weights_only=True)
    network.load_state_dict(saved["network"])
    return network.eval(), labels, int(saved["step"]), saved["centres"]


def write_graph(network: Network, path: Path) -> None:
    """The ONNX graph in fp32, word vectors already in bytes."""
    network.encoder.word = RowBytes(network.encoder.word.weight.detach())  # type: ignore[assignment]
    ids = torch.tensor([[0, 5, 6, 7, 2], [0, 8, 9, 2, 1]])
    places = torch.tensor([[1, 2, 3], [1, 2, 2]])
    batch, pieces, words = "batch", "pieces", "words"
    axes = {"ids": {0: batch, 1: pieces}, "mask": {0: batch, 1: pieces}, "first": {0: batch, 1: words},
            "last": {0: batch, 1: words}} | {name: {0: batch, 1: words} for name in OUTPUTS}
    axes["arcs"] = {0: batch, 1: words, 2: "heads"}
    axes["label_head"] = {0: batch, 1: "heads"}
    axes["states"] = {0: batch, 1: pieces}
    torch.onnx.export(Exported(network), (ids, (ids != 1).long(), places, places), str(path), dynamo=False,
                      input_names=["ids", "mask", "first", "last"], output_names=list(OUTPUTS),
                      dynamic_axes=axes, opset_version=17)


def parity(whole: Path, small: Path, pieces: Pieces) -> dict[str, float]:
    """How often the int8 graph chooses as the fp32 graph does, on a few sentences of its own."""
    sentences = ["Ο πρωθυπουργός συναντήθηκε χθες με τον πρόεδρο της Γαλλίας σ την Αθήνα .",
                 "Η κυβέρνηση ανακοίνωσε νέα μέτρα για την ενέργεια , είπε η υπουργός Ελένη Παππά .",
                 "The two ministers met in Nicosia on Friday ."]
    agree: dict[str, list[float]] = {"upos": [], "arcs": [], "names": [], "vector": []}
    graphs = [onnxruntime.InferenceSession(str(p), providers=["CPUExecutionProvider"]) for p in (whole, small)]
    for sentence in sentences:
        words = sentence.split()
        cut = pieces.cut(words, [True] * len(words))
        feed = {"ids": np.array([cut.ids]), "mask": np.ones((1, len(cut.ids)), np.int64),
                "first": np.array([cut.first]), "last": np.array([cut.last])}
        one, two = (dict(zip(OUTPUTS, g.run(list(OUTPUTS), feed), strict=True)) for g in graphs)
        for name in ("upos", "arcs", "names"):
            agree[name].append(float((one[name].argmax(-1) == two[name].argmax(-1)).mean()))
        a, b = one["states"][0].mean(0), two["states"][0].mean(0)
        agree["vector"].append(float(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))
    return {name: round(float(np.mean(values)), 4) for name, values in agree.items()}


def write_arrays(network: Network, centres: Tensor, path: Path) -> None:
    """The weights of labels and roles, in half precision, and the centres of the vectors."""
    pairs = {name: getattr(network, name).detach().numpy().astype(np.float16) for name in ("label", "role")}
    np.savez(path, **pairs, centres=centres.numpy())


def export(source: Path, target: Path) -> dict[str, object]:
    """Write all files of the model into ``target`` and return its manifest."""
    network, labels, step, centres = finished(source)
    target.mkdir(parents=True, exist_ok=True)
    write_arrays(network, centres, target / "heads.npz")
    whole = source / "encoder.fp32.onnx"
    write_graph(network, whole)
    quantize_dynamic(whole, target / "encoder.onnx", op_types_to_quantize=["MatMul"], per_channel=True,
                     reduce_range=False, weight_type=QuantType.QInt8)
    shutil.copy(source / "pieces.json", target / "pieces.json")
    (target / "labels.json").write_text(json.dumps(dataclasses.asdict(labels), ensure_ascii=False), encoding="utf-8")
    files = ("encoder.onnx", "heads.npz", "labels.json", "pieces.json")
    manifest = {
        "name": "istor-el", "made": datetime.date.today().isoformat(), "step": step, "license": "CC BY-NC-SA 4.0",
        "parity": parity(whole, target / "encoder.onnx", Pieces.load(target / "pieces.json")),
        "files": {f: hashlib.sha256((target / f).read_bytes()).hexdigest() for f in files},
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    return manifest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="source", type=Path, default=Path(".cache/encoder"))
    parser.add_argument("--to", dest="target", type=Path, default=Path("src/istor/annotating/models/el"))
    options = parser.parse_args()
    print(json.dumps(export(options.source, options.target), indent=2))


if __name__ == "__main__":
    main()
