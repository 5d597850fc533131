"""Where a predicate's arguments stand in the tree: the paths that frames speak of.

A verb has ``subject`` and ``object`` by what they mean (a passive's subject is its object), ``iobj``, ``clause`` and
its prepositions; an event noun has ``gen``, ``adj``, ``poss`` and prepositions, and lends itself the arguments of
the light verb that carries it ("είχε συνάντηση με"). What a verb does not say itself it takes from where it hangs:
the governor's subject for a να-clause or a gerund, the first of joined verbs, the noun that a relative clause is of.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from istor.languages import data
from istor.languages.folding import fold
from istor.languages.grammar import has

SUBJECTS = frozenset({"nsubj", "csubj", "nsubj:outer"})
PASSIVE_SUBJECTS = frozenset({"nsubj:pass", "csubj:pass"})
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "advcl", "csubj:pass"})
SAME_PREPOSITION = {fold(k): fold(v) for k, v in (
    ("εναντίον", "κατά"), ("ενάντια", "κατά"), ("ανάμεσα", "μεταξύ"), ("σ", "σε"), ("στον", "σε"), ("εις", "σε"),
    ("μαζί", "με"), ("απέναντι", "απέναντι"))}
LENT = frozenset(map(fold, ("σε", "προς", "κατά", "με")))
STATEMENT = frozenset(map(fold, ("ότι", "πως", "που")))
MOST_STEPS = 4


@dataclass
class Arguments:
    """Heads of the arguments by path; ``is_dropped`` when a finite verb's subject is left unsaid."""

    paths: dict[str, list[Token]] = field(default_factory=dict)
    is_dropped: bool = False

    def add(self, path: str, token: Token) -> None:
        """One more argument on ``path``; of a relative pronoun, the noun that it stands for."""
        meant = antecedent(token) or token
        if meant not in self.paths.setdefault(path, []):
            self.paths[path].append(meant)

    def of(self, path: str) -> list[Token]:
        """The heads on ``path``; ``object/adj`` are the adjectives of the objects."""
        outer, _, inner = path.partition("/")
        found = self.paths.get(fold(outer), [])
        return [c for t in found for c in t.children if c.dep_ == "amod"] if inner == "adj" else found


@dataclass(frozen=True)
class LightVerbs:
    """Verbs that lend their arguments to the event noun that they carry, as folded lemmas."""

    verbs: frozenset[str]
    with_preposition: dict[str, frozenset[str]]
    happening: frozenset[str]


@cache
def light_verbs(lang: str = "el") -> LightVerbs:
    """The light verbs of one language."""
    table = data.table(lang, "light_verbs.yaml")
    return LightVerbs(frozenset(map(fold, table["verbs"])),
                      {fold(k): frozenset(map(fold, v)) for k, v in table["with_preposition"].items()},
                      frozenset(map(fold, table["happening"])))


def preposition(token: Token) -> str:
    """The preposition of a noun, folded, with those that mean the same made one; empty when there is none."""
    marks = [c for c in token.children if c.dep_ in ("case", "fixed") and c.i < token.i]
    if not marks:
        return ""
    words = " ".join(fold(w.lemma_) for m in marks for w in (m, *m.children))
    if fold("βάρος") in words:
        return "κατα"
    first = fold(marks[0].lemma_)
    return SAME_PREPOSITION.get(first, first)


def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for: what the clause hangs from that it opens."""
    if pronoun.pos_ != "PRON" or not has(pronoun, "PronType", "Rel"):
        return None
    clause = next((a for a in pronoun.ancestors if a.dep_ == "acl:relcl"), None)
    return clause.head if clause is not None else None


def of_verb(verb: Token) -> Arguments:
    """The arguments of a verb, with those that it takes over from its governor."""
    made = Arguments()
    is_passive = not _is_deponent(verb) and (
        any(c.dep_ in PASSIVE_SUBJECTS or c.dep_ == "obl:agent" for c in verb.children) or _is_participle(verb))
    for child in verb.children:
        _place(made, child, is_passive)
    for first, second in pairwise(verb.children):
        if second.dep_ == "obl" and _goes_on(second) and (path := preposition(first)):
            made.add(path, second)
    _lend(made)
    if not made.of("subject") and not (is_passive and made.of("object")):
        _take_subject(made, verb, is_passive)
    return made


def _goes_on(token: Token) -> bool:
    """Whether a phrase without a preposition goes on with a list: "with the president, the minister and the mayor"."""
    start = token.left_edge
    return not preposition(token) and (start.text == "," or start.i > 0 and start.nbor(-1).text == ",")


def _lend(made: Arguments) -> None:
    """What hangs from the object may belong to the verb: "promises support to X", "voiced thanks towards Y"."""
    for noun in list(made.of("object")):
        for child in noun.children:
            path = preposition(child) if child.dep_ in ("nmod", "obl") else ""
            if path in LENT and not made.of(path):
                made.add(path, child)


def _place(made: Arguments, child: Token, is_passive: bool) -> None:
    dep = child.dep_
    if dep in SUBJECTS:
        made.add("subject", child)
    elif dep in PASSIVE_SUBJECTS:
        made.add("object" if is_passive else "subject", child)
    elif dep == "obl:agent":
        made.add("subject", child)
    elif dep == "obj":
        made.add("object", child)
    elif dep == "iobj" or (dep in ("obl", "obl:arg") and child.pos_ == "PRON" and not preposition(child)):
        made.add("iobj", child)
    elif dep in ("obl", "obl:arg", "nmod", "advmod"):
        if path := preposition(child):
            made.add("subject" if path == "απο" and is_passive and not made.of("subject") else path, child)
            if path == "απο" and is_passive:
                made.add(path, child)
        elif dep != "advmod" and has(child, "Case", "Gen"):
            made.add("iobj", child)
    if dep in CLAUSES:
        made.add("clause", child)
    _place_between(made, child)


def _place_between(made: Arguments, child: Token) -> None:
    """A preposition that is tagged as an adverb, with its noun below it: ανάμεσα στις δύο χώρες."""
    path = SAME_PREPOSITION.get(fold(child.lemma_))
    if path and child.dep_ in ("advmod", "case"):
        for noun in child.children:
            if noun.dep_ in ("obl", "nmod", "obj"):
                made.add(path, noun)


def _is_deponent(verb: Token) -> bool:
    """Passive in form, active in meaning: υποδέχομαι, or any that has an object of its own."""
    return verb.lemma_.endswith("μαι") or any(c.dep_ == "obj" and c.pos_ != "VERB" for c in verb.children)


def _is_participle(verb: Token) -> bool:
    return has(verb, "VerbForm", "Part") and has(verb, "Voice", "Pass")


def _take_subject(made: Arguments, verb: Token, is_passive: bool) -> None:
    path = "object" if is_passive else "subject"
    taken = [t for tokens in made.paths.values() for t in tokens]
    for token in _subjects_below(verb) or _subjects_above(verb, taken):
        made.add(path, token)
    made.is_dropped = not made.of(path)


def _subjects_below(verb: Token) -> list[Token]:
    """A subject that the tree gave to the adverb or the gerund before: "commenting on it Mr Zaev said"."""
    before = (c for c in verb.children if c.i < verb.i and (
        c.pos_ == "ADV" and c.dep_ == "advmod" or c.dep_ == "advcl" and has(c, "VerbForm", "Conv")))
    return [s for c in before for s in c.children if s.dep_ in SUBJECTS and s.pos_ != "VERB" and _agrees(s, verb)]


def _subjects_above(verb: Token, taken: Sequence[Token]) -> list[Token]:
    """The subject that ``verb`` shares with what it hangs from, found within a few steps.

    A noun that is ``taken``, as what its relative clause has for an object, is no subject: the verb above it has one.
    """
    at = verb
    for _ in range(MOST_STEPS):
        head = at.head
        if at.dep_ in ("acl:relcl", "acl") and head.pos_ in ("NOUN", "PROPN", "X", "ADJ", "PRON", "NUM"):
            if head not in taken:
                return [head]
            above = next((a for a in head.ancestors if a.pos_ in ("VERB", "AUX")), None)
            subjects = [c for c in above.children if c.dep_ in SUBJECTS and c.pos_ != "VERB"] if above else []
            return [s for s in subjects if s not in taken and _agrees(s, verb)]
        if head == at or at.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "csubj", "csubj:pass", "parataxis"):
            return []
        if at.dep_ in ("ccomp", "parataxis") and _is_finite_statement(at):
            return []
        if subjects := [c for c in head.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS and c.pos_ != "VERB"]:
            if _agrees(subjects[0], at):
                return subjects
            return []
        at = head
    return []


def _is_finite_statement(verb: Token) -> bool:
    return any(c.dep_ == "mark" and fold(c.text) in STATEMENT for c in verb.children) and \
        any(c.dep_ in SUBJECTS for c in verb.children)


def _agrees(subject: Token, verb: Token) -> bool:
    """A plural verb does not share a lone singular subject, nor the reverse."""
    if not has(verb, "VerbForm", "Fin") or any(c.dep_ == "conj" for c in subject.children):
        return True
    return not (has(verb, "Number", "Plur") and has(subject, "Number", "Sing")
                or has(verb, "Number", "Sing") and has(subject, "Number", "Plur"))


def of_noun(noun: Token) -> Arguments:
    """The arguments of an event noun, its own first, then those of the light verb that carries it."""
    made = Arguments()
    for child in noun.children:
        _place_of_noun(made, child)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        for child in noun.head.children:
            if child.dep_ in ("nmod", "amod") and child.i > noun.i:
                _place_of_noun(made, child)
    for verb, role in _carriers(noun):
        lent = of_verb(verb)
        for path, tokens in lent.paths.items():
            if path not in {role, "clause"}:
                for token in (t for t in tokens if t != noun):
                    made.add(path, token)
        made.is_dropped |= lent.is_dropped
    for token in made.of("poss"):
        made.add("gen", token)
    return made


def _place_of_noun(made: Arguments, child: Token) -> None:
    if child.dep_ in ("nmod", "obl", "appos", "flat", "compound"):
        if path := preposition(child):
            made.add(path, child)
        elif child.pos_ == "PRON":
            made.add("poss", child)
        elif child.dep_ == "nmod" and not (has(child, "Case", "Acc") and not has(child, "Case", "Gen")):
            made.add("gen", child)
    elif child.dep_ == "amod":
        made.add("adj", child)
    elif child.dep_ == "det" and has(child, "PronType", "Prs"):
        made.add("poss", child)
    elif child.dep_ in ("acl", "ccomp"):
        made.add("clause", child)
    _place_between(made, child)


def _carriers(noun: Token) -> Iterator[tuple[Token, str]]:
    """The light verb that carries ``noun``, with the path on which the noun stands."""
    light, head, dep = light_verbs(), noun.head, noun.dep_
    if (verb := relative_verb(noun)) is not None:
        yield verb, "object"
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        head, dep = noun.head.head, noun.head.dep_
    if head.pos_ not in ("VERB", "AUX"):
        return
    lemma = fold(head.lemma_)
    if dep == "obj" and lemma in light.verbs:
        yield head, "object"
    elif dep in SUBJECTS | PASSIVE_SUBJECTS and (lemma in light.happening or lemma in light.verbs):
        yield head, "object" if dep in PASSIVE_SUBJECTS else "subject"
    elif dep in ("obl", "obl:arg") and preposition(noun) in light.with_preposition.get(lemma, ()):
        yield head, preposition(noun)
    elif dep == "nsubj:pass":
        yield head, "object"


def relative_verb(noun: Token) -> Token | None:
    """The light verb of a relative clause that tells of ``noun`` ("η συνάντηση που είχαν", "που πραγματοποιήθηκε")."""
    light = light_verbs()
    return next((c for c in noun.children if c.dep_ == "acl:relcl" and c.pos_ == "VERB"
                 and fold(c.lemma_) in light.verbs | light.happening), None)


def carrier(noun: Token) -> Token | None:
    """The light verb that carries ``noun``, if there is one."""
    return next((verb for verb, _ in _carriers(noun)), None)


def _is_bracketed(token: Token) -> bool:
    """Whether a bracket opens the phrase, which renames what stands before it then: "the WHO (World Health …)"."""
    start = token.left_edge
    return start.text == "(" or start.i > 0 and start.nbor(-1).text == "("


def joined(head: Token) -> list[Token]:
    """``head`` and what is joined to it by "and", or to the name that follows it ("minister A B and minister C D")."""
    made = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "X", "ADJ", "PRON", "NUM"):
            if not _is_bracketed(child):
                made.extend(joined(child))
        elif child.dep_ in ("appos", "flat"):
            made.extend(joined(child)[1:])
    return made
