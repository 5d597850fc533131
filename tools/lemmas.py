"""Write ``src/istor/languages/el/lemmas.tsv``: Greek words and names in their dictionary form, by part of speech.

    python -m tools.lemmas

The words come from the Greek lemma index of the package ``spacy-lookups-data`` (MIT), made from the Greek Wiktionary;
its wheel is read as a zip file and not installed. The names are the single words among the Greek names of our own
tables, and each word of a person's name.
"""

import gzip
import json
import re
import unicodedata
from pathlib import Path

from istor.knowledge.tables import bodies, demonyms, people, places, states
from training.base import fetch, read_member

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "istor" / "languages" / "el" / "lemmas.tsv"
WORD = re.compile(r"[α-ωάέήίόύώϊϋΐΰ]{2,}")
NAME = re.compile(r"[Α-ΩΆΈΉΊΌΎΏ][α-ωάέήίόύώϊϋΐΰς]+")
PARTS = {"adj": "ADJ", "adv": "ADV", "noun": "NOUN", "verb": "VERB"}


def words() -> dict[str, set[str]]:
    """The words of the index, by part."""
    wheel = fetch("spacy-lookups-data", ROOT / ".cache" / "lookups")
    index = json.loads(gzip.decompress(read_member(wheel, "/el_lemma_index.json.gz")))
    composed = {part: {unicodedata.normalize("NFC", word) for word in index[name]} for name, part in PARTS.items()}
    return {part: {word for word in found if WORD.fullmatch(word)} for part, found in composed.items()}


def names() -> set[str]:
    """Names of one word."""
    lists = [n for table in (states(), places(), bodies()) for row in table for n in row.names]
    lists += [capital for state in states() for capital in state.capitals]
    lists += [person for row in demonyms() for person in row.people]
    lists += [word for person in people() for name in (*person.names, *person.surnames) for word in name.split()]
    return {name for name in lists if NAME.fullmatch(name)}


def main() -> None:
    made = {**words(), "PROPN": names()}
    rows = [f"{part}\t{' '.join(sorted(found))}\n" for part, found in sorted(made.items())]
    TABLE.write_text("part\tlemmas\n" + "".join(rows), encoding="utf-8")
    print(", ".join(f"{len(found):,} {part}" for part, found in sorted(made.items())))


if __name__ == "__main__":
    main()
