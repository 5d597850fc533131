"""From an address to reports: of the page there, or of the pages that the feed, sitemap or list there leads to."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from istor.errors import InputError, MissingExtra
from istor.model import Origin
from istor.reading.feeds import Links, links_in
from istor.reading.fetch import Fetched, Fetcher
from istor.reading.kinds import PEEKED, reader_for, suffix_by
from istor.reading.outcome import Outcome, problem_of, shown
from istor.reading.pages import page_outcome
from istor.reading.web_names import name_of

DEPTH = 2
"""Steps from what was named: an index of sitemaps, a sitemap, its pages. A feed's page is not searched for feeds."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def is_address(named: str) -> bool:
    """Whether what the user named is the address of something on the web."""
    return _ADDRESS.match(named) is not None


def from_address(url: str, fetcher: Fetcher, depth: int = DEPTH) -> Iterator[Outcome]:
    """The outcomes of what lies at ``url``; one with a problem where it cannot be had."""
    where = shown(url)
    try:
        fetched = fetcher.get(url)
        links = links_in(fetched.data, where, fetched.url) if depth else None
    except (InputError, MissingExtra) as error:
        yield Outcome(where, problem=problem_of(error, where))
        return
    if links is None:
        yield from _read(fetched, where)
    else:
        yield from follow(links, fetcher, depth - 1)


def follow(links: Links, fetcher: Fetcher, depth: int = DEPTH - 1) -> Iterator[Outcome]:
    """The outcomes of what lies at each of ``links``."""
    for address in links.addresses:
        yield from from_address(address, fetcher, depth if links.is_index else 0)


def from_list(data: bytes, where: str, fetcher: Fetcher) -> Iterable[Outcome]:
    """The outcomes of a file that is a feed, sitemap or list of addresses."""
    try:
        links = links_in(data, where)
    except (InputError, MissingExtra) as error:
        return [Outcome(where, problem=problem_of(error, where))]
    if links is None:
        return [Outcome(where, problem=f"{where}: is no feed, sitemap or list of addresses; check the file")]
    return follow(links, fetcher)


def _read(fetched: Fetched, where: str) -> Iterator[Outcome]:
    """What was fetched, as a page or as what its name or first bytes say."""
    path = urlsplit(fetched.url).path
    suffix = suffix_by(fetched.data[:PEEKED])
    is_page = suffix == ".html" or fetched.media_type in ("text/html", "application/xhtml+xml")
    read = None if is_page else reader_for(path) or reader_for(f"-{suffix}")
    if read is not None:
        yield from read(io.BytesIO(fetched.data), name_of(fetched.url), where)
        return
    origin = Origin(fetched.url, fetched.charset, datetime.now(UTC).date())
    yield page_outcome(fetched.data, name_of(fetched.url), where, where, origin)
