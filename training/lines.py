"""Learn the weights of ``reading/labeller.py``: which part of a flattened page each line belongs to.

    python -m training.lines            # learns, and writes src/istor/reading/models/el/lines.json
    python -m training.lines --folds 5  # cross-validation over the labelled pages; nothing is written

A conditional random field (Lafferty, McCallum and Pereira, 2001) over the signs of the lines. The examples are our own
labelled pages (``evals/furniture/lines.tsv``) without those of ``unseen``, and pages made of their furniture
(``training/pages.py``), each flattened by one of four programs. The rules were written with the labelled pages in view
and know them better than any other page, so pages are also learnt from with some of the rules forgotten. Needs what
``tools/flattened.py`` needs, python-crfsuite, and torch, as all that writes tables.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from playwright.sync_api import sync_playwright
from pycrfsuite import ItemSequence, Tagger, Trainer

from evals.furniture import Pair, figures, flattened, kind
from istor.knowledge.learnt import Weights
from istor.reading.furniture import by_rules
from istor.reading.labeller import FIRST, LAST, MARKS, PARTS, Label, after, held, label_of, route
from istor.reading.layout import Layout
from istor.reading.lines import lines
from istor.reading.rules import Rule, Rules, load_rules
from istor.reading.signs import signs
from tools.flattened import FOLDERS, Browser, Flatten, labelled, lynx, marked, nodes, w3m
from training.logistic import write
from training.pages import Furniture, Maker, furniture, sources, spare

OUT = Path("src/istor/reading/models/el/lines.json")
MADE = 320
"""Pages that are made."""
FORGOTTEN = (0.0, 0.5)
"""Shares of the rules that are forgotten, one for each time that a labelled page is learnt from."""
FORGOTTEN_OF_MADE = (0.0, 0.3, 0.6)
LEAST_SEEN, STEPS, SEED = 5, 100, 7
PENALTIES = {"c1": 0.15, "c2": 0.3}
"""Of the weights' sum, which leaves most words without one, and of their squares."""
NAMES = list(PARTS)


@dataclass(frozen=True)
class Example:
    """The lines of one flattened page, their labels, the signs of each, and the part that each belongs to."""

    page: str
    lines: tuple[str, ...]
    labels: tuple[str, ...]
    signs: list[list[str]]
    held: list[Label | None]
    parts: list[int]


def example(page: str, texts: Sequence[str], labels: Sequence[str], rules: Rules) -> Example:
    """The example that a flattened page makes, read with these rules."""
    layout = Layout.of(lines("\n".join(texts)), rules)
    said = [label_of(*mark) for mark in by_rules(layout)]
    found = signs(layout, said)
    if len(found) != len(texts):
        raise ValueError(f"{page}: {len(texts)} lines, {len(found)} blocks")
    return Example(page, tuple(texts), tuple(labels), found, held(layout, said), parts(labels))


def parts(labels: Sequence[str]) -> list[int]:
    """For each line the number of the part of the page that it belongs to, by where its label stands."""
    content = [at for at, label in enumerate(labels) if label != "title" and kind(label) != "furniture"]
    first, last = (content[0], content[-1]) if content else (len(labels), -1)
    title = max((at for at, label in enumerate(labels[:first]) if label == "title"), default=first)

    def part(at: int, label: str) -> str:
        if kind(label) != "furniture":
            return "text" if kind(label) == "body" else label
        if at > last:
            return "foot"
        return "among" if at > first else "below" if at > title else "above"

    return [NAMES.index(part(at, label)) for at, label in enumerate(labels)]


def labelled_pages() -> list[Example]:
    """The labelled pages but the unseen ones, each by every program, once with all rules and once with some."""
    known, found = load_rules(), []
    for number, page in enumerate(page for page in flattened() if page.split == "known"):
        some = (less(known, share, random.Random(number)) for share in FORGOTTEN)
        found += [example(page.page, page.lines, page.labels, rules) for rules in some]
    return found


def made_pages(some: Sequence[Furniture], programs: Sequence[Flatten], seed: int) -> list[Example]:
    """Pages made of ``some`` furniture, each flattened by one of ``programs`` in turn."""
    known, maker = load_rules(), Maker(sources(), some, spare(), random.Random(seed))
    found = []
    for number in range(MADE):
        page, marks = marked(maker.page().encode(), f"made {number}")
        told = [" ".join(line.split()) for line in programs[number % len(programs)](page).splitlines()]
        labels, texts = zip(*(labelled(line, marks) for line in told if line), strict=True)
        share = FORGOTTEN_OF_MADE[number % len(FORGOTTEN_OF_MADE)]
        found.append(example(f"made {number}", texts, labels, less(known, share, random.Random(number))))
    return found


def less(known: Rules, share: float, chance: random.Random) -> Rules:
    """The rules without a share of their phrases and shapes; without those that nothing is left of."""
    made = (_forgetful(rule, share, chance) for rule in known.rules)
    return replace(known, rules=tuple(rule for rule in made if rule is not None))


def _forgetful(rule: Rule, share: float, chance: random.Random) -> Rule | None:
    def kept(phrases: Iterable[str]) -> list[str]:
        return [phrase for phrase in phrases if chance.random() >= share]

    whole, starts = frozenset(kept(sorted(rule.whole))), tuple(kept(rule.starts))
    lost = bool((rule.whole and not whole) or (rule.starts and not starts))
    if not rule.whole and not rule.starts:  # a shape, a list of words: known or not
        lost = chance.random() < share
    return None if lost else replace(rule, whole=whole, starts=starts)


def fit(examples: Sequence[Example]) -> Weights:
    """The weights by penalised maximum likelihood of the routes; CRFsuite (Okazaki, 2007) finds them."""
    counts = Counter(sign for each in examples for line in each.signs for sign in set(line))
    trainer = Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**PENALTIES, "max_iterations": STEPS, "feature.possible_transitions": True})
    for each in examples:
        seen = [[sign for sign in line if counts[sign] >= LEAST_SEEN] for line in each.signs]
        seen[0].append(FIRST)
        seen[-1].append(LAST)
        trainer.append(ItemSequence([dict.fromkeys(line, 1.0) for line in seen]), [NAMES[part] for part in each.parts])
    with tempfile.NamedTemporaryFile() as file:
        trainer.train(file.name)
        tagger = Tagger()
        tagger.open(file.name)
        learnt = tagger.info()
    moves = {(after(part), other): weight for (part, other), weight in learnt.transitions.items()}
    rows: dict[str, list[float]] = {}
    for (name, part), weight in {**learnt.state_features, **moves}.items():
        rows.setdefault(name, [0.0] * len(NAMES))[NAMES.index(part)] = round(weight, 3)
    return Weights(rows, len(NAMES), {})


def compare(examples: Sequence[Example], weights: Weights) -> list[Pair]:
    """Every line with its label and the one that its part gives it."""
    found = []
    for each in examples:
        said = [MARKS[PARTS[part]] for part in route(each.signs, each.held, weights)]
        names = ["navigation" if kind == "furniture" else reason or kind for kind, reason in said]
        found += [Pair(*row) for row in zip(each.lines, each.labels, names, strict=True)]
    return found


def main() -> None:
    """Learn and write the weights, or tell what they are worth over folds of pages."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", type=int, default=0)
    folds = asked.parse_args().folds
    examples = labelled_pages()
    pages = sorted({each.page for each in examples})
    random.Random(SEED).shuffle(pages)
    pieces = {path.stem: furniture(path) for folder in FOLDERS for path in sorted(folder.glob("*.html"))}
    with sync_playwright() as player:
        programs = [nodes, lynx, w3m, Browser(player).copied]
        if not folds:
            write(fit([*examples, *made_pages([pieces[page] for page in pages], programs, SEED)]), OUT)
            return
        found: list[Pair] = []
        for fold in range(folds):
            apart = set(pages[fold::folds])
            made = made_pages([pieces[page] for page in pages if page not in apart], programs, SEED + fold)
            weights = fit([each for each in examples if each.page not in apart] + made)
            found += compare([each for each in examples[:: len(FORGOTTEN)] if each.page in apart], weights)
    print(figures(found))


if __name__ == "__main__":
    main()
