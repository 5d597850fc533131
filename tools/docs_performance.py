"""Writes ``docs/performance.md`` from what the benchmarks measured (``benchmarks/results/*.jsonl``).

    python tools/docs_performance.py [--check]

No figure on the page is typed by hand. ``--check`` writes nothing and fails when the page is out of date.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
PAGE = ROOT / "docs" / "performance.md"
Row = dict[str, Any]

HEAD = """# Performance

Written by `make performance` from what the commands below measured; figures in seconds are of a machine that did other
work too. Ratios are of two things timed in one run.
"""
ROAD = """## The road of a report

Reports of {words} words, real prose; the processor's time of one thread. The **floor** is measured in the same run:
for `read` the same bytes decoded and brought to NFC; for `annotate` the network in it; for `network` the same pieces
without padding at the fastest rate of any batch; for `times`, a part of annotating, the text cut into tokens; for
`code` one pass over the words that takes lemma, tag and head; for `link` one MinHash a report; for `store` the same
rows inserted in bulk.
"""
GROWTH = """## Growth

The stretches after annotating, on invented reports with {claims} claims each, in milliseconds of one processor a
report. `every pair` is the rival that compares each claim with each.
"""
EXCHANGE = """## Exports

All formats on {reports:,} invented reports, each read back by its own library or by its rules, its entries counted
against the record's.
"""
CLUSTER = """## Several workers

{reports:,} short reports through `istor run`, here and on a Ray of the same machine; with Ray one worker is killed
while it works. `bytes` begins the SHA-256 of all files that the run wrote. By the clock, starting and linking included.
"""
SITE = """## The site

{readers} readers and {writers} writers at once for {seconds} seconds on an archive of {reports:,} invented reports,
over HTTP. A reader looks at each page for {think} seconds on average; a writer corrects a claim, opens its page, waits
until all is linked anew, and takes it back, over and over. The machine was shared: its load was {load} on two
processors at the end. Milliseconds are what the client waits. Errors: **{errors}**; the server held {megabytes} MB.
"""
LARGE = """## Pages of a large archive

Each page of an archive of {reports:,} reports asked for {repeats} times, one at a time: kilobytes of the HTML without
its pictures, milliseconds by the clock on the same shared machine (load {load}) and of the server's processor. The
timeline without filters is remembered after the first time; most of the filtered ones are made anew. At the end the
server held {megabytes} MB; the model that searches by meaning is part of that.
"""
BILLION = """## On paper: {count:,} reports

From the unit costs above, at which linking would stay only if it were shared out; not tried.

| stretch | processor-hours | on 1,000 processors |
| --- | ---: | ---: |
{rows}

- **Reading and coding** share nothing between parts: they grow with the machines. Parts: {parts:,} files of 64 reports,
  so that listing a folder breaks first; 4,096 reports a part and a folder a day of publication would hold it.
- **Linking** is in one process today, with all reports in memory: it breaks first of all, at some {most:,} reports on
  a machine of 64 GB, by the memory measured above. Shared out, copies would travel by band (64 bands of 16 bytes with
  an id: {copies:.1f} TB), claims by dyad and week (less than the archive's own bytes), names by key; copies of wire
  stories and the dyads of large states make the largest blocks, which have to be parted further by day.
- **Storing**: {bytes:.0f} TB at the archive's bytes a report. A file for SQLite it is not; Parquet by day is.
- **Money**: if an hour of a processor costs {price} dollars, {money:,.0f} dollars.
"""
PROCESSOR_HOUR, BILLION_REPORTS = 0.04, 1_000_000_000
"""Dollars, taken and not measured."""


def page() -> str:
    """The whole page."""
    found = {path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
             for path in sorted(RESULTS.glob("*.jsonl"))}
    sections = (("road", _road), ("growth", _growth), ("exchange", _exchange), ("cluster", _cluster),
                ("site", _site), ("pages-large", _large))
    parts = [HEAD, *(part for name, told in sections if name in found for part in told(found[name]))]
    if {"road", "growth"} <= set(found):
        parts.append(_billion(found["road"], found["growth"]))
    return "\n".join(parts)


def _road(rows: Sequence[Row]) -> Iterator[str]:
    *stretches, whole = rows
    yield ROAD.format(words=_option(rows[0]["command"], "--words", "500"))
    names = ("stretch", "work", "measured", "floor", "ratio")
    yield _table(("stretch", "a report is", "ms", "floor, ms", "ratio", "share of the road", "rival"),
                 ((*(row[name] for name in names), f"{row['share']:.0%}", row["rival"] or "–") for row in stretches))
    other = 1 - next(r["share"] for r in stretches if r["stretch"] == "network")
    yield (f"Everything that is not the network: {other:.0%}. The whole road by the clock with {whole['jobs']} "
           f"processes: **{whole['measured']} reports a second** over {whole['reports']} reports, at most "
           f"{whole['megabytes']} MB in all processes together, while the machine's load was {whole['load']}.\n")
    yield _how(rows[0])


def _growth(rows: Sequence[Row]) -> Iterator[str]:
    sizes = sorted({row["reports"] for row in rows})
    totals = {row["reports"]: row for row in rows if row["stretch"] == "all"}
    cells = {(row["stretch"], row["reports"]): row["measured"] for row in rows}
    yield GROWTH.format(claims=round(totals[sizes[0]]["claims"] / sizes[0], 1))
    stretches = dict.fromkeys(stretch for stretch, _ in cells)
    yield _table(("stretch", *(f"{size:,}" for size in sizes)),
                 ((name, *(cells.get((name, size), "") for size in sizes)) for name in stretches))
    yield _table(("", *(f"{size:,}" for size in sizes)),
                 ((label, *(totals[size][name] for size in sizes))
                  for label, name in (("events", "events"), ("bytes of the archive a report", "bytes_a_report"),
                                      ("most memory, MB", "megabytes"))))
    yield _how(rows[0])


def _exchange(rows: Sequence[Row]) -> Iterator[str]:
    yield EXCHANGE.format(reports=rows[0]["reports"])
    yield _table(("format", "entries", "seconds", "MB"),
                 ((r["format"], r.get("entries", r.get("left_out")), r.get("seconds", ""), r.get("megabytes", ""))
                  for r in rows))
    yield _how(rows[0])


def _cluster(rows: Sequence[Row]) -> Iterator[str]:
    yield CLUSTER.format(reports=rows[0]["reports"])
    names = ("run", "killed", "claims", "links", "bytes", "seconds", "reports_a_second")
    yield _table([name.replace("_", " ") for name in names], ([row[name] for name in names] for row in rows))
    yield _how(rows[0])


def _site(rows: Sequence[Row]) -> Iterator[str]:
    yield SITE.format(**rows[0])
    names = ("page", "requests", "p50_ms", "p95_ms", "most_ms")
    yield _table(("page", "requests", "median, ms", "p95, ms", "most, ms"), ([row[n] for n in names] for row in rows))
    yield _how(rows[0])


def _large(rows: Sequence[Row]) -> Iterator[str]:
    yield LARGE.format(**{**rows[-1], "repeats": rows[0]["repeats"]})
    names = ("page", "kilobytes", "median_ms", "most_ms", "processor_ms")
    head = ("page", "kB", "median, ms", "most, ms", "of the processor, ms")
    yield _table(head, ([row[n] for n in names] for row in rows))
    yield _how(rows[0])


def _billion(road: Sequence[Row], growth: Sequence[Row]) -> str:
    unit = {row["stretch"]: row["measured"] for row in road}
    largest = max(growth, key=lambda row: (row["reports"], row["stretch"] == "all"))
    after = {r["stretch"]: r["measured"] for r in growth if r["reports"] == largest["reports"]}
    costs = {"read": unit["read"], "annotate": unit["annotate"], "code": unit["code"],
             "link": sum(after[name] for name in ("copies", "events", "actors")), "store": after["store"]}
    hours = {name: cost * BILLION_REPORTS / 3_600_000 for name, cost in costs.items()}
    rows = "\n".join(f"| {name} | {spent:,.0f} | {spent / 1000:,.1f} h |" for name, spent in hours.items())
    return BILLION.format(
        count=BILLION_REPORTS, rows=rows, parts=BILLION_REPORTS // 64, price=PROCESSOR_HOUR,
        most=int(64_000 / (largest["megabytes"] / largest["reports"]) // 1000 * 1000),
        copies=BILLION_REPORTS * 64 * 16 / 1e12,
        bytes=BILLION_REPORTS * largest["bytes_a_report"] / 1e12, money=sum(hours.values()) * PROCESSOR_HOUR,
    )


def _option(command: str, name: str, default: str) -> str:
    words = command.split()
    return words[words.index(name) + 1] if name in words else default


def _table(head: Sequence[str], rows: Iterable[Iterable[Any]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"| --- {'| ---: ' * (len(head) - 1)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows), ""])


def _how(row: Row) -> str:
    versions = ", ".join(f"{name} {number}" for name, number in sorted(row["versions"].items()))
    return f"`{row['command']}` at {row['commit']}; {row['machine']}, Python {row['python']}, {versions}.\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == page() else f"{PAGE} is out of date: run make performance")
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
