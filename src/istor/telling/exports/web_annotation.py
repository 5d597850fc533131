"""Claims as W3C Web Annotations (Recommendation of 2017), an AnnotationPage of JSON-LD.

The target is the trigger: by its place in the text, in code points as the Recommendation counts them, and by its words
with the rest of the sentence before and after them, so that the annotation still finds it where the text has moved. The
body says in tags what the claim is, and in words what the event is.
"""

import json
from collections.abc import Iterator
from typing import Any

from istor.model import Claim, Report
from istor.telling.describe import describe, web_address
from istor.telling.record import Record

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(record: Record) -> Iterator[str]:
    """One page with all annotations, by report and place in its text."""
    yield json.dumps({"@context": CONTEXT, "id": "urn:istor:annotations", "type": "AnnotationPage"})[:-1]
    yield ', "items": ['
    headlines = {event.id: describe(event, record).headline for event in record.events}
    for number, claim in enumerate(record.by_text()):
        found = annotation(claim, record.report(claim.report), headlines[record.event_of[claim.id]])
        yield (",\n" if number else "\n") + json.dumps(found, ensure_ascii=False)
    yield "\n]}\n"


def annotation(claim: Claim, report: Report, headline: str) -> dict[str, Any]:
    """``claim`` as one annotation; its report is named by its web address where it has one."""
    tags = (claim.type, claim.mode, claim.status, *map(str, claim.parties))
    words = {"purpose": "describing", "format": "text/plain", "language": "en", "value": headline}
    return {
        "id": f"urn:istor:{claim.id}",
        "type": "Annotation",
        "motivation": ["classifying", "describing"],
        "generator": {"type": "Software", "name": f"{claim.made.step} {claim.made.version}".strip()},
        "body": [
            *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag),
            {"type": "TextualBody", **words},
        ],
        "target": {
            "type": "SpecificResource",
            "source": web_address(report.url) or f"urn:istor:{report.id}",
            "selector": selectors(claim, report.text),
        },
    }


def selectors(claim: Claim, text: str) -> list[dict[str, Any]]:
    """Two ways to the same words of ``text``."""
    start, end = claim.trigger.start, claim.trigger.end
    words = {
        "exact": text[start:end],
        "prefix": text[claim.sentence.start : start],
        "suffix": text[end : claim.sentence.end],
    }
    return [{"type": "TextPositionSelector", "start": start, "end": end}, {"type": "TextQuoteSelector", **words}]
