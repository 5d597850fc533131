"""A smaller vocabulary: the pieces that Greek and English need, out of 250,037 for a hundred languages.

A Unigram tokenizer cuts a word into the best-scoring pieces, so dropping pieces that never win leaves the cut of
every word seen here unchanged. Kept: all pieces in Greek script, all that win in the word lists of Greek and English
(``wordfreq``) and in the training texts, and every single character of the scripts that Greek news prints.
"""

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

import wordfreq
from tokenizers import Tokenizer

SPACE_MARK = "\u2581"
SPECIALS = 4
ENGLISH_WORDS = 120_000


def is_greek(piece: str) -> bool:
    """Letters of ``piece`` are Greek, and there is one at least."""
    letters = [c for c in piece if c.isalpha()]
    return bool(letters) and all("GREEK" in unicodedata.name(c, "") for c in letters)


def _is_kept_character(piece: str) -> bool:
    bare = piece.replace(SPACE_MARK, "")
    return len(bare) <= 1 and (not bare or ord(bare) < 0x0250 or 0x0370 <= ord(bare) < 0x0400
                               or 0x1F00 <= ord(bare) < 0x2200)


def listed_words() -> Iterable[str]:
    """Words of the English and Greek lists, as they are and with a capital."""
    lists = [wordfreq.top_n_list("en", ENGLISH_WORDS, wordlist="large"), wordfreq.top_n_list("el", ENGLISH_WORDS)]
    for word in (w for words in lists for w in words):
        yield from (word, word.capitalize())


def prune(tokenizer: dict[str, Any], words: Iterable[str]) -> tuple[list[Any], list[int]]:
    """The pieces needed with their scores, and the old id of each.

    Its normalizer goes too: it would turn the space mark into a space, and what else it does is Unicode's NFKC.
    """
    vocabulary = tokenizer["model"]["vocab"]
    outer = dict.fromkeys(("normalizer", "pre_tokenizer", "post_processor", "decoder"))
    bare = {**tokenizer, **outer, "added_tokens": []}
    cutter = Tokenizer.from_str(json.dumps(bare))
    kept = set(range(SPECIALS))
    kept.update(i for i, (p, _) in enumerate(vocabulary) if is_greek(p) or _is_kept_character(p))
    for word in sorted({*listed_words(), *words}):
        for form in (word, SPACE_MARK + word):
            kept.update(cutter.encode(unicodedata.normalize("NFKC", form), add_special_tokens=False).ids)
    order = sorted(kept)
    return [vocabulary[i] for i in order], order
