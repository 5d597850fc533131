"""Numbers in a sentence: digits and words put together ("δύο χιλιάδες τριακόσιοι", "1,8 εκατ."), shares, vague amounts.

What a number counts, ``coding.figures`` says.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from spacy.tokens import Doc, Span

from istor.languages import data
from istor.languages.folding import fold

_WRITTEN = re.compile(r"[«\"“(\[]*(\d{1,3}(?:\.\d{3})+|\d+)(,\d+)?(%|€|\$|£)?[.,;·:)\]»\"”]*")
"""One word in digits, with the marks that a tokenizer may leave on it. Not «24χρονος», «48ωρη», «11/2»."""
REMEMBERED = 100_000
CURRENCY = {"€": "EUR", "$": "USD", "£": "GBP"}


@dataclass(frozen=True)
class Number:
    """The words ``[first, last]`` of a document as one number; ``value`` is a word where the text is vague.

    ``scale`` is what the last word multiplies by ("εκατ."), 1 where there is none; ``sign`` is "%" or a currency's.
    """

    first: int
    last: int
    value: float | str
    scale: float = 1.0
    sign: str = ""
    is_written_out: bool = False


@dataclass(frozen=True)
class NumberWords:
    """Number words, multipliers, collectives and vague amounts of one language, folded; "no one" counts nobody."""

    numbers: dict[str, float]
    one: frozenset[str]
    multipliers: dict[str, float]
    collectives: dict[str, float]
    vague: dict[str, str]
    percent: frozenset[tuple[str, ...]]


@cache
def number_words(lang: str = "el") -> NumberWords:
    """The number words of one language."""
    table = data.table(lang, "figures.yaml")

    def forms(name: str, *, article: bool = False) -> dict[str, float]:
        rows = [row for row in table[name] if bool(row.get("article")) == article]
        return {fold(f): float(row["value"]) for row in rows for f in row["forms"] if row["value"]}

    return NumberWords(
        forms("numbers"), frozenset(forms("numbers", article=True)), forms("multipliers"), forms("collectives"),
        {fold(f): row["word"] for row in table["vague"] for f in row["forms"]},
        frozenset(tuple(fold(words).split()) for words in table["percent"] if fold(words)),
    )


def numbers(sentence: Span) -> tuple[Number, ...]:
    """The numbers of a sentence in its order; of an indefinite article only where a multiplier follows."""
    return tuple(_found(sentence.doc, sentence.start, sentence.end))


def _found(doc: Doc, at: int, end: int) -> Iterator[Number]:
    while at < end:
        number = _at(doc, at, end) if _may_begin(doc[at].text) else None
        if number:
            yield number
        at = number.last + 1 if number else at + 1


@lru_cache(REMEMBERED)
def _may_begin(word: str) -> bool:
    """Whether a number may begin with the word: hardly any does, and every word of a report is asked."""
    known, bare = number_words(), _bare(word)
    return bool(_WRITTEN.fullmatch(word)) or any(
        bare in words for words in (known.numbers, known.collectives, known.one, known.vague)
    )


def _at(doc: Doc, at: int, end: int) -> Number | None:
    """The number that begins at a word."""
    known, total, part, scale, last = number_words(), 0.0, None, 1.0, at - 1
    is_written_out, sign = False, ""
    for token in doc[at:end]:
        word, is_last = _bare(token.text), token.i + 1 == end
        match = _WRITTEN.fullmatch(token.text)
        if match and part is None:
            part, sign = float(match[1].replace(".", "") + (match[2] or "").replace(",", ".")), match[3] or ""
        elif word in known.numbers and not match and (part is None or _adds(part, known.numbers[word])):
            part, is_written_out = (part or 0.0) + known.numbers[word], True
        elif word in known.collectives and part is None:
            part, is_written_out = known.collectives[word], True
        elif word in known.one and part is None and not is_last and _bare(doc[token.i + 1].text) in known.multipliers:
            part, is_written_out = 1.0, True
        elif part is not None and word in known.multipliers and not sign:
            scale = known.multipliers[word]
            total, part = total + part * scale, 0.0
        else:
            break
        last = token.i
        if sign or (token.text[-1:] in ",;·)" and match):
            break
    if part is None:
        vague = known.vague.get(_bare(doc[at].text))
        return Number(at, at, vague, is_written_out=True) if vague else None
    sign, last = (sign, last) if sign else _sign(doc, last, end)
    return Number(at, last, round(total + part, 9), scale, sign, is_written_out)


def _adds(so_far: float, more: float) -> bool:
    """Whether a number word goes on with what stands before it: "είκοσι πέντε", not "δύο τρεις"."""
    return so_far >= 20 and more < 10 or so_far >= 100 and more < 100 or so_far == 0.0


def _sign(doc: Doc, last: int, end: int) -> tuple[str, int]:
    """A sign of money, "%" or "τοις εκατό" after the number."""
    after = doc[last + 1 : end]
    if len(after) and after[0].text.rstrip(".,;·)»") in {"%", *CURRENCY}:
        return after[0].text[0], last + 1
    for words in number_words().percent:
        if tuple(_bare(t.text) for t in after[: len(words)]) == words:
            return "%", last + len(words)
    return "", last


def _bare(word: str) -> str:
    return fold(word.strip("«»\"“”()[],;·:")).rstrip(".")
