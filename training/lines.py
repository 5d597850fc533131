"""Learn the weights of ``reading/labeller.py``: what the lines of a flattened page are.

    python -m training.lines

The examples are the lines of our own labelled pages (``evals/furniture/lines.tsv``) without those of ``unseen``. The
rules were written with these pages in view and know them better than any other page; so each is learnt from twice more
with some of the rules' phrases forgotten, drawn with a seed.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from evals.furniture import flattened, kind
from istor.reading.furniture import by_rules
from istor.reading.labeller import LABELS, label_of
from istor.reading.layout import Layout
from istor.reading.lines import lines
from istor.reading.rules import Rule, Rules, load_rules
from istor.reading.signs import signs
from training.logistic import fit, write

OUT = Path("src/istor/reading/models")
FORGOTTEN = (0.0, 0.35, 0.6)
"""Shares of the phrases that are forgotten, one for each time that a page is learnt from."""
PENALTY, SEED = 3.0, 7


def main(lang: str = "el") -> None:
    """Learn from the known pages and write the table."""
    known, chance = load_rules(lang), random.Random(SEED)
    found, wanted = [], []
    for page in flattened():
        for share in FORGOTTEN if page.split == "known" else ():
            layout = Layout.of(lines("\n".join(page.lines)), _less(known, share, chance))
            found += signs(layout, [label_of(*mark) for mark in by_rules(layout)])
            wanted += [LABELS.index(_label(label)) for label in page.labels]
    write(fit(found, wanted, len(LABELS) - 1, {}, PENALTY), OUT / lang / "lines.json")


def _label(gold: str) -> str:
    return gold if gold in LABELS else kind(gold)


def _less(known: Rules, share: float, chance: random.Random) -> Rules:
    """The rules without a share of their phrases and shapes; without those that nothing is left of."""
    made = (_forgetful(rule, share, chance) for rule in known.rules)
    return replace(known, rules=tuple(rule for rule in made if rule is not None))


def _forgetful(rule: Rule, share: float, chance: random.Random) -> Rule | None:
    def kept(phrases: Sequence[str]) -> list[str]:
        return [phrase for phrase in phrases if chance.random() >= share]

    whole, starts = frozenset(kept(sorted(rule.whole))), tuple(kept(rule.starts))
    lost = (rule.whole and not whole) or (rule.starts and not starts)
    if not rule.whole and not rule.starts:  # a shape, a list of words: known or not
        lost = chance.random() < share
    return None if lost else replace(rule, whole=whole, starts=starts)


if __name__ == "__main__":
    main()
