"""The reports as BibTeX, an entry each: to cite what an analysis rests on.

``@misc`` with ``howpublished`` is what every BibTeX style knows; ``url``, ``langid`` and ``abstract`` are biblatex's.
"""

import re
from collections.abc import Iterator

from istor.model import Report
from istor.telling.describe import one_line, web_address
from istor.telling.record import Record

LANGUAGES = {"el": "greek"}
_SPECIAL = re.compile(r"[\\{}%#&$_~^]")
_ESCAPED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def write(record: Record) -> Iterator[str]:
    """One entry a report, in the order of the record; its key is the report's id."""
    for report in record.reports:
        lines = [f"  {name} = {{{value}}}" for name, value in entry(report).items() if value]
        yield f"@misc{{{report.id},\n" + ",\n".join(lines) + "\n}\n\n"


def entry(report: Report) -> dict[str, str]:
    """The fields of ``report``; empty where nothing is known. Without a title, the report's name stands for it."""
    day = report.published.first if report.published else None
    return {
        "title": f"{{{escaped(report.title or report.name)}}}",
        "howpublished": escaped(report.source),
        "date": day.isoformat() if day else "",
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "url": web_address(report.url),
        "langid": LANGUAGES.get(report.lang, ""),
        "note": escaped(report.name),
    }


def escaped(text: str) -> str:
    """``text`` on one line, with what TeX would take for a command made plain."""
    return _SPECIAL.sub(lambda match: _ESCAPED.get(match[0], f"\\{match[0]}"), one_line(text))
