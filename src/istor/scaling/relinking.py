"""Works out anew which reports are copies and which claims tell of one event. People's judgements are only read."""

from istor.model import Link
from istor.storing import Archive
from istor.storing.links import PROGRAM


def relink(archive: Archive) -> None:
    """Replace the program's links in ``archive`` by those that its reports, claims and judgements give now."""
    from istor.linking import copies, link_events

    reports, claims = tuple(archive.reports()), tuple(archive.claims())
    judgements = tuple(link for link in archive.links() if link.by != PROGRAM)
    copied = copies(reports)
    linked = link_events(claims, reports, copied, judgements=judgements)
    archive.replace_links("copy", _own(copied))
    archive.replace_links("event", _own(linked))


def _own(links: tuple[Link, ...]) -> list[Link]:
    """The program's links among ``links``: a person's are in the archive already and are never replaced."""
    return [link for link in links if link.by == PROGRAM]
