"""From an annotated document to its claims: every trigger, its frame, parties, status, voices, date and place.

The rules that decide between triggers stand here, once each: what an outer predicate promises, asks, refuses or
threatens is rather no claim of its own; a noun that a verb's frame needed is no event of its own; what lies ahead of a
meeting, support, cooperation or aid is an agreement (PLOVER); an announced retreat is a concession.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from istor.coding import confidence
from istor.coding.arguments import CLAUSES, carrier
from istor.coding.attribution import Attribution
from istor.coding.circumstances import (
    Background,
    Dating,
    background,
    is_after,
    news_day,
    news_month,
    place_of,
    report_day,
    when_apart,
    when_of,
)
from istor.coding.considered import Choice, Considered, Loss
from istor.coding.figures import figures_of
from istor.coding.frames import Fit, Trial, proposed, trials
from istor.coding.implied import with_implied
from istor.coding.lexicon import lexicon
from istor.coding.lone import is_lone
from istor.coding.parties import Parties
from istor.coding.reporting import reporting
from istor.coding.roles import candidates, completed, weights
from istor.coding.statements import Statements
from istor.coding.status import status_of
from istor.coding.wars import in_war, since, war_of, when_of_war
from istor.knowledge.tables import War
from istor.languages.folding import fold
from istor.model import Claim, Made, Party, Report
from istor.model import Span as Stretch
from istor.model.claim import Status
from istor.model.ids import content_id

VERSION = "1"
SWALLOWING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
AHEAD = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


LASTING = frozenset({"AID", "COOPERATE"})  # told as what goes on ("supplies with shells"), not as news of a day


def code(doc: Doc) -> tuple[Claim, ...]:
    """The claims of a document, in the order of its text."""
    return tuple(Coder(doc).claims())


class Coder:
    """Reads one document sentence by sentence, remembering who was named."""

    def __init__(self, doc: Doc) -> None:
        self.doc: Doc = doc
        self.report: Report = doc._.report
        self.parties = Parties(doc, report_day(self.report.published))
        self.attribution = Attribution(doc, self.parties)
        self.statements = Statements(doc, self.attribution)
        self.news_day, self.is_lone = news_day(doc), is_lone(doc)
        self.within: Mapping[int, Fit] = {}  # of the sentence that is being read, by the number of the word
        self.wars: dict[int, War] = {}  # so too

    def claims(self) -> Iterator[Claim]:
        """Every claim that the report makes."""
        return (considered.claim for choice in self.choices() for considered in self.told(choice).values())

    def told(self, choice: Choice) -> Mapping[int, Considered]:
        """What is told of a sentence, by the number of its word: what is sure enough. For the last choice only.

        Of a predicate and what it promises, asks, refuses or threatens only the surer, where both are of one type.
        """
        made = {fit.trigger.i: surest for fit in choice.kept
                if (surest := self.opinions(fit)[0]).claim.confidence >= self.least(surest.fit)}
        for i, outer in choice.within.items():
            one, two = made.get(outer.trigger.i), made.get(i)
            if one and two and one.claim.type == two.claim.type:
                del made[i if one.claim.confidence >= two.claim.confidence else outer.trigger.i]
        return made

    def least(self, fit: Fit) -> float:
        """From which confidence a claim is told."""
        return confidence.least(fit, self.is_lone)

    def considered(self) -> Iterator[Considered]:
        """Every claim that a frame or the event head would make, however unsure."""
        return (opinion for choice in self.choices() for fit in choice.kept for opinion in self.opinions(fit))

    def fitted(self) -> Iterator[tuple[Fit, tuple[Party, ...], Parties]]:
        """Every frame that holds, with who is quoted there and with who was met so far."""
        for choice in self.choices():
            for fit in choice.kept:
                yield fit, self.attribution.speakers(fit.trigger), self.parties

    def choices(self) -> Iterator[Choice]:
        """What is made of each sentence; until the next one is asked for, memory is as it was there."""
        for sentence in self._sentences():
            self.attribution.read(sentence)
            self.statements.read(sentence)
            choice = self._choice(sentence)
            self.within = choice.within
            self.wars = {fit.trigger.i: war for fit in choice.kept if (war := war_of(fit, self.parties))}
            yield choice
            self._remember(sentence)

    def opinions(self, fit: Fit) -> tuple[Considered, ...]:
        """What ``fit``, and the event head where it thinks of another type, would claim, the surest first.

        For a fit of the last choice only.
        """
        rival = None if fit.trigger.i in self.wars else proposed(fit.trigger, self.parties)
        if rival is None or rival.frame.type == fit.frame.type:
            return (self._consider(fit),)
        both = self._consider(fit, rival), self._consider(rival, fit)
        return tuple(sorted(both, key=lambda c: -c.claim.confidence))

    def _consider(self, fit: Fit, rival: Fit | None = None) -> Considered:
        """The claim that ``fit`` would make."""
        speakers, war = self.attribution.speakers(fit.trigger), self.wars.get(fit.trigger.i)
        found = () if war else tuple(candidates(fit, self.parties, speakers))
        whole = in_war(fit, war) if war else with_implied(completed(fit, found, weights()), self.parties)
        claim = self._claim(whole, fit.trigger.sent)
        dating = self._dating(whole, claim.type, claim.status)
        outer = self.within.get(fit.trigger.i)
        inner = [self.doc[i] for i, f in self.within.items() if f.trigger == fit.trigger]
        told = (*confidence.features(whole, claim.status, claim.quote, len(speakers), self.is_lone, rival),
                *confidence.nesting(whole, outer, bool(inner)))
        chance = round(confidence.weights().chances(told)[0], 2)
        return Considered(fit, whole, war, found, dating, told, replace(claim, when=dating.when, confidence=chance))

    def _dating(self, fit: Fit, kind: str, status: Status) -> Dating:
        """The sentence's own date; else that of a known war; else the news day, unless it is background or ahead."""
        return self._dated(fit) or self._guessed(fit, kind, status)

    def _dated(self, fit: Fit) -> Dating | None:
        """The date that the sentence or the tables give."""
        trigger = fit.trigger
        if when := when_apart(self.doc, trigger, self.news_day):
            return Dating(when, "stretch of time")
        if war := self.wars.get(trigger.i):
            return Dating(when_of_war(fit, war), "known war")
        if when := when_of(self.doc, trigger):
            return Dating(when, "expression")
        if before := next((w for i, w in self.wars.items() if is_after(trigger, self.doc[i])), None):
            return Dating(since(before), "after a known war")
        return None

    def _guessed(self, fit: Fit, kind: str, status: Status) -> Dating:
        """The news day of what a report tells as news, and what did not happen is news too."""
        trigger = fit.trigger
        if status not in ("actual", "negated"):
            return Dating(None, "not actual")
        if kind in LASTING and self.wars:
            return Dating(since(next(iter(self.wars.values()))), "in a known war")
        if kind == "ASSAULT" and trigger.pos_ == "NOUN" and fold(trigger.lemma_) in lexicon().classes["lasting"]:
            return Dating(None, "lasting")
        told = Background.ANY if kind in LASTING else background(trigger)
        if told is Background.RECENT:
            return Dating(news_month(self.news_day), "recent background")
        if told is Background.ANY:
            return Dating(None, "background")
        return Dating(self.news_day, "news day" if self.news_day else "report without a date")

    def _sentences(self) -> Iterator[Span]:
        """Sentences of the readable blocks."""
        readable = [b.span for b in self.report.body if b.reason != "source line"]
        at = 0
        for sentence in self.doc.sents:
            first = next((t for t in sentence if not t.is_space), None)
            while first is not None and at < len(readable) and readable[at].end <= first.idx:
                at += 1
            if first is not None and at < len(readable) and readable[at].start <= first.idx:
                yield sentence

    # -- which triggers ------------------------------------------------------------------------------------------

    def _choice(self, sentence: Span) -> Choice:
        tried: dict[int, tuple[Trial, ...]] = {}
        found: dict[int, Fit] = {}
        lost: dict[int, Loss] = {}
        for token in sentence:
            tried[token.i] = tuple(self._tried(token))
            if fit := self._fit(token, tried[token.i]):
                found[token.i] = fit
        for i, fit in found.items():
            lost.update((n, Loss(found[n], "part of", fit.trigger)) for n in self._consumed(fit, found))
            if self._is_medium(fit):
                lost[i] = Loss(fit, "medium")
        kept = {i: fit for i, fit in sorted(found.items()) if i not in lost}
        within = {i: outer for i in kept if (outer := self._swallower(self.doc[i], kept))}
        losses = tuple(loss for _, loss in sorted(lost.items(), key=lambda x: x[0]))
        return Choice(sentence, tried, tuple(kept.values()), losses, within)

    def _tried(self, token: Token) -> Iterator[Trial]:
        """The frames of a word, down to the first that fits."""
        for trial in trials(token, self.parties):
            yield trial
            if trial.fit:
                return

    def _fit(self, token: Token, tried: tuple[Trial, ...]) -> Fit | None:
        """The frame of a word, else what the event head proposes."""
        fit = tried[-1].fit if tried else None
        return fit or proposed(token, self.parties)

    def _consumed(self, fit: Fit, found: dict[int, Fit]) -> Iterator[int]:
        """Event nouns that a verb's frame needed as its object: they are part of that event."""
        if fit.frame.part == "noun":
            if (verb := carrier(fit.trigger)) is not None and verb.i in found and not self._needs(found[verb.i], fit):
                yield verb.i
            return
        for path in fit.frame.needs:
            for token in fit.arguments.of(path):
                if token.i in found and found[token.i].frame.part == "noun":
                    yield token.i

    @staticmethod
    def _needs(outer: Fit, inner: Fit) -> bool:
        return any(inner.trigger in outer.arguments.of(path) for path in outer.frame.needs)

    @staticmethod
    def _swallower(token: Token, found: dict[int, Fit]) -> Fit | None:
        """The outer predicate that promises, asks, refuses or threatens and governs the token's να-clause."""
        at = token
        while at.head != at and at.dep_ in CLAUSES | {"conj", "obj", "acl"}:
            outer = found.get(at.head.i)
            marks = {fold(c.text) for c in at.children if c.dep_ in ("mark", "aux")}
            if outer is not None and outer.frame.type in SWALLOWING and at.dep_ != "conj":
                is_clause = at.dep_ in CLAUSES | {"acl"} and not marks & {"που"}
                is_headline = at.dep_ == "acl" and at.i < at.head.i and not marks  # "X expels two – NATO invites Y"
                return outer if is_clause and not is_headline or at.dep_ == "obj" else None
            at = at.head
        return None

    def _is_medium(self, fit: Fit) -> bool:
        """A medium that reports is no actor."""
        if fold(fit.trigger.lemma_) not in reporting().verbs:
            return False
        tokens = fit.arguments.of("subject")
        return bool(tokens) and all((m := self.parties.at.get(t.i)) is not None and m.kind("source") for t in tokens)

    # -- one claim -----------------------------------------------------------------------------------------------

    def _claim(self, fit: Fit, sentence: Span) -> Claim:
        status, word = status_of(fit.trigger)
        voices, quote = self.attribution.voices(fit.trigger)
        kind = AHEAD.get(fit.frame.type, fit.frame.type) if status == "future" else fit.frame.type
        trigger = Stretch(fit.trigger.idx, fit.trigger.idx + len(fit.trigger))
        claim = Claim(
            id="", report=self.report.id, trigger=trigger, sentence=_stretch(sentence), type=kind,
            actors=fit.actors, recipients=fit.recipients, status=status, confidence=0.0,
            made=Made(_maker(fit), VERSION, fit.frame.id, fit.reason + (f"; {status} by «{word}»" if word else "")),
            mode=fit.frame.mode if kind == fit.frame.type else None, context=fit.frame.context,
            place=place_of(self.parties, fit.trigger), voices=voices, quote=quote,
            figures=figures_of(self.doc, fit.trigger),
        )
        return replace(claim, id=content_id("claim", self.report.id, trigger.start, trigger.end, kind))

    # -- memory ---------------------------------------------------------------------------------------------------

    def _remember(self, sentence: Span) -> None:
        """Who the sentence names, in its order, and its main subject."""
        heads = [t for t in sentence if t.pos_ in ("NOUN", "PROPN", "X", "ADJ") and t.i in self.parties.at
                 and t.dep_ not in ("flat", "compound", "amod")]
        for head in heads:
            self.parties.memory.note(p for p in self.parties.of(head) if _is_somebody(p))
        root = sentence.root
        for child in root.children:
            if child.dep_ in ("nsubj", "nsubj:pass"):
                self.parties.memory.note_subject(self.parties.of(child))


def _maker(fit: Fit) -> str:
    """Which opinion made a claim: the frames, the event head, or both agreeing."""
    thought = fit.trigger.doc._.predicates.get(fit.trigger.i, {})
    if fit.frame.is_plain:
        return "event head"
    return "frames and event head" if thought and max(thought, key=lambda k: thought[k]) == fit.frame.type else "frames"


def _is_somebody(party: Party) -> bool:
    return not party.name or party.name[:1].isupper()


def _stretch(sentence: Span) -> Stretch:
    tokens = [t for t in sentence if not t.is_space]
    return Stretch(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
