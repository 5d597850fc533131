"""Names on elNER-18: a name is right when its words and its type are both exactly those of the corpus."""

from collections import Counter
from collections.abc import Iterator, Sequence

from evals.data import Figures, NothingToMeasureError, Options, encoder, f1, shared
from training.data import read_names


def measure(options: Options) -> Figures:
    """Micro F1, precision, recall and the F1 of each type, on the corpus's own sentences."""
    from istor.annotating.encoder import MOST_WORDS

    sentences = [s for s in read_names(shared("data", f"{options.split}_elNER18.iob2")) if len(s.words) <= MOST_WORDS]
    found = encoder(options).parse([(s.words, s.spaced) for s in sentences], one_sentence=True)
    hits, said, gold = Counter[str](), Counter[str](), Counter[str]()
    for sentence, (parsed,) in zip(sentences, found, strict=True):
        wanted, got = set(spans(sentence.names)), set(spans(parsed.names))
        hits.update(label for *_, label in wanted & got)
        said.update(label for *_, label in got)
        gold.update(label for *_, label in wanted)
    if not gold:
        raise NothingToMeasureError("the corpus has no name")
    return {f"elner18-{options.split}": _figures(hits, said, gold) | {"sentences": len(sentences)}}


def spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First word, end and type of each name in IOB2 ``tags``; an ``I-`` that continues nothing begins a name."""
    first = 0
    for end in range(1, len(tags) + 1):
        is_more = end < len(tags) and tags[end].startswith("I-") and tags[end][2:] == tags[end - 1][2:]
        if not is_more:
            if tags[first] != "O":
                yield first, end, tags[first][2:]
            first = end


def _figures(hits: Counter[str], said: Counter[str], gold: Counter[str]) -> Figures:
    right, claimed, wanted = hits.total(), said.total(), gold.total()
    return {
        "f1": round(f1(right, claimed, wanted), 4),
        "precision": round(right / claimed, 4) if claimed else 0.0,
        "recall": round(right / wanted, 4),
        "types": {label: round(f1(hits[label], said[label], gold[label]), 4) for label in sorted(gold)},
    }
