"""Hostile reports, hostile pages, hostile requests."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from istor.model import Made, Party, Span, Voice
from istor.scaling.relinking import relink
from istor.storing import Archive
from tests.telling import makers
from tests.web.conftest import asking, parsed

from .browsing import served, unasked

CORPUS = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'-alert(1)-'", "<svg/onload=alert(1)>",
    "javascript:alert(1)", "{{7*7}}{% raw %}", "</title><script>1</script>", "<!--<img src=1 onerror=alert(1)//-->",
    "\u202egnp.exe", "&lt;script&gt;", "<a href=data:text/html,x>", "]]><script>", "%3Cscript%3E", "<style>*{}</style>",
    "\x1b[31m", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<form action=//evil.example>",
)  # fmt: skip
ALLOWED_SCRIPT = {"src": "/static/istor.js", "defer": None}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A site on reports whose every word, name and address is an attack."""
    where = tmp_path_factory.mktemp("hostile") / "istor.db"
    with Archive.open(where) as archive:
        for n, attack in enumerate(CORPUS):
            text = f"{attack} κατηγορώ {attack}"
            owner = makers.report(f"{attack} {n}", text, title=attack, source=attack, url=attack, lang=attack)
            owner = replace(owner, id=f"report-{n}")  # ids come from content: nobody chooses them
            party = Party("GRC", attack, Span(0, len(attack)))
            claim = makers.claim(
                owner, "κατηγορώ", id=f"claim-{n}", actors=(party,), recipients=(Party("---", attack),),
                place=attack, voices=(Voice(attack, "GRC", cue=Span(0, len(attack))),),
                when=makers.day("2030-01-01"), made=Made(attack, attack, attack, attack),
            )  # fmt: skip
            archive.add(owner, [claim])
        relink(archive)
    with served(where) as site, asking(site) as client:
        yield client


def is_harmless(response: httpx.Response) -> None:
    page = parsed(response)
    for tag, attrs in page.tags:
        assert tag not in ("iframe", "object", "embed", "base", "style", "applet", "math", "frame"), tag
        assert tag != "script" or attrs == ALLOWED_SCRIPT, attrs
        assert tag != "img" and (tag != "meta" or "http-equiv" not in attrs)
        assert not any(name.startswith("on") or name == "style" for name in attrs), attrs
        for name in ("href", "src", "action", "xlink:href"):
            address = attrs.get(name) or "/"
            assert address.startswith(("/", "?", "#")) and not address.startswith("//"), address
    assert "\u202e" not in response.text and "\x1b" not in response.text and ">49<" not in response.text


def every_address(client: httpx.Client) -> list[str]:
    """All pages of the archive of attacks, and what can be taken away."""
    lists = ("reports", "actors", "sources", "network", "stories", "figures", "conflicts", "map", "search?q=κατηγορώ",
             "judgements", "add", "timeline?lanes=actor", "timeline?lanes=quad", "timeline?lanes=story")  # fmt: skip
    found = {one: [item["id"] for item in client.get(f"/{what}.json").json()["items"]] for what, one in (
        ("timeline", "event"), ("reports", "report"), ("actors", "actor"), ("stories", "story"))}  # fmt: skip
    one, other = found["report"][:2]
    found["story"] = found["story"] or ["story-x"]
    return [*(f"/{what}" for what in lists), *(f"/{kind}/{each}" for kind, ids in found.items() for each in ids),
            f"/report/{one}/beside/{other}"]  # fmt: skip


def test_a_hostile_archive_stays_words(hostile: httpx.Client) -> None:
    addresses = every_address(hostile)
    for address in addresses:
        response = hostile.get(address)
        assert response.status_code == 200 or address == "/story/story-x"
        is_harmless(response)
    assert unasked(addresses) == {"/", "/export/{name}", "/report/{report_id}/text", "/add/{job_id}"}
    (report, *_) = hostile.get("/reports.json").json()["items"]
    text = hostile.get(f"/report/{report['id']}/text")
    assert text.headers["content-type"].startswith("text/plain")  # nosniff: nobody takes it for a page
    for name in ("csv", "jsonl", "plover-jsonl"):
        assert "html" not in hostile.get(f"/export/{name}").headers["content-type"]
    own = parsed(hostile.get("/export/html"))
    assert not [tag for tag, attrs in own.tags if tag in ("iframe", "object", "base", "img") or any(
        name.startswith("on") for name in attrs)]  # fmt: skip


@pytest.mark.parametrize("where", ["//evil.example", "https://evil.example", "/\\evil.example", "\r\nset-cookie: a=b"])
def test_no_form_leads_elsewhere_or_writes_headers(hostile: httpx.Client, where: str) -> None:
    token = parsed(hostile.get("/add")).hidden("csrf")[0]
    for path, fields in (("/judge", "left right judgement"), ("/rename", "named name"), ("/actor/merge", "actor other"),
                         ("/actor/split", "left right"), ("/judgements/undo", "pair"), ("/judgements/undo-act", "act")):
        said = {"csrf": token, **dict.fromkeys(fields.split(), where)}
        answer = hostile.post(f"{path}?next={quote(where)}", data=said)
        assert answer.status_code in (400, 404), path
        assert "location" not in answer.headers and "a=b" not in answer.headers.get("set-cookie", "")
    answer = hostile.post(f"/claim/{quote(where, safe='')}/correct", data={"csrf": token, "type": "CONSULT"})
    assert answer.status_code == 404 and "location" not in answer.headers
    for address in (f"/?next={quote(where)}", f"/timeline?lang={quote(where)}&theme={quote(where)}"):
        answer = hostile.get(address)
        assert answer.headers.get("location", "/timeline") == "/timeline"
        assert "a=b" not in answer.headers.get("set-cookie", "")


@pytest.mark.parametrize("attack", CORPUS)
def test_a_hostile_address_stays_words(hostile: httpx.Client, attack: str) -> None:
    said = quote(attack)
    for address in (
        f"/timeline?actor={said}&type={said}&from={said}&source={said}&place={said}", f"/timeline?actor={said}",
        f"/event/{said}", f"/reports?q={said}", f"/actors?q={said}", f"/network?size={said}",
        f"/timeline?lang={said}&theme={said}", f"/event/claim-1?notice={said}", f"/{said}",
        f"/search?q={said}&actor={said}&place={said}&outlet={said}", f"/search?q=κατηγορώ&type={said}",
        f"/figures?q={said}&event={said}", f"/figures?told={said}", f"/conflicts?what={said}", f"/stories?q={said}",
        f"/map?box={said}", f"/map?place={said}", f"/story/{said}", f"/timeline?story={said}",
    ):  # fmt: skip
        response = hostile.get(address)
        assert response.status_code in (200, 400, 404), address
        is_harmless(response)
        assert "set-cookie" not in response.headers or said not in response.headers["set-cookie"]


FILTERS = (
    "actor",
    "type",
    "from",
    "to",
    "source",
    "status",
    "place",
    "voices",
    "lanes",
    "page",
    "q",
    "size",
    "lang",
    "theme",
    "notice",
    "story",
    "box",
    "told",
    "what",
    "outlet",
    "event",
)
PLACES = (
    "/timeline",
    "/network",
    "/reports",
    "/actors",
    "/sources",
    "/judgements",
    "/export/csv",
    "/stories",
    "/search",
    "/figures",
    "/conflicts",
    "/map",
    "/event/claim-1",
    "/report/report-1",
)
LIKELY = (
    "RUS",
    "RUS:",
    ":",
    "---",
    "2030",
    "2030-01-32",
    "0000",
    "9999-12-31",
    "ASSAULT",
    "material-conflict",
    "future",
    "1",
    "-1",
    "%",
    "_",
)


@settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(PLACES),
    st.dictionaries(st.sampled_from(FILTERS), st.one_of(st.sampled_from(LIKELY), st.text(max_size=20)), max_size=4),
    st.booleans(),
)
def test_no_address_breaks_the_server(hostile: httpx.Client, place: str, asked: dict[str, str], as_json: bool) -> None:
    said = {name: value.encode("utf-8", "replace").decode() for name, value in asked.items()}
    response = hostile.get(place, params=said, headers={"accept": "application/json" if as_json else "text/html"})
    assert response.status_code in (200, 400, 404), (place, said, response.text)


def test_every_answer_carries_the_policy(hostile: httpx.Client) -> None:
    for address in (
        "/timeline",
        "/nothing",
        "/timeline.json",
        "/static/istor.css",
        "/",
        "/openapi.json",
        "/timeline?page=x",
    ):
        headers = hostile.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "[", ""])
def test_another_name_is_refused(hostile: httpx.Client, host: str) -> None:
    assert hostile.get("/timeline", headers={"host": host}).status_code in (400, 421)


def test_only_this_machine_is_listened_to(hostile: httpx.Client) -> None:
    assert hostile.base_url.host == "127.0.0.1"
    own = socket.gethostbyname(socket.gethostname())
    if not own.startswith("127."):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((own, hostile.base_url.port or 0), timeout=2)


def form(client: httpx.Client) -> dict[str, str]:
    """What a form of an event's page holds beside its question."""
    return {
        "csrf": parsed(client.get("/add")).hidden("csrf")[0],
        "left": "claim-0",
        "right": "claim-1",
        "judgement": "same",
    }


def test_a_form_needs_its_own_token(hostile: httpx.Client) -> None:
    good = form(hostile)
    with asking(str(hostile.base_url)) as stranger:
        other = form(stranger)
    for fields, headers in (
        ({**good, "csrf": ""}, {}),
        ({**good, "csrf": other["csrf"]}, {}),
        ({key: value for key, value in good.items() if key != "csrf"}, {}),
        (good, {"origin": "https://evil.example"}),
        (good, {"origin": "null"}),
        (good, {"sec-fetch-site": "cross-site"}),
        ({**good, "csrf": "ά"}, {}),
    ):
        posted = ("/judge", "/judgements/undo", "/judgements/undo-act", "/rename", "/report/x/date", "/claim/x/correct")
        for address in (*posted, "/add"):
            assert hostile.post(address, data=fields, headers=headers).status_code == 403
    assert hostile.get("/judgements.json").json()["items"] == []


def test_without_a_cookie_no_token_is_good(hostile: httpx.Client) -> None:
    good = form(hostile)
    with asking(str(hostile.base_url)) as bare:
        assert bare.post("/judge", data=good).status_code == 403


def test_a_session_that_somebody_set_is_worth_nothing(hostile: httpx.Client) -> None:
    """Fixation: whoever knows the cookie still lacks the server's secret, and short values are replaced."""
    with asking(str(hostile.base_url)) as client:
        client.cookies.set("istor_session", "mine")
        assert client.get("/add").cookies["istor_session"] != "mine"


def test_a_huge_request_is_refused(hostile: httpx.Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(80):
            yield b"a" * 2**20

    where = (hostile.base_url.host, hostile.base_url.port or 0)
    with socket.create_connection(where, timeout=60) as connection:
        connection.sendall(b"POST /judge HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000000000\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")
    with suppress(httpx.WriteError, httpx.ReadError):  # the server may close before all was sent
        kind = {"content-type": "application/x-www-form-urlencoded"}
        assert hostile.post("/add", content=endless(), headers=kind).status_code == 413
    assert hostile.get("/timeline").status_code == 200


def test_a_long_report_is_cut_on_its_page(tmp_path: Path) -> None:
    owner = makers.report("long", "κατηγορώ " + "λέξη " * 200_000)
    with Archive.open(tmp_path / "istor.db") as archive:
        archive.add(owner, [])
    with served(tmp_path / "istor.db") as site, asking(site) as client:
        page = client.get(f"/report/{owner.id}")
        assert page.status_code == 200 and len(page.content) < 1_000_000
        assert client.get(f"/report/{owner.id}/text").text == owner.text


def test_a_damaged_archive_is_told(client: httpx.Client, tmp_path: Path) -> None:
    assert client.get("/timeline").status_code == 200
    for name in ("istor.db", "istor.db-wal", "istor.db-shm"):
        if (tmp_path / name).exists():
            (tmp_path / name).write_bytes(b"\xff" * 4096)
    response = client.get("/timeline.json")
    assert response.status_code == 503 and "archive" in response.json()["error"]["message"]
    assert "Traceback" not in client.get("/timeline").text
