"""Who a source is: the party behind a noun that a report credits, or what to call one that it leaves without a name."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from istor.coding.arguments import of_verb, preposition
from istor.coding.owners import NONE
from istor.coding.parties import Parties
from istor.coding.reporting import reporting
from istor.knowledge.known import kind_of
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Party

SAME = frozenset(map(fold, ("ίδιο", "ίδιος", "εν λόγω")))
PARTITIVE = ("NUM", "DET", "PRON")
ACCORDING, AGENCY = fold("σύμφωνα"), fold("πρακτορείο")
MEDIUM = frozenset(map(fold, ("μέσο", "μέσος")))


class Sources:
    """Names the sources of one document."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.doc, self.parties, self.words = doc, parties, reporting()

    def of(self, noun: Token) -> tuple[Party, ...]:
        """The party behind a source phrase: a statement's owner, a video's giver, the agency's own name."""
        if noun.pos_ in PARTITIVE and (whole := next((c for c in noun.children if preposition(c) == "απο"), None)):
            name = self.words.name_of(whole, is_one=not has(noun, "Number", "Plur"))  # "one of the sources"
            return (Party(NONE, name),) if name else self.of(whole)
        for token in (noun, *self._names_within(noun)):
            mention = self.parties.at.get(token.i)
            if mention is not None and (entry := mention.kind("source")):
                return (Party(entry.code, entry.name),)
        if any(fold(c.lemma_) in SAME for c in noun.children) and (source := self._last_source(noun)):
            return (source,)
        if fold(noun.lemma_) == AGENCY and (source := self._last_source(noun, self.parties.of(noun, descend=True))):
            return (source,)
        if fold(noun.lemma_) in MEDIUM and (source := self._only_source(noun)):
            return (source,)
        if name := self.words.name_of(noun):
            owners = self.parties.of(noun, descend=True)
            named = tuple(p for p in owners if p.name and not p.name.islower())  # not the phrase itself, as a role
            return named or (Party(owners[0].code if owners and self.parties.is_state_told(noun) else NONE, name),)
        if fold(noun.lemma_) in self.words.nouns:
            return self.parties.of(noun, descend=True) or self._giver(noun) or self._document(noun)
        found = self.parties.of(noun) or self.parties.of(noun, descend=True)
        return tuple(self._as_source(p, noun) for p in found)

    def _names_within(self, noun: Token) -> Iterator[Token]:
        """The words of a phrase by which a medium may be named; a person's own phrase names nobody else."""
        mention = self.parties.at.get(noun.i)
        if mention is not None and (mention.label == "PERSON" or mention.kind("person", "surname")):
            return
        waiting = [noun]
        for word in waiting:
            inner = [c for c in word.children if c.i > noun.i and c.dep_ in ("appos", "flat", "nmod")]
            yield from inner
            waiting += inner

    def _document(self, noun: Token) -> tuple[Party, ...]:
        """A document of nobody whom the report tells: "according to the press release"."""
        name = self.words.documents.get(fold(noun.lemma_))
        return (Party(NONE, " ".join(filter(None, (self.words.kind_of(noun), name)))),) if name else ()

    def is_anonymous(self, noun: Token, parties: Iterable[Party]) -> bool:
        """Whether ``parties``, whom ``noun`` gave, only say what kind of source it is: "unnamed sources"."""
        name = self.words.name_of(noun)
        return bool(name) and any(p.name == name for p in parties)

    def _as_source(self, party: Party, noun: Token) -> Party:
        """A role with the kind that its adjectives tell; of no state unless its own phrase gives one."""
        if not party.name.islower():
            return party
        kind = self.words.kind_of(noun) or self._whose(noun)
        is_new = bool(kind) and not set(kind.split()) & set(party.name.split())
        name = f"{kind} {party.name}" if is_new else party.name
        return replace(party, code=party.code if self.parties.is_state_told(noun) else NONE, name=name)

    def _whose(self, noun: Token) -> str:
        """The body or person that the genitive of a role names: "Red Cross" of "a spokesman of the Red Cross"."""
        genitives = [c for c in noun.children if c.dep_ == "nmod" and not preposition(c)]
        owner = next((p for c in genitives for p in self.parties.of_one(c) if p.name), None)
        if owner is None:
            return ""
        return f"{owner.name}'s" if kind_of(owner.code, owner.name) == "person" else owner.name

    def _giver(self, noun: Token) -> tuple[Party, ...]:
        """Who gave out a statement: "a video that was made public by the Kremlin"."""
        clauses = [c for c in noun.children if c.dep_ in ("acl:relcl", "acl") and c.pos_ == "VERB"
                   and not any(fold(t.text) == ACCORDING for t in c.subtree)]  # such a clause is what the thing says
        givers = [t for c in clauses for path in ("απο", "subject") for t in of_verb(c).of(path) if t != noun]
        return next((found for t in givers if (found := self.parties.of(t))), ())

    def _last_source(self, noun: Token, states: Iterable[Party] = ()) -> Party | None:
        """Which medium "the same agency" is, or "the Russian agency" of ``states``: the last such named before."""
        before = [m.kind("source") for m in self.doc._.mentions if m.end <= noun.i]
        codes = {party.code for party in states}
        return next((Party(e.code, e.name) for e in reversed(before) if e and e.code in (codes or {e.code})), None)

    def _only_source(self, noun: Token) -> Party | None:
        """Which medium "an official medium of Pyongyang" is: the only one of that state that the report names."""
        codes = {party.code for party in self.parties.of(noun, descend=True)}
        found = {Party(e.code, e.name) for m in self.doc._.mentions if (e := m.kind("source")) and e.code in codes}
        return found.pop() if len(found) == 1 and not has(noun, "Number", "Plur") else None
