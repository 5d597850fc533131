"""Text to tokens: spaCy's Greek tokenizer with the one change that syntax needs.

``στον`` is two words in Universal Dependencies (σ + τον); it is cut in two tokens here, and only here, with no space
between them, so that the text and its offsets stay as they are. The same holds for all of σε + article.
"""

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import compile_prefix_regex, compile_suffix_regex

OPENING_DASH, CLOSING_DASH = r"-(?=[^\W\d_])", r"(?<=[\d»])-"  # hyphens for dashes: "-στη θέση από το 2004-"
ARTICLES = ("το", "τον", "του", "τη", "την", "της", "τα", "τους", "τις", "των")


@cache
def contractions() -> dict[str, tuple[str, str]]:
    """Each contraction of σε with an article, in lower case, capitalised and in capitals, to its two parts."""
    made = {}
    for article in ARTICLES:
        for first, rest in (("σ", article), ("Σ", article), ("Σ", article.upper())):
            made[first + rest] = (first, rest)
    return made


@cache
def blank(lang: str = "el") -> Language:
    """A spaCy pipeline with no components: vocabulary and tokenizer."""
    nlp = spacy.blank(lang)
    tokenizer: Any = nlp.tokenizer  # spaCy types it as any callable
    for form, parts in contractions().items():
        tokenizer.add_special_case(form, [{ORTH: part} for part in parts])
    tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), OPENING_DASH]).search
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), CLOSING_DASH]).search
    return nlp
