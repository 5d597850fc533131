"""What a site asks of programs that fetch from it on their own (``robots.txt``, RFC 9309).

A person who names a page fetches it as a browser would; a program that follows feeds asks first.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from istor.reading.fetch import AGENT, Fetcher, NotThere

LONGEST_PAUSE = 60.0
"""Seconds between two requests that a site may ask for; a longer wait would hold up all others."""


@dataclass
class Robots:
    """The wishes of the sites that were asked so far, each asked once."""

    fetcher: Fetcher
    _wishes: dict[str, RobotFileParser] = field(default_factory=dict)

    def allow(self, url: str) -> bool:
        """Whether the site at ``url`` lets us fetch it; InputError where its wishes cannot be had: then we must not."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._wishes:
            self._wishes[site] = self._asked(site)
            if pause := self._wishes[site].crawl_delay(AGENT):
                self.fetcher.pauses[parts.netloc] = min(float(pause), LONGEST_PAUSE)
        return self._wishes[site].can_fetch(AGENT, url)

    def _asked(self, site: str) -> RobotFileParser:
        wishes = RobotFileParser()
        try:
            wishes.parse(self.fetcher.get(f"{site}/robots.txt").data.decode(errors="replace").splitlines())
        except NotThere:
            wishes.parse([])
        return wishes
