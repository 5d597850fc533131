"""How a coding was decided, told by the coder itself: what it considered (``coding.considered``) put into words.

Nothing is decided here. Every verdict is read off the values that the coder made its claims from, so that an
explanation cannot differ from what was coded.
"""

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from istor.coding import confidence, roles
from istor.coding.arguments import Arguments, carrier, preposition
from istor.coding.circumstances import FAR, dated
from istor.coding.claims import Coder
from istor.coding.considered import Choice, Considered, Loss
from istor.coding.explanation import (
    Account,
    Attempt,
    Candidacy,
    Explanation,
    Expression,
    Obstacle,
    Outcome,
    Part,
    Path,
    Role,
    Sentence,
    Source,
    Verdict,
    Word,
)
from istor.coding.frames import NO_EVENT, PARTS, Fit, Trial
from istor.coding.lexicon import Frame, lexicon
from istor.coding.status import status_of
from istor.knowledge.learnt import Weights
from istor.languages.folding import fold
from istor.model import Span

IDEAS = 3  # of the event head that are told, a word
ASIDE = frozenset({"acl:relcl", "acl", "advcl", "parataxis", "punct"})  # what is left out of a phrase that is shown


def explain(doc: Doc) -> Explanation:
    """How every sentence of an annotated document was decided."""
    coder = Coder(doc)
    sentences = tuple(_sentence(coder, choice, number) for number, choice in enumerate(coder.choices(), 1))
    published, news_day = coder.report.published, coder.news_day
    return Explanation(coder.report.name, published.edtf if published else None, news_day.edtf if news_day else None,
                       sentences)


def _sentence(coder: Coder, choice: Choice, number: int) -> Sentence:
    tokens = [t for t in choice.sentence if not t.is_space]
    numbers = {token.i: n for n, token in enumerate(tokens, 1)}
    span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
    words = tuple(_word(coder, token, numbers) for token in tokens)
    told = coder.told(choice).keys()
    verdicts = tuple(v for token in tokens if (v := _verdict(coder, choice, token, numbers[token.i], token.i in told)))
    return Sentence(number, span, span.of(coder.report.text), words, verdicts)


def _word(coder: Coder, token: Token, numbers: dict[int, int]) -> Word:
    mention = coder.parties.at.get(token.i)
    names = [" ".join(filter(None, (e.kind, e.code, e.name))) for e in mention.entries] if mention else []
    if mention and mention.label:
        names.append(mention.label)
    head = 0 if token.head == token else numbers.get(token.head.i, 0)
    return Word(token.text, token.lemma_, token.pos_, str(token.morph), head, token.dep_, tuple(names),
                Span(token.idx, token.idx + len(token)))


# -- one word ---------------------------------------------------------------------------------------------------------


def _verdict(coder: Coder, choice: Choice, token: Token, number: int, is_told: bool) -> Verdict | None:
    """What became of a word; ``None`` for one that nothing takes for an event."""
    trials, ideas = choice.trials[token.i], _ideas(coder.doc._.predicates.get(token.i, {}))
    kept = next((fit for fit in choice.kept if fit.trigger == token), None)
    loss = next((loss for loss in choice.lost if loss.fit.trigger == token), None)
    carried = next((fit.trigger for fit in choice.kept if carrier(fit.trigger) == token), None)
    fit = kept or (loss.fit if loss else None)
    is_thought = bool(ideas) and ideas[0].feature != NO_EVENT
    if not trials and fit is None and carried is None and token.pos_ != "VERB" and not is_thought:
        return None
    opinions = coder.opinions(kept) if kept else ()
    fit = opinions[0].fit if opinions else fit
    account = _account(coder, opinions) if opinions else None
    outcome: Outcome = "told" if is_told else _outcome(account, loss, carried, trials)
    by = _other(choice, token) if outcome == "swallowed" else loss.by if loss else carried if fit is None else None
    return Verdict(
        word=number, text=token.text, lemma=token.lemma_, outcome=outcome,
        by=by.text if by is not None else "", proposed=fit is not None and fit.frame.is_plain,
        rule=fit.frame.id if fit else "", type=account.claim.type if account else fit.frame.type if fit else "",
        attempts=(*map(_attempt, trials), *map(_untried, _rest(token, trials))), thought=ideas,
        paths=tuple(_paths(fit)) if fit else (), account=account,
    )


def _ideas(thought: Mapping[str, float]) -> tuple[Part, ...]:
    """What the event head thinks of a word, the strongest first."""
    ideas = (Part(kind, round(chance, 4)) for kind, chance in thought.items())
    return tuple(sorted(ideas, key=lambda p: (-p.weight, p.feature))[:IDEAS])


def _other(choice: Choice, token: Token) -> Token | None:
    """The word that promises, asks, refuses or threatens what ``token`` tells, or of which ``token`` does so."""
    if outer := choice.within.get(token.i):
        return outer.trigger
    return next((token.doc[i] for i, outer in choice.within.items() if outer.trigger == token), None)


def _outcome(account: Account | None, loss: Loss | None, carried: Token | None, trials: Sequence[Trial]) -> Outcome:
    """Why a word is not told."""
    if account:
        return "too unsure" if account.claim.confidence < account.least else "swallowed"
    if loss:
        return loss.reason
    return "carries" if carried is not None else "no frame fits" if trials else "no frame"


def _attempt(trial: Trial) -> Attempt:
    frame, failed = trial.frame, trial.failed
    obstacle = Obstacle(failed.path, failed.classes, failed.is_bar, _words(trial.arguments, failed.path)) \
        if failed else None
    return Attempt(frame.id, frame.type, frame.mode, "fails" if failed else "fits", obstacle, frame.example)


def _untried(frame: Frame) -> Attempt:
    return Attempt(frame.id, frame.type, frame.mode, "not tried", None, frame.example)


def _rest(token: Token, trials: Sequence[Trial]) -> Iterator[Frame]:
    """The frames of a word behind the one that fits."""
    tried = [trial.frame for trial in trials]
    return (f for part in PARTS.get(token.pos_, ()) for f in lexicon().of(part, token.lemma_) if f not in tried)


def _paths(fit: Fit) -> Iterator[Path]:
    """What the frame took, path by path, then what stands on other paths."""
    needs = {fold(path): classes for path, classes in fit.frame.needs.items()}
    taken = [(path, parties) for path, parties in fit.taken if parties]
    asked = {fold(path) for path, _ in taken}
    untaken = [path for path in fit.arguments.paths if path not in asked and not (path == "gen" and "poss" in asked)]
    for path, parties in (*taken, *((path, ()) for path in untaken)):
        role: Role = "actor" if set(parties) & set(fit.actors) else \
            "recipient" if set(parties) & set(fit.recipients) else ""
        yield Path(path, _words(fit.arguments, path), needs.get(fold(path), ()), tuple(map(str, parties)), role)


def _words(arguments: Arguments, path: str) -> tuple[str, ...]:
    return tuple(map(_phrase, arguments.of(path)))


def _phrase(head: Token) -> str:
    """A word with what hangs from it, without its preposition and without clauses beside it."""
    kept = set(head.subtree)
    for child in head.children:
        if child.dep_ in ASIDE or child.dep_ == "case" and preposition(head):
            kept -= set(child.subtree)
    return " ".join("".join(t.text_with_ws for t in sorted(kept, key=lambda t: t.i)).split())


# -- one claim --------------------------------------------------------------------------------------------------------


def _account(coder: Coder, opinions: Sequence[Considered]) -> Account:
    made, *rivals = opinions
    trigger, claim, learnt = made.fit.trigger, made.claim, confidence.weights()
    text, credited = coder.report.text, coder.attribution.credits(trigger.sent)
    return Account(
        claim=claim,
        candidacies=tuple(_candidacies(made)),
        war=f"{' and '.join(made.war.sides)}, {made.war.begun}/{made.war.ended or '..'}" if made.war else "",
        status_word=status_of(trigger)[1],
        dating=made.dating.by,
        expressions=tuple(_expressions(coder, made)),
        sources=tuple(Source(str(v), v.is_direct, v.cue.of(text) if v.cue else "") for v in claim.voices),
        unheard=tuple(Source(str(p), c.is_direct, c.cue.text) for c in credited
                      if trigger.i not in c.covered and c.cue != trigger for p in c.parties),
        parts=_parts(learnt, made.features, 0),
        unlearnt=tuple(name for name in made.features if name not in learnt.rows),
        least=coder.least(made.fit),
        rivals=tuple(Part(f"{r.claim.type} ({r.fit.frame.id})", r.claim.confidence) for r in rivals),
    )


def _parts(learnt: Weights, features: Sequence[str], column: int) -> tuple[Part, ...]:
    """The parts of a sum, the strongest first."""
    found = [Part(name, row[column]) for name, row in learnt.parts(features)]
    return tuple(sorted(found, key=lambda p: (-abs(p.weight), p.feature)))


def _candidacies(made: Considered) -> Iterator[Candidacy]:
    """The candidates that the frame did not find, the surest first in each role."""
    learnt, own = roles.weights(), {str(p) for p in (*made.fit.actors, *made.fit.recipients)}
    for w in roles.weighed(made.fit, made.candidates, learnt):
        if str(w.candidate.party) not in own:
            parts = _parts(learnt, w.candidate.features, w.role)
            yield Candidacy(str(w.candidate.party), roles.ROLES[w.role], round(w.chance, 4), w.least, w.objection,
                            parts)


def _expressions(coder: Coder, made: Considered) -> Iterator[Expression]:
    """The time expressions of the sentence: the dated ones, the nearest first, then those that give no days."""
    found, sentence = dated(coder.doc, made.fit.trigger), made.fit.trigger.sent
    reached = [d for d in found if d.steps < FAR]
    steps = {d.expression.span: d.steps for d in reached}
    rest = [t for t in coder.doc._.times if t.when is None and sentence.start_char <= t.span.start < sentence.end_char]
    for t in (*(d.expression for d in found), *rest):
        yield Expression(t.text, t.kind, t.value, t.basis, t.rule, t.base.isoformat() if t.base else None, t.tense,
                         steps.get(t.span), t.when is not None, bool(reached) and t.span == reached[0].expression.span)
