"""Who may do what: who opens a page reads; who has a form of this site judges and adds; read-only, nobody does."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute

from istor.storing import Archive
from istor.web import app
from istor.web.helper import Helper
from tests.scaling import stories

from .browsing import served
from .conftest import asking, parsed
from .test_pages import LISTS, first

WRITING = sorted(
    (route.path, method)
    for module in app.ROUTERS
    for route in module.router.routes
    if isinstance(route, APIRoute)
    for method in (route.methods or set()) - {"GET", "HEAD"}
)


def filled(path: str, reader: httpx.Client) -> str:
    """An address of that shape that leads somewhere."""
    (claim,) = reader.get("/timeline.json?actor=putin").json()["items"][0]["said"][:1]
    return path.format(claim_id=claim["claim"], report_id=first(reader, "reports"))


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A site that only shows its archive."""
    where = tmp_path_factory.mktemp("shown") / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with served(where, is_read_only=True) as site, asking(site) as client:
        yield client, where


def state(where: Path) -> list[str]:
    with Archive.open(where) as archive:
        return list(archive.dump())


def test_there_is_something_to_refuse() -> None:
    assert {"/judge", "/rename", "/add", "/actor/merge", "/actor/split", "/judgements/undo"} <= {p for p, _ in WRITING}


@pytest.mark.parametrize(("path", "method"), WRITING)
def test_a_reader_changes_nothing(shown: tuple[httpx.Client, Path], path: str, method: str) -> None:
    client, where = shown
    before, address = state(where), filled(path, client)
    token = parsed(client.get("/add")).hidden("csrf")
    for fields in ({}, {"csrf": token[0] if token else "x"}):
        answer = client.request(method, address, data=fields, headers={"accept": "application/json"})
        assert answer.status_code == 403 and "read-only" in answer.json()["error"]["message"]
    assert state(where) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_no_other_method_gets_past(shown: tuple[httpx.Client, Path], method: str) -> None:
    assert shown[0].request(method, "/timeline").status_code == 403


def test_a_reader_reads_all(shown: tuple[httpx.Client, Path]) -> None:
    for address in LISTS:
        page = shown[0].get(address)
        assert page.status_code == 200 and 'class="read-only"' in page.text and 'href="/add"' not in page.text


@pytest.mark.parametrize(("path", "method"), WRITING)
def test_who_has_no_form_of_this_site_changes_nothing(reader: httpx.Client, path: str, method: str) -> None:
    address = filled(path, reader)
    with httpx.Client(base_url=reader.base_url, timeout=120, trust_env=False) as stranger:
        for fields in ({}, {"csrf": "0" * 64}):
            assert stranger.request(method, address, data=fields).status_code == 403
        token = parsed(reader.get("/add")).hidden("csrf")[0]  # another browser's
        assert stranger.request(method, address, data={"csrf": token}).status_code == 403


def test_only_ones_own_acts_are_undone(tmp_path: Path) -> None:
    where = tmp_path / "istor.db"
    stories.fill(where, [stories.report(name) for name in stories.STORIES])
    with served(where, by="anna") as site, asking(site) as anna:
        event = first(anna, "timeline")
        token = parsed(anna.get("/add")).hidden("csrf")[0]
        assert anna.post("/rename", data={"csrf": token, "named": event, "name": "Η συνάντηση"}).status_code == 303
    with served(where, by="kostas", helper=Helper()) as site, asking(site) as kostas:
        (act,) = kostas.get("/judgements.json").json()["acts"]["items"]
        token = parsed(kostas.get("/add")).hidden("csrf")[0]
        answer = kostas.post("/judgements/undo-act", data={"csrf": token, "act": str(act["id"])})
        assert answer.status_code == 403
        assert not kostas.get("/judgements.json").json()["acts"]["items"][0]["undone_at"]
