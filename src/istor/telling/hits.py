"""What a search found, as rows for programs."""

from typing import Any

from istor.storing.search import Found, Hit


def found_row(found: Found) -> dict[str, Any]:
    """The hits in order with their best stretch, and the facets. Offsets are code points of the report's text."""
    hits = [_hit_row(hit) for hit in found.hits]
    counted = {"total": found.total, "more": found.has_more, "any_word": found.is_relaxed}
    return {**counted, "hits": hits, "facets": found.facets}


def _hit_row(hit: Hit) -> dict[str, Any]:
    report, snippet = hit.report, hit.snippet
    return {
        "report": report.id,
        "name": report.name,
        "title": report.title,
        "source": report.source,
        "published": report.published.edtf if report.published else None,
        "score": hit.score,
        "by": list(hit.by),
        "missing": list(hit.missing),
        "start": snippet.span.start,
        "end": snippet.span.end,
        "text": snippet.span.of(report.text),
        "highlights": [[place.start, place.end] for place in snippet.highlights],
    }
