"""Any spaCy pipeline in the encoder's place: what it says of words, told as the encoder tells it.

It gets istor's own tokens, with contractions put together again (στον), since that is what such pipelines are trained
on; what it says of the whole is then told of both parts. Its labels are read by ``languages/el/pipelines.yaml``.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from istor.annotating.encoder import Parsed, Stretch
from istor.annotating.tokens import contractions
from istor.errors import ModelError
from istor.languages import data

NEEDED = {"POS": "tags", "LEMMA": "lemmas", "DEP": "trees"}
PROBE = ("Η", "κυβέρνηση", "ανακοίνωσε", "μέτρα", ".")
MANY = "xx"  # spaCy's code for pipelines of many languages
Tokens = Sequence[Sequence[int]]
"""The numbers of the words that each token of the pipeline covers: one, or two of a contraction."""


class StandIn:
    """A spaCy pipeline that reads stretches of words as an ``Encoder`` does; it knows no events, gives no vectors."""

    events: Sequence[str] = ()

    def __init__(self, nlp: Language, lang: str = "el") -> None:
        self.nlp, self.labels = nlp, data.table(lang, "pipelines.yaml")

    @classmethod
    def load(cls, name: str, lang: str = "el") -> "StandIn":
        """The installed pipeline ``name``, or that of a folder; ``ModelError`` when it is not there or of no use."""
        try:
            nlp = spacy.load(name)
        except (OSError, ImportError, ValueError) as error:
            raise ModelError(f"no spaCy pipeline {name} to read with: install it (pip install, or python -m spacy "
                             f"download {name}), or leave --model out") from error
        made = cls(nlp, lang)
        if problem := made.problem(lang):
            raise ModelError(f"{name} cannot read for istor: {problem}")
        return made

    def problem(self, lang: str) -> str | None:
        """Why the pipeline is of no use here, in a few words."""
        if self.nlp.lang not in (lang, MANY):
            return f"it reads {self.nlp.lang}, the reports are in {lang}"
        used = {label for name, pipe in self.nlp.pipeline if name == "parser" for label in getattr(pipe, "labels", ())}
        odd = {label for label in used if self._relation(label).partition(":")[0] not in self.labels["universal"]}
        if odd:
            return f"its relations are not Universal Dependencies ({min(odd)})"
        try:
            probe = self.nlp(Doc(self.nlp.vocab, words=list(PROBE)))
        except ValueError as error:  # a part of it was never trained
            return str(error)
        missing = [what for layer, what in NEEDED.items() if not probe.has_annotation(layer)]
        return f"it gives no {' and no '.join(missing)}" if missing else None

    def parse(self, stretches: Sequence[Stretch]) -> list[list[Parsed]]:
        """The sentences of each stretch."""
        tokens = [self._tokens(*stretch) for stretch in stretches]
        docs = [self._doc(*stretch, own) for stretch, own in zip(stretches, tokens, strict=True)]
        return [[self._sentence(sentence, own) for sentence in doc.sents]
                for doc, own in zip(self.nlp.pipe(docs), tokens, strict=True)]

    def _tokens(self, words: Sequence[str], spaced: Sequence[bool]) -> Tokens:
        made: list[list[int]] = []
        for i, word in enumerate(words):
            before = words[i - 1] if i else ""
            if self.labels["joins"] and not spaced[i] and contractions().get(before + word) == (before, word):
                made[-1].append(i)
            else:
                made.append([i])
        return made

    def _doc(self, words: Sequence[str], spaced: Sequence[bool], tokens: Tokens) -> Doc:
        spaces = [spaced[own[-1] + 1] if own[-1] + 1 < len(words) else False for own in tokens]
        return Doc(self.nlp.vocab, words=["".join(words[i] for i in own) for own in tokens], spaces=spaces)

    def _sentence(self, sentence: Span, tokens: Tokens) -> Parsed:
        start = tokens[sentence.start][0]
        rows = [row for token in sentence for row in self._rows(token, tokens, start)]
        columns: Any = zip(*rows, strict=True)
        upos, feats, lemmas, heads, relations, names = map(list, columns)
        return Parsed(start=start, upos=upos, feats=feats, lemmas=lemmas, heads=heads, relations=relations,
                      names=names, events=[[] for _ in upos], roles=None, vector=np.zeros(0, np.float32))

    def _rows(self, token: Token, tokens: Tokens, start: int) -> Iterator[tuple[str, str, str, int, str, str]]:
        """A row a word: tag, features, lemma, head, relation, name tag."""
        head = 0 if token.head.i == token.i else tokens[token.head.i][0] - start + 1
        feats, relation, name = str(token.morph) or "_", self._relation(token.dep_), self._name(token)
        if len(own := tokens[token.i]) == 1:
            yield token.pos_, feats, token.lemma_ or token.text, head, relation, name
        else:
            yield "ADP", "_", "σε", head, relation if head == 0 else "case", name
            yield "DET", feats, "ο", head or own[0] - start + 1, "det", name.replace("B-", "I-")

    def _relation(self, label: str) -> str:
        return str(self.labels["relations"].get(label, label))

    def _name(self, token: Token) -> str:
        kind = self.labels["names"].get(token.ent_type_)
        return f"{token.ent_iob_}-{kind}" if kind and token.ent_iob_ in ("B", "I") else "O"
