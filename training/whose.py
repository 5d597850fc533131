"""Learn the weights of ``coding/whose.py`` from gold records.

    python -m training.whose

Whomever a sentence names without a state, and a gold record of that sentence with one, is an example: every candidate
state, and whether it is the gold's. With ``--folds 5`` nothing is written: each fold is decided by weights learnt from
the others, and the share of right answers is printed, beside that of the state which the report names most.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from spacy.tokens import Token

from istor.annotating import annotate
from istor.coding.claims import Coder
from istor.coding.parties import Parties
from istor.coding.whose import Asked
from istor.knowledge.learnt import Weights
from istor.model import Party
from istor.reading import read
from training.gold import gold_reports
from training.logistic import fit_choice, options, write

PENALTY = 1.0  # by five folds
ALIKE = 0.62  # of two spellings of a surname, from which they are one


@dataclass
class Example:
    """One who has no state in the text, what tells of each candidate, and the gold's state."""

    report: str
    kind: str
    features: dict[str, tuple[str, ...]]
    most: str
    gold: str


def examples(gold: Path, data: Path) -> Iterator[Example]:
    """The examples of the gold's training part, in the order of the reports."""
    for name, text, records in gold_reports(gold, data):
        coder = Coder(annotate(read(text.encode(), name)))
        parties = coder.parties
        for choice in coder.choices():
            first, last = choice.sentence.start_char, choice.sentence.end_char
            wanted = {p for row, start, end in records if first < end and start < last
                      for p in (*row["actors"], *row["recipients"]) if ":" in p}
            for head in parties.heads(choice.sentence) if wanted else ():
                yield from _of(parties, head, wanted, name)


def _of(parties: Parties, head: Token, wanted: set[str], report: str) -> Iterator[Example]:
    found = parties.of_one(head)
    asked = _asked(parties, head)
    if asked is None or len(found) != 1:
        return
    split = [w.partition(":") for w in sorted(wanted)]
    codes = {code for code, _, name in split if _is_one(parties, asked, found[0], code, name)}
    if len(codes) == 1:
        whose = parties.whose
        yield Example(report, asked.kind, dict(whose.features(asked)), parties.home(), codes.pop())


def _asked(parties: Parties, head: Token) -> Asked | None:
    """What was asked to find a phrase's state."""
    mention = parties.at.get(head.i)
    bearer = parties.persons.bearers.at(mention) if mention else None
    return parties.whose.asked.get(min(n.start for n in bearer.namings) if bearer else head.i)


def _is_one(parties: Parties, asked: Asked, party: Party, code: str, name: str) -> bool:
    """Whether a gold party of that code and name is who was asked about."""
    if asked.kind in ("person", "name"):
        one, two = (n.split()[-1].lower() for n in (party.name, name))
        return SequenceMatcher(None, one, two).ratio() >= ALIKE
    if asked.kind == "office" and (titled := parties.titled(asked.head, code)) and titled.name == name:
        return True
    one, two = (n.split()[-1].lower().rstrip("s") for n in (party.name or "-", name))
    return party.name == name if asked.kind == "body" else one == two


def learn(some: Sequence[Example]) -> Weights:
    """The weights of these examples."""
    known = [e for e in some if e.gold in e.features]
    right = [list(e.features).index(e.gold) for e in known]
    return fit_choice([list(e.features.values()) for e in known], right, PENALTY)


def folds(some: list[Example], count: int) -> None:
    """Print the share of right answers by kind: of the state named most, and of the learnt weights."""
    names = {name: number % count for number, name in enumerate(sorted({e.report for e in some}))}
    learnt = [learn([e for e in some if names[e.report] != n]) for n in range(count)]
    right: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for e in some:
        weights = learnt[names[e.report]]
        sums = {code: weights.sums(told)[0] for code, told in e.features.items()}
        for row in (right[e.kind], right["all"]):
            row[0] += 1
            row[1] += e.gold == e.most
            row[2] += e.gold == max(sums, key=lambda code: (sums[code], code))
            row[3] += e.gold in sums
    for kind, (all_, most, told, among) in right.items():
        print(f"{kind}: {all_}, named most {most / all_:.3f}, learnt {told / all_:.3f}, among them {among / all_:.3f}")


def main() -> None:
    asked = options(__doc__, "whose.json")
    some = list(examples(asked.gold, asked.data))
    print(f"{len(some)} asked about")
    if asked.folds:
        folds(some, asked.folds)
        return
    write(learn(some), asked.to)


if __name__ == "__main__":
    main()
