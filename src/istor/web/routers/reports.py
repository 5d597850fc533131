"""``/reports`` and ``/report/ID``: the texts as they were read, with their layers, and copies side by side."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from istor.model import Link, Report
from istor.storing import Archive
from istor.telling.describe import one_line
from istor.telling.layers import layered, spans_of
from istor.web.answers import Page, answer, tongue_of, wants_json
from istor.web.cards import card, report_title
from istor.web.failures import Failure
from istor.web.filters import page_number
from istor.web.lists import leaf_of
from istor.web.sameness import LARGEST, side_by_side
from istor.web.site import Site, site_of
from istor.web.tongue import Tongue
from istor.web.view import reports_of

router = APIRouter(tags=["reports"])
MOST_SHOWN = 300_000
"""Characters of a report that a page shows; the whole text is one link away."""
MOST_COPIES = 100
"""Reports with the same text that a page names."""


@router.get("/reports", summary="All reports, one page of them")
def reports(request: Request, site: Annotated[Site, Depends(site_of)], q: str = "", page: str = "") -> Response:
    """Reports by day of publication, the undated last; ``q`` is a part of a name, title or outlet."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    wanted, number = q[:200].strip(), page_number(page)
    shown = leaf_of(lambda first, most: catalogue.reports(wanted, first, most), number)
    held = reports_of(site.archive, [each.id for each in shown.items])
    copies = _copies([each.id for each in shown.items], site.archive)
    listed = [(held[each.id], each.claims, copies[each.id]) for each in shown.items]
    if wants_json(request):
        return answer(request, Page("reports.html.j2", shown.row([_brief(*each) for each in listed])))
    rows = [(each, _when(each, tongue), claims, len(links)) for each, claims, links in listed]
    return answer(request, Page("reports.html.j2", None, {"rows": rows, "leaf": shown, "q": q}))


@router.get("/report/{report_id}", summary="One report with its text, its blocks and its claims")
def report(request: Request, report_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The report of that id. Offsets are code points of ``text``."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    found = _found(report_id, site)
    view = site.view(catalogue, catalogue.events_of_report(found.id))
    told = [(claim, event.id) for event in view.events for claim in event.claims if claim.report == found.id]
    told.sort(key=lambda each: (each[0].trigger, each[0].id))
    claims, copies = [claim for claim, _ in told], _copies([found.id], site.archive)[found.id]
    if wants_json(request):
        data = {**_brief(found, len(claims), copies), "text": found.text,
                "blocks": [asdict(block) for block in found.blocks],
                "claims": [{"id": claim.id, "event": event, "type": claim.type,
                            "spans": [{"layer": layer, **asdict(span)} for layer, span, _ in spans_of(claim)]}
                           for claim, event in told]}  # fmt: skip
        return answer(request, Page("report.html.j2", data))
    others = reports_of(site.archive, [other for other, _ in copies[:MOST_COPIES]])
    context = {
        "report": found,
        "title": report_title(found),
        "when": _when(found, tongue),
        "blocks": list(layered(found, claims, MOST_SHOWN)),
        "is_cut": len(found.text) > MOST_SHOWN,
        "datings": site.archive.datings_of([found.id]),
        "notice": request.query_params.get("notice", ""),
        "claims": claims,
        "event_of": {claim.id: event for claim, event in told},
        "cards": {event.id: card(event, view, tongue) for event in view.events},
        "copies": [(others[each], report_title(others[each]), link) for each, link in copies if each in others],
    }
    return answer(request, Page("report.html.j2", None, context))


@router.get("/report/{report_id}/text", summary="The text of a report, as it was read", response_class=Response)
def text(report_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """Plain text, nothing left out."""
    return Response(_found(report_id, site).text.encode("utf-8"), media_type="text/plain; charset=utf-8")


@router.get("/report/{report_id}/beside/{other_id}", summary="Two reports side by side, what differs marked")
def beside(request: Request, report_id: str, other_id: str, site: Annotated[Site, Depends(site_of)]) -> Response:
    """The two texts word by word, in paragraphs that belong together."""
    catalogue, tongue = site.catalogue(), tongue_of(request)
    left, right = _found(report_id, site), _found(other_id, site)
    if max(len(left.text), len(right.text)) > LARGEST:
        raise Failure(422, f"a text of more than {LARGEST} characters cannot be shown beside another")
    pairs = side_by_side(left, right)
    context = {"pairs": pairs, "heads": [(each, report_title(each), _when(each, tongue)) for each in (left, right)]}
    kin, copies = catalogue.kin([left.id, right.id]), _copies([left.id, right.id], site.archive)
    briefs = [_brief(each, kin[each.id].claims if each.id in kin else 0, copies[each.id]) for each in (left, right)]
    data = {"left": briefs[0], "right": briefs[1], "pairs": [asdict(pair) for pair in pairs]}
    return answer(request, Page("beside.html.j2", data, context))


def _found(report_id: str, site: Site) -> Report:
    found = reports_of(site.archive, [report_id])
    if report_id not in found:
        raise Failure(404, f"{report_id}: there is no such report")
    return found[report_id]


def _when(report: Report, tongue: Tongue) -> str:
    """The day of publication in words, empty where it is not known."""
    return tongue.when(report.published) if report.published else ""


def _copies(ids: Sequence[str], archive: Archive) -> dict[str, list[tuple[str, Link]]]:
    """By report the others that share text with it, with the links that say so, the likest first."""
    found: dict[str, list[tuple[str, Link]]] = {each: [] for each in ids}
    for link in sorted(archive.links_of("copy", ids), key=lambda link: (-link.score, link.left, link.right)):
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if one in found:
                found[one].append((other, link))
    return found


def _brief(report: Report, claims: int, copies: Sequence[tuple[str, Link]] = ()) -> dict[str, Any]:
    return {
        "id": report.id,
        "name": one_line(report.name),
        "title": one_line(report.title),
        "source": one_line(report.source),
        "url": report.url,
        "lang": report.lang,
        "published": report.published.edtf if report.published else None,
        "number_of_claims": claims,
        "copies": [{"report": other, "judgement": link.judgement, "score": link.score} for other, link in copies],
    }
