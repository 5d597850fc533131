"""Whether a sentence speaks of the past or the future around a point, from its surface alone.

Stands in where no syntax is at hand. The words are in ``times.yaml`` under ``tense``: endings of past verbs,
words that announce, words where a clause ends. The nearest cue in the same clause decides, then the nearest
in the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from istor.annotating.times.scan import Token, fold
from istor.annotating.times.words import forms, table

Tense = Literal["past", "present", "future", "wished"]  # "wished" is what a subjunctive says: future if anything
OTHER_CLAUSE = 1000  # added to the distance of a cue that stands in another clause
REACH = 3  # tokens that a particle or a governing verb may stand away


@dataclass(frozen=True)
class Cues:
    """What tells the tense of a clause; stems match where a word begins, the rest whole words."""

    future: re.Pattern[str]
    past: re.Pattern[str]
    present: re.Pattern[str]
    wishing: re.Pattern[str]
    not_past: frozenset[str]
    breaks: frozenset[str]
    particle: str
    conjunction: str
    aim: str
    since: str

    def of(self, tokens: Sequence[Token], at: int) -> Tense | None:
        """What the token at ``at`` says, if it says anything."""
        key, text = tokens[at].key, tokens[at].text
        if at and text[:1].isupper() and not text.isupper():
            return None  # a name: Ερντογάν ends as a verb does
        if key == self.particle:
            return "past" if any(self.is_past(t.key) for t in tokens[at + 1 : at + 1 + REACH]) else "future"
        if self.future.match(key):
            return "future"
        if self.is_past(key):
            return "past"
        for to in range(at, max(-1, at - REACH), -1):
            if tokens[to].key == self.conjunction:
                return self._governed(tokens[max(0, to - REACH) : to])
        return "present" if self.present.match(key) else None

    def is_past(self, key: str) -> bool:
        """Whether the word looks like a verb of the past."""
        return key not in self.not_past and self.past.fullmatch(key) is not None

    def _governed(self, before: Sequence[Token]) -> Tense:
        """What a subjunctive says: "αναγκάστηκε να" has happened, "ζήτησε να" has not."""
        is_done = any(self.is_past(t.key) and not self.wishing.match(t.key) for t in before)
        return "past" if is_done else "wished"


@cache
def cues(lang: str = "el") -> Cues:
    """The cues of a language."""
    read = table(lang)["tense"]
    listed = {name: [fold(form) for form in forms(entry)] for name, entry in read.items()}
    past = "|".join([r"\w{2,}(?:" + "|".join(listed["past_endings"]) + ")", *listed["past"]])
    return Cues(
        future=_stems(listed["future"]),
        past=re.compile(past),
        present=_stems(listed["present"]),
        wishing=_stems(listed["wishing"]),
        not_past=frozenset(listed["not_past"]),
        breaks=frozenset(listed["breaks"]),
        particle=listed["particle"][0],
        conjunction=listed["conjunction"][0],
        aim=listed["aim"][0],
        since=listed["since"][0],
    )


def _stems(listed: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(listed))


class Sentence:
    """The tense cues of one sentence."""

    def __init__(self, tokens: Sequence[Token], lang: str = "el") -> None:
        self._tokens, self._cues = tokens, cues(lang)
        self._clause, clause = [], 0
        for token in tokens:
            clause += token.key in self._cues.breaks
            self._clause.append(clause)
        self._said = [(at, tense) for at in range(len(tokens)) if (tense := self._cues.of(tokens, at))]

    def tense_near(self, at: int) -> Tense | None:
        """The tense around the token at ``at``; ``None`` when nothing tells."""
        before = {token.key for token in self._tokens[max(0, at - 2) : at]}
        if self._cues.aim in before:
            return "future"
        if self._cues.since not in before:
            return self._nearest(at, self._said)
        # "asking since Monday to leave": what follows a beginning does not date it, unless it is plainly to come
        begun = [cue for cue in self._said if cue[0] < at or cue[1] == "future"]
        tense = self._nearest(at, begun) if begun else "past"
        return {"present": "past", "wished": None}.get(tense or "", tense)

    def _nearest(self, at: int, said: Sequence[tuple[int, Tense]]) -> Tense | None:
        return min(said, key=lambda cue: self._distance(cue[0], at))[1] if said else None

    def _distance(self, cue: int, at: int) -> int:
        return abs(cue - at) + (OTHER_CLAUSE if self._clause[cue] != self._clause[at] else 0)
