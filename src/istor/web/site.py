"""What every request may use: the archive as it is, the templates, who judges, and the secret behind the forms."""

import secrets
from dataclasses import dataclass, field

from fastapi import Request

from istor.storing import Archive
from istor.web.current import Current, View
from istor.web.jobs import Jobs


@dataclass(frozen=True)
class Site:
    """One running application. ``by`` signs the judgements that are made in it."""

    archive: Archive
    current: Current
    jobs: Jobs
    by: str
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def view(self) -> View:
        """The archive as it is now."""
        return self.current.view()


def site_of(request: Request) -> Site:
    """The application that answers ``request``."""
    site: Site = request.app.state.site
    return site
