"""Sentence vectors on SIB-200: how often the nearest sentence of the other language is the translation."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from evals.data import Figures, NothingToMeasureError, Options, encoder, shared

if TYPE_CHECKING:
    from istor.annotating.encoder import Encoder

SPLITS = ("train", "dev", "test")  # nothing of it is trained on, so all of it measures


def measure(options: Options) -> Figures:
    """Share of Greek sentences that find their English twin first, and the other way round."""
    greek, english = ({k: v for s in SPLITS for k, v in _read(shared("data", "sib200", f"{lang}-{s}.tsv")).items()}
                      for lang in ("ell", "eng"))
    ids = sorted(greek.keys() & english.keys())
    if not ids:
        raise NothingToMeasureError("SIB-200 has no sentence in both languages")
    model = encoder(options)
    scores = _vectors(model, [greek[i] for i in ids], "el") @ _vectors(model, [english[i] for i in ids], "en").T
    right = np.arange(len(ids))
    return {
        "sib200": {
            "greek_to_english": round(float((scores.argmax(1) == right).mean()), 4),
            "english_to_greek": round(float((scores.argmax(0) == right).mean()), 4),
            "sentences": len(ids),
        }
    }


def _read(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["index_id"]: row["text"] for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)}


def _vectors(model: "Encoder", texts: list[str], lang: str) -> npt.NDArray[np.float32]:
    from istor.annotating.encoder import MOST_WORDS
    from istor.annotating.tokens import blank

    docs = [[t for t in blank(lang)(text) if not t.is_space][:MOST_WORDS] for text in texts]
    stretches = [([t.text for t in doc], [t.i == 0 or bool(t.nbor(-1).whitespace_) for t in doc]) for doc in docs]
    return np.stack([p.vector for (p,) in model.parse(stretches, one_sentence=True, lang=lang)])
