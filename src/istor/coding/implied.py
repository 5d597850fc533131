"""Who acts where the text need not say it: protesters in a protest, the police in an arrest, a court in a sentence.

The rules are ``languages/LANG/implied.yaml``. They are asked last, when neither the frame nor what stands around the
trigger gave an actor, and what they add is marked as implied in the claim's reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from istor.coding.arguments import preposition
from istor.coding.frames import Fit
from istor.coding.owners import NONE
from istor.coding.parties import Parties
from istor.errors import DataError
from istor.knowledge.titles import titles
from istor.languages import data
from istor.languages.folding import fold
from istor.model import Party
from istor.model.plover import TYPES

AT = frozenset({"σε", "κοντα", "εξω"})


@dataclass(frozen=True)
class Rule:
    """Triggers of a type whose actor goes without saying; ``instead`` are names of actors that say less."""

    type: str
    actor: str
    words: frozenset[str]
    instead: frozenset[str]


@cache
def rules(lang: str = "el") -> tuple[Rule, ...]:
    """The rules of one language, checked."""
    return tuple(_rule(row, f"languages/{lang}/implied.yaml, rule {n}")
                 for n, row in enumerate(data.table(lang, "implied.yaml"), 1))


def _rule(row: dict[str, object], where: str) -> Rule:
    if not {"type", "actor", "words"} <= set(row) <= {"type", "actor", "words", "instead"}:
        raise DataError(f"{where}: give type, actor and words; instead if some actors give way")
    known = {role.name for role in titles().roles} | {""}
    if row["type"] not in TYPES or row["actor"] not in known:
        raise DataError(f"{where}: type must be one of PLOVER's and actor a role of titles.yaml or empty")
    words, instead = row["words"], row.get("instead", [])
    if not isinstance(words, list) or not isinstance(instead, list):
        raise DataError(f"{where}: words and instead are lists")
    return Rule(str(row["type"]), str(row["actor"]), frozenset(map(fold, words)), frozenset(instead))


def with_implied(fit: Fit, parties: Parties) -> Fit:
    """``fit`` with the actor that goes without saying, where one does."""
    word = fold(fit.trigger.lemma_)
    rule = next((r for r in rules() if r.type == fit.frame.type and word in r.words), None)
    if rule is None or any(p.name not in rule.instead for p in fit.actors):
        return fit
    code = next((p.code for p in fit.actors), "") or next(_at(fit, parties), "") or parties.home()
    party = Party(code, rule.actor)
    if code == NONE or str(party) in set(map(str, fit.recipients)):
        return fit
    return replace(fit, actors=(party,), reason=f"{fit.reason}; actor «{party}» implied by «{fit.trigger.lemma_}»")


def _at(fit: Fit, parties: Parties) -> Iterator[str]:
    """The codes of the places where the sentence puts what it tells, the nearest to the trigger first."""
    for token in sorted(fit.trigger.sent, key=lambda t: abs(t.i - fit.trigger.i)):
        mention = parties.at.get(token.i)
        entry = mention.kind("state", "capital", "place") if mention else None
        if entry and entry.code != NONE and preposition(token) in AT:
            yield entry.code
