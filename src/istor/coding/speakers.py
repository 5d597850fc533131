"""Who says it: the speaker of a verb of saying, also where the tree lost it or the sentence leaves it unsaid."""

from spacy.tokens import Doc, Span, Token

from istor.coding.arguments import of_verb, preposition
from istor.coding.parties import Parties
from istor.coding.reporting import reporting
from istor.coding.sources import Sources
from istor.languages.folding import fold
from istor.languages.grammar import has
from istor.model import Party

SHORTEST_QUOTE = 3  # tokens: a shorter one is a word mentioned, and makes nobody a speaker
ASIDE = frozenset(map(fold, ("όπως", "καθώς", "ως")))
NOMINATIVE = frozenset(map(fold, ("ο", "η", "οι")))
NEUTER = frozenset(map(fold, ("το", "τα")))


class Speakers:
    """Finds the speakers of one document; ``last`` is who spoke last, for whoever is left unsaid."""

    def __init__(self, doc: Doc, parties: Parties, sources: Sources) -> None:
        self.doc, self.parties, self.sources, self.words = doc, parties, sources, reporting()
        self.last: tuple[Party, ...] = ()
        self.quotes: list[Span] = [q for q in doc.spans.get("quotes", ()) if len(q) >= SHORTEST_QUOTE]

    def in_quote(self, token: Token) -> Span | None:
        """The quotation that ``token`` stands in."""
        return next((q for q in self.quotes if q.start <= token.i < q.end), None)

    def of(self, verb: Token, covered: frozenset[int] = frozenset()) -> list[Party]:
        """Who says it."""
        said = [t for t in of_verb(verb).of("subject") if t.i not in covered]
        said = [t for t in said if not any(map(self.words.is_citing, t.children))] or said
        if any(t.i > verb.i for t in said):  # one before what is said is the subject of that
            said = [t for t in said if not any(t.i < i < verb.i for i in covered)]
        subjects = [p for t in said or self.documents(verb) for p in self.sources.of(t)]
        if not subjects and verb.dep_ in ("appos", "acl") and not has(verb, "VerbForm", "Fin"):
            subjects = list(self.sources.of(verb.head))
        if not subjects:  # one that the tree took for an object: "as the agency reported", "said a spokesman of hers"
            is_beside = is_aside(verb)
            behind = (c for c in verb.children if c.i > verb.i and c.i not in covered and not preposition(c))
            subjects = [p for c in behind if c.dep_ in ("obj", "obl", "xcomp") and (is_beside or has(c, "Case", "Nom"))
                        for p in self.sources.of(c)]
        if not subjects and has(verb, "VerbForm", "Fin") and not any(t.head != verb for t in said):
            subjects = list(self._nominative(verb, covered))
        if not subjects and not said:
            subjects = list(self.parties.dropped(verb)) or self._who_spoke_last(verb)
        return subjects

    def documents(self, verb: Token) -> list[Token]:
        """What something is said in, of a passive that has no speaker: "it is stressed in the press release"."""
        if verb.pos_ != "VERB" or fold(verb.lemma_) not in self.words.verbs or not has(verb, "Voice", "Pass"):
            return []
        return [t for t in of_verb(verb).of("σε") if fold(t.lemma_) in self.words.nouns]

    def names_medium(self, article: Token) -> bool:
        """Whether the word after the article is a medium's name: a neuter looks alike as subject and as object."""
        mention = self.parties.at.get(article.i + 1)
        return mention is not None and mention.kind("source") is not None

    def _nominative(self, verb: Token, covered: frozenset[int]) -> tuple[Party, ...]:
        """Somebody whom an article in the nominative opens, first after the verb: a subject that the tree lost."""
        sentence = verb.sent
        for article in (*self.doc[verb.i + 1 : sentence.end], *reversed(self.doc[sentence.start : verb.i])):
            word = fold(article.text)
            if word not in NOMINATIVE | NEUTER or article.i in covered or self.in_quote(article):
                continue
            if word in NEUTER and not (article.i == verb.i + 1 and self.names_medium(article)):
                continue
            noun = article.head
            is_of_another = noun.dep_.startswith("nsubj") and noun.head != verb and noun.head.pos_ in ("VERB", "AUX")
            if is_of_another or has(article, "Number", "Plur") is not has(verb, "Number", "Plur"):
                continue
            if relative_clause(article):
                continue
            for token in self.doc[article.i + 1 : min(article.i + 4, sentence.end)]:
                if token.i in self.parties.at and (found := self.sources.of(token)):
                    return found
                if token.is_punct:
                    break
        return ()

    def _who_spoke_last(self, verb: Token) -> list[Party]:
        """Who spoke last, for a verb of the third person without a subject."""
        is_third = has(verb, "VerbForm", "Fin") and not has(verb, "Person", "1", "2") and not has(verb, "Voice", "Pass")
        return list(self.last) if is_third else []


def is_aside(verb: Token) -> bool:
    """``όπως δήλωσε``, or a verb put in beside the text as parataxis.

    Some trees join the main clause to the aside before it, as if it were a second one.
    """
    marks = {fold(c.text) for c in verb.children if c.dep_ in ("mark", "advmod", "case")}
    if verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "NOUN", "ADJ", "AUX"):
        return True
    is_before = verb.head == verb and any(c.dep_ == "conj" and c.i > verb.i for c in verb.children)
    return (is_before or verb.dep_ in ("advcl", "parataxis", "acl")) and bool(marks & ASIDE)


def relative_clause(token: Token) -> Token | None:
    """The verb of the relative clause that ``token`` stands in."""
    return next((a for a in (token, *token.ancestors) if a.dep_ == "acl:relcl"), None)
