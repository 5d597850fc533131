"""Whether two claims name the same parties. A state agrees with its people; two people of one state do not agree."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from istor.knowledge.tables import bodies, people, places, sources, states
from istor.knowledge.titles import titles
from istor.languages.folding import fold, phrase_key
from istor.languages.latin_sounds import sound
from istor.model import Claim, Party

NO_STATE = "---"
SAME = 1.0
"""How well two parties agree, 0 to 1: same state, same name or none."""
ALIKE = 0.95
"""Two spellings of one name, or a full name and a surname."""
UNNAMED = 0.85
"""One is the bare state, the other somebody of it."""
MIXED = 0.55
"""A person and a body of one state: a president and his palace are often one voice, a minister and a court are not.
Where neither has a state, nothing says that they belong together."""
OTHER_BODY = 0.45
"""Two bodies or groups of one state: "forces" and "soldiers" are one, a ministry and a party are not."""
STATELESS = 0.4
"""A group without a state, and a group of one: victims, rebels, workers."""
MISSING = 0.6
"""A side that one claim leaves empty."""
TURNED = 0.95
"""What is left when all parties are compared at once because one claim says "A and B", the other "A to B"."""
MORE = 0.95
"""What is left when one side names more parties than the other."""
RECIPROCAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE", "ASSAULT"})
"""Types that can be told as "A and B" or as "A to B": talks, exchanges, signings, wars."""
MUTUAL = frozenset({"CONSULT", "ASSAULT"})
"""Types that take two parties at least: a claim that names one leaves the other open, as an empty side does."""
UNDIRECTED = frozenset({"CONSULT"})
"""Types where even "A to B" and "B to A" may be one event: who visits and who receives."""

_NAME_WORD = 4
_MEMORY = 100_000

Kind = Literal["state", "person", "body"]
Side = tuple[Party, ...]


@cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Keys of the people that the tables know, names that they know for no person, and words that mark a body."""
    words = Counter(w for b in bodies() for w in set(fold(b.name).split()))
    seats = (english for s in states() for _, english in s.seats if english)
    roles = (name for role in titles().roles for name in (role.name, role.one))
    others = (x.name for table in (bodies(), sources(), places()) for x in table)
    named = frozenset(map(fold, (*others, *seats, *roles)))
    return frozenset(phrase_key(p.name) for p in people()), named, frozenset(w for w, n in words.items() if n > 1)


def is_known(name: str) -> bool:
    """Whether a name is one of the tables: a person's, or one that is no person's."""
    known, named, _ = _known()
    return phrase_key(name) in known or fold(name) in named


@lru_cache(_MEMORY)
def kind_of(name: str) -> Kind:
    """Whether a party's name is a person's or a body's; a guess by its look where the tables do not know it."""
    if not name:
        return "state"
    known, named, marks = _known()
    if phrase_key(name) in known:
        return "person"
    parts = name.split()
    looks_so = all(p[:1].isupper() for p in (parts[0], parts[-1])) and fold(name) not in named
    return "person" if looks_so and not marks & set(fold(name).split()) else "body"


def is_new_person(party: Party) -> bool:
    """Whether it has a person's name that no table has."""
    return party.name[:1].isupper() and not is_known(party.name) and kind_of(party.name) == "person"


@lru_cache(_MEMORY)
def agreement(a: Party, b: Party) -> float:
    """How well two parties agree: 0 when they cannot be one."""
    if a.code != b.code:
        return _stateless(a, b)
    if a.name == b.name:
        return SAME
    kinds = {kind_of(a.name), kind_of(b.name)}
    if "state" in kinds:
        return UNNAMED
    if _is_one_name(a.name, b.name):
        return ALIKE
    if kinds == {"person"} or a.code == NO_STATE and "person" in kinds:
        return 0.0
    return OTHER_BODY if kinds == {"body"} else MIXED


def _stateless(a: Party, b: Party) -> float:
    if NO_STATE not in (a.code, b.code) or "person" in (kind_of(a.name), kind_of(b.name)):
        is_one = NO_STATE in (a.code, b.code) and a.name and b.name and _is_one_name(a.name, b.name)
        return ALIKE if is_one else 0.0
    return STATELESS


def _is_one_name(a: str, b: str) -> bool:
    """Whether all long words of the shorter name stand in the other, as they sound."""
    left, right = (frozenset(map(sound, [w for w in n.split() if len(w) >= _NAME_WORD] or [n])) for n in (a, b))
    return left <= right or right <= left


def side(a: Side, b: Side) -> float:
    """How well two lists agree: every party of the shorter must find its like in the other, or they do not (0)."""
    if not a or not b:
        return SAME if a == b else MISSING
    fewer, more = (a, b) if len(a) <= len(b) else (b, a)
    best = [max(agreement(p, q) for q in more) for p in fewer]
    if min(best) == 0:
        return 0.0
    return sum(best) / len(best) * (SAME if len(a) == len(b) else MORE)


@dataclass(frozen=True)
class Cast:
    """A claim's parties, ready to compare: no spans, each party once, sorted."""

    type: str
    actors: Side
    recipients: Side
    mode: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it names one party of what takes two. A visitor is named without a host, the dead without foes."""
        is_one = self.type in MUTUAL and len(self.everybody) == 1
        return is_one and (bool(self.actors) if self.type == "ASSAULT" else self.mode != "visit")

    @property
    def everybody(self) -> Side:
        """Both sides together."""
        return _plain((*self.actors, *self.recipients))


def cast(claim: Claim) -> Cast:
    """The parties of ``claim``."""
    return Cast(claim.type, _plain(claim.actors), _plain(claim.recipients), claim.mode)


def _plain(parties: Sequence[Party]) -> Side:
    return tuple(sorted({Party(p.code, p.name) for p in parties}, key=lambda p: (p.code, p.name)))


@lru_cache(_MEMORY)
def cast_agreement(a: Cast, b: Cast) -> float:
    """How well all parties of two claims agree: 1 the same, 0 they cannot be one event."""
    actors, recipients = side(a.actors, b.actors), side(a.recipients, b.recipients)
    straight = (actors + recipients) / 2 if actors and recipients else 0.0
    if not a.recipients and not b.recipients:
        straight = actors
    found = max(straight, TURNED * side(a.everybody, b.everybody)) if _may_turn(a, b) else straight
    return (found + MISSING) / 2 if found and (a.is_open or b.is_open) else found


def _may_turn(a: Cast, b: Cast) -> bool:
    if a.type in UNDIRECTED:
        return True
    return a.type in RECIPROCAL and (_is_mutual(a) or _is_mutual(b))


def _is_mutual(one: Cast) -> bool:
    return len(one.actors) > 1 and not one.recipients
