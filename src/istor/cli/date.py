"""``istor date``: when reports came out that have no date of their own; a person may say it."""

from typing import TYPE_CHECKING, Annotated

import typer

from istor.cli.judging import person
from istor.cli.options import DEFAULT_DB, AsJson, By, Db, Why
from istor.cli.output import note, say, say_json
from istor.errors import InputError

if TYPE_CHECKING:
    from istor.model import Dating, When

Report = Annotated[
    str | None, typer.Argument(metavar="[REPORT]", show_default=False, help="The name or id of a report.")
]
Day = Annotated[
    str | None,
    typer.Argument(metavar="[DATE]", show_default=False, help="2025, 2025-07, 2025-07-14 or 2025-07-11/2025-07-14."),
]


def date(
    report: Report = None,
    day: Day = None,
    by: By = "",
    reason: Why = "",
    db: Db = DEFAULT_DB,
    as_json: AsJson = False,
) -> None:
    """Print when reports without a date came out, and from what that is known; or say when one did.

    All that is reckoned from the report's day ("yesterday", who held an office) is reckoned anew.
    """
    from istor.scaling.judging import fix_date
    from istor.storing import Archive
    from istor.telling import Record

    with Archive.open(db, create=False) as archive:
        record = Record.read(archive)
        chosen = record.report_named(report) if report else None
        if chosen and day:
            fix_date(archive, chosen, _when(day), by or person(), reason)
            record = Record.read(archive)
    names = {r.id: r.name for r in record.reports}
    found = [d for d in record.datings if chosen is None or d.report == chosen.id]
    if as_json:
        say_json([_row(d, names) for d in found])
        return
    if not found:
        note(f"{chosen.name} has its own date" if chosen and chosen.published else "nothing is known of any date")
    for dating in found:
        say(f"{names[dating.report]}: {_words(dating.when)} (by {dating.by})")
        for words in dating.reasons:
            say(f"    {words}")


def _when(text: str) -> "When":
    from istor.model import When
    from istor.telling.days import first_day, last_day

    first, _, last = text.partition("/")
    begin, end = first_day(first), last_day(last or first)
    if begin and end and begin > end:
        raise InputError(f"{text}: ends before it begins: exchange the two")
    return When.between(begin, end, "stated")


def _words(when: "When") -> str:
    from istor.telling.dates import edtf_words

    return edtf_words(when.edtf)


def _row(dating: "Dating", names: dict[str, str]) -> dict[str, object]:
    when = dating.when
    return {"report": names[dating.report], "id": dating.report, "date": when.edtf, "first": when.first,
            "last": when.last, "by": dating.by, "reasons": list(dating.reasons)}
