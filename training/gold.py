"""Gold records to learn from: those of the shared gold's training part, and istor's own, which stand off their texts.

    python -m training.gold --add NOTES.tsv …

istor's own records are of sentences of elNER-18's training part, of stretches of the running press of PARSEME Greek,
and of reports that were written for it (``training/reports``), annotated by the same guidelines. The corpora's texts
are not ours to pass on, so a record says where its trigger stands in a text that is put together here from the corpus,
and a digest of the trigger, so that a text that was put together otherwise is noticed. ``NOTES.tsv`` has a line a
record: sentence (or written report), trigger, type, mode, actors, recipients, status, sources, quote (``-`` for none,
``|`` between several), and a longer text around a trigger that stands there twice; a sentence without an event stands
alone in its line.
"""

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from evals.claims import is_held_out
from istor.annotating import annotate
from istor.model import Party, plover
from istor.reading import read
from training.data import CLOSES_SENTENCE, joined, restored_spaces

RECORDS = Path(__file__).parent / "records.jsonl"
REPORTS = Path(__file__).parent / "reports"
HONEST_ONE_IN = 4
STRETCH = 20  # sentences of the running press that are one report
COLUMNS = ("trigger", "type", "mode", "actors", "recipients", "status", "sources", "quote")
LISTS = ("actors", "recipients", "sources")

Record = tuple[dict[str, Any], int, int]
"""A gold record and where its trigger stands in its report's text."""


def gold_reports(gold: Path, data: Path) -> Iterator[tuple[str, str, list[Record]]]:
    """Name, text and records of every report to learn from; the shared gold's held-out part is left out."""
    texts = {row["report"]: row["text"] for row in _rows(gold / "train" / "sentences.texts.jsonl")}
    texts |= {path.stem: path.read_text(encoding="utf-8") for path in sorted((data / "wikinews").glob("*.txt"))}
    records: dict[str, list[Record]] = defaultdict(list)
    for name in ("sentences", "wikinews"):
        for row in _rows(gold / "train" / f"{name}.jsonl"):
            text = texts[row["report"]]
            start = text.index(row["anchor"]) + row["anchor"].index(row["trigger"])
            records[row["report"]].append((row, start, start + len(row["trigger"])))
    texts = {name: text for name, text in texts.items() if not is_held_out(name)}
    corpora = Corpora(data)
    for row in _rows(RECORDS):
        text = texts.setdefault(row["report"], corpora.text(row["report"]))
        if row["type"]:
            check(row, text)
            records[row["report"]].append((row, row["start"], row["end"]))
    yield from ((name, text, records[name]) for name, text in texts.items())


def is_for_honesty(report: str) -> bool:
    """Whether the encoder learns no events from a report: what it thinks of it tells how far it may be trusted."""
    return int(hashlib.sha256(f"honest {report}".encode()).hexdigest(), 16) % HONEST_ONE_IN == 0


def honest_documents(gold: Path, data: Path) -> Iterator[tuple[str, Doc, list[Record]]]:
    """Every report read, with no idea of its events and roles where the encoder has learnt them from it."""
    for name, text, records in gold_reports(gold, data):
        doc = annotate(read(text.encode(), name))
        if not is_for_honesty(name):
            doc._.predicates, doc._.roles = {}, {}
        yield name, doc, records


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def check(row: dict[str, Any], text: str) -> None:
    """Stop where another word stands in a record's place than its annotator saw."""
    if _digest(text[row["start"] : row["end"]]) != row["digest"]:
        raise SystemExit(f"{RECORDS}: {row['report']} {row['start']}: another word stands there; the corpus differs")


def _digest(trigger: str) -> str:
    return hashlib.sha256(trigger.encode()).hexdigest()[:8]


def roles(parties: Sequence[Party], actors: Sequence[str], recipients: Sequence[str]) -> list[int]:
    """What each of an event's possible parties is by the gold: 0 nothing, 1 an actor, 2 a recipient."""
    return [1 if _is_among(p, actors, parties) else 2 if _is_among(p, recipients, parties) else 0 for p in parties]


def _is_among(party: Party, gold: Sequence[str], others: Sequence[Party]) -> bool:
    """Whether a gold party is this one: by its whole name, or by its code where no other is closer."""
    if str(party) in gold:
        return True
    names = {str(p) for p in others}
    for wanted in gold:
        code, _, name = wanted.partition(":")
        if wanted in names or code != party.code:
            continue
        rivals = [p for p in others if p.code == code]
        if len(rivals) == 1 or _alike(name, party.name) or not name and not party.name:
            return True
    return False


def _alike(one: str, two: str) -> bool:
    return bool({w.lower().rstrip("s") for w in one.split()} & {w.lower().rstrip("s") for w in two.split()})


def corpus_of(report: str) -> str:
    """The corpus that one of istor's own reports is of."""
    return report.rpartition("-")[0]


class Corpora:
    """The texts that istor's own records stand off: put together from the corpora, or written for it."""

    def __init__(self, data: Path) -> None:
        self.data = data

    @cached_property
    def sentences(self) -> list[list[str]]:
        """The words of each sentence of elNER-18's training part."""
        blocks = (self.data / "train_elNER18.iob2").read_text(encoding="utf-8").split("\n\n")
        return [[line.rsplit(" ", 1)[0] for line in b.splitlines() if line.strip()] for b in blocks]

    @cached_property
    def press(self) -> list[str]:
        """The sentences of the running press."""
        return list(_press(self.data / "parseme_el" / "train.parsemetsv"))

    def text(self, report: str) -> str:
        """The text of a report by its name.

        ``elner-train-N`` is sentence N, ``parseme-N`` the press's sentences from N on, ``written-N`` a file.
        """
        if corpus_of(report) == "written":
            return (REPORTS / f"{report}.txt").read_text(encoding="utf-8")
        corpus, number = corpus_of(report), int(report.rpartition("-")[2])
        if corpus == "elner-train":
            words = self.sentences[number]
            return joined(words, restored_spaces(words))
        if corpus == "parseme":
            return self._stretch(number, number + STRETCH)
        raise SystemExit(f"{report}: no such corpus")

    def place(self, sentence: str) -> tuple[str, int, int]:
        """The report of an annotated sentence, and where the sentence stands in its text."""
        if corpus_of(sentence) != "parseme":
            return sentence, 0, len(self.text(sentence))
        number = int(sentence.rpartition("-")[2])
        first = number // STRETCH * STRETCH
        end = len(self._stretch(first, number + 1))
        return f"parseme-{first:05d}", end - len(self.press[number]), end

    def _stretch(self, first: int, last: int) -> str:
        made = ""
        for sentence in self.press[first:last]:  # a sentence without a closing mark is a title
            made += (" " if made and made[-1] in CLOSES_SENTENCE else "\n" if made else "") + sentence
        return made


def _press(path: Path) -> Iterator[str]:
    """Sentences of a PARSEME file, spaces as its ``nsp`` marks say."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if rows:
            yield "".join(row[1] + ("" if row[2] == "nsp" else " ") for row in rows).strip()


def read_notes(path: Path, corpora: Corpora) -> Iterator[dict[str, Any]]:
    """The records of an annotator's notes, standing off; a sentence that holds no event gives one without a type."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        sentence, *columns = line.split("\t")
        report, first, last = corpora.place(sentence)
        if not columns:
            yield {"report": report, "type": None}
            continue
        row: dict[str, Any] = dict(zip(COLUMNS, columns, strict=False))
        trigger, anchor = row.pop("trigger"), columns[-1] if len(columns) > len(COLUMNS) else columns[0]
        at = corpora.text(report).find(anchor, first, last)
        if len(columns) < len(COLUMNS) or row["type"] not in plover.TYPES or at < 0 or trigger not in anchor:
            raise SystemExit(f"{path}:{number}: not a record of this text: {line}")
        start = at + anchor.index(trigger)
        yield {"report": report, "start": start, "end": start + len(trigger), "digest": _digest(trigger)} | row | {
            name: [x for x in row[name].split("|") if x != "-"] for name in LISTS} | {
            name: None if row[name] == "-" else row[name] for name in ("mode", "quote")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--add", type=Path, nargs="+", required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    corpora = Corpora(options.data)
    rows = _rows(RECORDS) if RECORDS.exists() else []
    rows += [row for path in options.add for row in read_notes(path, corpora)]
    lines = {json.dumps(row, ensure_ascii=False) for row in rows}
    RECORDS.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")
    print(f"{RECORDS}: {len({row['report'] for row in rows})} reports, {sum(bool(r['type']) for r in rows)} records")


if __name__ == "__main__":
    main()
