"""In which language a text is: by its script where that decides, else by py3langid, which the extra ``pages`` brings.

Without it a text that is not Greek is undetermined. Greek script means Greek: no other language of today's news is
written in it. (Ancient Greek is not told apart.)
"""

import re
from dataclasses import replace
from functools import cache
from typing import Protocol

from istor.languages import data
from istor.languages.coded import coded
from istor.model import Block

SAMPLE = 10_000
"""Characters at the beginning of a text by which its script is told."""
SMALLER_SAMPLE = 500
"""Characters of it that py3langid reads, which takes its time for each; on the 181 pages of the layer ``pages``
(November 2026) it says the same of so many as of all."""
UNKNOWN = "und"
GREEK_IN_LATIN = "el-Latn"
SUREST = 0.5
"""py3langid's probability below which the language is not told: two words get less, a short sentence more."""
SHORTEST_BLOCK = 60
"""Letters that a block must have before it can be in another language than its report: names and slogans have fewer."""
GREEKLISH_SHARE = 0.15
"""Share of Greek function words from which Latin letters are Greek. In the table of ``tests/reading/test_language.py``
such sentences have 0.27 and more, those in twelve languages of the Latin script 0.11 and less."""
GREEKLISH_WORDS = 2

_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[A-Za-z]+")


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def lang_of(text: str) -> str:
    """The tag of the language of ``text``: ``el``, ``en`` …, ``el-Latn`` for Greek in Latin letters, or ``und``."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if 2 * len(_GREEK.findall(sample)) > letters:
        return "el"
    if _is_greeklish(sample):
        return GREEK_IN_LATIN
    identifier = _identifier() if letters else None
    return identifier.classify(sample[:SMALLER_SAMPLE])[0] if identifier else UNKNOWN


def told(blocks: tuple[Block, ...], text: str, lang: str) -> tuple[Block, ...]:
    """``blocks`` of a ``text`` in ``lang``, those in another language marked with it where ``lang`` can be coded."""
    if lang not in coded():
        return blocks
    return tuple(_told(block, block.span.of(text), lang) for block in blocks)


def _told(block: Block, words: str, lang: str) -> Block:
    if len(_LETTER.findall(words)) < SHORTEST_BLOCK:
        return block
    own = lang_of(words)
    return block if own in (lang, UNKNOWN) else replace(block, lang=own)


def _is_greeklish(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    found = [word for word in words if word in _greeklish()]
    return len(set(found)) >= GREEKLISH_WORDS and len(found) >= GREEKLISH_SHARE * len(words)


@cache
def _greeklish() -> frozenset[str]:
    return frozenset(data.table("el", "greeklish.yaml")["words"])


@cache
def _identifier() -> _Identifier | None:
    """py3langid with its model, which takes a second to load and is seldom needed; none where it is not installed."""
    try:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier
    except ImportError:
        return None
    made: _Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True, min_confidence=SUREST)
    return made
