"""``/figures``: the ledger, each quantity over time and who says it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.errors import InputError
from istor.linking.figures import Line
from istor.model import Report
from istor.storing.filters import fold
from istor.telling.ledger import entry
from istor.telling.quantities import Quantity
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import Card, card
from istor.web.current import View
from istor.web.filters import page_number
from istor.web.lists import leaf
from istor.web.pictures.amounts import Amounts, drawn
from istor.web.site import Site, site_of
from istor.web.tongue import Name, Tongue

router = APIRouter(tags=["figures"])
SIZE = 20
TOLD = ("contradiction", "update", "same")
"""What a quantity can be asked to hold."""


@dataclass(frozen=True)
class Told:
    """One line of the ledger for a reader; ``sentence`` is what stands before the number, the number, and the rest."""

    line: Line
    figure: str
    when: str
    voices: tuple[Name, ...]
    report: Report
    sentence: tuple[str, str, str]
    is_guess: bool


@dataclass(frozen=True)
class Shown:
    """One quantity with its picture, its lines, and the event that most of them are of."""

    quantity: Quantity
    what: str
    lines: tuple[Told, ...]
    card: Card | None
    picture: Amounts | None


@router.get("/figures", summary="Every quantity with its numbers over time and who says each")
def figures(
    request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", told: str = "", event: str = "",
    page: str = "",
) -> Response:
    """Quantities, those contradicted first; ``told`` asks for one that holds such a line, ``q`` for words in it."""
    view, tongue = site.view(), tongue_of(request)
    if told and told not in TOLD:
        raise InputError(f"told {told}: no such relation; there are {', '.join(TOLD)}")
    wanted = fold(q[:200])
    found = [
        each
        for each in view.quantities
        if (not told or told in each.told)
        and (not event or event in each.events)
        and _holds(each, wanted, view, tongue)
    ]
    shown = leaf(found, page_number(page), SIZE)
    context = {
        "leaf": shown,
        "items": [_shown(each, view, tongue) for each in shown.items],
        "q": q,
        "told": told,
        "event": event,
        "choices": TOLD,
        "total": len(view.quantities),
    }
    rows = [_row(each, view) for each in shown.items]
    return answer(request, Page("figures.html.j2", shown.row(rows), context))


def _row(quantity: Quantity, view: View) -> dict[str, object]:
    lines = [asdict(entry(line, view.record)) for line in quantity.lines]
    return {"id": quantity.id, "told": quantity.told, "events": quantity.events, "lines": lines}


def _holds(quantity: Quantity, wanted: str, view: View, tongue: Tongue) -> bool:
    """Whether a line's sentence or what it counts has the words."""
    if not wanted:
        return True
    return any(
        wanted in fold(line.count.sentence.of(view.reports[line.count.report].text))
        or wanted in fold(tongue.counted(line.count.outcome, line.count.figure.what))
        for line in quantity.lines
    )


def _shown(quantity: Quantity, view: View, tongue: Tongue) -> Shown:
    event = next((view.events[each] for each in quantity.events), None)
    told = tuple(_told(line, view, tongue) for line in quantity.lines)
    return Shown(quantity, _what(quantity.lines, tongue), told, card(event, view, tongue) if event else None,
                 drawn(quantity.lines))


def _what(lines: Sequence[Line], tongue: Tongue) -> str:
    """What most of the lines count, and what became of it where one of them says so."""
    outcome = next((line.count.outcome for line in lines if line.count.outcome), "")
    what = next((line.count.figure.what for line in lines if line.count.figure.what), "")
    return tongue.counted(what, *([outcome] if outcome != what else []))


def _told(line: Line, view: View, tongue: Tongue) -> Told:
    count = line.count
    report, span = view.reports[count.report], count.figure.span
    text, sentence = report.text, count.sentence
    return Told(
        line=line,
        figure=tongue.figure(count.figure),
        when=tongue.when(count.as_of) if count.as_of else "",
        voices=tuple(map(tongue.voice, count.voices)),
        report=report,
        sentence=(text[sentence.start : span.start], span.of(text), text[span.end : sentence.end]),
        is_guess=count.when is None,
    )


