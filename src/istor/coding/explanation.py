"""An explanation: how each sentence of a report was decided, as plain values that can be printed or kept as JSON.

Field by field in ``docs/reference/explanations.md``. Spans point into the report's text; chances are between 0 and 1,
weights are parts of a sum of log odds.
"""

from dataclasses import dataclass
from typing import Literal

from istor.languages.folding import fold
from istor.model import Claim, Span

Outcome = Literal["told", "too unsure", "part of", "swallowed", "medium", "carries", "no frame fits", "no frame"]
Role = Literal["actor", "recipient", ""]


@dataclass(frozen=True)
class Word:
    """A word in its place in the tree: ``head`` is the number of the word it hangs from, from 1; 0 for the root.

    ``names`` is what the word may name by the tables or the encoder (``state RUS``, ``PERSON``), the likeliest first.
    """

    text: str
    lemma: str
    part: str
    features: str
    head: int
    relation: str
    names: tuple[str, ...]
    span: Span


@dataclass(frozen=True)
class Obstacle:
    """The condition on which a frame failed, with the words that stand on its path."""

    path: str
    classes: tuple[str, ...]
    is_bar: bool
    words: tuple[str, ...]


@dataclass(frozen=True)
class Attempt:
    """A frame of a word, and what became of it; one that stands behind the frame that fits was not tried."""

    frame: str
    type: str
    mode: str | None
    outcome: Literal["fits", "fails", "not tried"]
    obstacle: Obstacle | None
    example: str


@dataclass(frozen=True)
class Path:
    """What stands on a path of the trigger, the parties that the frame took from there, and as what.

    ``needs`` are the classes of which the frame needed one there. A path with parties and no words is an unsaid
    subject; one without parties gave none or was not asked.
    """

    path: str
    words: tuple[str, ...]
    needs: tuple[str, ...]
    parties: tuple[str, ...]
    role: Role


@dataclass(frozen=True)
class Part:
    """One part of a sum: what told, and its weight."""

    feature: str
    weight: float


@dataclass(frozen=True)
class Candidacy:
    """A party held against a role by learnt weights; ``objection`` is empty when it was taken."""

    party: str
    role: str
    chance: float
    least: float
    objection: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Expression:
    """A time expression of the sentence: how it was read, and how far in the tree it stands from the trigger.

    ``steps`` is ``None`` where no path leads from it to the trigger; only one ``is_dated``, with days, can date it.
    """

    text: str
    kind: str
    value: str
    basis: str
    rule: str
    base: str | None
    tense: str | None
    steps: int | None
    is_dated: bool
    is_chosen: bool


@dataclass(frozen=True)
class Source:
    """Somebody credited, and the word that credits; no word for the speaker of a quotation that runs on."""

    name: str
    is_direct: bool
    cue: str


@dataclass(frozen=True)
class Account:
    """What a claim was made from. ``dating`` names what gave the date, or what kept the claim from having one.

    ``unheard`` are credits of the sentence that do not reach the trigger; ``unlearnt`` told nothing, because no gold
    record had them. ``war`` is the known war whose parties and date the claim takes. ``rivals`` are the types that the
    word lost, with the confidence of each.
    """

    claim: Claim
    candidacies: tuple[Candidacy, ...]
    war: str
    status_word: str
    dating: str
    expressions: tuple[Expression, ...]
    sources: tuple[Source, ...]
    unheard: tuple[Source, ...]
    parts: tuple[Part, ...]
    unlearnt: tuple[str, ...]
    least: float
    rivals: tuple[Part, ...]


@dataclass(frozen=True)
class Verdict:
    """What became of a word that may name an event.

    ``by`` is the word that it lost to or carries; ``proposed`` says that the event head made the claim, where no
    frame fits or where it is surer; ``thought`` are the event head's strongest ideas, a type (or ``-``, none) and its
    chance each.
    """

    word: int
    text: str
    lemma: str
    outcome: Outcome
    by: str
    proposed: bool
    rule: str
    type: str
    attempts: tuple[Attempt, ...]
    thought: tuple[Part, ...]
    paths: tuple[Path, ...]
    account: Account | None


@dataclass(frozen=True)
class Sentence:
    """One sentence of a report: its number among those that are read, its tree, and a verdict a possible trigger."""

    number: int
    span: Span
    text: str
    words: tuple[Word, ...]
    verdicts: tuple[Verdict, ...]

    def is_about(self, word: str) -> bool:
        """Whether ``word`` stands in the sentence, in any form of it; case and accents do not matter."""
        wanted = fold(word)
        return wanted in fold(self.text) or any(fold(w.lemma) == wanted for w in self.words)


@dataclass(frozen=True)
class Explanation:
    """How the sentences of a report were decided; dates are in EDTF."""

    report: str
    published: str | None
    news_day: str | None
    sentences: tuple[Sentence, ...]
