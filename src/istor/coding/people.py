"""Which person a name in a document is: one of the tables, one whom the report names in full, or somebody new."""

from collections.abc import Mapping, Sequence
from datetime import date

from spacy.tokens import Doc, Token

from istor.coding.arguments import preposition
from istor.coding.bearers import Bearer, Bearers, is_of_two
from istor.coding.greek_names import in_latin
from istor.coding.owners import INNER, inside, state_of
from istor.coding.whose import Asked, Whose
from istor.knowledge.gazetteer import Entry, Mention
from istor.knowledge.titles import INTERNATIONAL, code_of, titles
from istor.model import Party, Span


class People:
    """The persons of one document.

    ``era`` is the day on which offices are looked up; ``whose`` answers for those to whom neither the tables nor the
    report give a state.
    """

    def __init__(self, doc: Doc, at: Mapping[int, Mention], era: date | None, whose: Whose) -> None:
        self.doc, self.at, self.era, self.whose = doc, at, era, whose
        self.bearers = Bearers(doc, at)
        self.bodies = [(s.start, s.end, Span(s.start_char, s.end_char)) for s in doc.spans.get("names", ())
                       if s.label_ == "ORG"]

    def named(self, head: Token) -> Party | None:
        """The person that a phrase names."""
        for token in inside(head):
            mention = self.at.get(token.i)
            if mention is None or token.i != mention.end - 1 and token != head and token.i != mention.start:
                continue
            if entry := mention.kind("person", "surname"):
                if _is_other(head, token):
                    continue
                return self._known(entry, mention, head)
            if mention.label == "PERSON" and not is_of_two(token.text):
                return self.new(mention, head)
        return None

    def _known(self, entry: Entry, mention: Mention, head: Token) -> Party:
        """Somebody of the tables; a surname is that of who bears it in full in this report, if somebody does."""
        span = span_of(self.doc, mention)
        if entry.kind == "surname" and (bearer := self.bearers.at(mention)):
            return self.party(bearer, span)
        return Party(self._held(head) or code_of(entry.key, self.era), entry.name, span)

    def _held(self, head: Token) -> str:
        """The international body whose office the phrase itself says that the person holds."""
        for token in (head, *(c for c in head.children if c.dep_ in INNER and not self._is_somebody_else(c, head))):
            mention = self.at.get(token.i)
            office = mention.kind("office") if mention else None
            if office and titles().offices[office.key].code in INTERNATIONAL:
                return titles().offices[office.key].code
            for child in token.children:
                owner = self.at.get(child.i)
                if owner and child.dep_ == "nmod" and not preposition(child):
                    entry = owner.kind("state", "body")
                    if entry and entry.code in INTERNATIONAL:
                        return entry.code
        return ""

    def _is_somebody_else(self, office: Token, head: Token) -> bool:
        """Whether an office beside a name is that of the next person in a list: "Zaev, the commissioner Hahn"."""
        own = {t.i for t in inside(head)} - {t.i for t in office.subtree}
        return any(mention.label == "PERSON" or mention.kind("person", "surname") for t in office.subtree
                   if t.i not in own and (mention := self.at.get(t.i)))

    def new(self, mention: Mention, head: Token) -> Party:
        """Somebody whom no table has, called by the name in Latin letters."""
        span, bearer = span_of(self.doc, mention), self.bearers.at(mention)
        if bearer is None:
            words = span.of(self.doc.text).split()
            code = state_of(head, self.at) or self._likely(head, words)
            return Party(code, in_latin(words, code), span)
        return self.party(bearer, span)

    def party(self, bearer: Bearer, span: Span) -> Party:
        """A person of the report as the party named at ``span``."""
        if entry := bearer.entry:
            return Party(code_of(entry.key, self.era), entry.name, span)
        first = self.doc[min(n.start for n in bearer.namings)]
        code = bearer.code or self._likely(first, bearer.words)
        return Party(code, bearer.name_in(code), span)

    def _likely(self, head: Token, words: Sequence[str]) -> str:
        return self.whose.of(Asked(head, "person", words=tuple(words)))

    def whole(self, mention: Mention) -> Span:
        """Where the name stands that a mention is a word of: «Ένωση» in «Ένωση Λιμενεργατών»; else the mention."""
        name = next((span for start, end, span in self.bodies if start <= mention.start and mention.end <= end), None)
        return name or span_of(self.doc, mention)


def span_of(doc: Doc, mention: Mention) -> Span:
    """Where a mention stands in the report."""
    return Span(doc[mention.start].idx, doc[mention.end - 1].idx + len(doc[mention.end - 1]))


def _is_other(head: Token, token: Token) -> bool:
    """A name in its own genitive phrase is somebody else's: "the adviser of Trump"."""
    at = token
    while at != head:
        if at.dep_ == "nmod" and any(c.dep_ in ("det", "case") for c in at.children):
            return True
        at = at.head
    return False
