"""Write ``src/istor/languages/el/common.tsv``: the words that many sentences have, and how many in a thousand do.

    pip install msgpack && python -m tools.common_words

The frequencies are those of the package ``wordfreq`` (data under CC BY-SA 4.0); its wheel is read as a zip file and not
installed. Words are counted by their stems, as linking compares them. A word that stands in fewer than one sentence of
a thousand is not listed: all such say equally much.
"""

import gzip
import math
from collections import defaultdict
from pathlib import Path

import msgpack

from istor.linking.wording import RARE, SHORTEST_NAME, stem, words
from training.base import fetch, read_member

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "src" / "istor" / "languages" / "el" / "common.tsv"
LENGTH = 20
"""Words of a sentence of the news."""


def frequencies() -> list[tuple[str, float]]:
    """Greek words with the share of all words that they are. The file has a list for each hundredth of a decade."""
    wheel = fetch("wordfreq", ROOT / ".cache" / "wordfreq")
    _, *lists = msgpack.unpackb(gzip.decompress(read_member(wheel, "/small_el.msgpack.gz")), raw=False)
    return [(word, 10 ** (-step / 100)) for step, row in enumerate(lists) for word in row]


def main() -> None:
    shares: dict[str, float] = defaultdict(float)
    for word, share in frequencies():
        if len(parts := words(word)) == 1 and parts[0].isalpha() and len(parts[0]) >= SHORTEST_NAME:
            shares[stem(parts[0])] += share
    held = {found: 1 - math.exp(-LENGTH * share) for found, share in shares.items()}
    rows = [f"{found}\t{1000 * share:.1f}\n" for found, share in sorted(held.items()) if share >= RARE]
    TABLE.write_text("stem\tof_1000\n" + "".join(rows), encoding="utf-8")
    print(f"{len(rows):,} words")


if __name__ == "__main__":
    main()
