"""Where the time goes on the whole road, and how far each stretch is from the least that it could take.

    python benchmarks/road.py [REPORTS] [--words 500] [--jobs 2]

The stretches are read, annotate (and in it the network), code, link and store. Each is timed beside its floor in the
same run, by the processor's seconds of one thread, so that other work on the machine falls on both:

- read: the same bytes decoded and brought to NFC;
- network: the same word pieces without padding, at the fastest rate that the network has in any batch of this run;
- annotate: the network; beside it, where it is installed, the rival el_core_news_sm, spaCy's own small pipeline;
- times, a part of annotating: the text cut into the tokens of its grammar; the rival is dateparser's search;
- code: one pass over the same documents that takes each word's lemma, tag and head;
- link: one sketch of each report's words;
- store: the same rows inserted in bulk, in one transaction.

The last line is the whole road by the clock, with so many processes, from bytes to linked claims in an archive.
"""

import argparse
import os
import resource
import tempfile
import time
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import prose
import results
import spacy
from adding import _bare as bare

from istor.annotating import annotate
from istor.annotating.encoder import THREADS, Encoder
from istor.annotating.meaning import vectors_of
from istor.annotating.times import find_times
from istor.annotating.times.scan import scan
from istor.coding import Coder
from istor.linking.copies import sketched
from istor.linking.sketches import candidates
from istor.model import Claim, Report, Vectors
from istor.reading import Outcome, read
from istor.scaling.adding import add
from istor.scaling.processes import runner_for
from istor.scaling.recording import record_of
from istor.scaling.runner import Coded
from istor.scaling.serial import Serial
from istor.storing import Archive

WARM = 5
"""Reports that are gone through first, so that no table is loaded while the clock runs."""
FEW, SMALL = 3, "el_core_news_sm"
LAYER_WORK = 12 * (4 * 384 * 384 + 2 * 384 * 1536)
"""Multiply-adds of a word piece in the network's layers."""


class Network:
    """The network under a watch: seconds, pieces, and the fastest rate that any batch had."""

    def __init__(self, graph: Any) -> None:
        self.graph, self.seconds, self.pieces, self.padded, self.best = graph, 0.0, 0, 0, 0.0

    def run(self, names: Sequence[str], feed: Mapping[str, Any]) -> list[Any]:
        """The outputs ``names``."""
        found, took = _timed(lambda: self.graph.run(names, feed))
        pieces = int(feed["mask"].size)
        self.seconds, self.pieces = self.seconds + took, self.pieces + int(np.sum(feed["mask"]))
        self.padded, self.best = self.padded + pieces, max(self.best, pieces / took)
        return found  # type: ignore[no-any-return]


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.process_time()
    found = call()
    return found, time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="?", type=int, default=60)
    parser.add_argument("--words", type=int, default=prose.WORDS)
    parser.add_argument("--jobs", type=int, default=2, help="at least 2: processes of the whole road")
    asked = parser.parse_args()
    texts = [(name, text.encode()) for name, text in prose.texts(asked.reports + WARM, asked.words)]
    whole = _whole(texts, asked.jobs)  # first, so that this process has loaded no model of its own
    os.environ[THREADS] = "1"
    encoder = Encoder.shipped()
    network = encoder.graph = Network(encoder.graph)
    for name, data in texts[:WARM]:
        report = read(data, name)
        _coded(report, annotate(report))
    network = encoder.graph = Network(network.graph)  # the warming up is not counted
    results.write("road", [*_stretches(texts[WARM:], network), whole])


def _stretches(texts: Sequence[tuple[str, bytes]], network: Network) -> list[results.Row]:
    count = len(texts)
    reports, reading = _timed(lambda: [read(data, name) for name, data in texts])
    _, decoding = _timed(lambda: [unicodedata.normalize("NFC", data.decode()) for _, data in texts])
    annotating = coding = passing = 0.0
    coded = []
    for report in reports:
        doc, took = _timed(lambda report=report: annotate(report))
        annotating += took
        one, took = _timed(lambda report=report, doc=doc: _coded(report, doc))
        coding += took
        _, took = _timed(lambda doc=doc: [(t.lemma_, t.pos_, t.head.i) for t in doc])
        passing += took
        coded.append(one)
    record, linking = _timed(lambda: record_of(coded, Serial()))
    _, sketching = _timed(lambda: list(candidates([sketched(report) for report in reports])))
    storing, inserting = _storing(coded)
    _, timing = _timed(lambda: [list(find_times(r.text, r.published and r.published.first)) for r in reports])
    _, scanning = _timed(lambda: [scan(report.text) for report in reports])
    floor = network.pieces / network.best
    rivals = {"annotate": _spacy_small(reports), "times": _dateparser(reports)}
    padded = network.padded / network.pieces
    work = f"{LAYER_WORK * network.pieces / count / 1e9:.1f} G multiply-adds; with padding {padded:.2f} times that"
    told = [("read", reading, decoding, f"{sum(len(d) for _, d in texts) / count:.0f} bytes"),
            ("annotate", annotating, network.seconds, f"{network.pieces / count:.0f} word pieces"),
            ("network", network.seconds, floor, work),
            ("times", timing, scanning, "the same words"),
            ("code", coding, passing, f"{sum(len(r.text.split()) for r in reports) / count:.0f} words"),
            ("link", linking, sketching, f"{len(record.claims) / count:.1f} claims"),
            ("store", storing, inserting, f"{len(record.claims) / count:.1f} claims with their rows")]
    whole = reading + annotating + coding + linking + storing
    return [{"question": "road", "stretch": name, "reports": count, "unit": "ms of one processor a report",
             "measured": round(1000 * took / count, 2), "floor": round(1000 * least / count, 2),
             "ratio": round(took / least, 2), "share": round(took / whole, 3), "work": work,
             "rival": rivals.get(name)}
            for name, took, least, work in told]


def _spacy_small(reports: Sequence[Report]) -> str | None:
    """What spaCy's own pipeline takes for the same texts: one thread, as here."""
    if not spacy.util.is_package(SMALL):
        return None
    nlp = spacy.load(SMALL)
    nlp(reports[0].text)
    _, took = _timed(lambda: [nlp(report.text) for report in reports])
    return f"{SMALL} {nlp.meta['version']}: {1000 * took / len(reports):.1f} ms"


def _dateparser(reports: Sequence[Report]) -> str | None:
    """What dateparser takes to search the first of the same texts."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    few = reports[:FEW]
    with warnings.catch_warnings(action="ignore"):  # of its own libraries
        search_dates(few[0].text[:200], languages=["el"])
        _, took = _timed(lambda: [search_dates(report.text, languages=["el"]) for report in few])
    return f"dateparser {version('dateparser')}: {1000 * took / len(few):.1f} ms"


def _coded(report: Report, doc: Any) -> Coded:
    coder = Coder(doc)
    return Coded(report, tuple(coder.claims()), vectors_of(doc), tuple(coder.statements.found))


def _parts(one: Coded) -> tuple[Report, Sequence[Claim], Vectors | None]:
    return one.report, one.claims, one.vectors


def _storing(coded: Sequence[Coded]) -> tuple[float, float]:
    """Seconds to keep the reports one by one, and to insert the same rows at once."""
    with tempfile.TemporaryDirectory() as folder:
        with Archive.open(f"{folder}/added.db") as archive:
            _, took = _timed(lambda: [archive.add(*_parts(one), statements=one.statements) for one in coded])
        begun = time.process_time()
        bare(Path(folder) / "added.db", Path(folder) / "bare.db")
        return took, time.process_time() - begun


class _Watched:
    """A runner that notes when it had coded the first reports: by then every process is warm."""

    def __init__(self, jobs: int) -> None:
        self.runner, self.begun = runner_for(jobs), 0.0

    def run(self, reports: Iterable[Report]) -> Iterator[Coded]:
        """Each report with its claims, in the order given."""
        for number, one in enumerate(self.runner.run(reports), 1):
            self.begun = self.begun or (time.perf_counter() if number == WARM else 0.0)
            yield one


def _whole(texts: Sequence[tuple[str, bytes]], jobs: int) -> results.Row:
    """By the clock, from when every process was warm to the end of linking."""
    outcomes = (Outcome(name, read(data, name)) for name, data in texts)
    with tempfile.TemporaryDirectory() as folder, Archive.open(f"{folder}/road.db") as archive:
        runner = _Watched(jobs)
        add(archive, outcomes, runner)
        took = time.perf_counter() - runner.begun
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    count = len(texts) - WARM
    return {"question": "road", "stretch": "whole", "reports": count, "unit": "reports a second by the clock",
            "measured": round(count / took, 2), "jobs": jobs, "megabytes": round((own + jobs * child) / 1024),
            "load": round(os.getloadavg()[0], 1)}


if __name__ == "__main__":
    main()
