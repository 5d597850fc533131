"""Training sentences from the treebanks and the name corpus, in the tokenisation that istor uses at run time.

``στον`` is one token in running text and two UD words in GDT (σ + τον); istor's tokenizer cuts it in the same two
pieces of text, so GDT's words are used as they stand and elNER's tokens are cut likewise.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import conllu

from istor.annotating import lemmas

CONTRACTION = re.compile(r"^(σ|Σ)(τ(?:ον?|ου|ης?|ην|α|ων|ους|ις|η))$")
NO_SPACE_BEFORE = frozenset(".,;:!?·)]»”…%'’")
NO_SPACE_AFTER = frozenset("([«“")
CLOSES_SENTENCE = frozenset(".!;?…»\"”)")


@dataclass(frozen=True)
class Sentence:
    """One annotated sentence; syntax, names or events may be missing (empty)."""

    words: tuple[str, ...]
    spaced: tuple[bool, ...]  # a space stands before the word
    treebank: int = 0
    upos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()  # 1-based, 0 for the root
    relations: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    events: tuple[str, ...] = ()  # a type, or none, for each word that is asked about; "" for the others
    roles: tuple[tuple[int, int, int], ...] = ()  # event word, party's head, and its role: 0 none, 1 acts, 2 acted upon
    document: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The words with their spaces."""
        return joined(self.words, self.spaced)


def joined(words: Sequence[str], spaced: Sequence[bool]) -> str:
    """Words with their spaces."""
    return "".join((" " if s else "") + w for w, s in zip(words, spaced, strict=True)).strip()


def read_treebank(path: Path, treebank: int) -> list[Sentence]:
    """Sentences of a CoNLL-U file; empty nodes are left out."""
    sentences, document = [], ""
    with path.open(encoding="utf-8") as stream:
        for tree in conllu.parse_incr(stream):
            document = tree.metadata.get("newdoc id", document)
            sentences.append(_from_tree(tree, treebank, document))
    return sentences


def _from_tree(tree: conllu.TokenList, treebank: int, document: str) -> Sentence:
    glued: set[int] = set()  # words with no space before them
    joined = False
    for token in tree:
        if isinstance(token["id"], tuple) and token["id"][1] == "-":
            glued.update(range(token["id"][0] + 1, token["id"][2] + 1))
            glued.update([token["id"][0]] if joined else [])
            joined = (token["misc"] or {}).get("SpaceAfter") == "No"
            covered = token["id"][2]
            glued.update([covered + 1] if joined else [])
        elif isinstance(token["id"], int):
            glued.update([token["id"] + 1] if (token["misc"] or {}).get("SpaceAfter") == "No" else [])
            joined = (token["misc"] or {}).get("SpaceAfter") == "No"
    words = [t for t in tree if isinstance(t["id"], int)]
    return Sentence(
        words=tuple(t["form"] for t in words),
        spaced=tuple(t["id"] not in glued for t in words) if glued else restored_spaces([t["form"] for t in words]),
        treebank=treebank,
        upos=tuple(t["upos"] for t in words),
        feats=tuple("|".join(f"{k}={v}" for k, v in (t["feats"] or {}).items()) or "_" for t in words),
        scripts=tuple(lemmas.script(t["form"], t["lemma"]) for t in words),
        lemmas=tuple(t["lemma"] for t in words),
        heads=tuple(t["head"] for t in words),
        relations=tuple(t["deprel"] for t in words),
        document=document,
    )


def restored_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Where running text would have a space, for corpora that lost theirs."""
    before = ("", *words[:-1])
    return tuple(w not in NO_SPACE_BEFORE and b not in NO_SPACE_AFTER for b, w in zip(before, words, strict=True))


def read_names(path: Path) -> list[Sentence]:
    """Sentences of an IOB2 file (``token label`` lines, blank line between sentences), spaces restored."""
    sentences = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if line.strip()]
        if rows:
            sentences.append(_from_rows([(w, n) for w, n in rows]))
    return sentences


def _from_rows(rows: Sequence[tuple[str, str]]) -> Sentence:
    words: list[str] = []
    names: list[str] = []
    spaced: list[bool] = []
    for (word, name), is_spaced in zip(rows, restored_spaces([w for w, _ in rows]), strict=True):
        spaced.append(is_spaced)
        if match := CONTRACTION.match(word):
            words += match.groups()
            names += [name, "I" + name[1:] if name != "O" else "O"]
            spaced.append(False)
        else:
            words.append(word)
            names.append(name)
    return Sentence(tuple(words), tuple(spaced), names=tuple(names))


def stretches(
    sentences: Sequence[Sentence], most_words: int, chance: random.Random, across: bool = False
) -> Iterator[list[Sentence]]:
    """Neighbouring sentences of one document, joined at random to stretches such as a paragraph holds.

    A sentence without a closing mark, such as a title, ends its stretch, unless they are to be joined ``across`` it.
    """
    stretch: list[Sentence] = []
    wanted = chance.choice((1, 1, 2, 3, 5))
    for sentence in sentences:
        length = sum(len(s.words) for s in stretch) + len(sentence.words)
        is_new = stretch and (sentence.document != stretch[-1].document
                              or not across and stretch[-1].words[-1][-1] not in CLOSES_SENTENCE)
        if stretch and (len(stretch) >= wanted or length > most_words or is_new):
            yield stretch
            stretch, wanted = [], chance.choice((1, 1, 2, 3, 5))
        stretch.append(sentence)
    if stretch:
        yield stretch
