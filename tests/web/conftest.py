"""A site on a few invented reports, and who asks it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from istor.scaling import serial
from tests.scaling import stories, wordlist

from .browsing import served


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """Asks a site of its own on the stories, coded by the list of words."""
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    stories.fill(tmp_path / "istor.db", [stories.report(name) for name in stories.STORIES])
    with served(tmp_path / "istor.db") as site, asking(site) as client:
        yield client


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Asks one site that all tests of a module share; they change nothing."""
    where = tmp_path_factory.mktemp("web") / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with served(where) as site, asking(site) as client:
        yield client


def asking(site: str) -> httpx.Client:
    """A client with its own cookies; nothing is followed unasked."""
    return httpx.Client(base_url=site, timeout=120, trust_env=False)


@dataclass
class Parsed(HTMLParser):
    """The tags of a page, the words that people see, and the fields of its forms."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def hidden(self, name: str) -> list[str]:
        """The values of the hidden fields of that name."""
        return [attrs.get("value") or "" for tag, attrs in self.tags if tag == "input" and attrs.get("name") == name]


def parsed(response: httpx.Response) -> Parsed:
    page = Parsed()
    page.feed(response.text)
    return page
