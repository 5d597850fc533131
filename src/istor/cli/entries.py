"""Entries of the timeline on a terminal, and as plain text where the output goes elsewhere."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from istor.cli.output import is_terminal, note, say

if TYPE_CHECKING:
    from istor.telling import Entry

STYLES = {
    "verbal cooperation": "cyan",
    "material cooperation": "green",
    "verbal conflict": "yellow",
    "material conflict": "red",
}


def show(entries: "Sequence[Entry]") -> None:
    """The entries, or a note that there is none."""
    if not entries:
        note("no event fits")
    elif is_terminal():
        _table(entries)
    else:
        say("\n\n".join("\n".join(plain(entry)) for entry in entries))


def plain(entry: "Entry") -> Iterator[str]:
    """One entry in lines: what happened, on whose word, the evidence."""
    yield f"{entry.when}  {entry.headline}  ({entry.id})"
    yield f"    {entry.word} · {entry.counts}"
    yield f"    {entry.report}: {entry.sentence}"
    for conflict in entry.conflicts:
        yield f"    ! {conflict}"


def _table(entries: "Sequence[Entry]") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    table.add_column("When", no_wrap=False, min_width=11, style="bold")
    table.add_column("What", ratio=3)
    table.add_column("On whose word", ratio=1)
    for entry in entries:
        what = Text.assemble((entry.what, f"bold {STYLES.get(entry.quad, '')}"), " ", entry.who)
        what.append(f" in {entry.place}" if entry.place else "").append(f" [{entry.mark}]" if entry.mark else "", "dim")
        what.append(f"\n{entry.sentence}", "italic").append(f" ({entry.report})", "dim")
        for conflict in entry.conflicts:
            what.append(f"\n! {conflict}", "red")
        word = Text.assemble(entry.word, (f"\n{entry.counts}\n{entry.id}", "dim"))
        table.add_row(Text(entry.when), what, word)
    Console().print(table)
