"""How English news spells a foreign name that Greek letters print by ear: «Ρουίθ» is Ruiz in Spain, «Ζαν» Jean.

Words that are known in both spellings (``spellings.tsv``, made by ``training/spelling.py``) are cut into pairs: a Greek
letter, or two that are one sound, and the Latin ones that it stands for. How likely a pair is after up to three others
is counted (Witten–Bell) over all names and those of states that spell alike (``tongues.yaml``). A word that the rows
have is spelled as they do. Which tongue a name is of its own words tell first, then its bearer's state, so that one
name is spelled alike whoever is taken for its bearer.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from istor.errors import DataError
from istor.languages import data
from istor.languages.folding import fold

ORDER = 4  # pairs in a row that are counted
OF_TONGUE = 0.8  # how much the chances of a tongue's names weigh beside those of all
BEAM = 4
FEWEST, LEAST_SHARE = 2, 0.01  # how often a pair must have been seen to be thought of, and of its letter's pairs
TIMES = {"person": 2, "name": 1, "place": 0}
"""How many times each kind of row counts for how its word is spelled: a town's name is no person's."""
START, END = "\x01", "\x02"
FIRST = 0x100  # pairs are told by one character each
UNSEEN = 1 / 500


@dataclass(frozen=True)
class Spelled:
    """A word in both spellings, cut into as many parts that stand for one another."""

    state: str
    kind: str
    greek: tuple[str, ...]
    latin: tuple[str, ...]


class Chances:
    """How likely a pair is after others, by how often it followed them."""

    def __init__(self, rows: Iterable[str]) -> None:
        self.seen: dict[str, int] = defaultdict(int)
        for row in rows:
            padded = START * (ORDER - 1) + row + END
            for at in range(ORDER - 1, len(padded)):
                for n in range(ORDER):
                    self.seen[padded[at - n : at + 1]] += 1
        self.total: dict[str, int] = defaultdict(int)
        self.kinds: dict[str, int] = defaultdict(int)
        for run, count in self.seen.items():
            self.total[run[:-1]] += count
            self.kinds[run[:-1]] += 1

    def of(self, pair: str, before: str) -> float:
        """The chance of ``pair``; ``before`` are the ``ORDER - 1`` pairs before it."""
        chance = UNSEEN
        for n in range(ORDER):
            context = before[len(before) - n :]
            total = self.total.get(context)
            if not total:
                break
            kinds = self.kinds[context]
            chance = (kinds * chance + self.seen.get(context + pair, 0)) / (kinds + total)
        return chance


class Spellings:
    """Known spellings, the rows of ``table``, and what they tell about others; ``tongues`` are those of states."""

    def __init__(self, table: Iterable[str], tongues: Mapping[str, str]) -> None:
        self.tongues = tongues
        self.words = [_spelled(n, row) for n, row in enumerate(table, 1)]
        self.spell = lru_cache(20_000)(self._spell)
        self._of = cache(self._chances)
        self._known: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for word in self.words:
            greek, latin, times = "".join(word.greek), "".join(word.latin), TIMES[word.kind]
            for group in {word.state, self.tongues.get(word.state, ""), ""} if times else ():
                self._known[greek, group][latin] += times

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], str]:
        """A character for each pair."""
        pairs = dict.fromkeys(pair for w in self.words for pair in zip(w.greek, w.latin, strict=True))
        return {pair: chr(FIRST + n) for n, pair in enumerate(pairs)}

    @cached_property
    def _options(self) -> Mapping[str, list[tuple[str, str]]]:
        """The pairs of each Greek letter or two that are worth thinking of, with their Latin letters."""
        seen = self._of("").seen
        of_letter: Counter[str] = Counter()
        for (greek, _), pair in self._numbers.items():
            of_letter[greek] += seen[pair]
        made: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for (greek, latin), pair in self._numbers.items():
            if seen[pair] >= max(FEWEST, LEAST_SHARE * of_letter[greek]):
                made[greek].append((pair, latin))
        return dict(made)

    def knows(self, word: str) -> bool:
        """Whether a folded word is in somebody's name."""
        return (word, "") in self._known

    def tongue(self, words: Sequence[str], state: str) -> str:
        """Whose names have most of the folded words, if several have as many the state's own; else the state's."""
        own = self.tongues.get(state, "")
        seen = {t: [self._known[word, t].total() for word in words if (word, t) in self._known] for t in self._all}
        most = max(map(len, seen.values()))
        likely = [tongue for tongue, counts in seen.items() if len(counts) == most]
        return own if not most or own in likely else min(likely, key=lambda t: (-sum(seen[t]), t))

    @cached_property
    def _all(self) -> Sequence[str]:
        return sorted(set(self.tongues.values()))

    def _chances(self, tongue: str) -> Chances:
        """Those of a tongue or (``""``) of all names; each spelling counts once."""
        own = dict.fromkeys((w.greek, w.latin) for w in self.words if tongue in ("", self.tongues.get(w.state)))
        return Chances("".join(self._numbers[pair] for pair in zip(*word, strict=True)) for word in own)

    def _spell(self, word: str, tongue: str, state: str) -> str:
        """A folded word in Latin letters, as names of a tongue are spelled; other characters stay."""
        for group in (state, tongue, "") if self.tongues.get(state) == tongue else (tongue, ""):
            if seen := self._known.get((word, group)):
                return min(seen, key=lambda latin: (-seen[latin], latin))
        beams: list[list[tuple[float, str, str]]] = [[] for _ in range(len(word) + 2)]
        beams[0] = [(0.0, START * (ORDER - 1), "")]
        for at in range(len(word)):
            beams[at].sort(key=lambda way: (-way[0], way[2]))
            for score, before, made in beams[at][:BEAM]:
                for size in (1, 2) if at + 1 < len(word) else (1,):
                    for pair, latin in self._options.get(word[at : at + size], ()):
                        chance = self._chance(pair, before, tongue)
                        beams[at + size].append((score + math.log(chance), before[1:] + pair, made + latin))
                if word[at] not in self._options:
                    beams[at + 1].append((score, before, made + word[at]))
        return min(((-score - math.log(self._chance(END, before, tongue)), made)
                    for score, before, made in beams[len(word)]))[1]

    def _chance(self, pair: str, before: str, tongue: str) -> float:
        chance = self._of("").of(pair, before)
        return chance + OF_TONGUE * (self._of(tongue).of(pair, before) - chance) if tongue else chance


def _spelled(number: int, row: str) -> Spelled:
    state, kind, *spellings = row.rstrip("\n").split("\t")
    parts = [tuple(spelling.split("|")) for spelling in spellings]
    if len(parts) != 2 or kind not in TIMES or len(parts[0]) != len(parts[1]) or not all(parts[0]):
        raise DataError(f"spellings, row {number}: give state, kind and both spellings in as many parts")
    return Spelled(state, kind, *parts)


@cache
def spellings(lang: str = "el") -> Spellings:
    """The spellings of a language; ``DataError`` when a file of theirs breaks its form."""
    return Spellings(data.text(lang, "spellings.tsv").splitlines()[1:], tongues(lang))


def spelled(name: str, state: str) -> str:
    """A foreign name in Latin letters, word by word, of somebody of ``state``; capitals are kept."""
    words = [fold(part) for word in name.split(" ") for part in word.split("-")]
    tongue = spellings().tongue(words, state)
    return " ".join("-".join(_word(part, tongue, state) for part in word.split("-")) for word in name.split(" "))


def _word(word: str, tongue: str, state: str) -> str:
    low = fold(word)
    if not any("α" <= letter <= "ω" for letter in low):
        return word
    made = spellings().spell(low, tongue, state)
    if word.isupper() and len(word) > 1:
        return made.upper()
    return made[:1].upper() + made[1:] if word[:1].isupper() else made


@cache
def tongues(lang: str = "el") -> Mapping[str, str]:
    """The tongue of each state of ``tongues.yaml``."""
    where = f"languages/{lang}/tongues.yaml"
    made: dict[str, str] = {}
    for tongue, states in data.table(lang, "tongues.yaml").items():
        for state in states:
            if state in made:
                raise DataError(f"{where}: {state} stands at {made[state]} and at {tongue}")
            made[state] = tongue
    return made
