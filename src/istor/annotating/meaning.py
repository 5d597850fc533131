"""What sentences mean, as vectors: those of a document that was read, and that of a question."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from istor.annotating.encoder import MOST_WORDS, Encoder
from istor.annotating.tokens import blank
from istor.model import Span, Vectors

_LARGEST = 127  # a signed byte


def vectors_of(doc: Doc) -> Vectors:
    """The vectors of the sentences of ``doc`` that the encoder read."""
    read: dict[int, npt.NDArray[np.float32]] = doc._.vectors or {}
    sentences = [sentence for sentence in doc.sents if sentence.start in read]
    spans = tuple(Span(sentence.start_char, sentence.end_char) for sentence in sentences)
    return Vectors(_model(), spans, _bytes([read[sentence.start] for sentence in sentences]))


def vector_of(question: str) -> Vectors | None:
    """The one vector of ``question``, in Greek or English; ``None`` where it holds no word."""
    words = [token for token in blank("el")(question) if not token.is_space][:MOST_WORDS]
    if not words:
        return None
    stretch = [token.text for token in words], [n == 0 or bool(words[n - 1].whitespace_) for n in range(len(words))]
    ((parsed,),) = Encoder.shipped().parse([stretch], one_sentence=True)
    return Vectors(_model(), (Span(0, len(question)),), _bytes([parsed.vector]))


def _model() -> str:
    """The digest of the network: vectors of another one cannot be compared with its own."""
    manifest: dict[str, dict[str, str]] = Encoder.shipped().manifest  # type: ignore[assignment]
    return manifest["files"]["encoder.onnx"]


def _bytes(vectors: Sequence[npt.NDArray[np.float32]]) -> bytes:
    if not vectors:
        return b""
    rows = np.stack(vectors)
    scaled = rows * (_LARGEST / np.abs(rows).max(1, keepdims=True))
    return bytes(np.rint(scaled).astype(np.int8))
