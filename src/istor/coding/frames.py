"""Which frame a word has here: those of its lemma are tried, the most demanding first, and the first that fits wins."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from istor.coding.arguments import PASSIVE_SUBJECTS, SUBJECTS, Arguments, of_noun, of_verb, preposition
from istor.coding.lexicon import Frame, counting, lexicon, plain_frames, saying_how_sure
from istor.coding.owners import INNER
from istor.coding.parties import Parties
from istor.languages.folding import fold
from istor.model import Party

PARTS = {"VERB": ("verb",), "AUX": ("verb",), "NOUN": ("noun",), "ADJ": ("adjective", "verb", "noun"),
         "PROPN": ("noun",), "X": ("noun",), "ADV": ()}
LEAST_CHANCE = 0.2  # from which the event head's proposal is considered at all
NO_EVENT = "-"  # the event head's name for what is none


@dataclass(frozen=True)
class Fit:
    """A frame that fits a trigger, with its arguments and the parties it makes of them."""

    frame: Frame
    trigger: Token
    arguments: Arguments
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    reason: str
    taken: tuple[tuple[str, tuple[Party, ...]], ...] = ()  # which parties each path gave


@dataclass(frozen=True)
class Condition:
    """What a frame asks of a path: that it holds one of the classes, or, as a bar, that it holds none of them."""

    path: str
    classes: tuple[str, ...]
    is_bar: bool


@dataclass(frozen=True)
class Trial:
    """A frame tried on a trigger: its fit, or the condition on which it failed."""

    frame: Frame
    arguments: Arguments
    fit: Fit | None
    failed: Condition | None


def trials(trigger: Token, parties: Parties) -> Iterator[Trial]:
    """The frames of ``trigger``, the most demanding first, each tried when it is asked for."""
    for part in PARTS.get(trigger.pos_, ()):
        frames = lexicon().of(part, trigger.lemma_)
        if not frames:
            continue
        arguments = of_noun(trigger) if part == "noun" else of_verb(trigger)
        for frame in frames:
            failed = _failed(frame, arguments, parties)
            yield Trial(frame, arguments, None if failed else _fit(frame, trigger, arguments, parties), failed)


def proposed(trigger: Token, parties: Parties) -> Fit | None:
    """What the encoder's event head makes of a predicate that no frame knows; its parties by plain rules."""
    thought, parts = trigger.doc._.predicates.get(trigger.i), PARTS.get(trigger.pos_)
    if not thought or not parts or 1 - thought[NO_EVENT] < LEAST_CHANCE or _is_no_event(trigger):
        return None
    kind = max((k for k in thought if k != NO_EVENT), key=lambda k: (thought[k], k))
    if thought[kind] < LEAST_CHANCE:
        return None
    part = parts[0]
    arguments = of_noun(trigger) if part == "noun" else of_verb(trigger)
    return _fit(plain_frames()[part, kind], trigger, arguments, parties)


def _is_no_event(trigger: Token) -> bool:
    """Whether a word only counts, or only says how sure its clause is, whatever the head thinks."""
    lemma = fold(trigger.lemma_)
    return lemma in counting() or lemma in saying_how_sure() and any(
        c.pos_ == "VERB" and c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in trigger.children)


def _failed(frame: Frame, arguments: Arguments, parties: Parties) -> Condition | None:
    """The first condition of ``frame`` that does not hold."""
    conditions = [Condition(*need, is_bar=False) for need in frame.needs.items()]
    conditions += [Condition(*bar, is_bar=True) for bar in frame.unless.items()]
    return next((c for c in conditions
                 if c.is_bar is any(_has(arguments, c.path, wanted, parties) for wanted in c.classes)), None)


def _has(arguments: Arguments, path: str, wanted: str, parties: Parties) -> bool:
    """Whether some argument on ``path`` is of the class ``wanted``."""
    tokens = arguments.of(path)
    if wanted == "clause":
        return bool(tokens)
    if wanted == "party" and path == "subject" and arguments.is_dropped:
        return True
    return any(_is_of(token, wanted, parties) for token in tokens)


def _is_of(token: Token, wanted: str, parties: Parties) -> bool:
    if wanted == "place":
        return any(m.kind("place", "capital", "state") for t in _named_by(token) if (m := parties.at.get(t.i)))
    if wanted in ("party", "state", "person", "body", "group"):
        found = parties.of(token, descend=wanted == "party") or tuple(filter(None, [parties.adjective(token)]))
        return any(_is_kind(p, wanted) for p in found)
    classes = lexicon().classes.get(wanted, frozenset())
    return any(fold(t.lemma_) in classes or fold(t.text) in classes for t in (token, *token.conjuncts))


def _named_by(token: Token) -> Iterator[Token]:
    """A noun and the bare name beside it: "the region Kursk"."""
    yield token
    yield from (c for c in token.children if c.dep_ in INNER | {"nmod"} and not list(c.children))


def _is_kind(party: Party, wanted: str) -> bool:
    if wanted == "party":
        return True
    if wanted == "state":
        return not party.name
    if wanted == "person":
        return " " in party.name and party.name[:1].isupper()
    if wanted == "group":
        return party.name[:1].islower()
    return bool(party.name)


def _fit(frame: Frame, trigger: Token, arguments: Arguments, parties: Parties) -> Fit:
    actors, actor_path = _first(frame.actors, arguments, parties, trigger)
    recipients, recipient_path = _first([p for p in frame.recipients if p != actor_path], arguments, parties, trigger)
    taken = [(actor_path, actors), (recipient_path, recipients)]
    if frame.is_reciprocal:
        taken = list(_together(frame, arguments, parties, trigger)) or [("", _in_course_of(trigger, parties))]
        actors, recipients = tuple(p for _, found in taken for p in found), ()
    acting = {str(a) for a in actors} | {a.code for a in actors if a.name}  # nobody acts upon his own state
    recipients = tuple(p for p in recipients if str(p) not in acting)
    reason = f"{frame.id}: actors from {actor_path or 'nothing'}, recipients from {recipient_path or 'nothing'}"
    return Fit(frame, trigger, arguments, actors, recipients, reason, tuple(taken))


def _first(paths: object, arguments: Arguments, parties: Parties, trigger: Token) -> tuple[tuple[Party, ...], str]:
    """The parties on the first path that holds some."""
    for path in paths:  # type: ignore[attr-defined]
        if found := _on(path, arguments, parties, trigger):
            return found, path
    return (), ""


def _on(path: str, arguments: Arguments, parties: Parties, trigger: Token) -> tuple[Party, ...]:
    made: list[Party] = []
    for token in arguments.of(path):
        found = _adjective(token, parties) if path == "adj" else parties.of(token, descend=path != "subject")
        made.extend(p for p in found if str(p) not in {str(m) for m in made})
    if not made and path == "subject" and arguments.is_dropped:
        return parties.dropped(trigger)
    return tuple(made)


def _adjective(token: Token, parties: Parties) -> tuple[Party, ...]:
    return tuple(p for t in (token, *token.conjuncts) if (p := parties.adjective(t)) is not None)


def _in_course_of(trigger: Token, parties: Parties) -> tuple[Party, ...]:
    """Who did something in a call or meeting that names nobody itself: "in a phone call, the two presidents agreed"."""
    if trigger.dep_ != "obl" or preposition(trigger) not in ("σε", "κατα"):
        return ()
    found = tuple(p for t in of_verb(trigger.head).of("subject") for p in parties.of(t))
    return found if len(found) > 1 else ()


def _together(
    frame: Frame, arguments: Arguments, parties: Parties, trigger: Token
) -> Iterator[tuple[str, tuple[Party, ...]]]:
    """All parties of a reciprocal event, each once, by path; a subject and its counterpart, or all that one holds."""
    made: list[Party] = []
    for path in (*frame.actors, *frame.recipients):
        found = _on(path, arguments, parties, trigger)
        if path in ("gen", "poss", "adj") and len({p.code for p in made}) > 1:
            continue
        new = tuple(p for p in found if str(p) not in {str(m) for m in made})
        made.extend(new)
        if new:
            yield path, new
