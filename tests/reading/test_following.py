"""Following feeds on a real server: what is new, what is asked of the server, and going on after a stop."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from istor.errors import InputError
from istor.reading.fetch import Fetcher, Limits
from istor.reading.following import LONGEST_WAIT, TRIES, Follower, Memory
from istor.reading.robots import Robots

from .servers import HERE, Answer, given, served
from .test_kinds import PAGE

RSS = "<rss version='2.0'><channel>{}</channel></rss>"
MINUTE = 60.0


class Site:
    """A site with a feed of ``names``, which answers "not modified" as real ones do."""

    def __init__(self, server: Any, answers: dict[str, Answer]) -> None:
        self.server, self.answers = server, answers
        self.feed = server.at("/feed")
        self.names: list[str] = []

    def publish(self, *names: str, robots: str = "") -> None:
        self.names = [*names, *self.names]
        items = "".join(f"<item><link>{self.server.at(f'/{name}')}</link></item>" for name in self.names)
        data, tag = RSS.format(items).encode(), f'"{len(self.names)}"'

        def feed(request: BaseHTTPRequestHandler) -> None:
            is_known = request.headers.get("If-None-Match") == tag
            given(b"" if is_known else data, "application/rss+xml", 304 if is_known else 200, ETag=tag)(request)

        self.answers["/feed"] = feed
        self.answers["/robots.txt"] = given(robots.encode(), "text/plain")
        for name in names:
            self.answers[f"/{name}"] = given(PAGE.replace("Καβάλας".encode(), name.encode()))


@pytest.fixture
def site() -> Iterator[Site]:
    answers: dict[str, Answer] = {}
    with served(answers) as server:
        yield Site(server, answers)


class Clock:
    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


def follower(folder: Path, clock: Clock, **more: Any) -> Follower:
    fetcher = Fetcher(Limits(seconds=20, pause=0), allowed={HERE})
    return Follower(Memory.open(folder / "memory.json"), fetcher, 15 * MINUTE, now=clock, **more)


def titles(found: Iterator[Any]) -> list[str]:
    return [o.report.title.rpartition(" ")[2] if o.report else o.problem.partition(": ")[2] for o in found]


def test_each_look_gives_what_is_new(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha", "beta")
    one = follower(tmp_path, clock)
    assert titles(one.look([site.feed])) == ["alpha", "beta"]
    assert titles(one.look([site.feed])) == []
    assert site.server.asked == ["/feed", "/robots.txt", "/alpha", "/beta"], "not due yet: nothing is asked"
    clock.time += 15 * MINUTE
    assert titles(one.look([site.feed])) == []
    site.publish("gamma")
    clock.time += 15 * MINUTE
    assert titles(follower(tmp_path, clock).look([site.feed])) == ["gamma"], "another program goes on where it was"
    assert site.server.asked[4:] == ["/feed", "/feed", "/robots.txt", "/gamma"]


def test_a_feed_that_did_not_change_is_not_sent_again(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha")
    one = follower(tmp_path, clock)
    list(one.look([site.feed]))
    site.answers["/feed"] = given(b"", status=304)
    clock.time += 15 * MINUTE
    assert titles(one.look([site.feed])) == []
    assert one.memory.feeds[site.feed].tag == '"1"'


def test_an_index_of_sitemaps_leads_to_theirs(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha")
    at = site.server.at
    inner = f"<urlset><url><loc>{at('/alpha')}</loc></url></urlset>"
    index = "".join(f"<sitemap><loc>{at(path)}</loc></sitemap>" for path in ("/map", "/index"))
    site.answers["/map"] = given(inner.encode(), "text/xml")
    site.answers["/index"] = given(f"<sitemapindex>{index}</sitemapindex>".encode(), "text/xml")
    found = titles(follower(tmp_path, clock).look([at("/index")]))
    assert found == ["alpha", "is an index of sitemaps inside another; name it itself"]


def test_what_robots_txt_forbids_is_not_fetched(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha", "beta", robots="User-agent: *\nDisallow: /beta\nCrawl-delay: 0.01\n")
    found = titles(follower(tmp_path, clock).look([site.feed]))
    assert found[0] == "alpha" and "robots.txt asks programs not to fetch" in found[1]
    assert "/beta" not in site.server.asked


WISHES = {
    "nothing there": (given(b"", status=404), True),
    "no wishes": (given(b""), True),
    "us alone": (given(b"User-agent: istor\nDisallow: /"), False),
    "others alone": (given(b"User-agent: another\nDisallow: /"), True),
    "not in UTF-8": (given("User-agent: *\nDisallow: /Άλφα".encode("cp1253")), True),
    "no text": (given(bytes(range(256))), True),
}


@pytest.mark.parametrize(("answer", "is_allowed"), WISHES.values(), ids=WISHES)
def test_wishes(answer: Answer, is_allowed: bool) -> None:
    with served({"/robots.txt": answer}) as server:
        robots = Robots(Fetcher(Limits(seconds=20, pause=0), allowed={HERE}))
        assert robots.allow(server.at("/page")) is is_allowed
        assert robots.allow(server.at("/other")) is is_allowed
        assert server.asked == ["/robots.txt"]


def test_where_wishes_cannot_be_had_nothing_is_fetched_and_it_is_tried_again(
    site: Site, clock: Clock, tmp_path: Path
) -> None:
    site.publish("alpha")
    site.answers["/robots.txt"] = given(b"", status=503)
    one = follower(tmp_path, clock)
    assert "the server answers 503" in titles(one.look([site.feed]))[0]
    assert "/alpha" not in site.server.asked
    site.answers["/robots.txt"] = given(b"", status=404)
    clock.time += 15 * MINUTE
    assert titles(one.look([site.feed])) == ["alpha"], "the feed did not change, and yet its page is asked for"


def test_a_feed_that_fails_is_asked_less_and_less_often(site: Site, clock: Clock, tmp_path: Path) -> None:
    one = follower(tmp_path, clock)
    waits = []
    for _ in range(9):
        assert titles(one.look([site.feed])) == ["the server answers 404 (not found); check the address"]
        waits.append(one.wait([site.feed]))
        clock.time += waits[-1]
    assert waits[:3] == [30 * MINUTE, 60 * MINUTE, 120 * MINUTE]
    assert waits[-1] == LONGEST_WAIT
    site.publish("alpha")
    assert titles(one.look([site.feed])) == ["alpha"]
    assert one.wait([site.feed]) == 15 * MINUTE


def test_a_page_that_fails_is_tried_again_but_not_for_ever(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha")
    site.answers["/alpha"] = given(b"", status=503)
    for _ in range(TRIES + 1):
        list(follower(tmp_path, clock).look([site.feed]))
        clock.time += 15 * MINUTE
    assert site.server.asked.count("/alpha") == TRIES


def test_a_stop_loses_nothing(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha", "beta", "gamma")
    taken: list[str] = []
    one = follower(tmp_path, clock, is_stopped=lambda: len(taken) == 1)
    for outcome in one.look([site.feed]):
        taken += titles(iter([outcome]))
    assert taken == ["alpha"]
    clock.time += 15 * MINUTE
    assert titles(follower(tmp_path, clock).look([site.feed])) == ["beta", "gamma"]


def test_an_end_with_no_warning_repeats_one_report_at_most(site: Site, clock: Clock, tmp_path: Path) -> None:
    site.publish("alpha", "beta")
    look = follower(tmp_path, clock).look([site.feed])
    assert titles(iter([next(look), next(look)])) == ["alpha", "beta"]
    look.close()  # type: ignore[attr-defined]
    assert titles(follower(tmp_path, clock).look([site.feed])) == ["beta"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"feeds": {"a": {"b": 1}}, "seen": [], "tries": {}}', '{"seen": []}'])
def test_a_memory_that_is_none_is_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "memory.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="is no memory of istor watch"):
        Memory.open(tmp_path / "memory.json")
