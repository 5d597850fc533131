"""The words of attribution of a language, as ``reporting.yaml`` lists them."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from istor.languages import data
from istor.languages.folding import fold
from istor.languages.grammar import has


@dataclass(frozen=True)
class Anonymous:
    """What sources without a name are called in English: one and many, of a told kind ("diplomatic …") and of none."""

    of_kind: tuple[str, str]
    plain: tuple[str, str]


@dataclass(frozen=True)
class Saying:
    """What makes a common verb one of saying: its object, folded, or none; what is said stands after ``about``."""

    object: str
    about: frozenset[str]


@dataclass(frozen=True)
class Reporting:
    """The words of attribution of one language, folded."""

    verbs: frozenset[str]
    needs_content: frozenset[str]
    acts: frozenset[str]
    asides: frozenset[str]
    unnamed: frozenset[str]
    nouns: frozenset[str]
    sayings: dict[str, Saying]
    anonymous: dict[str, Anonymous]
    kinds: dict[str, str]
    phrases: tuple[tuple[str, ...], ...]
    citing: tuple[str, ...]
    documents: dict[str, str]

    def is_saying(self, token: Token) -> bool:
        """Whether the word is a verb of saying, said by somebody: "it is noted that …" is the report's own aside."""
        lemma = fold(token.lemma_)
        if token.pos_ != "VERB" or lemma not in self.verbs and lemma not in self.sayings:
            return False
        return not (lemma in self.asides and has(token, "Voice", "Pass") and not has(token, "Tense", "Past"))

    def is_plain_saying(self, token: Token) -> bool:
        """Whether the word tells that something was said and no more: "said", "noted"; not "accused" or "asked"."""
        return self.is_saying(token) and fold(token.lemma_) in self.verbs - self.acts

    def is_citing(self, word: Token) -> bool:
        """Whether a word tells that a source names another, also as a participle that the tagger took for a noun."""
        return fold(word.text).startswith(self.citing)

    def name_of(self, noun: Token, is_one: bool = False) -> str:
        """What to call a source without a name: "diplomatic sources", or one of them; empty for any other word."""
        word = self.anonymous.get(fold(noun.lemma_))
        if word is None:
            return ""
        is_many, kind = has(noun, "Number", "Plur") and not is_one, self.kind_of(noun)
        return f"{kind} {word.of_kind[is_many]}" if kind else word.plain[is_many]

    def kind_of(self, noun: Token) -> str:
        """What kind of source the adjectives of ``noun`` tell, in English; empty when they tell none."""
        adjectives = (t for c in noun.children if c.dep_ == "amod" for t in (c, *c.conjuncts))
        return " and ".join(dict.fromkeys(k for t in adjectives if (k := self.kinds.get(fold(t.lemma_)))))


@cache
def reporting(lang: str = "el") -> Reporting:
    """The reporting words of one language."""
    table = data.table(lang, "reporting.yaml")
    verbs = {fold(w) for group in table["verbs"] for w in group["lemmas"]} | {fold(w) for w in table["medium_verbs"]}
    nouns = {fold(w) for group in table["nouns"] for w in group["lemmas"]}
    return Reporting(
        verbs=frozenset(verbs), needs_content=frozenset(map(fold, table["only_with_content"])),
        acts=frozenset(map(fold, table["speech_events"])), asides=frozenset(map(fold, table["own_asides"])),
        unnamed=frozenset(map(fold, table["unnamed"])), nouns=frozenset(nouns),
        sayings={fold(row["verb"]): Saying(fold(row.get("object", "")), frozenset(map(fold, row["about"])))
                 for row in table["sayings"]},
        anonymous={fold(w): Anonymous(tuple(row["of_kind"]), tuple(row["plain"]))
                   for row in table["anonymous"] for w in row["lemmas"]},
        kinds={fold(adjective): kind for adjective, kind in table["kinds"].items()},
        phrases=tuple(tuple(map(fold, phrase.split())) for phrase in table["phrases"]),
        citing=tuple(map(fold, table["citing"])),
        documents={fold(noun): name for noun, name in table["documents"].items()},
    )
