"""How sure a claim is: the share of claims like it that were right on gold records.

What tells is the frame, how the predicate stands in its sentence, the status, which parties were found, and what the
encoder's event head thinks of the word. A logistic regression (``models/el/confidence.json``, learnt by
``training/confidence.py``) weighs these, so that of claims said at 0.8 about 80 in 100 are right.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from istor.coding.arguments import preposition
from istor.coding.frames import NO_EVENT, Fit
from istor.coding.lexicon import Frame
from istor.knowledge.learnt import Weights, step
from istor.languages.folding import fold
from istor.model.claim import Status

LIKELY = 0.35


def features(
    fit: Fit, status: Status, quote: str | None, speakers: int, is_lone: bool, rival: Fit | None = None
) -> Iterator[str]:
    """What tells how likely the claim is right, as names; ``rival`` is another type's claim to the same word."""
    trigger, frame = fit.trigger, fit.frame
    found = ("A" if fit.actors else "-") + ("R" if fit.recipients else "-")
    yield "bias"
    yield f"frame={frame.id}"
    yield f"lemma={fold(trigger.lemma_)}"
    yield f"type={frame.type}"
    yield f"type={frame.type}|status={status}"
    yield f"status={status}"
    yield f"weak={frame.is_weak}|found={found}"
    yield f"part={frame.part}|found={found}"
    yield f"type={frame.type}|found={found}"
    yield f"part={frame.part}|needs={bool(frame.needs)}"
    yield f"label={trigger.dep_}|part={frame.part}"
    yield f"quote={quote}|type={frame.type}"
    yield f"lone={is_lone}"
    yield f"lone={is_lone}|part={frame.part}"
    yield f"lone={is_lone}|type={frame.type}"
    yield f"quote={quote}|speakers={min(speakers, 1)}"
    if rival:
        yield f"plain={frame.is_plain}|against a rival"
        yield f"plain={frame.is_plain}|type={frame.type}|against={rival.frame.type}"
    yield f"demand={_demand(frame)}"
    yield f"demand={_demand(frame)}|type={frame.type}"
    yield from _form(trigger)
    yield from _thought(trigger, frame)


def nesting(fit: Fit, outer: Fit | None, is_outer: bool) -> Iterator[str]:
    """What ``fit`` is promised, asked, refused or threatened by, and whether it does so itself."""
    kind = fit.frame.type
    if outer:
        yield f"within={outer.frame.type}|plain={outer.frame.is_plain}"
        yield f"within={outer.frame.type}|type={kind}"
        yield f"within|demand={_demand(fit.frame)}"
        yield f"within|same={outer.frame.type == kind}|part={fit.frame.part}"
    if is_outer:
        yield f"holds another|type={kind}|plain={fit.frame.is_plain}"


def _form(trigger: Token) -> Iterator[str]:
    """Tense, person and number of a verb; article, number and preposition of a noun; what it hangs from."""
    if trigger.pos_ in ("VERB", "AUX"):
        kinds = [k for name in ("Tense", "Aspect", "Mood", "Person", "VerbForm") for k in trigger.morph.get(name, [])]
        marks = sorted(fold(c.text) for c in trigger.children if c.dep_ in ("mark", "aux") and c.i < trigger.i)
        yield f"verb={'/'.join(kinds)}"
        yield f"verb={'/'.join(kinds)}|marks={' '.join(marks)}"
    else:
        article = next((fold(c.text)[:1] for c in trigger.children if c.dep_ == "det"), "")
        yield f"noun={''.join(trigger.morph.get('Number', []))}|article={bool(article)}|{preposition(trigger)}"
        yield f"owned={any(c.dep_ == 'nmod' for c in trigger.children)}|label={trigger.dep_}"
    yield f"under={trigger.head.pos_}|label={trigger.dep_}"
    yield f"root={trigger.head == trigger}|sentence={min(len(trigger.sent) // 10, 4)}"


def _demand(frame: Frame) -> str:
    """How much a frame asks of a word before it fits."""
    kind = "plain" if frame.is_plain else "weak" if frame.is_weak else "strong"
    return f"{kind} with needs" if frame.needs else kind


def _thought(trigger: Token, frame: Frame) -> Iterator[str]:
    """What the event head gives: the chances of this type, of any event and of the likeliest other type.

    Each alone, with the frame's type, and with how much the frame asks: a frame that asks much may be right against it.
    """
    thought, kind, demand = trigger.doc._.predicates.get(trigger.i), frame.type, _demand(frame)
    if not thought:
        yield f"unheard|demand={demand}"
        return
    best = max(thought, key=lambda k: (thought[k], k))
    choice = "this" if best == kind else "none" if best == NO_EVENT else "other"
    this, event = step(thought.get(kind, 0.0)), step(1 - thought.get(NO_EVENT, 0.0))
    other = max((k for k in thought if k not in (NO_EVENT, kind)), key=lambda k: (thought[k], k), default=NO_EVENT)
    yield f"head: this={this}"
    yield f"head: any={event}"
    yield f"head: this={this}|any={event}"
    yield f"head: best={choice}"
    yield f"head: best={choice}|type={kind}"
    for name, told in (("this", this), ("any", event)):
        yield f"head: {name}={told}|type={kind}"
        yield f"head: {name}={told}|demand={demand}"
    yield f"head: best={choice}|demand={demand}"
    yield f"head: other={other}|likely={thought.get(other, 0.0) >= LIKELY}|type={kind}"


@cache
def weights(lang: str = "el") -> Weights:
    """The learnt weights of one language."""
    return Weights.read(f"coding/models/{lang}/confidence.json", classes=1)


def least(fit: Fit, is_lone: bool) -> float:
    """The confidence from which a claim is told; what only the event head proposes must be surer."""
    kinds = ("proposed, lone", "lone") if is_lone else ("proposed in a report", "report")
    return weights().least[kinds[0] if fit.frame.is_plain else kinds[1]]
