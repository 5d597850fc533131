"""A learnt second opinion on parties: who around a predicate acts, and upon whom.

Frames say where the parties of a predicate stand; where the sentence puts them elsewhere, frames find nobody. Here
every party that the sentence names is a candidate, told by its place in the tree, its kind and what the frame made of
it; a logistic regression, learnt by ``training/roles.py`` from gold records, gives the chance that it acts, or is
acted upon. Its weights are data (``models/el/roles.json``), so each decision is a sum that can be shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Token

from istor.coding.arguments import preposition
from istor.coding.frames import Fit
from istor.coding.lone import is_lone
from istor.coding.parties import Parties
from istor.coding.paths import path_between, slot_of
from istor.coding.whose import HOME
from istor.knowledge.learnt import Weights, step
from istor.model import Party

ROLES = ("actor", "recipient")
FAR_AHEAD = 3  # steps


@dataclass(frozen=True)
class Candidate:
    """A party that the sentence names (``head`` is its word) or that was met before (no head), and what tells of it."""

    party: Party
    head: Token | None
    features: tuple[str, ...]


def candidates(fit: Fit, parties: Parties, speakers: Sequence[Party] = ()) -> list[Candidate]:
    """All that may be a party of ``fit``'s event, each party once, the nearest mention of it."""
    trigger = fit.trigger
    heads = sorted((t for t in parties.heads(trigger.sent) if t != trigger), key=lambda t: abs(t.i - trigger.i))
    named: dict[str, tuple[Party, Token]] = {}
    for head in heads:
        for party in parties.of_one(head):
            named.setdefault(str(party), (party, head))
    roles = trigger.doc._.roles
    thoughts = {name: thought for name, (_, head) in named.items() if (thought := roles.get((trigger.i, head.i)))}
    said = {str(p) for p in speakers}
    found = {name: Candidate(party, head, (*_told(fit, party, head, parties, said, len(heads)),
                                           *_compared(fit, name, thoughts)))
             for name, (party, head) in named.items()}
    others = [("before", p) for p in parties.memory.subjects] + [("said", p) for p in speakers]
    others += [("home", Party(HOME))] if not found else []
    others += [("rule", p) for p in (*fit.actors, *fit.recipients)]
    for kind, party in others:
        if str(party) not in found:
            found[str(party)] = Candidate(party, None, (*_unseen(fit, party, kind, said),
                                                        *_compared(fit, str(party), thoughts)))
    return list(found.values())


def _basis(fit: Fit, party: Party, said: set[str]) -> Iterator[str]:
    """What the frame made of the party, alone and with the event's type."""
    name, frame, rule = str(party), fit.frame, _rule(fit, str(party))
    none = ("A" if fit.actors else "-") + ("R" if fit.recipients else "-")
    yield "bias"
    yield f"rule={rule}"
    yield f"rule={rule}|found={none}"
    yield f"rule={rule}|found={none}|lone={is_lone(fit.trigger.doc)}"
    yield f"rule={rule}|type={frame.type}"
    yield f"rule={rule}|weak={frame.is_weak}|reciprocal={frame.is_reciprocal}|found={none}"
    yield f"kind={_kind(party)}|type={frame.type}"
    if name in said:
        yield f"speaker|type={frame.type}"
        yield f"speaker|rule={rule}|found={none}"


def _rule(fit: Fit, name: str) -> str:
    """What the frame made of a party."""
    return "actor" if name in map(str, fit.actors) else "recipient" if name in map(str, fit.recipients) else "none"


def _unseen(fit: Fit, party: Party, kind: str, said: set[str]) -> Iterator[str]:
    yield from _basis(fit, party, said)
    found = ("A" if fit.actors else "-") + ("R" if fit.recipients else "-")
    yield f"unseen={kind}|found={found}"
    yield f"unseen={kind}|type={fit.frame.type}|part={fit.frame.part}"


def _told(fit: Fit, party: Party, head: Token, parties: Parties, said: set[str], count: int) -> Iterator[str]:
    trigger, kind = fit.trigger, fit.frame.type
    yield from _basis(fit, party, said)
    path, slot = path_between(trigger, head), slot_of(trigger, head)
    part = fit.frame.part
    found = ("A" if fit.actors else "-") + ("R" if fit.recipients else "-")
    yield f"path={path}|part={part}"
    yield f"path={path}|found={found}"
    yield f"slot={slot}|part={part}|type={kind}"
    yield f"slot={slot}|part={part}|found={found}"
    yield f"slot={slot}|kind={_kind(party)}"
    yield f"frame={fit.frame.id}|slot={slot}"
    yield f"label={head.dep_}|{preposition(head)}|case={''.join(head.morph.get('Case', []))}|type={kind}"
    yield f"side={'after' if head.i > trigger.i else 'before'}|far={min(abs(head.i - trigger.i) // 4, 6)}|part={part}"
    yield f"alone={count == 1}|found={found}"
    mention = parties.at.get(head.i)
    entry = mention.entries[0].kind if mention and mention.entries else mention.label if mention else "age"
    yield f"entry={entry}|slot={slot}"
    yield from _thought(trigger, head, kind)
    if head == trigger.sent.root or head.head == trigger.sent.root and head.dep_ in ("nsubj", "nsubj:pass"):
        yield f"main subject|type={kind}|found={found}"
        yield f"main subject|part={part}|found={found}"


def _thought(trigger: Token, head: Token, kind: str) -> Iterator[str]:
    """What the encoder's role head gives: the chances of both roles, alone, together, and with the event's type."""
    thought = trigger.doc._.roles.get((trigger.i, head.i))
    if not thought:
        return
    acts, acted_upon = map(step, thought)
    yield f"head: acts={acts}"
    yield f"head: acted upon={acted_upon}"
    yield f"head: acts={acts}|acted upon={acted_upon}"
    yield f"head: acts={acts}|type={kind}"
    yield f"head: acted upon={acted_upon}|type={kind}"


def _compared(fit: Fit, name: str, thoughts: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """How much likelier the role head finds a party than the likeliest other; of one that it does not see, that other.

    What is told is by how many steps, for each role.
    """
    rule, own = _rule(fit, name), thoughts.get(name)
    ahead = []
    for role, kind in enumerate(ROLES):
        best = max((step(thought[role]) for other, thought in thoughts.items() if other != name), default=-1)
        if own is None:
            if thoughts:
                yield f"unseen|best {kind}={best}"
                yield f"unseen|best {kind}={best}|rule={rule}"
            continue
        at = step(own[role])
        ahead.append(max(-FAR_AHEAD, min(FAR_AHEAD, at - best)))
        yield f"{kind}={at}|ahead={ahead[-1]}"
        yield f"{kind}|ahead={ahead[-1]}|rule={rule}"
        yield f"{kind}={at}|rule={rule}"
    if ahead:
        yield f"ahead={ahead[0]},{ahead[1]}"


def _kind(party: Party) -> str:
    if not party.name:
        return "state"
    return "nobody's" if party.code == "---" else "named" if party.name[:1].isupper() else "group"


@dataclass(frozen=True)
class Weighed:
    """A candidate held against one role: its chance, the least that is asked, and why it is not taken ("": it is)."""

    candidate: Candidate
    role: int
    chance: float
    least: float
    objection: str


def weighed(fit: Fit, found: Sequence[Candidate], learnt: Weights) -> Iterator[Weighed]:
    """Every candidate held against each role, role by role, the surest first.

    One taken bars others of its state from its role; from the other role a state bars its own people, and they it.
    """
    chances = sorted(((learnt.chances(c.features), n) for n, c in enumerate(found)), key=lambda x: (-max(x[0]), x[1]))
    taken = [list(fit.actors), list(fit.recipients)]
    for role, name in enumerate(ROLES):
        least = learnt.least[f"another {name}" if (fit.actors, fit.recipients)[role] else name]
        for chance, n in chances:
            party = found[n].party
            is_known = any(p.code == party.code or party.name and p.name == party.name for p in taken[role])
            is_known |= any(_are_one(p, party) for p in taken[1 - role])
            objection = "done together" if fit.frame.is_reciprocal and name == "recipient" else \
                "its state is a party already" if is_known else \
                "too unsure" if chance[role] < least else \
                f"rather {ROLES[1 - role]}" if chance[role] < chance[1 - role] else ""
            if not objection:
                taken[role].append(party)
            yield Weighed(found[n], role, chance[role], least, objection)


def _are_one(one: Party, two: Party) -> bool:
    """Whether one party is the other, or the state that the other belongs to."""
    return one.code == two.code and (one.name == two.name or not one.name or not two.name)


def completed(fit: Fit, found: Sequence[Candidate], learnt: Weights) -> Fit:
    """``fit`` with those candidates that its frame did not find, where the weights are sure enough."""
    added = [w for w in weighed(fit, found, learnt) if not w.objection]
    made = [tuple(w.candidate.party for w in added if w.role == role) for role in range(len(ROLES))]
    reasons = [f"{ROLES[w.role]} «{w.candidate.party}» by what stands around ({w.chance:.2f})" for w in added]
    return replace(fit, actors=(*fit.actors, *made[0]), recipients=(*fit.recipients, *made[1]),
                   reason="; ".join([fit.reason, *reasons]))


@cache
def weights(lang: str = "el") -> Weights:
    """The learnt weights of one language."""
    return Weights.read(f"coding/models/{lang}/roles.json", classes=len(ROLES))
