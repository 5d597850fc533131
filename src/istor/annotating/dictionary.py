"""The dictionary: which lemmas are known, and which of the encoder's likely ones a word has.

The encoder proposes edit scripts (``lemmas.py``), and a script that is nearly right gives a word that is none
(παραδείγματος → παραδείγμα). So each of its likely lemmas is weighed together with what is known of it: the lemmas
that the treebank gives the form, the treebank's lemmas, the forms of the lexicon's words, lists of words and names,
and how Greek spells. Every piece of evidence has one weight.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from istor.annotating import lemmas
from istor.languages.forms import lemmas_of
from istor.languages.known import listed, listed_anywhere

WEIGHTS = {
    "likely": 0.73,  # a unit of log-probability by the encoder
    "new": 2.85,  # none of the encoder's likely lemmas, but known for the form
    "form": 0.14,  # a unit of the lemma's log share in the form's lemmas of the treebank
    "same part": 0.55,  # a lemma of the treebank, in this part of speech
    "any part": 2.30,  # a lemma of the treebank, in any
    "lexicon": 0.20,  # of which the word is a form, by the forms of the lexicon's words
    "listed": 0.95,  # in the lists, in this part of speech
    "listed elsewhere": 1.97,  # in the lists, in any
    "misspelt": -2.45,  # more than one syllable and no accent, or two final sigmas; or the form's accent refutes it
    "small": -0.58,  # a name that lost its capital
}
"""Fitted to the words of GDT dev by ``python -m training.lemma_table --fit``."""
MOST_SUPPORT = sum(max(weight, 0.0) for name, weight in WEIGHTS.items() if name not in ("likely", "new", "form"))
"""The most that can be known for a lemma: the log share of a form is never above 0."""
MARGIN = 0.001  # for what is lost in single precision

SMOOTHING, LEMMAS_A_FORM = 0.05, 5
REMEMBERED, REMEMBERED_WORDS = 300_000, 60_000
SAME = {"AUX": "VERB"}
SYLLABLE = re.compile("αι|ει|οι|υι|ου|αυ|ευ|ηυ|[αεηιουωϊϋ]")
Likely = Sequence[tuple[str, float]]
"""Lemmas with the scores of the scripts that give them, up to one constant; best first, with repetitions."""


class Dictionary:
    """What is known of lemmas, beside one trained model; ``shares`` are counts of lemmas by (form, part)."""

    def __init__(self, shares: Mapping[tuple[str, str], Mapping[str, int]]) -> None:
        self.shares = shares
        self._weighed: dict[tuple[str, str], _Weighed] = {}

    @classmethod
    def load(cls, path: Path) -> "Dictionary":
        """The dictionary of a table of the model: form in lower case, part, lemma, how often."""
        rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
        return cls.of((form, part, lemma, int(count)) for form, part, lemma, count in rows)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str, int]]) -> "Dictionary":
        """The dictionary of such rows."""
        shares: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
        for form, part, lemma, count in rows:
            shares[form, part][lemma] = count
        return cls(dict(shares))

    @cached_property
    def _parts(self) -> dict[str, set[str]]:
        made: dict[str, set[str]] = defaultdict(set)
        for (_, part), found in self.shares.items():
            for lemma in found:
                made[lemma].add(part)
        return made

    def is_sure(self, word: str, part: str, lemma: str, others: float) -> bool:
        """Whether ``choose`` gives ``lemma``, the one of the likeliest script, whatever the others are.

        ``others`` is the logarithm of what all other scripts have together, the likeliest being 1.
        """
        support, behind = self._support(word, part), WEIGHTS["likely"] * others
        rivals = (support(other) + WEIGHTS["new"] - WEIGHTS["likely"]
                  for other in self._known_for(word, part) if other != lemma)
        return support(lemma) > behind + max([MOST_SUPPORT, *rivals]) + MARGIN

    def choose(self, word: str, part: str, likely: Likely) -> str:
        """The lemma of ``word``, tagged ``part``."""
        support = self._support(word, part)
        scores = {lemma: WEIGHTS["likely"] * score + WEIGHTS["new"] * is_new + support(lemma)
                  for lemma, (score, is_new) in self.candidates(word, part, likely).items()}
        return max(scores, key=scores.__getitem__)

    def _support(self, word: str, part: str) -> Callable[[str], float]:
        """What is known of a lemma as that of ``word``, weighed; of so many words it is remembered."""
        if (known := self._weighed.get((word, part))) is None:
            known = _Weighed(self, word, part)
            if len(self._weighed) < REMEMBERED_WORDS:
                self._weighed[word, part] = known
        return known.__getitem__

    def candidates(self, word: str, part: str, likely: Likely) -> dict[str, tuple[float, bool]]:
        """Each possible lemma's score, scripts that agree added up, and whether the encoder did not think of it."""
        best, worst = likely[0][1], likely[-1][1]
        sums: dict[str, float] = {}
        for lemma, score in likely:
            sums[lemma] = sums.get(lemma, 0.0) + math.exp(score - best)
        made = {lemma: (math.log(total), False) for lemma, total in sums.items()}
        for lemma in self._known_for(word, part):
            made.setdefault(lemma, (worst - best - 1.0, True))
        return made

    def _known_for(self, word: str, part: str) -> tuple[str, ...]:
        """The lemmas that the treebank or the lexicon give the form."""
        return (*self.shares.get((word.lower(), part), ()), *lemmas_of(word, part))

    def evidence(self, word: str, part: str, lemma: str) -> dict[str, float]:
        """What is known of ``lemma`` as that of ``word``, by the names of the weights."""
        shares = self.shares.get((word.lower(), part))
        parts = self._parts.get(lemma, ())
        return {
            "form": _log_share(shares, lemma) if shares else 0.0,
            "same part": part in parts,
            "any part": bool(parts),
            "lexicon": lemma in lemmas_of(word, part),
            "listed": lemma in listed().get(SAME.get(part, part), ()),
            "listed elsewhere": lemma in listed_anywhere(),
            "misspelt": is_misspelt(lemma) or word.endswith("τών") and lemma.endswith("μα"),  # διπλωμάτων, διπλωματών
            "small": part == "PROPN" and word[:1].isupper() and not lemma[:1].isupper(),
        }


class _Weighed(dict[str, float]):
    """What is known of the lemmas of one word, weighed when it is first asked for."""

    def __init__(self, dictionary: Dictionary, word: str, part: str) -> None:
        super().__init__()
        self._of = dictionary, word, part

    def __missing__(self, lemma: str) -> float:
        dictionary, word, part = self._of
        found = dictionary.evidence(word, part, lemma)
        made = self[lemma] = sum(WEIGHTS[name] * value for name, value in found.items() if value)
        return made


def _log_share(shares: Mapping[str, int], lemma: str) -> float:
    return math.log((shares.get(lemma, 0) + SMOOTHING) / (sum(shares.values()) + SMOOTHING * LEMMAS_A_FORM))


@lru_cache(REMEMBERED)
def is_misspelt(lemma: str) -> bool:
    """Whether no Greek word is spelt so: syllables and no accent, or a final sigma too many. Acronyms pass."""
    bare = lemmas.plain(lemma).lower()
    if lemma == lemma.upper() or not "α" <= bare[:1] <= "ω":
        return False
    return (len(SYLLABLE.findall(bare)) > 1 and lemmas.accent_of(lemma) == 0) or lemma.endswith("ςς")
