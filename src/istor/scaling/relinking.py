"""Works out anew which reports are copies and which claims tell of one event. People's judgements are only read."""

from istor.model import Link
from istor.model.link import LinkKind
from istor.storing import Archive
from istor.storing.links import PROGRAM


def relink(archive: Archive) -> None:
    """Replace the program's links in ``archive`` by those that its reports, claims and judgements give now."""
    for kind, links in _links(archive).items():
        archive.replace_links(kind, links)


def are_links_right(archive: Archive) -> bool:
    """Whether the program's links in ``archive`` are those that it would work out now."""
    return all(
        {link for link in archive.links(kind) if link.by == PROGRAM} == set(links)
        for kind, links in _links(archive).items()
    )


def _links(archive: Archive) -> dict[LinkKind, list[Link]]:
    from istor.linking import copies, link_events

    reports, claims = tuple(archive.reports()), tuple(archive.claims())
    judgements = tuple(link for link in archive.links() if link.by != PROGRAM)
    copied = copies(reports)
    return {"copy": _own(copied), "event": _own(link_events(claims, reports, copied, judgements=judgements))}


def _own(links: tuple[Link, ...]) -> list[Link]:
    """The program's links among ``links``: a person's are in the archive already and are never replaced."""
    return [link for link in links if link.by == PROGRAM]
