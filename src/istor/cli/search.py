"""``istor search``: reports by their words and their meaning."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.options import DEFAULT_DB, Actor, AsJson, Db, Type, event_type
from istor.cli.output import is_terminal, note, say, say_json
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.model import Vectors
    from istor.storing.search import Found, Hit

MARKS = ("⟦", "⟧")

Words = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS…",
        show_default=False,
        help='Words in any form; "phrases", beginnings*, OR, NOT or a minus before what must not occur, brackets.',
    ),
]
First = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Published not before this day.")]
Last = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Published not after this day.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="A part of the name of who printed it.")]
Place = Annotated[str | None, typer.Option(metavar="NAME", help="Where something is claimed to have happened.")]
InStory = Annotated[
    str | None,
    typer.Option("--story", metavar="STORY", help="A story, by its id or its name; 'istor stories' lists them."),
]
Limit = Annotated[int, typer.Option("-n", "--limit", min=1, max=1000, help="How many reports to print.")]
After = Annotated[int, typer.Option("--skip", min=0, help="How many of the best to leave out.")]
ByWords = Annotated[bool, typer.Option("--words-only", help="Look for words only, not for what means the same.")]
WithFacets = Annotated[bool, typer.Option("--facets", help="Count outlets, years, types, actors and places too.")]


def search(
    words: Words,
    actor: Actor = None,
    kind: Type = None,
    first: First = None,
    last: Last = None,
    outlet: Outlet = None,
    place: Place = None,
    story: InStory = None,
    limit: Limit = 10,
    skip: After = 0,
    words_only: ByWords = False,
    with_facets: WithFacets = False,
    db: Db = DEFAULT_DB,
    as_json: AsJson = False,
) -> None:
    """Find reports by their words, in whatever form and however accented, and by what means the same.

    Exact forms come first. Words of a question that a report lacks are named beside it.
    """
    from istor.storing import Archive
    from istor.storing.search import Question, SearchFilter
    from istor.telling import Record
    from istor.telling.days import first_day, last_day
    from istor.telling.hits import found_row
    from istor.telling.stories import reports_of

    wanted = SearchFilter(actor, event_type(kind), place, first_day(first), last_day(last), outlet)
    if wanted.first and wanted.last and wanted.first > wanted.last:
        raise InputError(f"--from {first} lies after --to {last}: exchange them")
    said = " ".join(words)
    with Archive.open(db, create=False) as archive:
        if story:
            wanted = replace(wanted, reports=reports_of(Record.read(archive), story))
        meaning = None if words_only or not archive.has_vectors() else _meaning(said)
        found = archive.search(Question(said, wanted, meaning, limit, skip, with_facets))
    if as_json:
        say_json(found_row(found))
    else:
        _show(found)


def _meaning(said: str) -> "Vectors | None":
    """The vector of the question. Loading the model takes longer than the search."""
    from istor.annotating.meaning import vector_of

    return vector_of(said)


def _show(found: "Found") -> None:
    held = "any" if found.is_relaxed else "all"
    counted = f"more than {found.total}" if found.has_more else found.total
    note(f"{counted} reports hold {held} of the words" if found.total else "no report holds any of the words")
    for hit in found.hits:
        say("\n".join(_lines(hit)) + "\n")
    for name, counts in found.facets.items():
        if counts:
            say(f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))


def _lines(hit: "Hit") -> Iterator[str]:
    from istor.telling.describe import one_line

    report = hit.report
    day = report.published.edtf if report.published else "undated"
    beside = [day, report.source, *([f"without {', '.join(hit.missing)}"] if hit.missing else ())]
    yield f"{report.name}  {one_line(report.title)}  ({' · '.join(filter(None, beside))})"
    yield f"    {_shown(one_line(hit.snippet.marked(report.text, *MARKS)))}"


def _shown(marked: str) -> str:
    """The marks as the terminal shows what stands out, or as brackets; put in once the text holds no codes."""
    for mark, code, bracket in zip(MARKS, ("\x1b[1m", "\x1b[0m"), "[]", strict=True):
        marked = marked.replace(mark, code if is_terminal() else bracket)
    return marked
