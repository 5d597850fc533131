"""Which war a report speaks of, when it names neither its year nor both its sides: "the war in Ukraine"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from istor.coding.arguments import preposition
from istor.coding.frames import Fit
from istor.coding.parties import Parties
from istor.knowledge.tables import War, wars
from istor.languages.folding import fold
from istor.model import Party, When

WAR = frozenset(map(fold, ("πόλεμος",)))
MOST_NAMED = 4  # "the war" alone is one between states that the report names most
INVASION = frozenset(map(fold, ("εισβολή", "εισβάλλω")))
AGAINST = tuple(map(fold, ("σε", "gen", "κατά", "με")))


def war_of(fit: Fit, parties: Parties) -> War | None:
    """The war or invasion that ``fit`` means in its report: of those that fit, the latest begun by the report's day."""
    word = fold(fit.trigger.lemma_)
    if word not in WAR | INVASION:
        return None
    by, to = {p.code for p in fit.actors}, {p.code for p in fit.recipients}
    at = {p.code for path in AGAINST for token in fit.arguments.of(path) for p in parties.of(token)}
    at |= {p.code for token in _beside(fit.trigger) for p in parties.of(token)}
    fitting = [w for w in wars() if parties.day is None or w.first <= parties.day]
    if word in INVASION:
        fitting = [w for w in fitting if w.invader in by and w.invaded in to | at]
    else:
        named = by | to | at or set(parties.states[:MOST_NAMED])
        fitting = [w for w in fitting if (parties.day is None or w.last >= parties.day) and not _is_part(w)
                   and (named <= set(w.sides) and (at or named == set(w.sides)) if by | to | at
                        else set(w.sides) <= named)]
    return max(fitting, key=lambda w: w.first, default=None)


def _beside(trigger: Token) -> Iterator[Token]:
    """What stands with a preposition on the noun that a trigger belongs to: "the start of the invasion of Ukraine"."""
    if trigger.dep_ == "nmod" and trigger.head.i < trigger.i:
        yield from (c for c in trigger.head.children if c.i > trigger.i and c.dep_ == "nmod" and preposition(c) == "σε")


def _is_part(war: War) -> bool:
    """Whether it is an invasion within a longer war of the same sides."""
    return any(w != war and w.sides == war.sides and w.first <= war.first and war.last <= w.last for w in wars())


def in_war(fit: Fit, war: War) -> Fit:
    """``fit`` with the parties of its war that the text leaves out."""
    if fold(fit.trigger.lemma_) in INVASION:
        actors, recipients = fit.actors, fit.recipients or (Party(war.invaded),)
    else:
        named = {p.code for p in (*fit.actors, *fit.recipients)}
        actors = (*fit.actors, *fit.recipients, *(Party(code) for code in war.sides if code not in named))
        recipients = ()
    known = f"the war of {' and '.join(war.sides)}, from {war.begun}"
    return replace(fit, actors=actors, recipients=recipients, reason=f"{fit.reason}; {known}")


def since(war: War) -> When:
    """The open stretch since a war began."""
    return When(war.first, None, f"{war.begun}/..", "known")


def when_of_war(fit: Fit, war: War) -> When:
    """An invasion is in the month in which it began; a war lasts."""
    if fold(fit.trigger.lemma_) in INVASION:
        after = date(war.first.year + war.first.month // 12, war.first.month % 12 + 1, 1)
        return When(war.first, after - timedelta(days=1), war.begun, "known")
    return When(war.first, war.last if war.ended else None, f"{war.begun}/{war.ended or '..'}", "known")
