"""``/figures``: the ledger, each quantity over time and who says it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from istor.errors import InputError
from istor.linking.figures import Line
from istor.model import Report
from istor.telling import Record
from istor.telling.ledger import entry
from istor.telling.quantities import Quantity
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import Card, cards
from istor.web.catalogue import Catalogue
from istor.web.catalogue.documents import QUANTITIES
from istor.web.filters import page_number
from istor.web.lists import leaf_of
from istor.web.pictures.amounts import Amounts, drawn
from istor.web.site import Site, site_of
from istor.web.tongue import Name, Tongue
from istor.web.view import reports_of

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
    catalogue, tongue = site.catalogue(), tongue_of(request)
    if told and told not in TOLD:
        raise InputError(f"told {told}: no such relation; there are {', '.join(TOLD)}")
    wanted, number, tags = q[:200].strip(), page_number(page), [tag for tag in (told, event) if tag]
    shown = leaf_of(lambda first, most: catalogue.listed("quantities", QUANTITIES, first, most, wanted, tags), number,
                    SIZE)
    counts = [count for each in shown.items for line in each.lines for count in (line.count, *line.to)]
    reports = reports_of(site.archive, {count.report for count in counts})
    if wants_json(request):
        record = Record(tuple(reports.values()), (), ())
        return answer(request, Page("figures.html.j2", shown.row([_row(each, record) for each in shown.items])))
    first = {each.id: at for each in shown.items if (at := _event(each, catalogue)) is not None}
    view = site.view(catalogue, dict.fromkeys(first.values()))
    card_of = dict(zip(dict.fromkeys(first.values()), cards(view, tongue), strict=True))
    context = {
        "leaf": shown,
        "items": [_shown(each, card_of.get(first.get(each.id, -1)), reports, tongue) for each in shown.items],
        "q": q,
        "told": told,
        "event": event,
        "choices": TOLD,
        "total": sum(catalogue.tally("quantities").values()),
        "is_large": catalogue.is_large,
    }
    return answer(request, Page("figures.html.j2", None, context))


def _event(quantity: Quantity, catalogue: Catalogue) -> int | None:
    """The event that a quantity is a number of, the first of them."""
    return next((catalogue.number_of(each) for each in quantity.events), None)


def _row(quantity: Quantity, record: Record) -> dict[str, object]:
    lines = [asdict(entry(line, record)) for line in quantity.lines]
    return {"id": quantity.id, "told": quantity.told, "events": quantity.events, "lines": lines}


def _shown(quantity: Quantity, event: Card | None, reports: Mapping[str, Report], tongue: Tongue) -> Shown:
    told = tuple(_told(line, reports[line.count.report], tongue) for line in quantity.lines)
    return Shown(quantity, _what(quantity.lines, tongue), told, event, drawn(quantity.lines))


def _what(lines: Sequence[Line], tongue: Tongue) -> str:
    """What most of the lines count, and what became of it where one of them says so."""
    outcome = next((line.count.outcome for line in lines if line.count.outcome), "")
    what = next((line.count.figure.what for line in lines if line.count.figure.what), "")
    return tongue.counted(what, *([outcome] if outcome != what else []))


def _told(line: Line, report: Report, tongue: Tongue) -> Told:
    count, text = line.count, report.text
    sentence, span = count.sentence, count.figure.span
    return Told(
        line=line,
        figure=tongue.figure(count.figure),
        when=tongue.when(count.as_of) if count.as_of else "",
        voices=tuple(map(tongue.voice, count.voices)),
        report=report,
        sentence=(text[sentence.start : span.start], span.of(text), text[span.end : sentence.end]),
        is_guess=count.when is None,
    )


