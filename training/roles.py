"""Learn the weights of ``coding/roles.py`` from gold records.

    python -m training.roles

Every gold record whose trigger has a fitting frame of the record's type gives its candidates as examples: actor,
recipient or neither, by code and name. What the encoder thinks is told only of reports that it has learnt no roles
from. With ``--folds 5`` nothing is written: each fold is decided by weights learnt from the others, and the figures of
the frames alone and of both together are printed, for the reports where the encoder is heard.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from istor.coding.claims import Coder
from istor.coding.frames import Fit
from istor.coding.roles import ROLES, Candidate, candidates, completed
from istor.knowledge.learnt import Weights
from istor.model import Party
from training.gold import honest_documents, is_for_honesty, roles
from training.logistic import fit, options, write

LEAST = {"actor": 0.15, "another actor": 0.5, "recipient": 0.15, "another recipient": 0.5}  # by gold/train, both kinds
PENALTY = 4.0  # by five folds of the honest reports
Codes = frozenset[str]


@dataclass
class Example:
    """One event with its candidates, what the gold says, and what the frame makes of it."""

    report: str
    found: list[Candidate]
    gold: tuple[list[str], list[str]]
    fit: Fit

    def targets(self) -> list[int]:
        """0 for neither, 1 for an actor, 2 for a recipient, a candidate."""
        return roles([c.party for c in self.found], *self.gold)


def examples(gold: Path, data: Path) -> list[Example]:
    """The examples of the gold's training part, in the order of the reports."""
    made = []
    for name, doc, records in honest_documents(gold, data):
        for found, speakers, parties in Coder(doc).fitted():
            start, end = found.trigger.idx, found.trigger.idx + len(found.trigger)
            for row, first, last in records:
                if row["type"] == found.frame.type and first < end and start < last:
                    made.append(Example(name, candidates(found, parties, speakers),
                                        (row["actors"], row["recipients"]), found))
                    break
    return made


def targets_of(some: Sequence[Example]) -> tuple[list[Sequence[str]], list[int]]:
    """Features and classes of all candidates."""
    return ([c.features for e in some for c in e.found], [t for e in some for t in e.targets()])


def learn(some: Sequence[Example]) -> Weights:
    """The weights of these examples."""
    return fit(*targets_of(some), len(ROLES), LEAST, PENALTY)


def score(some: Sequence[Example], decided: Callable[[Example], tuple[Codes, Codes]]) -> dict[str, float]:
    """Micro F1 of state codes, and the share of events with all of them right."""
    sums = {"actors": [0, 0, 0], "recipients": [0, 0, 0]}
    full = 0
    for e in some:
        right = True
        for role, said, gold in zip(sums, decided(e), e.gold, strict=True):
            wanted = {g.split(":")[0] for g in gold}
            sums[role] = [x + y for x, y in zip(sums[role], (len(said & wanted), len(said), len(wanted)), strict=True)]
            right &= said == wanted
        full += right
    made = {role: 2 * hit / max(said + gold, 1) for role, (hit, said, gold) in sums.items()}
    return {k: round(v, 4) for k, v in (made | {"full": full / max(len(some), 1)}).items()}


def folds(some: list[Example], count: int) -> None:
    """Print the figures of the frames alone and of both together, each fold decided by the others' weights."""
    names = {name: number % count for number, name in enumerate(sorted({e.report for e in some}))}
    learnt = [learn([e for e in some if names[e.report] != n]) for n in range(count)]

    def frames_alone(e: Example) -> tuple[Codes, Codes]:
        return _codes(e.fit.actors), _codes(e.fit.recipients)

    def both(e: Example) -> tuple[Codes, Codes]:
        made = completed(e.fit, e.found, learnt[names[e.report]])
        return _codes(made.actors), _codes(made.recipients)

    honest = [e for e in some if is_for_honesty(e.report)]
    print("frames alone", score(honest, frames_alone))
    print("both together", score(honest, both))


def _codes(parties: Sequence[Party]) -> Codes:
    return frozenset(p.code for p in parties)


def main() -> None:
    asked = options(__doc__, "roles.json")
    some = examples(asked.gold, asked.data)
    print(f"{len(some)} events, {sum(len(e.found) for e in some)} candidates")
    if asked.folds:
        folds(some, asked.folds)
        return
    write(learn(some), asked.to)


if __name__ == "__main__":
    main()
