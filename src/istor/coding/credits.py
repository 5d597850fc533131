"""Whom a sentence credits with what it says: each a word of the sentence with the stretch that it covers.

Seven ways to credit: a name and a colon before the words, as headlines have it ("Τσίπρας: Δεν ήταν εύκολη η
συνάντηση"); a verb of saying with its clause or quotation ("ο Κιμ είπε ότι …"), or put in beside the text ("…, δήλωσε
ο υπουργός", "όπως ανακοίνωσε το Κρεμλίνο"); a noun of saying with its clause ("η εκτίμηση του υπουργού ότι …") or
beside a quotation ("…», είναι η γνώμη του διαδηλωτή"); a document in which something is said ("επισημαίνεται στην
έκθεση"); a phrase ("σύμφωνα με το KCNA", "έγινε γνωστό από την αστυνομία"); and an agency that a speaker spoke to or
that stands in brackets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from istor.coding.arguments import STATEMENT, of_verb, preposition
from istor.coding.parties import Parties
from istor.coding.reporting import reporting
from istor.coding.sources import Sources
from istor.coding.speakers import NEUTER, Speakers, is_aside, relative_clause
from istor.knowledge.tables import sources
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Party

LONGEST_SPEAKER = 9  # tokens before the colon of a headline
GENITIVE = frozenset(map(fold, ("του", "της", "των")))
THAT = frozenset(map(fold, ("ότι", "πως")))
WISH = frozenset(map(fold, ("να", "ας")))
CLOSED_BY = frozenset({",", "»", "”", "\"", "–", "-"})
INNER_WORDS = ("amod", "nmod", "flat", "compound", "det", "advmod", "nummod")
BESIDE_QUOTE = frozenset({"PUNCT", "DET", "AUX", "ADJ", "SPACE"})


@cache
def media() -> frozenset[str]:
    """Names of the agencies and outlets, whose reporting is no event."""
    return frozenset(s.name for s in sources() if s.kind != "institution")


@cache
def agencies() -> frozenset[str]:
    """Names of the news agencies."""
    return frozenset(s.name for s in sources() if s.kind == "agency")


@dataclass(frozen=True)
class Credit:
    """Somebody credited in a sentence: by which token, over which tokens, how closely (0 is the closest).

    ``is_anonymous`` when ``parties`` only says what kind of source it is: "unnamed sources".
    """

    parties: tuple[Party, ...]
    cue: Token
    covered: frozenset[int]
    rank: int
    is_direct: bool = False
    is_anonymous: bool = False


class Credits:
    """Finds the credits of the sentences of a document, which must be read in order."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc, self.parties, self.words = doc, parties, reporting()
        self.sources = Sources(doc, parties)
        self.speakers = Speakers(doc, parties, self.sources)

    def of(self, sentence: Span) -> list[Credit]:
        """The credits of a sentence, the closest first."""
        finders = (self._announced, self._colon, self._phrases, self._verbs, self._nouns)
        return sorted((credit for find in finders for credit in find(sentence)), key=lambda c: (c.rank, c.cue.i))

    def in_quote(self, token: Token) -> Span | None:
        """The quotation that ``token`` stands in."""
        return self.speakers.in_quote(token)

    # -- a name and a colon -----------------------------------------------------------------------------------------

    def _colon(self, sentence: Span) -> Iterator[Credit]:
        colon = next((t for t in sentence[:LONGEST_SPEAKER] if t.text == ":"), None)
        before = self.doc[sentence.start : colon.i] if colon is not None else self._line_before(sentence)
        if colon is None and before:
            colon = self.doc[before.end]
        if colon is None or before is None or sentence.end - colon.i <= 2 or any(t.pos_ == "VERB" for t in before):
            return
        for token in before:
            mention = self.parties.at.get(token.i)
            if mention and (mention.label == "PERSON" or mention.kind("person", "surname", "office", "body", "seat")):
                if not any(c.dep_ == "case" or has(c, "Case", "Gen") and not has(token, "Case", "Gen") for c in before):
                    rest = frozenset(range(colon.i + 1, sentence.end))
                    yield Credit(self.parties.of(self.doc[mention.start]), colon, rest, 0, is_direct=True)
                return

    def _line_before(self, sentence: Span) -> Span | None:
        """What stands before the colon that the sentence follows, where the two were read as sentences of their own."""
        colon = sentence.start - 1
        if colon < 1 or self.doc[colon].text != ":" or self.doc[colon].is_space:
            return None
        start = self.doc[colon].sent.start
        return self.doc[start:colon] if colon - start < LONGEST_SPEAKER else None

    def _announced(self, sentence: Span) -> Iterator[Credit]:
        """The speaker of the sentence before, where it ended in a colon: "The minister noted on the subject: …"."""
        colon = sentence.start - 1
        if colon < 1 or self.doc[colon].text != ":":
            return
        verbs = [t for t in self.doc[colon].sent if self.words.is_saying(t)]
        if verbs and (speakers := self.speakers.of(verbs[-1])):
            covered = frozenset(range(sentence.start, sentence.end))
            yield Credit(tuple(speakers), self.doc[colon], covered, 0, is_direct=True)

    # -- phrases: σύμφωνα με, κατά, έγινε γνωστό από, an agency in brackets -------------------------------------------

    def _phrases(self, sentence: Span) -> Iterator[Credit]:
        for token in sentence:
            word = fold(token.text)
            if length := self._opening(token, sentence):
                yield from self._phrase(token, self._noun_after(token.i + length, sentence), sentence)
            elif word == "κατα" and self._is_source(noun := self._noun_after(token.i + 1, sentence), token):
                yield from self._phrase(token, noun, sentence)
            elif word.startswith("γνωστ"):
                yield from self._made_known(token, sentence)
            elif token.text == "(":
                yield from self._bracketed(token, sentence)

    def _opening(self, token: Token, sentence: Span) -> int:
        """How many words from ``token`` on open a source: 2 of "according to"."""
        first = fold(token.text)
        return next((len(phrase) for phrase in self.words.phrases if first == phrase[0] and phrase == tuple(
            fold(t.text) for t in self.doc[token.i : min(token.i + len(phrase), sentence.end)])), 0)

    def _phrase(self, cue: Token, noun: Token | None, sentence: Span) -> Iterator[Credit]:
        clause = relative_clause(cue)
        if noun is not None and clause is not None and _is_relative(noun):
            noun = clause.head  # "rumours according to which …"
        if noun is None:
            return
        is_inside = clause is not None and self._goes_on(clause, noun)
        covered = clause.subtree if clause is not None and is_inside else sentence
        yield self._credit(noun, cue, frozenset(t.i for t in covered), 1)

    @staticmethod
    def _goes_on(clause: Token, noun: Token) -> bool:
        """Whether the clause has words after the source that it names: what it says itself, then."""
        inside = {t.i for t in noun.subtree} | {noun.i}
        return any(t.i > noun.i and t.i not in inside and t.is_alpha for t in clause.subtree)

    def _credit(self, noun: Token, cue: Token, covered: frozenset[int], rank: int) -> Credit:
        """The credit of a source by its noun."""
        parties = self.sources.of(noun)
        return Credit(parties, cue, covered, rank, is_anonymous=self.sources.is_anonymous(noun, parties))

    def _made_known(self, word: Token, sentence: Span) -> Iterator[Credit]:
        """"It was made known by the police": all else that the sentence tells rests on them."""
        verb = word.head if word.dep_ == "xcomp" else word
        givers = [c for t in {verb.i: verb, word.i: word}.values() for c in t.children if preposition(c) == "απο"]
        if givers:
            around = {t.i for t in givers[0].subtree} | {verb.i, word.i}
            yield self._credit(givers[0], word, frozenset(range(sentence.start, sentence.end)) - around, 1)

    def _bracketed(self, bracket: Token, sentence: Span) -> Iterator[Credit]:
        """An agency alone in brackets: "11 July (Interfax) -", "said (AP) the minister"."""
        mention = self.parties.at.get(bracket.i + 1)
        entry = mention.kind("source") if mention is not None else None
        if mention is None or entry is None or entry.name not in agencies() or mention.end >= len(self.doc):
            return
        if self.doc[mention.end].text == ")":
            covered = frozenset(range(sentence.start, sentence.end))
            yield Credit((Party(entry.code, entry.name),), bracket, covered, 2)

    def _noun_after(self, start: int, sentence: Span) -> Token | None:
        """The head of the phrase that begins at ``start``."""
        for i in range(start, min(start + 8, sentence.end)):
            token = self.doc[i]
            is_noun = token.pos_ in ("NOUN", "PROPN", "X") or _is_relative(token)
            if is_noun or i in self.parties.at and token.pos_ != "DET":
                while token.head.i > token.i and token.dep_ in INNER_WORDS:
                    token = token.head
                return token
            if token.is_punct:
                return None
        return None

    def _is_source(self, noun: Token | None, cue: Token) -> bool:
        """Whether "κατά" with this noun in the accusative credits somebody ("κατά το KCNA")."""
        if noun is None or has(noun, "Case", "Gen") or any(fold(t.text) in GENITIVE for t in self.doc[cue.i : noun.i]):
            return False
        mention = self.parties.at.get(noun.i)
        if mention is not None and mention.kind("person", "surname", "body", "source", "seat", "office"):
            return True
        return fold(noun.lemma_) in self.words.unnamed or (mention is not None and mention.label == "PERSON")

    # -- verbs of saying --------------------------------------------------------------------------------------------

    def _verbs(self, sentence: Span) -> Iterator[Credit]:
        citing = [word for word in sentence if self.words.is_citing(word)]
        for verb in sentence:
            if not (self.words.is_saying(verb) or self.speakers.documents(verb)) or self.in_quote(verb):
                continue
            covered = self._content(verb, sentence) or self._after_colon(verb, sentence)
            if not covered:
                continue
            subjects = self.speakers.of(verb, covered)
            is_anonymous = any(self.sources.is_anonymous(t, subjects) for t in of_verb(verb).of("subject"))
            rank = 1 if self._is_medium(subjects) else 0
            is_direct = sentence.end in covered
            yield Credit(tuple(subjects), verb, covered, rank, is_direct, is_anonymous)
            yield from self._told_to(verb, covered)
            yield from self._cited(verb, covered, rank, citing)

    def _cited(self, verb: Token, covered: frozenset[int], rank: int, citing: Sequence[Token]) -> Iterator[Credit]:
        """Whom the speaker cites, and who cites the speaker: "Reuters said, citing officials", "whom SANA cites"."""
        for word in citing:
            if word.i in covered:
                continue
            if word.dep_ == "acl:relcl":
                if word.head in of_verb(verb).of("subject"):
                    parties = [p for t in of_verb(word).of("subject") if t != word.head for p in self.sources.of(t)]
                    yield Credit(tuple(parties), word, covered, 2)
            elif verb in word.ancestors and rank:
                yield from (self._credit(noun, word, covered, 0) for noun in _objects(word) if noun.i not in covered)

    def _after_colon(self, verb: Token, sentence: Span) -> frozenset[int]:
        """What follows a sentence that ends in a colon, for the verb that the sentence is about."""
        is_open = sentence[-1].text == ":" and sentence.end < len(self.doc) and verb == sentence.root
        return frozenset({sentence.end}) if is_open else frozenset()

    def _told_to(self, verb: Token, covered: frozenset[int]) -> Iterator[Credit]:
        """The agency that somebody spoke to."""
        for path in map(fold, ("σε", "προς")):
            for token in of_verb(verb).of(path):
                mention = self.parties.at.get(token.i)
                entry = mention.kind("source") if mention is not None else None
                if entry is not None and entry.name in agencies():
                    yield Credit((Party(entry.code, entry.name),), verb, covered, 2)

    def _nouns(self, sentence: Span) -> Iterator[Credit]:
        """A noun of saying with its clause: "he voiced the certainty that …", "statements of the minister that …"."""
        for noun in sentence:
            if noun.pos_ != "NOUN" or fold(noun.lemma_) not in self.words.nouns or self.in_quote(noun):
                continue
            clauses = [c for c in noun.children if c.dep_ in ("acl", "ccomp", "csubj")
                       and any(fold(m.text) in STATEMENT for m in c.children if m.dep_ == "mark")]
            covered = frozenset(t.i for c in clauses for t in c.subtree)
            if not covered and (quote := self._quote_before(noun)):
                covered = frozenset(range(quote.start, quote.end))
            if not covered:
                continue
            verb = noun.head if noun.head.pos_ == "VERB" else None
            subjects = of_verb(verb).of("subject") if verb is not None and noun.dep_ in ("obj", "obl") else []
            parties = self.parties.of(noun, descend=True) or tuple(p for t in subjects for p in self.sources.of(t))
            yield Credit(parties, noun, covered, 0)

    def _quote_before(self, noun: Token) -> Span | None:
        """The quotation that ``noun`` names: "…», is the opinion of", "…" the answer of"."""
        at = noun.i - 1
        while at > noun.sent.start and self.doc[at].pos_ in BESIDE_QUOTE and not self.in_quote(self.doc[at]):
            at -= 1
        return self.in_quote(self.doc[at]) if at < noun.i - 1 else None

    def _is_medium(self, parties: list[Party]) -> bool:
        return bool(parties) and all(p.name in media() for p in parties)

    def _content(self, verb: Token, sentence: Span) -> frozenset[int]:
        """The tokens that a verb of saying presents: its clause, the quotation beside it, or all it is an aside to."""
        clauses = [c for c in verb.children if c.dep_ in ("ccomp", "csubj", "csubj:pass") and self._is_statement(c)]
        quoted = {i for q in self.speakers.quotes if sentence.start <= q.end <= sentence.end + 1
                  and self._belongs(q, verb, sentence) for i in range(q.start, q.end)}
        if is_aside(verb) and not (verb.head.i in quoted and verb.dep_ == "parataxis"):
            return self._beside(verb, sentence)
        if quoted:  # after a quotation, what follows the verb tells who speaks: "… », said the woman who was arrested"
            clauses = [c for c in clauses if c.i < verb.i or _marks(c) & THAT]
        own = {t.i for c in clauses for t in c.subtree} or set(_after_that(verb, sentence))
        if quoted or own:
            return frozenset(own | quoted)
        if about := self._said_about(verb):
            return about
        if self._closes(verb):
            return self._beside(verb, sentence)
        objects = [c for c in verb.children if c.dep_ == "obj" and fold(verb.lemma_) in self.words.verbs]
        if objects and fold(verb.lemma_) not in self.words.needs_content and fold(verb.lemma_) not in self.words.acts:
            return frozenset(t.i for o in objects for t in o.subtree)
        return frozenset()

    def _said_about(self, verb: Token) -> frozenset[int]:
        """What a common verb says with its object or preposition: "claimed responsibility for the attack"."""
        saying = self.words.sayings.get(fold(verb.lemma_))
        if saying is None:
            return frozenset()
        objects = [c for c in verb.children if c.dep_ == "obj" and fold(c.lemma_) == saying.object]
        if saying.object and not objects:
            return frozenset()
        own = (c for o in objects for c in o.children if c.dep_ == "nmod" and not preposition(c))
        about = (c for t in (verb, *objects) for c in t.children if preposition(c) in saying.about)
        return frozenset(t.i for c in (*own, *about) for t in c.subtree)

    @staticmethod
    def _beside(verb: Token, sentence: Span) -> frozenset[int]:
        """All that an aside stands beside; what follows it belongs to it, unless the main clause follows."""
        end = verb.i if verb.head.i < verb.i else sentence.end
        joined = {t.i for c in verb.children if c.dep_ == "conj" and verb.head == verb for t in c.subtree}
        own = {t.i for t in verb.subtree if t.i > verb.i or not _is_closed_off(verb)} - joined
        return (frozenset(range(sentence.start, end)) - own) | ({verb.head.i} - {verb.i})

    def _closes(self, verb: Token) -> bool:
        """Whether a verb after a comma, its subject behind it, ends the sentence: "…, said one of the sources"."""
        is_followed = any(c.dep_ == "nsubj" and c.i > verb.i for c in verb.children) or (
            verb.i + 2 < verb.sent.end and fold(verb.nbor().text) in NEUTER and self.speakers.names_medium(verb.nbor()))
        return (_is_closed_off(verb) and verb.head.i < verb.i and has(verb, "VerbForm", "Fin") and is_followed
                and not any(c.dep_ in ("mark", "cc", "obj") for c in verb.children))

    def _is_statement(self, clause: Token) -> bool:
        """Whether a clause tells what is so; "να" opens a wish or a plan."""
        marks = _marks(clause)
        return bool(marks & STATEMENT) or self.in_quote(clause) is not None or not marks & WISH

    def _belongs(self, quote: Span, verb: Token, sentence: Span) -> bool:
        """Whether a quotation is what ``verb`` says: it hangs from it, stands beside it at top level, or ends there."""
        if quote.start < sentence.start:
            return verb.i > quote.end and verb == sentence.root
        root = quote.root
        return verb in root.ancestors or root in verb.ancestors or root.head == verb



def _is_closed_off(verb: Token) -> bool:
    """Whether a comma or a dash parts the verb from all that stands before it."""
    return verb.i > verb.sent.start and verb.nbor(-1).text in CLOSED_BY


def _objects(citing: Token) -> list[Token]:
    """Whom a verb of citing has for its object, also where the tree took it for another's noun: "citing sources"."""
    if citing.dep_ == "amod" and citing.head.i > citing.i:
        return [citing.head]
    bare = [c for c in citing.children if c.dep_ == "obl" and c.i > citing.i and not preposition(c)]
    return of_verb(citing).of("object") or bare


def _is_relative(token: Token) -> bool:
    """Whether the word is "ο οποίος" in any form."""
    return fold(token.text).startswith("οποι")


def _after_that(verb: Token, sentence: Span) -> Iterator[int]:
    """What follows a "that" right behind the verb, however the tree took it, up to what the verb itself joins."""
    behind = verb.i + 1
    while behind < sentence.end and verb.doc[behind].pos_ in ("ADV", "PUNCT"):
        behind += 1
    if behind < sentence.end and fold(verb.doc[behind].text) in THAT:
        joined = {t.i for c in verb.children if c.i > behind and c.dep_ in ("conj", "advcl", "parataxis")
                  for t in c.subtree}
        yield from (i for i in range(behind, sentence.end) if i not in joined)


def _marks(clause: Token) -> set[str]:
    """The folded words that open a clause."""
    return {fold(c.text) for c in clause.children if c.dep_ in ("mark", "aux")}
