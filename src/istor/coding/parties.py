"""Who a noun phrase names: parties out of names, offices, nationalities, roles, pronouns and "the two leaders".

A name of the tables is that party; an office resolves to its holder on the report's day; a role takes the state that
its adjective or genitive gives, and the name of the body or place that it belongs to; a phrase that names nobody itself
but belongs to somebody ("the stance of Japan") gives its owner only when asked to. What cannot be resolved inside the
sentence is looked up among the parties met before it (``coding.memory``).
"""

import re
from collections.abc import Iterator
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from istor.coding.arguments import joined, preposition
from istor.coding.bearers import words_of
from istor.coding.era import likely_day
from istor.coding.groups import of_body, of_place
from istor.coding.memory import Memory
from istor.coding.owners import ANY, NONE, SIDES, is_former, is_of_another, near, shared_by, state_of
from istor.coding.people import People, span_of
from istor.coding.transliterate import latin
from istor.coding.whose import HOME, Asked, Whose
from istor.knowledge.english import many_of, one_of
from istor.knowledge.gazetteer import Entry, Mention, longest
from istor.knowledge.titles import INTERNATIONAL, Title, code_of, holder, titles
from istor.languages.articles import ARTICLES
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Party, Span

STATE_WORDS = ("state", "capital", "adjective", "people")
NAMING = ("person", "surname", "state", "capital", "seat", "body", "source", "people")
QUOTES = frozenset("«\"“")
NOMINAL = frozenset({"NOUN", "PROPN", "X", "ADJ", "NUM", "PRON"})
AGED = re.compile(r"(\d{1,3})(?:χρον|αχρον)")
TWO = frozenset(map(fold, ("δύο", "δυο", "αμφότεροι", "τρεις")))
MEN = frozenset(map(fold, ("άνδρας", "άντρας", "συνομιλητής")))
LEADERS = MEN | frozenset(map(fold, ("ηγέτης", "πρόεδρος", "πρωθυπουργός", "υπουργός", "πολιτικός", "αξιωματούχος",
                                     "αρχηγός")))
SELF = frozenset(map(fold, ("ίδιος", "τελευταίος", "δεύτερος", "πρώτος", "αυτός", "εκείνος")))


class Parties:
    """Resolves the noun phrases of one document."""

    def __init__(self, doc: Doc, day: date | None) -> None:
        self.doc, self.day = doc, day
        self.era = day or likely_day(doc._.mentions)  # the day on which offices are looked up
        self.at: dict[int, Mention] = {i: m for m in doc._.mentions for i in range(m.start, m.end)}
        self.memory = Memory()
        self.holders: dict[tuple[str, str, bool], Party] = {}  # by office, code, and whether the office is the state's
        self._found: dict[tuple[int, bool], tuple[Party, ...]] = {}  # as long as nobody is met or called anew
        self._found_at = 0
        self.states = self._named(STATE_WORDS)
        self.whose = Whose(doc, self.at)
        self.persons = People(doc, self.at, self.era, self.whose)

    def _named(self, kinds: tuple[str, ...]) -> list[str]:
        """Codes of the states that the report names by words of these kinds, most often first."""
        counts: dict[str, int] = {}
        for m in self.doc._.mentions:
            entry = m.kind(*kinds)
            if entry and len(entry.code) == 3 and entry.code not in INTERNATIONAL | {NONE}:
                counts[entry.code] = counts.get(entry.code, 0) + 1
        return sorted(counts, key=lambda c: (-counts[c], c != HOME, c))

    # -- from a head to parties ---------------------------------------------------------------------------------

    def of(self, head: Token, descend: bool = False) -> tuple[Party, ...]:
        """The parties of a phrase with all that is joined to it; ``descend`` looks inside for the owner."""
        made: list[Party] = []
        _, owners = shared_by(head, self.at)
        for token in joined(head):
            for party in self._one(token, descend) if token.i not in owners else ():
                if str(party) not in {str(p) for p in made}:
                    made.append(party)
        return tuple(made)

    def of_one(self, head: Token) -> tuple[Party, ...]:
        """The parties of a phrase without what is joined to it."""
        return self._one(head, descend=False)

    def heads(self, sentence: SpacySpan) -> Iterator[Token]:
        """The word of each mention in a sentence that its other words hang from, in order."""
        for token in sentence:
            mention = self.at.get(token.i)
            if token.pos_ not in NOMINAL or mention is None and not self.is_aged(token):
                continue
            if mention is None or token.head == token or not mention.start <= token.head.i < mention.end:
                yield token

    def _one(self, head: Token, descend: bool) -> tuple[Party, ...]:
        """The parties of one phrase; found once, until somebody is met or called by an office anew."""
        if self.memory.changes != self._found_at:
            self._found, self._found_at = {}, self.memory.changes
        if (known := self._found.get((head.i, descend))) is None:
            known = self._found[head.i, descend] = self._find(head, descend)
        return known

    def _find(self, head: Token, descend: bool) -> tuple[Party, ...]:
        if group := self._group(head) or self._hyphenated(head) or self._paired(head):
            return group
        if head.pos_ in ("PRON", "DET") or fold(head.lemma_) in SELF and head.pos_ == "ADJ":
            return self._pronoun(head)
        if party := self.persons.named(head):
            self._note_title(head, party)
            return (party,)
        if party := self._known(head):
            return (party,)
        if each := self._each(head):
            return each
        if party := self.titled(head) or self._role(head) or self._unknown(head):
            return (party,)
        return self._owner(head) if descend else ()

    def _each(self, head: Token) -> tuple[Party, ...]:
        """A plural that several states share is one party of each: "the governments of Greece and Turkey"."""
        codes, _ = shared_by(head, self.at)
        found = (self.titled(head, code) or self._role(head, code) for code in codes)
        return tuple(party for party in found if party)

    def _hyphenated(self, head: Token) -> tuple[Party, ...]:
        """Two names in one word: "the Kim-Lavrov meeting"."""
        parts = head.text.split("-")
        if len(parts) < 2 or self._entry_at(head):
            return ()
        found = [longest([part], 0)[1] for part in parts]
        named = [next((e for e in entries if e.kind in NAMING), None) for entries in found]
        if not all(named):
            return ()
        span = _span(head)
        return tuple(Party(code_of(e.key, self.era) if e.key else e.code, e.name, span) for e in named if e)

    def _paired(self, head: Token) -> tuple[Party, ...]:
        """Two known names side by side, joined by nothing or by a dash: "the Tsipras Zaev agreement"."""
        tokens = (head, *(c for c in head.children if c.dep_ in ("flat", "appos", "nmod") and not _is_marked(c)))
        found = {t.i: m for t in tokens if (m := self.at.get(t.i)) and m.kind("person", "surname") and m.start == t.i}
        named = [p for i in found if (p := self.persons.named(self.doc[i]))]
        return tuple(named) if head.i in found and len({p.name for p in named}) > 1 else ()

    def _entry_at(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and bool(mention.entries)

    def _known(self, head: Token) -> Party | None:
        mention = self.at.get(head.i)
        entry = mention.kind("state", "seat", "capital", "body", "source", "people") if mention else None
        if mention is None or entry is None:
            return None
        if entry.kind == "people" and has(head, "Number", "Sing"):
            for child in head.children:
                if child.dep_ in ("flat", "appos", "nmod") and (
                        inner := self.titled(child, entry.code) or self._so_called(child, entry.code)):
                    return inner
        code = entry.code
        if code == ANY:
            code = self._state_of(head) or self.whose.of(Asked(head, "body", entry.name))
        return Party(code, entry.name if entry.kind in ("seat", "body", "source") else "", span_of(self.doc, mention))

    def titled(self, head: Token, given: str = "") -> Party | None:
        """The holder of an office; ``given`` is the state when the phrase around it tells."""
        mention = self.at.get(head.i)
        entry = mention.kind("office") if mention else None
        if mention is None or entry is None:
            return None
        title, span = titles().offices[entry.key], span_of(self.doc, mention)
        is_single = bool(given) or not has(head, "Number", "Plur")
        code = given or self._state_of(head) or title.code or self.whose.of(Asked(head, "office", title.name))
        is_states = self._is_states(head, title, mention)
        is_past = is_former(head)
        if is_single and not is_past and (met := self.holders.get((entry.key, code, is_states))):
            return Party(met.code, met.name, span)
        if is_single and (named := self._so_called(head, given)):
            return named
        is_one = is_states and is_single and self.era is not None and not is_past
        if is_one and (person := holder(title, code, self.era)):
            return Party(code, person.name, span)
        body = None if is_states else self._body_of(head) or self._behind(head)
        name = of_body(title.name, body.name) if body else of_place(title.name, self._place_of(head))
        return Party(body.code if body else code, name if name and is_single else _plural(title, is_single), span)

    def _note_title(self, head: Token, party: Party) -> None:
        """Remember whom a phrase calls by an office, for when the office comes back alone."""
        mention = self.at.get(head.i)
        if mention and (entry := mention.kind("office")) and not is_former(head):
            is_states = self._is_states(head, titles().offices[entry.key], mention)
            office = entry.key, party.code, is_states
            if str(self.holders.get(office)) != str(party):
                self.holders[office] = party
                self.memory.changes += 1

    def _is_states(self, head: Token, title: Title, mention: Mention) -> bool:
        return bool(title.code) or not is_of_another(head, mention, self.at)

    def _role(self, head: Token, given: str = "") -> Party | None:
        """A party that is no single person; ``given`` is the state when the phrase around it tells."""
        mention = self.at.get(head.i)
        entry = mention.kind("role") if mention else None
        if mention is None or entry is None:
            return self._aged(head)
        if not given and (named := self._so_called(head)):
            return named
        span = self.persons.whole(mention)
        code = given or self._state_of(head) or self.whose.of(Asked(head, "role", entry.name, entry.code))
        if entry.name in titles().many and (quoted := self._quoted(mention)):
            return Party(code, latin(quoted.text), Span(span.start, quoted.end_char))
        body = self._body_of(head) if not given else None
        if entry.name in titles().standing and (behind := body or self._behind(head)):
            return Party(behind.code, behind.name, span)
        return Party(code, self._called(entry, code, head, body), span)

    def _so_called(self, head: Token, given: str = "") -> Party | None:
        """The one person whom the report elsewhere calls by the office or role that stands here alone."""
        mention = self.at.get(head.i)
        article = next((fold(c.text) for c in head.children if c.dep_ == "det" and fold(c.text) in ARTICLES), "")
        if mention is None or not article or not has(head, "Number", "Sing") or is_of_another(head, mention, self.at):
            return None
        bearer = self.persons.bearers.called(words_of(mention), ARTICLES[article], given or self._state_of(head))
        return self.persons.party(bearer, span_of(self.doc, mention)) if bearer else None

    def _quoted(self, mention: Mention) -> SpacySpan | None:
        """The name that a body has in quotation marks right after its kind: «της εταιρείας «Φως»»."""
        names = self.doc.spans.get("names", ())
        name = next((s for s in names if s.label_ == "ORG" and s.start == mention.end + 1), None)
        return name if name and self.doc[mention.end].text in QUOTES else None

    def _called(self, entry: Entry, code: str, head: Token, body: Party | None) -> str:
        """What a role is called in its phrase: by its body, its place, the years of one person, or in the singular."""
        is_one = has(head, "Number", "Sing") and not head.text.isupper()
        if entry.name == "parliament":
            return titles().chambers.get(code, entry.name)
        is_several = has(head, "Number", "Plur") and entry.name in titles().many
        name = titles().ones[entry.detail] if is_one else many_of(entry.name) if is_several else entry.name
        if body and {name, name + "s"} & titles().members:
            return of_body(name, body.name)
        if is_one and (years := next((found[1] for c in head.children if (found := AGED.match(fold(c.text)))), "")):
            return f"{years}-year-old {name}"
        return of_place(name, self._place_of(head)) or name

    def _behind(self, head: Token) -> Party | None:
        """Whom a spokesperson, a group or the men of a phrase stand for: the people or forces of its genitive."""
        for child in head.children:
            mention = self.at.get(child.i)
            if child.dep_ == "nmod" and not preposition(child) and mention and mention.kind("role"):
                return self._role(child)
        return None

    def _body_of(self, head: Token) -> Party | None:
        """The body that a phrase's genitive names."""
        for child in head.children:
            mention = self.at.get(child.i)
            if child.dep_ not in ("nmod", "flat", "appos", "compound") or mention is None:
                continue
            if mention.kind("body", "source") and not mention.kind("state", "capital"):
                return self._known(child)
        return None

    def _place_of(self, head: Token) -> str:
        """The English name of the town or region that a phrase's modifiers name."""
        for child in near(head):
            mention = self.at.get(child.i)
            if mention and not mention.kind("state", "body", "adjective", "people", "person", "surname") and (
                    entry := mention.kind("capital", "place")):
                return entry.name
        return ""

    @staticmethod
    def is_aged(head: Token) -> bool:
        """Whether the word names somebody by age alone."""
        return AGED.match(fold(head.text)) is not None

    def _aged(self, head: Token) -> Party | None:
        """One who is named by age alone: "a 46-year-old"."""
        if not (found := AGED.match(fold(head.text))):
            return None
        kind = "women" if has(head, "Gender", "Fem") else "men"
        name = kind if has(head, "Number", "Plur") else one_of(kind)
        code = self._state_of(head) or self.whose.of(Asked(head, "role", name, NONE))
        return Party(code, f"{found[1]}-year-old {name}", _span(head))

    def _unknown(self, head: Token) -> Party | None:
        mention = self.at.get(head.i)
        if mention is None or mention.label not in ("PERSON", "ORG", "NORP"):
            return None
        if mention.label == "PERSON":
            return self.persons.new(mention, head)
        words = latin(self.doc[mention.start : mention.end].text)
        return Party(self._state_of(head) or self.whose.of(Asked(head, "name")), words, span_of(self.doc, mention))

    def _owner(self, head: Token) -> tuple[Party, ...]:
        """Whose the thing is: the genitive, the nationality adjective or the preposition's noun inside a phrase."""
        between = [c for c in head.children if c.dep_ in ("advmod", "case") and c.i > head.i]
        for child in (*head.children, *(noun for c in between for noun in c.children)):
            if child.dep_ in ("nmod", "appos", "flat", "obl") and (found := self.of(child)):
                return found
        for child in head.children:
            if child.dep_ == "amod" and (state := self.adjective(child)):
                return (state,)
        for child in head.children:
            if child.dep_ == "nmod" and child.pos_ == "NOUN" and (found := self.of(child, descend=True)):
                return found
        return ()

    def adjective(self, token: Token) -> Party | None:
        """The state of a nationality adjective."""
        mention = self.at.get(token.i)
        entry = mention.kind("adjective", "people") if mention else None
        return Party(entry.code, "", _span(token)) if entry else None

    # -- whose ---------------------------------------------------------------------------------------------------

    def _state_of(self, head: Token) -> str:
        return state_of(head, self.at)

    def home(self) -> str:
        """The state that the report speaks of most, by whatever it names."""
        return self.whose.often[0] if self.whose.often else HOME

    def is_state_told(self, head: Token) -> bool:
        """Whether the phrase itself gives the state that it belongs to."""
        return bool(self._state_of(head))

    # -- anaphora --------------------------------------------------------------------------------------------------

    def _group(self, head: Token) -> tuple[Party, ...]:
        """"The two leaders", "both sides": the last parties of that kind; "two men" are somebody new."""
        count = next((c for c in head.children if fold(c.lemma_) in TWO or fold(c.text) in TWO), None)
        lemma = fold(head.lemma_)
        if count is None or self._state_of(head):
            return ()
        if count.pos_ == "NUM" and not any(c.dep_ == "det" for c in head.children):
            return ()
        if lemma not in LEADERS | SIDES:
            return ()
        memory = self._until(head)
        if lemma in SIDES:
            return self._sides(memory)
        return memory.people(2) if lemma in MEN else memory.leaders(2)

    def _sides(self, memory: Memory) -> tuple[Party, ...]:
        """The two states that the report is most about, of those met so far; else the last two met."""
        met = {party.code for party in memory.seen}
        most = [code for code in self.states if code in met][:2]
        return tuple(map(Party, most)) if len(most) == 2 else memory.sides(2)

    def _until(self, head: Token) -> Memory:
        """The memory with those that the sentence itself names before ``head``."""
        memory = Memory()
        memory.seen = list(self.memory.seen)
        for i in range(head.sent.start, head.i):
            mention = self.at.get(i)
            if mention is None or mention.start != i:
                continue
            if entry := mention.kind("person", "surname", "state", "capital"):
                name = entry.name if entry.key else ""
                memory.note([Party(code_of(entry.key, self.era) if entry.key else entry.code, name)])
        return memory

    def _pronoun(self, head: Token) -> tuple[Party, ...]:
        """Who a pronoun points to: for a possessive the subject of its own clause first, then those met before."""
        is_plural = has(head, "Number", "Plur")
        if has(head, "Person", "1", "2"):
            return ()
        if head.dep_ in ("nmod", "det") and (owner := self._clause_subject(head, is_plural)):
            return owner
        if is_plural:
            return self.memory.subject(is_plural) or self._until(head).people(2)
        return self._until(head).people(1)

    def _clause_subject(self, head: Token, is_plural: bool) -> tuple[Party, ...]:
        for above in head.ancestors:
            if above.pos_ not in ("VERB", "AUX"):
                continue
            subjects = [c for c in above.children if c.dep_ in ("nsubj", "nsubj:pass") and c.i < head.i]
            found = tuple(p for s in subjects if head not in s.subtree for p in self.of(s))
            if found:
                return found if is_plural or len(found) == 1 else ()
        return ()

    def dropped(self, verb: Token) -> tuple[Party, ...]:
        """Who an unsaid subject is: the last subject that agrees in number."""
        if has(verb, "Person", "1", "2"):
            return ()
        return self.memory.subject(is_plural=has(verb, "Number", "Plur"))


def _is_marked(token: Token) -> bool:
    return any(c.dep_ in ("det", "case", "cc") for c in token.children)


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))


def _plural(title: Title, is_single: bool) -> str:
    return title.name if is_single or title.name.endswith("s") else title.name + "s"
