"""Who a noun phrase names: parties out of names, offices, nationalities, roles, pronouns and "the two leaders".

A name of the tables is that party; an office resolves to its holder on the report's day; a role takes the state that
its adjective or genitive gives; a phrase that names nobody itself but belongs to somebody ("the stance of Japan")
gives its owner only when asked to. What cannot be resolved inside the sentence is looked up among the parties met
before it (``coding.memory``).
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from istor.coding.arguments import joined, preposition
from istor.coding.era import likely_day
from istor.coding.memory import Memory
from istor.coding.transliterate import latin, nominative
from istor.knowledge.gazetteer import Entry, Mention, longest, word_key
from istor.knowledge.titles import INTERNATIONAL, Title, code_of, holder, titles
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Party, Span

HOME = "GRC"  # the state that a Greek report means when it names none
NONE = "---"
NAMING = ("person", "surname", "state", "capital", "seat", "body", "source", "people")
GENERIC = "*"
NOMINAL = frozenset({"NOUN", "PROPN", "X", "ADJ", "NUM", "PRON"})
HOME_ENDINGS = tuple(map(fold, ("ης", "ας", "ος", "ου", "άκη", "ίδη", "πουλο", "άτου")))  # of Greek surnames
AGED = re.compile(r"(\d{1,3})(?:χρον|αχρον)")
TWO = frozenset(map(fold, ("δύο", "δυο", "αμφότεροι", "τρεις")))
LEADERS = frozenset(map(fold, ("ηγέτης", "άνδρας", "πρόεδρος", "πρωθυπουργός", "υπουργός", "πολιτικός", "αξιωματούχος",
                               "συνομιλητής", "αρχηγός")))
SIDES = frozenset(map(fold, ("χώρα", "κράτος", "πλευρά", "μέρος", "λαός", "έθνος", "κυβέρνηση", "πρωτεύουσα",
                             "σύμμαχος")))
SELF = frozenset(map(fold, ("ίδιος", "τελευταίος", "δεύτερος", "πρώτος", "αυτός", "εκείνος")))
PHRASE = frozenset({"flat", "appos", "amod", "nmod", "compound", "nummod", "det"})
INNER = frozenset({"flat", "appos", "compound"})


class Parties:
    """Resolves the noun phrases of one document."""

    def __init__(self, doc: Doc, day: date | None) -> None:
        self.doc, self.day = doc, day
        self.era = day or likely_day(doc._.mentions)  # the day on which offices are looked up
        self.at: dict[int, Mention] = {i: m for m in doc._.mentions for i in range(m.start, m.end)}
        self.full: dict[str, Party] = {}  # people met by full name, by the key of their last word
        self.memory = Memory()
        self.states = self._named_states()

    def _named_states(self) -> list[str]:
        """Codes of the states that the report names, most often first: what an unmarked role may belong to."""
        counts: dict[str, int] = {}
        for m in self.doc._.mentions:
            entry = m.kind("state", "capital", "adjective", "people")
            if entry and entry.code not in INTERNATIONAL:
                counts[entry.code] = counts.get(entry.code, 0) + 1
        return sorted(counts, key=lambda c: (-counts[c], c != HOME, c))

    # -- from a head to parties ---------------------------------------------------------------------------------

    def of(self, head: Token, descend: bool = False) -> tuple[Party, ...]:
        """The parties of a phrase with all that is joined to it; ``descend`` looks inside for the owner."""
        made: list[Party] = []
        for token in joined(head):
            for party in self._one(token, descend):
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
        if group := self._group(head) or self._hyphenated(head):
            return group
        if head.pos_ in ("PRON", "DET") or fold(head.lemma_) in SELF and head.pos_ == "ADJ":
            return self._pronoun(head)
        if party := self._person_inside(head) or self._named(head) or self._titled(head) or self._role(head):
            return (party,)
        if party := self._unknown(head):
            return (party,)
        return self._owner(head) if descend else ()

    def _hyphenated(self, head: Token) -> tuple[Party, ...]:
        """Two names in one word: "the Kim-Lavrov meeting"."""
        parts = head.text.split("-")
        if len(parts) < 2 or self._entry_at(head):
            return ()
        found = [longest([part], 0)[1] for part in parts]
        named = [next((e for e in entries if e.kind in NAMING), None) for entries in found]
        if not all(named):
            return ()
        span = _span(self.doc, head.i, head.i + 1)
        return tuple(Party(code_of(e.key, self.era) if e.key else e.code, e.name, span) for e in named if e)

    def _entry_at(self, token: Token) -> bool:
        mention = self.at.get(token.i)
        return mention is not None and bool(mention.entries)

    def _person_inside(self, head: Token) -> Party | None:
        for token in _inside(head):
            mention = self.at.get(token.i)
            if mention is None or token.i != mention.end - 1 and token != head and token.i != mention.start:
                continue
            if entry := mention.kind("person", "surname"):
                if self._is_other(head, token):
                    continue
                return self._person(entry, mention)
            if mention.label == "PERSON":
                return self._new_person(mention, head)
        return None

    def _is_other(self, head: Token, token: Token) -> bool:
        """A name in its own genitive phrase is somebody else's: "the adviser of Trump"."""
        at = token
        while at != head:
            if at.dep_ == "nmod" and any(c.dep_ in ("det", "case") for c in at.children):
                return True
            at = at.head
        return False

    def _person(self, entry: Entry, mention: Mention) -> Party:
        start, end = mention.start, mention.end
        party = Party(code_of(entry.key, self.era), entry.name, _span(self.doc, start, end))
        if entry.kind == "surname":
            party = self.full.get(_last_key(self.doc[end - 1]), party)
            party = Party(party.code, party.name, _span(self.doc, start, end))
        self.full.setdefault(_last_key(self.doc[end - 1]), party)
        return party

    def _new_person(self, mention: Mention, head: Token) -> Party:
        start, end = mention.start, mention.end
        key = _last_key(self.doc[end - 1])
        if known := self.full.get(key):
            return Party(known.code, known.name, _span(self.doc, start, end))
        words = nominative([self.doc[i].text for i in range(start, end)])
        is_home = _looks_greek(words) and (not self.states or HOME in self.states)
        code = self._state_of(head) or (HOME if is_home else NONE)
        party = Party(code, latin(" ".join(words)), _span(self.doc, start, end))
        if end - start > 1:
            self.full[key] = party
        return party

    def _named(self, head: Token) -> Party | None:
        mention = self.at.get(head.i)
        if mention is None:
            return None
        span = _span(self.doc, mention.start, mention.end)
        entry = mention.kind("state", "seat", "capital", "body", "source", "people")
        if entry is None:
            return None
        if entry.kind == "people" and has(head, "Number", "Sing"):
            for child in head.children:
                if child.dep_ in ("flat", "appos", "nmod") and (inner := self._titled(child, entry.code)):
                    return inner
        code = self._state_of(head) or self._home() if entry.code == GENERIC else entry.code
        return Party(code, entry.name if entry.kind in ("seat", "body", "source") else "", span)

    def _titled(self, head: Token, given: str = "") -> Party | None:
        """The holder of an office; ``given`` is the state when the phrase around it tells."""
        mention = self.at.get(head.i)
        entry = mention.kind("office") if mention else None
        if mention is None or entry is None:
            return None
        title, span = titles().offices[entry.key], _span(self.doc, mention.start, mention.end)
        is_single = not has(head, "Number", "Plur")
        code = given or self._state_of(head) or title.code or self._home()
        is_one = is_single and self.era is not None and not self._is_former(head)
        if is_one and (person := holder(title, code, self.era)):
            return Party(code, person.name, span)
        return Party(code, _plural(title, is_single), span)

    def _is_former(self, head: Token) -> bool:
        former = {fold(w) for w in titles().former}
        return any(fold(c.text) in former for c in head.children)

    def _role(self, head: Token) -> Party | None:
        mention = self.at.get(head.i)
        entry = mention.kind("role") if mention else None
        if mention is None or entry is None:
            return self._aged(head)
        code = self._state_of(head) or entry.code or self._home()
        return Party(code, entry.name, _span(self.doc, mention.start, mention.end))

    @staticmethod
    def is_aged(head: Token) -> bool:
        """Whether the word names somebody by age alone."""
        return AGED.match(fold(head.text)) is not None

    def _aged(self, head: Token) -> Party | None:
        """One who is named by age alone: "a 46-year-old"."""
        if not (found := AGED.match(fold(head.text))):
            return None
        kind = ("women" if has(head, "Gender", "Fem") else "men") if has(head, "Number", "Plur") else (
            "woman" if has(head, "Gender", "Fem") else "man")
        return Party(self._state_of(head) or self._home(), f"{found[1]}-year-old {kind}",
                     _span(self.doc, head.i, head.i + 1))

    def _unknown(self, head: Token) -> Party | None:
        mention = self.at.get(head.i)
        if mention is None or mention.label not in ("PERSON", "ORG", "NORP"):
            return None
        if mention.label == "PERSON":
            return self._new_person(mention, head)
        words = latin(self.doc[mention.start : mention.end].text)
        return Party(self._state_of(head) or self._home(), words, _span(self.doc, mention.start, mention.end))

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
        return Party(entry.code, "", _span(self.doc, token.i, token.i + 1)) if entry else None

    # -- whose ---------------------------------------------------------------------------------------------------

    def _state_of(self, head: Token) -> str:
        """The state that a phrase's adjective, nationality noun or genitive gives; empty when it gives none."""
        for child in _near(head):
            mention = self.at.get(child.i)
            if mention is None:
                continue
            entry = mention.kind("adjective", "people", "state", "capital", "seat", "body")
            if entry and entry.code not in ("", GENERIC, NONE):
                return entry.code
            if mention.start > 0 and (entry := mention.kind("place")) and entry.code != NONE:
                return entry.code
        return ""

    def is_state_told(self, head: Token) -> bool:
        """Whether the phrase itself gives the state that it belongs to."""
        return bool(self._state_of(head))

    def _home(self) -> str:
        """The state of an unmarked role: home, unless a report names others more; then the only one named, or none."""
        if not self.states or self.states[0] == HOME:
            return HOME
        return self.states[0] if len(self.states) == 1 else NONE

    # -- anaphora --------------------------------------------------------------------------------------------------

    def _group(self, head: Token) -> tuple[Party, ...]:
        """"The two leaders", "both sides": the last parties of that kind."""
        counted = any(fold(c.lemma_) in TWO or fold(c.text) in TWO for c in head.children)
        lemma = fold(head.lemma_)
        if not counted or self._state_of(head):
            return ()
        if lemma not in LEADERS | SIDES:
            return ()
        memory = self._until(head)
        return memory.people(2) if lemma in LEADERS else self._sides(memory)

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


def _inside(head: Token) -> Iterator[Token]:
    """The phrase's own words: the head and what renames it."""
    yield head
    for child in head.children:
        if child.dep_ in INNER or (child.dep_ in ("nmod", "amod") and not preposition(child)):
            yield from _inside(child)


def _near(head: Token) -> Iterator[Token]:
    """Where a phrase's state may stand: its modifiers, then what they hang from when it is an apposition."""
    for child in head.children:
        if child.dep_ in PHRASE and not (child.dep_ == "nmod" and preposition(child) not in ("", "σε", "απο")):
            yield child
            if child.dep_ in ("nmod", "amod", "flat", "appos"):
                yield from (c for c in child.children if c.dep_ in ("nmod", "amod", "flat") and not preposition(c))
    if head.dep_ in INNER:
        yield from (c for c in head.head.children if c != head and c.dep_ in ("amod", "nmod") and not preposition(c))


def _span(doc: Doc, start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _last_key(token: Token) -> str:
    return word_key(token.text)


def _looks_greek(words: Iterable[str]) -> bool:
    return fold(list(words)[-1]).endswith(HOME_ENDINGS)


def _plural(title: Title, is_single: bool) -> str:
    return title.name if is_single or title.name.endswith("s") else title.name + "s"
