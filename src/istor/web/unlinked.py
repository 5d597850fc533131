"""What persons said that is not linked with the rest yet: pages show it beside the state that they are of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from istor.storing import Act, Archive
from istor.web.catalogue import Catalogue


@dataclass(frozen=True)
class Unlinked:
    """``is_behind``: the archive has changed since the state that is shown; ``acts`` were done or undone since."""

    is_behind: bool
    as_of: datetime
    acts: tuple[Act, ...] = ()

    @classmethod
    def of(cls, archive: Archive, catalogue: Catalogue) -> Self:
        """What ``catalogue`` lacks of ``archive``."""
        as_of = catalogue.as_of
        is_behind = catalogue.stamp != archive.stamp()
        return cls(is_behind, as_of, archive.acts_since(as_of) if is_behind else ())

    def of_event(self, number: int, reports: Iterable[str], catalogue: Catalogue) -> tuple[Act, ...]:
        """Those about the event of that number, one of its claims, or one of the reports (by name) that tell it."""
        names = set(reports)
        return tuple(act for act in self.acts if any(
            catalogue.number_of(named) == number or (act.act == "date" and named in names) for named in act.subject))

    def row(self) -> dict[str, object]:
        """The same as JSON."""
        return {"is_current": not self.is_behind, "as_of": self.as_of, "waiting": len(self.acts)}
