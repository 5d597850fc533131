"""From an annotated document to its claims: every trigger, its frame, parties, status, voices, date and place.

The rules that decide between triggers stand here, once each: an outer predicate swallows what it promises, asks,
refuses or threatens; a noun that a verb's frame needed is no event of its own; what lies ahead of a meeting, support,
cooperation or aid is an agreement (PLOVER); an announced retreat is a concession.
"""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from istor.coding.arguments import CLAUSES, carrier
from istor.coding.attribution import Attribution, reporting
from istor.coding.circumstances import is_background, news_day, place_of, report_day, when_of
from istor.coding.figures import figures_of
from istor.coding.frames import Fit, fits
from istor.coding.parties import Parties
from istor.coding.status import status_of
from istor.languages.folding import fold
from istor.model import Claim, Made, Party, Report, When
from istor.model import Span as Stretch
from istor.model.claim import Status
from istor.model.ids import content_id

VERSION = "1"
SWALLOWING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
AHEAD = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}
# Share of claims that were right, by whether the frame is weak, actors were found, recipients were found: measured once
# on five sixths of gold/train (750 claims, November 2026) with a model half-way through its training, to be measured
# again. What a status does to it is rounded by hand from the same run (future 0.83, hypothetical and negated 0.26).
RIGHT = {
    (False, True, True): 0.76, (False, False, True): 0.67, (False, True, False): 0.65, (False, False, False): 0.58,
    (True, True, True): 0.50, (True, False, True): 0.41, (True, True, False): 0.33, (True, False, False): 0.20,
}
BY_STATUS = {"actual": 1.0, "future": 1.2, "hypothetical": 0.5, "negated": 0.5}
LEAST = 0.35  # claims below are not told


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
        self.news_day = news_day(doc)

    def claims(self) -> Iterator[Claim]:
        """Every claim that the report makes."""
        for sentence in self._sentences():
            self.attribution.read(sentence)
            for fit in self._chosen(sentence):
                claim = self._claim(fit, sentence)
                if claim.confidence >= LEAST:
                    yield claim
            self._remember(sentence)

    def _when(self, trigger: Token, kind: str, status: Status) -> When | None:
        """The sentence's own date; else the news day, unless the event is background or lies ahead."""
        if when := when_of(self.doc, trigger):
            return when
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
        found = {t.i: fit for t in sentence if (fit := next(fits(t, self.parties), None)) is not None}
        dropped: set[int] = set()
        for i, fit in found.items():
            dropped.update(self._consumed(fit, found))
            if self._is_swallowed(self.doc[i], found) or self._is_medium(fit):
                dropped.add(i)
        return [fit for i, fit in sorted(found.items()) if i not in dropped]

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
            actors=fit.actors, recipients=fit.recipients, status=status, confidence=self._confidence(fit, status),
            made=Made("frames", VERSION, fit.frame.id, fit.reason + (f"; {status} by «{word}»" if word else "")),
            mode=fit.frame.mode if kind == fit.frame.type else None, context=fit.frame.context,
            when=self._when(fit.trigger, kind, status), place=place_of(self.parties, fit.trigger), voices=voices,
            quote=quote, figures=figures_of(self.doc, fit.trigger),
        )
        return replace(claim, id=content_id("claim", self.report.id, trigger.start, trigger.end, kind))

    def _confidence(self, fit: Fit, status: Status) -> float:
        share = RIGHT[fit.frame.is_weak, bool(fit.actors), bool(fit.recipients)]
        return round(min(share * BY_STATUS[status], 0.95), 2)

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


def _is_somebody(party: Party) -> bool:
    return not party.name or party.name[:1].isupper()


def _stretch(sentence: Span) -> Stretch:
    tokens = [t for t in sentence if not t.is_space]
    return Stretch(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
