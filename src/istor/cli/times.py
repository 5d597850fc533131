"""``istor times``: the time expressions of reports."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import STDOUT, Paths, To
from istor.cli.output import write
from istor.cli.watching import Watch, usable
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.model import Report

FORMAT = "jsonl"
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="jsonl.")]


def times(paths: Paths, form: Format = FORMAT, to: To = STDOUT) -> None:
    """Print the time expressions of reports, one a line, with their values and what these rest on."""
    from istor.reading import gather

    if form != FORMAT:
        raise InputError(f"{form}: no such format; there is {FORMAT}")
    with Watch() as watch:
        write(_lines(usable(watch.see(gather(paths)))), to)


def _lines(reports: "Iterable[Report]") -> Iterator[str]:
    from istor.annotating.times import find_times

    for report in reports:
        published = report.published.first if report.published else None
        for found in find_times(report.text, published):
            span = report.as_decoded(found.span)
            row = {
                "report": report.name,
                "start": span.start,
                "end": span.end,
                "text": found.text,
                "kind": found.kind,
                "value": found.value,
                "basis": found.basis,
            }
            yield json.dumps(row, ensure_ascii=False) + "\n"
