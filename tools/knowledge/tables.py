"""Reading and writing the tables of `knowledge/`, and tidying of Greek names, shared by the build scripts."""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

TOOLS = Path(__file__).resolve().parent
SOURCE = TOOLS.parents[1] / "src"
KNOWLEDGE = SOURCE / "istor" / "knowledge"
GREEK = SOURCE / "istor" / "languages" / "el"
sys.path.insert(0, str(SOURCE))  # the build runs from a checkout, installed or not

# Latin capitals that typists leave inside Greek words ("Aστάνα").
_LOOKALIKES = str.maketrans("ABEZHIKMNOPTYXoάéíóv", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοάέίόν")


def read_table(path: Path) -> list[dict[str, str]]:
    """Read a TSV with a header line; cells that are missing at the end of a line are empty."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
        return [{key: unicodedata.normalize("NFC", cell) for key, cell in row.items()} for row in reader]


def write_table(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a TSV with a header line, Unix line ends, no quoting."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(columns), *("\t".join(row[column] for column in columns) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def split(cell: str) -> list[str]:
    """Give the parts of a cell that holds a list."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def distinct(names: Iterable[str]) -> list[str]:
    """Drop later names that fold to an earlier one; a dotted acronym may stand beside the plain one."""
    from istor.languages.folding import fold

    kept: dict[tuple[str, bool], str] = {}
    for name in names:
        kept.setdefault((fold(name), "." in name), name)
    return list(kept.values())


def is_greek(char: str) -> bool:
    """Say whether a letter is Greek."""
    return unicodedata.name(char, "").startswith("GREEK")


def clean(name: str) -> str:
    """Normalise a Greek name: NFC, single spaces, Latin look-alikes inside Greek words made Greek."""
    name = " ".join(unicodedata.normalize("NFC", name.replace("΄A", "Ά").replace(" ́A", "Ά")).split())
    words = [word.translate(_LOOKALIKES) if any(map(is_greek, word)) else word for word in name.split(" ")]
    return unicodedata.normalize("NFC", " ".join(words))


def plain(name: str) -> str:
    """Give a Latin-script name without the accents of transliteration (Agkístri: Agkistri)."""
    apart = unicodedata.normalize("NFD", name)
    return " ".join("".join(char for char in apart if not unicodedata.combining(char)).split())
