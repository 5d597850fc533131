"""Why claims are one event, and why others that come near are not: links in words."""

from dataclasses import dataclass

from istor.model import Event, Link
from istor.model.link import Judgement
from istor.telling.describe import one_line
from istor.telling.record import Record


@dataclass(frozen=True)
class Reason:
    """What was judged of two claims, by whom and why. ``others`` are the claims that lie outside the event."""

    left: str
    right: str
    judgement: Judgement
    score: float
    by: str
    reasons: tuple[str, ...]
    others: tuple[str, ...]


def reasons(event: Event, record: Record) -> tuple[Reason, ...]:
    """The links that touch ``event``, by ids: first those within it, then those that lead out of it."""
    own = {claim.id for claim in event.claims}
    touching = [link for link in record.links if link.kind == "event" and own & {link.left, link.right}]
    found = [_reason(link, own) for link in touching]
    return tuple(sorted(found, key=lambda reason: (len(reason.others), reason.left, reason.right, reason.by)))


def _reason(link: Link, own: set[str]) -> Reason:
    others = tuple(claim for claim in (link.left, link.right) if claim not in own)
    told = tuple(map(one_line, link.reasons))
    return Reason(link.left, link.right, link.judgement, link.score, link.by, told, others)
