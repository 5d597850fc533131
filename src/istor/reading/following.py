"""Following feeds: what is new in them since the last look, page by page, with a memory that outlives the program.

Polite: a feed is asked only whether it changed, one request at a time goes to a host, ``robots.txt`` is heeded, and a
feed that fails is asked less and less often. An address is remembered when its report has been taken, so that a program
that was stopped at any point goes on where it was.
"""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from istor.errors import InputError, MissingExtra
from istor.reading.feeds import Links, links_in
from istor.reading.fetch import Fetcher, Version
from istor.reading.outcome import Outcome, problem_of, shown
from istor.reading.robots import Robots
from istor.reading.web import from_address

TRIES = 3
"""How often a page that fails is tried, once a round."""
LONGEST_WAIT = 24 * 3600.0
"""Seconds after which a feed that fails is asked again at the latest."""


@dataclass
class Feed:
    """What is remembered of a feed: its last version, how often it failed in a row, and when it is due (Unix time)."""

    tag: str = ""
    modified: str = ""
    failures: int = 0
    due: float = 0.0


@dataclass
class Memory:
    """What is remembered between two looks, kept in one JSON file. ``tries`` counts the addresses that failed."""

    path: Path
    feeds: dict[str, Feed] = field(default_factory=dict)
    seen: dict[str, None] = field(default_factory=dict)
    tries: dict[str, int] = field(default_factory=dict)

    @classmethod
    def open(cls, path: Path) -> "Memory":
        """The memory in the file at ``path``, empty where there is none; InputError where it is something else."""
        if not path.exists():
            return cls(path)
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            feeds = {str(url): Feed(**feed) for url, feed in kept["feeds"].items()}
            return cls(path, feeds, dict.fromkeys(kept["seen"]), dict(kept["tries"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{shown(path)}: is no memory of istor watch ({error}); name another file") from error

    def save(self) -> None:
        """Write it down, whole or not at all."""
        feeds = {url: asdict(feed) for url, feed in self.feeds.items()}
        kept = {"feeds": feeds, "seen": [*self.seen], "tries": self.tries}
        unfinished = self.path.with_name(f".{self.path.name}.new")
        try:
            unfinished.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            unfinished.replace(self.path)
        except OSError as error:
            raise InputError(f"{shown(self.path)}: cannot be written ({(error.strerror or '').lower()})") from error


@dataclass
class Follower:
    """Looks at feeds in turn; ``every`` is the seconds between two looks at one, ``is_stopped`` whether to end."""

    memory: Memory
    fetcher: Fetcher
    every: float
    is_stopped: Callable[[], bool] = lambda: False
    now: Callable[[], float] = time.time

    def __post_init__(self) -> None:
        self._robots = Robots(self.fetcher)

    def look(self, feeds: list[str]) -> Iterator[Outcome]:
        """The outcomes of every new address in those of ``feeds`` that are due."""
        for url in feeds:
            yield from self._look_at(url)

    def wait(self, feeds: list[str]) -> float:
        """Seconds until the next of ``feeds`` is due."""
        return max(0.0, min(self.memory.feeds.get(url, Feed()).due for url in feeds) - self.now())

    def _look_at(self, url: str, *, is_inner: bool = False) -> Iterator[Outcome]:
        """What is new in one feed; in an index of sitemaps (``is_inner`` is false there), in each of them."""
        feed = self.memory.feeds.setdefault(url, Feed())
        if feed.due > self.now() or self.is_stopped():
            return
        where = shown(url)
        try:
            version, links = self._links(url, where, feed)
            if links.is_index and is_inner:
                raise InputError(f"{where}: is an index of sitemaps inside another; name it itself")
        except (InputError, MissingExtra) as error:
            feed.failures += 1
            feed.due = self.now() + min(self.every * 2**feed.failures, LONGEST_WAIT)
            self.memory.save()
            yield Outcome(where, problem=problem_of(error, where))
            return
        for address in links.addresses:
            if links.is_index:
                yield from self._look_at(address, is_inner=True)
            elif address not in self.memory.seen:
                yield from self._page(address)
            if self.is_stopped():
                return  # the feed stays due and its version is not noted: the rest of it is new still
        feed.failures, feed.due = 0, self.now() + self.every
        if self.memory.tries.keys().isdisjoint(links.addresses):  # else they are asked for anew
            feed.tag, feed.modified = version.tag, version.modified
        self.memory.save()

    def _links(self, url: str, where: str, feed: Feed) -> tuple[Version, Links]:
        """The version of the feed at ``url`` and the addresses in it; none where it did not change."""
        known = Version(feed.tag, feed.modified)
        fetched = self.fetcher.get(url, known)
        if fetched.is_unchanged:
            return known, Links(())
        links = links_in(fetched.data, where, fetched.url)
        if links is None:
            raise InputError(f"{where}: is no feed, sitemap or list of addresses; check the address")
        if links.is_index:  # its sitemaps may change while it does not
            return Version(), links
        return fetched.version, links

    def _page(self, address: str) -> Iterator[Outcome]:
        where, has_failed = shown(address), False
        try:
            is_allowed = self._robots.allow(address)
        except InputError as error:
            found: Iterator[Outcome] = iter([Outcome(where, problem=str(error))])
        else:
            problem = f"{where}: the site's robots.txt asks programs not to fetch it; it is not fetched"
            found = from_address(address, self.fetcher, 0) if is_allowed else iter([Outcome(where, problem=problem)])
        for outcome in found:
            has_failed = has_failed or outcome.report is None
            yield outcome  # by the time that the next is asked for, this one has been stored
        self.memory.tries[address] = self.memory.tries.get(address, 0) + 1
        if not has_failed or self.memory.tries[address] >= TRIES:
            self.memory.seen[address] = None
            del self.memory.tries[address]
        self.memory.save()
