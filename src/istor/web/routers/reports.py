"""``/reports`` and ``/report/ID``: the texts as they were read, with their layers, and copies side by side."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from istor.model import Report
from istor.storing.filters import fold
from istor.telling.describe import one_line
from istor.telling.layers import layered, spans_of
from istor.web.answers import Page, answer, tongue_of
from istor.web.cards import card, report_title
from istor.web.current import View
from istor.web.failures import Failure
from istor.web.filters import page_number
from istor.web.lists import leaf
from istor.web.sameness import LARGEST, side_by_side
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue

router = APIRouter(tags=["reports"])
MOST_SHOWN = 300_000
"""Characters of a report that a page shows; the whole text is one link away."""


@router.get("/reports", summary="All reports, one page of them")
def reports(request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", page: str = "") -> Response:
    """Reports by day of publication, the undated last; ``q`` is a part of a name, title or outlet."""
    view, tongue = site.view(), tongue_of(request)
    wanted = fold(q[:200])
    found = [report for report in view.reports.values() if not wanted or wanted in _known_as(report)]
    shown = leaf(found, page_number(page))
    rows = [
        (each, _when(each, tongue), len(view.claims_of[each.id]), len(_copies(each.id, view))) for each in shown.items
    ]
    data = shown.row([_brief(report, view) for report in shown.items])
    return answer(request, Page("reports.html.j2", data, {"rows": rows, "leaf": shown, "q": q}))


@router.get("/report/{report_id}", summary="One report with its text, its blocks and its claims")
def report(request: Request, report_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The report of that id. Offsets are code points of ``text``."""
    view, tongue = site.view(), tongue_of(request)
    found = _found(report_id, view)
    claims = view.claims_of[found.id]
    events = {view.record.event_of[claim.id]: None for claim in claims}
    context = {
        "report": found,
        "title": report_title(found),
        "when": _when(found, tongue),
        "blocks": list(layered(found, claims, MOST_SHOWN)),
        "is_cut": len(found.text) > MOST_SHOWN,
        "datings": [each for each in view.record.datings if each.report == found.id],
        "notice": request.query_params.get("notice", ""),
        "claims": claims,
        "event_of": view.record.event_of,
        "cards": {event: card(view.events[event], view, tongue) for event in events},
        "copies": [
            (view.reports[other], report_title(view.reports[other]), link) for other, link in _copies(found.id, view)
        ],
    }
    data = {**_brief(found, view), "text": found.text, "blocks": [asdict(block) for block in found.blocks],
            "claims": [{"id": claim.id, "event": view.record.event_of[claim.id], "type": claim.type,
                        "spans": [{"layer": layer, **asdict(span)} for layer, span, _ in spans_of(claim)]}
                       for claim in claims]}  # fmt: skip
    return answer(request, Page("report.html.j2", data, context))


@router.get("/report/{report_id}/text", summary="The text of a report, as it was read", response_class=Response)
def text(report_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Plain text, nothing left out."""
    return Response(_found(report_id, site.view()).text.encode("utf-8"), media_type="text/plain; charset=utf-8")


@router.get("/report/{report_id}/beside/{other_id}", summary="Two reports side by side, what differs marked")
def beside(request: Request, report_id: str, other_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The two texts word by word, in paragraphs that belong together."""
    view, tongue = site.view(), tongue_of(request)
    left, right = _found(report_id, view), _found(other_id, view)
    if max(len(left.text), len(right.text)) > LARGEST:
        raise Failure(422, f"a text of more than {LARGEST} characters cannot be shown beside another")
    pairs = side_by_side(left, right)
    context = {"pairs": pairs, "heads": [(each, report_title(each), _when(each, tongue)) for each in (left, right)]}
    data = {"left": _brief(left, view), "right": _brief(right, view), "pairs": [asdict(pair) for pair in pairs]}
    return answer(request, Page("beside.html.j2", data, context))


def _found(report_id: str, view: View) -> Report:
    if report_id not in view.reports:
        raise Failure(404, f"{report_id}: there is no such report")
    return view.reports[report_id]


def _when(report: Report, tongue: Tongue) -> str:
    """The day of publication in words, empty where it is not known."""
    return tongue.when(report.published) if report.published else ""


def _known_as(report: Report) -> str:
    return fold(f"{report.name} {report.title} {report.source}")


def _copies(report_id: str, view: View) -> list[tuple[str, Any]]:
    """Reports that share text with this one, with the links that say so, the likest first."""
    links = [link for link in view.record.links if link.kind == "copy" and report_id in (link.left, link.right)]
    links.sort(key=lambda link: (-link.score, link.left, link.right))
    return [(link.right if link.left == report_id else link.left, link) for link in links]


def _brief(report: Report, view: View) -> dict[str, Any]:
    return {
        "id": report.id,
        "name": one_line(report.name),
        "title": one_line(report.title),
        "source": one_line(report.source),
        "url": report.url,
        "lang": report.lang,
        "published": report.published.edtf if report.published else None,
        "number_of_claims": len(view.claims_of[report.id]),
        "copies": [
            {"report": other, "judgement": link.judgement, "score": link.score}
            for other, link in _copies(report.id, view)
        ],
    }
