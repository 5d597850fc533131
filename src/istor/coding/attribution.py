"""On whose word: who the sentence credits with what it says, innermost first.

Five ways to credit, each a spot in the sentence with the stretch that it covers: a name and a colon before the words,
as headlines have it ("Τσίπρας: Δεν ήταν εύκολη η συνάντηση"); a verb of saying with its clause or quotation ("ο Κιμ
είπε ότι …"), or put in beside the text ("…, δήλωσε ο υπουργός", "όπως ανακοίνωσε το Κρεμλίνο"); a noun of saying with
its clause ("η εκτίμηση του υπουργού ότι …"); and a phrase ("σύμφωνα με το KCNA"). A speaker is no source of the event
that the act of speaking itself is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from istor.coding.arguments import STATEMENT, of_verb
from istor.coding.parties import Parties
from istor.knowledge.tables import sources
from istor.languages import data
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Party, Voice
from istor.model import Span as Stretch
from istor.model.claim import Quote

LONGEST_SPEAKER = 9  # tokens before the colon of a headline
SHORTEST_QUOTE = 3  # tokens: a shorter one is a word mentioned, and makes nobody a speaker
SAME = frozenset(map(fold, ("ίδιο", "ίδιος", "εν λόγω")))
ASIDE = frozenset(map(fold, ("όπως", "καθώς", "ως")))


@dataclass(frozen=True)
class Reporting:
    """The words of attribution of one language, folded."""

    verbs: frozenset[str]
    needs_content: frozenset[str]
    acts: frozenset[str]
    unnamed: frozenset[str]
    nouns: frozenset[str]


@cache
def reporting(lang: str = "el") -> Reporting:
    """The reporting words of one language."""
    table = data.table(lang, "reporting.yaml")
    verbs = {fold(w) for group in table["verbs"] for w in group["lemmas"]} | {fold(w) for w in table["medium_verbs"]}
    nouns = {fold(w) for group in table["nouns"] for w in group["lemmas"]}
    return Reporting(frozenset(verbs), frozenset(map(fold, table["only_with_content"])),
                     frozenset(map(fold, table["speech_events"])), frozenset(map(fold, table["unnamed"])),
                     frozenset(nouns))


@cache
def media() -> frozenset[str]:
    """Names of the agencies and outlets, whose reporting is no event."""
    return frozenset(s.name for s in sources() if s.kind != "institution")


@dataclass(frozen=True)
class Credit:
    """Somebody credited in a sentence: by which token, over which tokens, how closely (0 is the closest)."""

    parties: tuple[Party, ...]
    cue: Token
    covered: frozenset[int]
    rank: int
    is_direct: bool = False


class Attribution:
    """Finds the credits of each sentence of a document and picks those that hold for a trigger."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc, self.parties, self.words = doc, parties, reporting()
        self.quotes: list[Span] = [q for q in doc.spans.get("quotes", ()) if len(q) >= SHORTEST_QUOTE]
        self._last_speaker: tuple[Party, ...] = ()
        self._credits: dict[int, list[Credit]] = {}

    def read(self, sentence: Span) -> None:
        """Work out the credits of one sentence; sentences must be read in order."""
        self._credits[sentence.start] = found = self._found(sentence)
        if speakers := [c for c in found if c.rank == 0]:
            self._last_speaker = speakers[0].parties

    def _found(self, sentence: Span) -> list[Credit]:
        found = [*self._colon(sentence), *self._phrases(sentence), *self._verbs(sentence), *self._nouns(sentence)]
        return sorted(found, key=lambda c: (c.rank, c.cue.i))

    def credits(self, sentence: Span) -> list[Credit]:
        """The credits of a sentence that was read, the closest first."""
        return self._credits.get(sentence.start, [])

    def in_quote(self, token: Token) -> Span | None:
        """The quotation that ``token`` stands in."""
        return next((q for q in self.quotes if q.start <= token.i < q.end), None)

    def voices(self, trigger: Token) -> tuple[tuple[Voice, ...], Quote | None]:
        """The voices of a trigger, innermost first, and how it is quoted."""
        quote = self.in_quote(trigger)
        found = self._credits.get(trigger.sent.start, [])
        held = [c for c in found if trigger.i in c.covered and c.cue != trigger]
        voices: dict[str, Voice] = {}
        if quote is not None and not any(c.rank == 0 for c in held):
            voices.update((_name(p), _voice(p, True, None)) for p in self._speaker_of(quote))
        for credit in held:
            is_direct = credit.is_direct or (quote is not None and credit.rank == 0)
            for party in credit.parties:
                voices.setdefault(_name(party), _voice(party, is_direct, credit.cue))
        is_direct = quote is not None or any(c.is_direct for c in held)
        return tuple(voices.values()), "direct" if is_direct else "indirect" if held else None

    def speakers(self, trigger: Token) -> tuple[Party, ...]:
        """Who says what ``trigger`` tells, the closest first: who is said to have said it rarely did it himself."""
        quote = self.in_quote(trigger)
        held = [c for c in self._credits.get(trigger.sent.start, []) if trigger.i in c.covered and c.cue != trigger]
        said = tuple(p for c in held for p in c.parties)
        return said or (self._speaker_of(quote) if quote is not None else ())

    def _speaker_of(self, quote: Span) -> tuple[Party, ...]:
        """Who says a quotation of several sentences: whom its last sentence credits, else who spoke last."""
        ending = self.doc[quote.end - 1].sent
        inside = range(quote.start, quote.end)
        found = [c for c in self._found(ending) if c.rank == 0 and any(i in c.covered for i in inside)]
        return found[0].parties if found else self._last_speaker

    # -- a name and a colon -----------------------------------------------------------------------------------------

    def _colon(self, sentence: Span) -> Iterator[Credit]:
        colon = next((t for t in sentence[:LONGEST_SPEAKER] if t.text == ":"), None)
        before = self.doc[sentence.start : colon.i] if colon is not None else ()
        if colon is None or colon.i + 2 >= sentence.end or any(t.pos_ == "VERB" for t in before):
            return
        for token in before:
            mention = self.parties.at.get(token.i)
            if mention and (mention.label == "PERSON" or mention.kind("person", "surname", "office", "body")):
                if not any(c.dep_ == "case" or has(c, "Case", "Gen") and not has(token, "Case", "Gen") for c in before):
                    rest = frozenset(range(colon.i + 1, sentence.end))
                    yield Credit(self.parties.of(self.doc[mention.start]), colon, rest, 0, is_direct=True)
                return

    # -- phrases: σύμφωνα με, κατά --------------------------------------------------------------------------------

    def _phrases(self, sentence: Span) -> Iterator[Credit]:
        everything = frozenset(range(sentence.start, sentence.end))
        for token in sentence:
            word = fold(token.text)
            if word == "συμφωνα" and token.i + 2 < sentence.end and fold(self.doc[token.i + 1].text) == "με":
                yield from self._phrase(token, self._noun_after(token.i + 2, sentence), everything)
            elif word == "κατα" and self._is_source(noun := self._noun_after(token.i + 1, sentence)):
                yield from self._phrase(token, noun, everything)

    def _phrase(self, cue: Token, noun: Token | None, covered: frozenset[int]) -> Iterator[Credit]:
        if noun is None:
            return
        parties = self._source_of(noun)
        yield Credit(parties, cue, covered, 1)

    def _noun_after(self, start: int, sentence: Span) -> Token | None:
        """The head of the phrase that begins at ``start``."""
        for i in range(start, min(start + 8, sentence.end)):
            token = self.doc[i]
            if token.pos_ in ("NOUN", "PROPN", "X") or i in self.parties.at and token.pos_ != "DET":
                while token.head.i > token.i and token.dep_ in ("amod", "nmod", "flat", "compound", "det"):
                    token = token.head
                return token
            if token.is_punct:
                return None
        return None

    def _is_source(self, noun: Token | None) -> bool:
        """Whether "κατά" with this noun in the accusative credits somebody ("κατά το KCNA")."""
        if noun is None or has(noun, "Case", "Gen"):
            return False
        mention = self.parties.at.get(noun.i)
        if mention is not None and mention.kind("person", "surname", "body", "source", "seat", "office"):
            return True
        return fold(noun.lemma_) in self.words.unnamed or (mention is not None and mention.label == "PERSON")

    def _source_of(self, noun: Token) -> tuple[Party, ...]:
        """The party behind a source phrase: a statement's owner, a video's giver, the agency's own name."""
        for token in (noun, *[c for c in noun.subtree if c.i > noun.i and c.dep_ in ("appos", "flat", "nmod")]):
            mention = self.parties.at.get(token.i)
            if mention is not None and (entry := mention.kind("source")):
                return (Party(entry.code, entry.name),)
        if any(fold(c.lemma_) in SAME for c in noun.children) and (source := self._last_source(noun)):
            return (source,)
        if fold(noun.lemma_) in self.words.nouns:
            return self.parties.of(noun, descend=True) or self._giver(noun)
        return self.parties.of(noun) or self.parties.of(noun, descend=True)

    def _giver(self, noun: Token) -> tuple[Party, ...]:
        """Who gave out a statement: "a video that was made public by the Kremlin"."""
        clauses = [c for c in noun.children if c.dep_ in ("acl:relcl", "acl") and c.pos_ == "VERB"]
        givers = [t for c in clauses for path in ("απο", "subject") for t in of_verb(c).of(path) if t != noun]
        return next((found for t in givers if (found := self.parties.of(t))), ())

    def _last_source(self, noun: Token) -> Party | None:
        """Which medium "the same agency" is: the last one named before."""
        before = [m.kind("source") for m in self.doc._.mentions if m.end <= noun.i]
        return next((Party(e.code, e.name) for e in reversed(before) if e is not None), None)

    # -- verbs of saying --------------------------------------------------------------------------------------------

    def _verbs(self, sentence: Span) -> Iterator[Credit]:
        for verb in sentence:
            if verb.pos_ != "VERB" or fold(verb.lemma_) not in self.words.verbs or self.in_quote(verb):
                continue
            covered = self._content(verb, sentence)
            if not covered:
                continue
            arguments = of_verb(verb)
            subjects = [p for t in arguments.of("subject") for p in self._subject(t)]
            if not subjects and arguments.is_dropped:
                subjects = list(self.parties.dropped(verb))
            yield Credit(tuple(subjects), verb, covered, 1 if self._is_medium(subjects) else 0)

    def _nouns(self, sentence: Span) -> Iterator[Credit]:
        """A noun of saying with its clause: "he voiced the certainty that …", "statements of the minister that …"."""
        for noun in sentence:
            if noun.pos_ != "NOUN" or fold(noun.lemma_) not in self.words.nouns or self.in_quote(noun):
                continue
            clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp", "csubj")
                       and any(fold(m.text) in STATEMENT for m in c.children if m.dep_ == "mark")]
            if not clauses:
                continue
            verb = noun.head if noun.head.pos_ == "VERB" else None
            subjects = of_verb(verb).of("subject") if verb is not None and noun.dep_ in ("obj", "obl") else []
            parties = self.parties.of(noun, descend=True) or tuple(p for t in subjects for p in self._subject(t))
            yield Credit(parties, noun, frozenset(t.i for c in clauses for t in c.subtree), 0)

    def _subject(self, token: Token) -> tuple[Party, ...]:
        mention = self.parties.at.get(token.i)
        if mention is not None and (entry := mention.kind("source")):
            return (Party(entry.code, entry.name),)
        return self._source_of(token)

    def _is_medium(self, parties: list[Party]) -> bool:
        return bool(parties) and all(p.name in media() for p in parties)

    def _content(self, verb: Token, sentence: Span) -> frozenset[int]:
        """The tokens that a verb of saying presents: its clause, the quotation beside it, or all it is an aside to."""
        own = {t.i for c in verb.children if c.dep_ in ("ccomp", "csubj", "csubj:pass")
               and self._is_statement(c) for t in c.subtree}
        quoted = {i for q in self.quotes if q.start >= sentence.start and q.end <= sentence.end + 1
                  and self._belongs(q, verb) for i in range(q.start, q.end)}
        if self._is_aside(verb):
            head = verb.head
            return (frozenset(t.i for t in sentence) - {t.i for t in verb.subtree}) | {head.i}
        if quoted or own:
            return frozenset(own | quoted)
        objects = [c for c in verb.children if c.dep_ == "obj"]
        if objects and fold(verb.lemma_) not in self.words.needs_content and fold(verb.lemma_) not in self.words.acts:
            return frozenset(t.i for o in objects for t in o.subtree)
        return frozenset()

    def _is_statement(self, clause: Token) -> bool:
        marks = [fold(c.text) for c in clause.children if c.dep_ == "mark"]
        return not marks or bool(set(marks) & STATEMENT) or self.in_quote(clause) is not None or "να" not in marks

    def _belongs(self, quote: Span, verb: Token) -> bool:
        """Whether a quotation is what ``verb`` says: it hangs from it, or it stands beside it at top level."""
        root = quote.root
        return verb in root.ancestors or root in verb.ancestors or root.head == verb

    def _is_aside(self, verb: Token) -> bool:
        """``όπως δήλωσε``, or a verb put in beside the text as parataxis."""
        marks = {fold(c.text) for c in verb.children if c.dep_ in ("mark", "advmod", "case")}
        if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
            return True
        return verb.dep_ in ("advcl", "parataxis", "acl") and bool(marks & ASIDE)


def _name(party: Party) -> str:
    return party.name or party.code


def _voice(party: Party, is_direct: bool, cue: Token | None) -> Voice:
    span = Stretch(cue.idx, cue.idx + len(cue)) if cue is not None else None
    return Voice(_name(party), party.code, is_direct, span)


