"""Add the Greek offices of 1989-2020 to `src/istor/knowledge/offices.tsv`.

The dates come from the Greek Parliament Proceedings project (iMEdD-Lab, CC BY 4.0). Its names are lower
case without accents, so `people_gr.tsv` says which source name is which person of `people.tsv`, and
`roles_gr.tsv` which source role is which office. A row that is already in the table wins over a source row
for the same person and office in the same days, so hand corrections survive and a second run adds nothing.

    python tools/knowledge/offices_gr.py --data ../shared/data
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tables import KNOWLEDGE, TOOLS, read_table, split, write_table

COLUMNS = ("person", "office", "code", "from", "to")
FILES = ("formatted_roles_gov_members_data.csv", "extra_roles_manually_collected.csv")
# The source was closed in these days: whoever held an office then still held it.
CLOSED = date(2020, 7, 26)
# Source rows that are wrong: a caretaker prime minister who is given another person's party.
WRONG = {("πικραμμενος οθωνος παναγιωτης", "αρχηγος κομματος:προεδρος νεας δημοκρατιας")}


class Term(NamedTuple):
    """The days, both included, in which a person held an office."""

    person: str
    office: str
    first: date
    last: date

    def meets(self, other: Term) -> bool:
        """Say whether two terms are of one person and office and overlap or follow within a day."""
        same = (self.person, self.office) == (other.person, other.office)
        return same and self.first <= other.last + timedelta(1) and other.first <= self.last + timedelta(1)

    def joined(self, other: Term) -> Term:
        """Give the one term that covers both."""
        return self._replace(first=min(self.first, other.first), last=max(self.last, other.last))


def day(text: str, last: bool = False) -> date:
    """Read YYYY, YYYY-MM or YYYY-MM-DD as the first (or last) possible day; empty is the far future."""
    if not text:
        return date.max - timedelta(2)
    year, month, number = (*map(int, text.split("-")), 0, 0)[:3]
    if last and not number:
        return date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(1)
    return date(year, month or 1, number or 1)


def names() -> list[tuple[str, date, date, str]]:
    """Give source name, first and last day for which it holds, and person; `name@2019..` limits the days."""
    found = []
    for row in read_table(TOOLS / "people_gr.tsv"):
        for source in split(row["sources"]):
            name, _, limits = source.partition("@")
            first, _, last = limits.partition("..")
            found.append((name, day(first or "1800"), day(last, last=True), row["person"]))
    return found


def source_terms(data: Path) -> Iterator[Term]:
    """Give the terms of known persons in known offices, as the source has them."""
    offices = {row["role"]: row["office"] for row in read_table(TOOLS / "roles_gr.tsv")}
    known = names()
    for file in FILES:
        with (data / "politicians_gr" / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row["role"] not in offices or (row["member_name"], row["role"]) in WRONG:
                    continue
                start, end = (
                    datetime.strptime(row[key], "%d/%m/%Y").date() for key in ("role_start_date", "role_end_date")
                )
                for name, first, last, person in known:
                    if name == row["member_name"] and first <= start <= last:
                        yield Term(person, offices[row["role"]], start, day("") if end >= CLOSED else end)


def merged(terms: list[Term]) -> list[Term]:
    """Join terms that overlap or touch: a reshuffle does not end a term."""
    kept: list[Term] = []
    for term in sorted(terms):
        if kept and kept[-1].meets(term):
            kept[-1] = kept[-1].joined(term)
        else:
            kept.append(term)
    return kept


def table_term(row: dict[str, str]) -> Term:
    """Give the widest days that a row of the table allows."""
    return Term(row["person"], row["office"], day(row["from"] or "1800"), day(row["to"], last=True))


def table_row(term: Term) -> dict[str, str]:
    """Give the row of a Greek term; an open end is an empty cell."""
    to = "" if term.last == day("") else term.last.isoformat()
    return dict(zip(COLUMNS, (term.person, term.office, "GRC", term.first.isoformat(), to), strict=True))


def main() -> int:
    """Write the table again with the source's terms added."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds politicians_gr/")
    terms = merged(list(source_terms(parser.parse_args().data)))
    rows = read_table(KNOWLEDGE / "offices.tsv")
    present = [table_term(row) for row in rows if row["code"] == "GRC"]
    new = [term for term in terms if not any(term.meets(old) for old in present)]
    rows += map(table_row, new)
    rows.sort(key=lambda row: tuple(row[column] for column in ("code", "office", "from", "person")))
    write_table(KNOWLEDGE / "offices.tsv", COLUMNS, rows)
    print(f"{len(terms)} terms in the source, {len(new)} added, {len(rows)} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
