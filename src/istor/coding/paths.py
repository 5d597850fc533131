"""Where a word stands to a predicate in the tree, as a name that weights can be learnt for."""

from spacy.tokens import Token

from istor.coding.arguments import preposition
from istor.languages.grammar import has

MOST_STEPS = 4


def _chain(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def path_between(trigger: Token, head: Token) -> str:
    """The labels up from the trigger and down to the candidate."""
    up, down = _chain(trigger), _chain(head)
    common = next((t for t in up if t in down), None)
    if common is None:
        return "apart"
    climbs = [f"^{t.dep_}" for t in up[: up.index(common)]]
    falls = [f"!{t.dep_}" for t in reversed(down[: down.index(common)])]
    if len(climbs) + len(falls) > MOST_STEPS:
        return f"far{len(climbs)}^{falls[0] if falls else ''}"
    return "".join(climbs + falls)


def slot_of(trigger: Token, head: Token) -> str:
    """On which side of the tree: below the trigger by its first label and preposition, above it, or beside it."""
    down = _chain(head)
    if trigger in down:
        first = down[down.index(trigger) - 1] if down.index(trigger) else head
        deep = "" if first == head else "/deep"
        passive = "/pass" if has(trigger, "Voice", "Pass") and trigger.pos_ == "VERB" else ""
        return f"{first.dep_}:{preposition(first)}{deep}{passive}"
    up = _chain(trigger)
    for step, above in enumerate(up[1:], 1):
        if above == head:
            return f"above{step}:{up[step - 1].dep_}"
        if above in down:
            first = down[down.index(above) - 1]
            return f"beside{min(step, 3)}:{up[step - 1].dep_}:{first.dep_}:{preposition(first)}"
    return "apart"
