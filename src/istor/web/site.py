"""What every request may use: the archive, what is known of it, who judges, and the secret behind the forms."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from fastapi import Request

from istor.model import Link
from istor.storing import Archive
from istor.web.catalogue import Catalogue
from istor.web.current import PATIENCE, SOON, Current
from istor.web.helper import Helper
from istor.web.jobs import Jobs
from istor.web.unlinked import Unlinked
from istor.web.view import View

T = TypeVar("T")


@dataclass(frozen=True)
class Site:
    """One running application. ``by`` signs the judgements made in it; there are none where it ``is_read_only``."""

    archive: Archive
    current: Current
    jobs: Jobs
    by: str
    helper: Helper
    is_read_only: bool = False
    lately: dict[tuple[object, ...], Any] = field(default_factory=dict)
    """Pages as they were shown: see ``answers.answer_again``."""
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def catalogue(self, patience: float = PATIENCE) -> Catalogue:
        """What is known of the archive now, or of the state before where the new one is still being worked out."""
        return self.current.catalogue(patience)

    def act(self, act: Callable[..., T], *said: object) -> T:
        """What ``act`` gives, which keeps what a person says; it is linked beside, and pages show it a moment later."""
        done = act(self.archive, *said)
        self.current.catalogue(SOON)
        return done

    def unlinked(self, catalogue: Catalogue) -> Unlinked:
        """What was said and is not in ``catalogue``."""
        return Unlinked.of(self.archive, catalogue)

    def view(self, catalogue: Catalogue, numbers: Iterable[int], links: Iterable[Link] = ()) -> View:
        """The events of those numbers."""
        return View.of(self.archive, catalogue.events(numbers), links)


def site_of(request: Request) -> Site:
    """The application that answers ``request``."""
    site: Site = request.app.state.site
    return site
