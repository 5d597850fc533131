"""Trees in CoNLL-U, the form of Universal Dependencies: what other parsers, treebanks and search tools read.

Only sentences that were read are written; page furniture has no trees. A contraction (στον) is a word of two, as UD
has it. In ``MISC`` stand the name that a word begins or goes on with (``Name=B-PERSON``), where its token stands in the
report's text (``Start``, ``End``: code points, the end excluded), and ``SpaceAfter=No``.
Source: https://universaldependencies.org/format.html.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from istor.annotating.tokens import contractions
from istor.model import Report

NOTHING = "_"


def conllu(doc: Doc) -> Iterator[str]:
    """The sentences of an annotated document, piece by piece; the first says whose they are."""
    report: Report = doc._.report
    names = {token.i: f"{'B' if token.i == span.start else 'I'}-{span.label_}"
             for span in doc.spans.get("names", ()) for token in span}
    comments = [f"# newdoc id = {_on_one_line(report.id)}", f"# name = {_on_one_line(report.name)}"]
    for number, sentence in enumerate((s for s in doc.sents if any(t.pos_ for t in s)), 1):
        words = [token for token in sentence if not token.is_space]
        whole = doc.text[words[0].idx : words[-1].idx + len(words[-1])]
        comments += [f"# sent_id = {_on_one_line(report.id)}-{number}", f"# text = {_on_one_line(whole)}"]
        yield "\n".join([*comments, *_rows(words, names), "", ""])
        comments = []


def _rows(words: list[Token], names: dict[int, str]) -> Iterator[str]:
    places = {token.i: number for number, token in enumerate(words, 1)}
    for number, token in enumerate(words, 1):
        if _is_contracted(token):
            other = words[number]
            span = f"{number}-{number + 1}"
            yield _row(span, token.text + other.text, *[""] * 7, _misc(token, other))
        is_part = _is_contracted(token) or number > 1 and _is_contracted(words[number - 2])
        head = 0 if token.head == token else places.get(token.head.i, 0)
        yield _row(str(number), token.text, token.lemma_, token.pos_, "", str(token.morph), str(head),
                   token.dep_ if head else "root", "", _misc(token, token, names.get(token.i), is_part))


def _is_contracted(token: Token) -> bool:
    """Whether the token is the first part of a contraction."""
    after = token.i + 1
    return not token.whitespace_ and after < len(token.doc) and \
        contractions().get(token.text + token.doc[after].text) == (token.text, token.doc[after].text)


def _row(*cells: str) -> str:
    """The ten columns of a word; what is empty is not known."""
    return "\t".join(_on_one_line(cell) or NOTHING for cell in cells)


def _misc(first: Token, last: Token, name: str | None = None, is_part: bool = False) -> str:
    """What stands beside the tree; a part of a contraction has its place, but what follows it the contraction says."""
    parts = [f"End={last.idx + len(last)}", *([f"Name={name}"] if name else ())]
    parts += [] if is_part or _is_spaced(last) else ["SpaceAfter=No"]
    return "|".join([*parts, f"Start={first.idx}"])


def _is_spaced(token: Token) -> bool:
    after = token.i + 1
    return bool(token.whitespace_) or after < len(token.doc) and token.doc[after].is_space


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
