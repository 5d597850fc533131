"""From an annotated document to its claims: every trigger, its frame, parties, status, voices, date and place.

The rules that decide between triggers stand here, once each: an outer predicate swallows what it promises, asks,
refuses or threatens; a noun that a verb's frame needed is no event of its own; what lies ahead of a meeting, support,
cooperation or aid is an agreement (PLOVER); an announced retreat is a concession.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from istor.coding import confidence
from istor.coding.arguments import CLAUSES, carrier
from istor.coding.attribution import Attribution, reporting
from istor.coding.circumstances import is_after, is_background, news_day, place_of, report_day, when_of
from istor.coding.figures import figures_of
from istor.coding.frames import Fit, fits, proposed
from istor.coding.parties import Parties
from istor.coding.roles import candidates, completed, weights
from istor.coding.status import status_of
from istor.coding.wars import in_war, since, war_of, when_of_war
from istor.knowledge.tables import War
from istor.languages.folding import fold
from istor.model import Claim, Made, Party, Report, When
from istor.model import Span as Stretch
from istor.model.claim import Status
from istor.model.ids import content_id

VERSION = "1"
SWALLOWING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
AHEAD = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


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
        self.news_day, self.is_lone = news_day(doc), confidence.is_lone(doc)
        self.wars: dict[int, War] = {}  # of the sentence that is being read, by the number of its word

    def claims(self) -> Iterator[Claim]:
        """Every claim that the report makes."""
        learnt = confidence.weights()
        for told, claim in self.considered():
            chance = round(learnt.chances(told)[0], 2)
            if chance >= learnt.least["lone" if self.is_lone else "report"]:
                yield replace(claim, confidence=chance)

    def considered(self) -> Iterator[tuple[tuple[str, ...], Claim]]:
        """Every claim that a frame would make, with what tells how sure it is."""
        for fit, speakers, parties in self.fitted():
            war = self.wars.get(fit.trigger.i)
            whole = in_war(fit, war) if war else completed(fit, candidates(fit, parties, speakers), weights())
            claim = self._claim(whole, fit.trigger.sent)
            yield tuple(confidence.features(whole, claim.status, claim.quote, len(speakers), self.is_lone)), claim

    def fitted(self) -> Iterator[tuple[Fit, tuple[Party, ...], Parties]]:
        """Every frame that holds, with who is quoted there and with who was met so far."""
        for sentence in self._sentences():
            self.attribution.read(sentence)
            chosen = self._chosen(sentence)
            self.wars = {fit.trigger.i: war for fit in chosen if (war := war_of(fit, self.parties))}
            for fit in chosen:
                yield fit, self.attribution.speakers(fit.trigger), self.parties
            self._remember(sentence)

    def _when(self, fit: Fit, kind: str, status: Status) -> When | None:
        """The sentence's own date; else that of a known war; else the news day, unless it is background or ahead."""
        trigger = fit.trigger
        if when := when_of(self.doc, trigger):
            return when
        if war := self.wars.get(trigger.i):
            return when_of_war(fit, war)
        if before := next((w for i, w in self.wars.items() if is_after(trigger, self.doc[i])), None):
            return since(before)
        if status != "actual" or kind == "ASSAULT" and trigger.pos_ == "NOUN" or is_background(trigger):
            return None
        return self.news_day

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

    def _chosen(self, sentence: Span) -> list[Fit]:
        found = {t.i: fit for t in sentence if (fit := self._fit(t)) is not None}
        dropped: set[int] = set()
        for i, fit in found.items():
            dropped.update(self._consumed(fit, found))
            if self._is_swallowed(self.doc[i], found) or self._is_medium(fit):
                dropped.add(i)
        return [fit for i, fit in sorted(found.items()) if i not in dropped]

    def _fit(self, token: Token) -> Fit | None:
        """The frame of a word, else what the event head proposes."""
        return next(fits(token, self.parties), None) or proposed(token, self.parties)

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
    def _is_swallowed(token: Token, found: dict[int, Fit]) -> bool:
        """Whether an outer predicate that promises, asks, refuses or threatens governs the token's να-clause."""
        at = token
        while at.head != at and at.dep_ in CLAUSES | {"conj", "obj", "acl"}:
            outer = found.get(at.head.i)
            marks = {fold(c.text) for c in at.children if c.dep_ in ("mark", "aux")}
            if outer is not None and outer.frame.type in SWALLOWING and at.dep_ != "conj":
                return at.dep_ in CLAUSES | {"acl"} and not marks & {"που"} or at.dep_ == "obj"
            at = at.head
        return False

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
            actors=fit.actors, recipients=fit.recipients, status=status, confidence=1.0,
            made=Made(_maker(fit), VERSION, fit.frame.id, fit.reason + (f"; {status} by «{word}»" if word else "")),
            mode=fit.frame.mode if kind == fit.frame.type else None, context=fit.frame.context,
            when=self._when(fit, kind, status), place=place_of(self.parties, fit.trigger), voices=voices,
            quote=quote, figures=figures_of(self.doc, fit.trigger),
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
    if fit.frame.id.startswith("head/"):
        return "event head"
    return "frames and event head" if thought and max(thought, key=lambda k: thought[k]) == fit.frame.type else "frames"


def _is_somebody(party: Party) -> bool:
    return not party.name or party.name[:1].isupper()


def _stretch(sentence: Span) -> Stretch:
    tokens = [t for t in sentence if not t.is_space]
    return Stretch(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
