"""Whose somebody is to whom neither the tables nor the phrase give a state: "the police", "the minister", a new name.

Every state that the report names near by or often is a candidate, beside the home of the report and nobody's; a
logistic regression, learnt by ``training/whose.py`` from gold records, tells the likeliest by where and how the report
names it and by what is asked about. Its weights are data (``models/el/whose.json``), and only sums are compared.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Token

from istor.coding.arguments import preposition
from istor.coding.greek_names import looks_greek
from istor.coding.lone import is_lone
from istor.coding.origins import sounds_like
from istor.coding.owners import ANY, NONE, state_of
from istor.knowledge.gazetteer import Mention
from istor.knowledge.learnt import Weights
from istor.knowledge.titles import INTERNATIONAL, titles

HOME = "GRC"  # the state that a Greek report means when it names none
TELLING = ("state", "capital", "adjective", "people", "seat", "person", "surname", "body", "place", "source")
MOST = 4  # candidates that the report only names often, or last
AWAY = (3, 6, 12, 24)  # words


@dataclass(frozen=True)
class Asked:
    """Who it is whose state is asked: a word of the report and what the tables know of it.

    ``kind`` is office, role, body, name or person; ``word`` the English name of what a table has; ``own`` the state
    that the table gives where the text gives none; ``words`` are a person's name.
    """

    head: Token
    kind: str
    word: str = ""
    own: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """A mention that tells a state."""

    at: int
    code: str
    kind: str


class Whose:
    """Answers for one document, each word once."""

    def __init__(self, doc: Doc, at: Mapping[int, Mention]) -> None:
        self.doc, self.at = doc, at
        self.named = [Named(m.start, entry.code, entry.kind) for m in doc._.mentions
                      if (entry := m.kind(*TELLING)) and len(entry.code) == 3 and entry.code not in (NONE, ANY)]
        self.places = [n.at for n in self.named]
        counts = Counter(n.code for n in self.named)
        self.often = sorted(counts, key=lambda code: (-counts[code], code != HOME, code))
        self.share = {code: n / len(self.named) for code, n in counts.items()}
        self.is_lone = is_lone(doc)
        self.asked: dict[int, Asked] = {}
        self.answers: dict[int, str] = {}

    def of(self, asked: Asked) -> str:
        """The code of the likeliest state, or ``---``."""
        i = asked.head.i
        if i not in self.answers:
            self.asked[i] = asked
            sums = {code: weights().sums(told)[0] for code, told in self.features(asked)}
            self.answers[i] = max(sums, key=lambda code: (sums[code], code))
        return self.answers[i]

    def features(self, asked: Asked) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Every candidate with what tells of it."""
        first, last = asked.head.sent.start, asked.head.sent.end
        before = self.named[: bisect_left(self.places, first)]
        within = self.named[bisect_left(self.places, first) : bisect_left(self.places, last)]
        recent = list(dict.fromkeys(n.code for n in reversed(before)))
        codes = dict.fromkeys([*(n.code for n in within), *self.often[:MOST], *recent[:MOST], HOME, NONE,
                               *([asked.own] if asked.own else [])])
        subject, there = _subject(asked.head.sent.root), [n for n in within if _is_where(self.doc[n.at])]
        for code in codes:
            yield code, (*self._basis(asked, code), *self._around(asked, code, recent),
                         *_near(asked, code, within), *_placed(asked, code, within, subject, there))

    def _basis(self, asked: Asked, code: str) -> Iterator[str]:
        """What is asked about, for this kind of candidate."""
        sort, kind = _sort(code), asked.kind
        yield f"{sort}|{kind}"
        yield f"{sort}|{kind}|lone={self.is_lone}"
        yield f"{sort}|{kind}|named={min(len(self.often), 3)}"
        if asked.word:
            yield f"{sort}|{kind}|{asked.word}"
        if asked.words:
            looks = f"{'Greek' if looks_greek(asked.words) else 'foreign'} {'full' if len(asked.words) > 1 else 'lone'}"
            sounds = sounds_like(asked.words, code)
            yield f"{sort}|looks={looks}"
            yield f"{sort}|looks={looks}|home={self.share.get(HOME, 0) > 0}"
            yield f"sounds={sounds}|{sort}"
            yield f"sounds={sounds}|looks={looks}"
        if asked.own:
            yield f"{sort}|own={asked.own == code}"
            yield f"own={asked.own == code}|{asked.word}"

    def _around(self, asked: Asked, code: str, recent: Sequence[str]) -> Iterator[str]:
        """How often, how lately and how else the report names the candidate."""
        sort, kind = _sort(code), asked.kind
        rank = self.often.index(code) if code in self.often else 9
        yield f"rank={min(rank, MOST)}|{kind}"
        yield f"rank={min(rank, MOST)}|{sort}|lone={self.is_lone}"
        yield f"share={int(5 * self.share.get(code, 0))}|{sort}"
        yield f"share={int(5 * self.share.get(code, 0))}|{kind}"
        back = recent.index(code) if code in recent else 9
        yield f"back={min(back, 3)}|{kind}"
        yield f"back={min(back, 3)}|{sort}"
        told = self._told.get(asked.word) if asked.word else None
        if told:
            yield f"told elsewhere={code in told}|{kind}"
            yield f"told elsewhere={code in told}|{sort}"

    @cached_property
    def _told(self) -> Mapping[str, frozenset[str]]:
        """The states that the report itself gives to an office or role, by its English name."""
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self.doc._.mentions:
            entry = mention.kind("office", "role")
            if entry and (code := state_of(self.doc[mention.start : mention.end].root, self.at)):
                found[titles().offices[entry.key].name if entry.kind == "office" else entry.name].add(code)
        return {word: frozenset(codes) for word, codes in found.items()}


def _near(asked: Asked, code: str, within: Sequence[Named]) -> Iterator[str]:
    """Where in the sentence the candidate is named."""
    sort, kind, i = _sort(code), asked.kind, asked.head.i
    last = next((n for n in reversed(within) if n.at < i), None)
    following = next((n for n in within if n.at > i), None)
    own = [n for n in within if n.code == code]
    yield f"within={bool(own)}|{kind}|others={min(len({n.code for n in within} - {code}), 2)}"
    yield f"within={bool(own)}|{sort}"
    if not own:
        return
    nearest = min(own, key=lambda n: abs(n.at - i))
    side = "after" if nearest.at > i else "before"
    yield f"{side}={sum(abs(nearest.at - i) > d for d in AWAY)}|{kind}"
    yield f"nearest is {nearest.kind}|{kind}"
    yield f"nearest is {nearest.kind}|{side}"
    if last and last.code == code:
        yield f"last before|{kind}|{last.kind}"
    if following and following.code == code:
        yield f"next after|{kind}|{following.kind}"


def _placed(
    asked: Asked, code: str, within: Sequence[Named], subject: frozenset[int], there: Sequence[Named]
) -> Iterator[str]:
    """What the candidate is in the sentence: its subject's state, or where it happens."""
    kind = asked.kind
    is_subject = asked.head.i in subject
    if any(n.code == code and n.at in subject for n in within):
        yield f"subject's|{kind}|own={is_subject}"
    if there:
        yield f"there={any(n.code == code for n in there)}|{kind}"
        yield f"there={any(n.code == code for n in there)}|{asked.word or kind}"


def _subject(root: Token) -> frozenset[int]:
    """The words of the main clause's subject."""
    return frozenset(t.i for c in root.children if c.dep_ in ("nsubj", "nsubj:pass") for t in c.subtree)


def _is_where(token: Token) -> bool:
    return preposition(token) in ("σε", "απο") and token.dep_ in ("obl", "nmod")


def _sort(code: str) -> str:
    return "home" if code == HOME else "nobody's" if code == NONE else "body" if code in INTERNATIONAL else "state"


@cache
def weights(lang: str = "el") -> Weights:
    """The learnt weights of one language."""
    return Weights.read(f"coding/models/{lang}/whose.json", classes=1)
