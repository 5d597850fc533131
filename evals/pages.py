"""Text of web pages against gold: what istor keeps of a page beside what trafilatura alone keeps, in one run.

The measure is that of the benchmark that the pages come from: runs of four words, counted with how often they come; on
each page the hits, misses and extras are brought to a sum of one, so that long pages weigh no more than short ones.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import yaml

from evals.data import Figures, Options, f1, shared
from istor.errors import IstorError
from istor.model import Origin
from istor.reading.pages import read_page

RUN = 4
GREEK = Path(__file__).parent.parent / "tests" / "reading" / "pages"
_WORD = re.compile(r"\w+")


def measure(_options: Options) -> Figures:
    """F1, precision and recall of both, the difference, and the days found right on our own Greek pages."""
    folder = shared("data", "pages")
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = [(gzip.decompress(path.read_bytes()), gold[path.name.partition(".")[0]]) for path in _files(folder)]
    ours, alone = _score(pages, _by_istor), _score(pages, _by_trafilatura)
    difference = round(ours["f1"] - alone["f1"], 4)
    return {"article-extraction": {"istor": ours, "trafilatura": alone, "difference": difference, "pages": len(pages)},
            "greek": _greek_days()}


def _files(folder: Path) -> list[Path]:
    return sorted((folder / "html").glob("*.html.gz"))


def _score(pages: list[tuple[bytes, Figures]], read: Callable[[bytes, str], str]) -> dict[str, float]:
    hits = extras = misses = 0.0
    for data, wanted in pages:
        found, right = _runs(read(data, wanted["url"])), _runs(wanted["articleBody"])
        hit = (found & right).total()
        extra, miss = found.total() - hit, right.total() - hit
        whole = hit + extra + miss or 1
        hits, extras, misses = hits + hit / whole, extras + extra / whole, misses + miss / whole
    return {"f1": round(2 * hits / (2 * hits + extras + misses), 4), "precision": round(hits / (hits + extras), 4),
            "recall": round(hits / (hits + misses), 4)}


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)))


def _by_istor(data: bytes, url: str) -> str:
    """Body and subheadings; the gold leaves out the title, so it is left out here too."""
    try:
        report = read_page(data, "page", origin=Origin(url))
    except IstorError:
        return ""
    kept = [b for b in report.blocks if b.kind == "body" or (b.kind == "title" and b.reason)]
    return "\n".join(b.span.of(report.text) for b in kept)


def _by_trafilatura(data: bytes, _url: str) -> str:
    import trafilatura

    return trafilatura.extract(data, include_comments=False) or ""


def _greek_days() -> Figures:
    """The share of our Greek pages whose day is found, and found right."""
    expected = yaml.safe_load((GREEK / "expected.yaml").read_text(encoding="utf-8"))
    said = hits = 0
    for name, wanted in expected.items():
        when = read_page((GREEK / f"{name}.html").read_bytes(), name).published
        said += when is not None
        hits += when is not None and when.first == wanted["day"]
    return {"days": {"f1": round(f1(hits, said, len(expected)), 4), "pages": len(expected)}}
