"""Write sentences of reports as trees that a reader can check, with all errors, as the model gives them.

    python tools/trees.py                      writes docs/explanation/trees.md, from the example reports
    python tools/trees.py FOLDER -o FILE       the same for other reports

The first ten sentences of each report are taken, whatever they are. Marks of punctuation are left out.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

from spacy.tokens import Doc, Span, Token

from istor.annotating import annotate
from istor.reading import gather

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES, PAGE = ROOT / "examples" / "reports", ROOT / "docs" / "explanation" / "trees.md"
SENTENCES = 10
HEAD = """# Trees

The first {count} sentences of each report as the shipped model reads them, right or wrong; nothing is chosen or mended.
Written by `python tools/trees.py`. A line is a word: its place in the sentence, the word, its lemma, its tag, and its
relation to the word above it that it hangs on, as in Universal Dependencies. Names follow with their types. Marks of
punctuation are left out.
"""


def page(paths: list[str]) -> str:
    """The page for the reports at ``paths``."""
    reports = [outcome.report for outcome in gather(paths) if outcome.report]
    parts = [HEAD.format(count=SENTENCES)]
    for report in reports:
        parts.append(f"## {report.name}\n")
        sentences = list(read(annotate(report)))[:SENTENCES]
        parts += [f"```\n{number}. {text(s)}\n\n{tree(s)}\n```\n" for number, s in enumerate(sentences, 1)]
    return "\n".join(parts)


def read(doc: Doc) -> Iterator[Span]:
    """The sentences that were read, without those of page furniture."""
    yield from (s for s in doc.sents if any(t.pos_ for t in s if not t.is_space))


def text(sentence: Span) -> str:
    """The sentence in one line, unable to end the block that it is printed in."""
    return " ".join(sentence.text.split()).replace("`", "'")


def tree(sentence: Span) -> str:
    """The sentence's words, each under the one that it hangs on, and its names."""
    words = [t for t in sentence if not t.is_space]
    places = {t.i: number for number, t in enumerate(words, 1)}
    rows = [row for t in words if t.head.i == t.i for row in _rows(t, places, "", "")]
    names = [s for s in sentence.doc.spans["names"] if sentence.start <= s.start < sentence.end]
    told = ", ".join(f"{text(s)} {s.label_}" for s in names)
    return "\n".join([*rows, *([f"\nnames: {told}"] if told else [])])


def _rows(token: Token, places: dict[int, int], first: str, rest: str) -> Iterator[str]:
    lemma = "" if token.lemma_ == token.text else f" ({token.lemma_})"
    yield f"{places[token.i]:3} {first}{token.text}{lemma} {token.pos_} {token.dep_.lower()}"
    kept = [t for t in token.children if t.i in places]
    below = [t for t in kept if t.pos_ != "PUNCT" or any(c.i in places for c in t.children)]
    for number, child in enumerate(below, 1):
        is_last = number == len(below)
        yield from _rows(child, places, rest + ("└─ " if is_last else "├─ "), rest + ("   " if is_last else "│  "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", default=[str(EXAMPLES)])
    parser.add_argument("-o", "--output", type=Path, default=PAGE)
    options = parser.parse_args()
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(page(options.paths), encoding="utf-8")


if __name__ == "__main__":
    main()
