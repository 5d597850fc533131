"""What every request may use: the archive, what is known of it, who judges, and the secret behind the forms."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field

from fastapi import Request

from istor.model import Link
from istor.storing import Archive
from istor.web.catalogue import Catalogue
from istor.web.current import Current
from istor.web.jobs import Jobs
from istor.web.view import View


@dataclass(frozen=True)
class Site:
    """One running application. ``by`` signs the judgements that are made in it."""

    archive: Archive
    current: Current
    jobs: Jobs
    by: str
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def catalogue(self) -> Catalogue:
        """What is known of the archive now, or of the state before where the new one is still being worked out."""
        return self.current.catalogue()

    def after(self) -> Catalogue:
        """What is known of the archive after a change that this request made."""
        return self.current.catalogue(patience=None)

    def view(self, catalogue: Catalogue, numbers: Iterable[int], links: Iterable[Link] = ()) -> View:
        """The events of those numbers."""
        return View.of(self.archive, catalogue.events(numbers), links)


def site_of(request: Request) -> Site:
    """The application that answers ``request``."""
    site: Site = request.app.state.site
    return site
