"""Reports that are pasted and uploaded."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from istor.reading.fetch import Fetcher, Limits
from istor.scaling import serial
from istor.web import jobs
from istor.web.uploads import LONGEST_NAME, file_name
from tests.scaling import stories, wordlist

from .browsing import served
from .conftest import asking, parsed

NEW = "date 2031-02-03\n\nΗ Ρωσία βομβάρδισε το Κίεβο.\n"


@dataclass
class Pages:
    """A web site on this machine: its pages by path, and the paths that were asked for."""

    address: str
    pages: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Pages]:
    """A site that runs while the test does."""
    site = Pages("")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path)
            self.send_response(404 if page is None else 200)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((page or "").encode())

        def log_message(self, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        site.address = f"http://127.0.0.1:{listening.server_address[1]}"
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        yield site
        listening.shutdown()


def add(client: httpx.Client, files: Sequence[Any] = (), **fields: str) -> dict[str, object]:
    """What became of it, when it is over."""
    token = parsed(client.get("/add")).hidden("csrf")[0]
    told = {"csrf": token, **fields}
    parts: list[Any] = [*((name, (None, value)) for name, value in told.items()), *files]
    answer = client.post("/add", files=parts)
    assert answer.status_code == 303, answer.text
    return finished(client, answer.headers["location"])


def finished(client: httpx.Client, address: str) -> dict[str, object]:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        job: dict[str, object] = client.get(f"{address}.json").json()
        if job["state"] in ("done", "failed"):
            assert client.get(address).status_code == 200
            return job
        time.sleep(0.1)
    raise AssertionError("the addition does not end")


def test_a_pasted_text(client: httpx.Client) -> None:
    job = add(
        client, text="Η Ρωσία βομβάρδισε το Κίεβο.", published="2031-02-03", source="Ο Αγγελιοφόρος", name="δοκιμή"
    )
    assert (job["state"], job["summary"]["kept"], job["problems"]) == ("done", 1, [])  # type: ignore[index]
    (event,) = client.get("/timeline.json?from=2031").json()["items"]
    assert event["report"] == "δοκιμή"
    (report,) = client.get("/reports.json?q=αγγελιοφόρος").json()["items"]
    assert report["published"] == "2031-02-03"


def test_what_lies_at_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Pages) -> None:
    """A page is fetched, read and found; one that is not there is told, and the rest goes on."""
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    monkeypatch.setattr(jobs, "Fetcher", lambda: Fetcher(Limits(pause=0.0), allowed=("127.0.0.1",)))
    server.pages["/neo"] = f"<html><body><article><h1>Κίεβο</h1><p>{NEW} {'Νέα από το μέτωπο. ' * 30}</p></article>"
    with served(tmp_path / "istor.db") as site, asking(site) as client:
        job = add(client, addresses=f"{server.address}/neo\n\n {server.address}/nothing \n")
        counts = job["summary"]
        assert isinstance(counts, dict) and (counts["kept"], counts["skipped"]) == (1, 1)
        assert isinstance(job["problems"], list) and "the server answers 404" in job["problems"][0]
        (report,) = client.get("/reports.json").json()["items"]
        assert report["url"] == f"{server.address}/neo"


def test_no_address_of_this_machine_is_fetched(client: httpx.Client, server: Pages) -> None:
    server.pages["/secret"] = "<html><body>secret</body></html>"
    job = add(client, addresses=f"{server.address}/secret")
    assert job["state"] == "done" and isinstance(job["problems"], list) and len(job["problems"]) == 1
    assert server.asked == []


@pytest.mark.parametrize("given", ["file:///etc/passwd", "ftp://a.gr/x", "a.gr", "javascript:1", "/etc/passwd", "-"])
def test_only_web_addresses_are_taken(client: httpx.Client, given: str) -> None:
    token = parsed(client.get("/add")).hidden("csrf")[0]
    fields = {"csrf": token, "addresses": f"https://a.gr/\n{given}"}
    answer = client.post("/add", data=fields, headers={"accept": "application/json"})
    assert answer.status_code == 400 and "no web address" in answer.json()["error"]["message"]


def test_files_good_and_bad(client: httpx.Client) -> None:
    files = [
        ("files", ("καλό.txt", NEW.encode())),
        ("files", ("meeting.txt", stories.MEETING.encode())),
        ("files", ("../../etc/κενό.txt", b"")),
        ("files", ("picture.png", b"\x89PNG\r\n")),
        ("files", ("lines.jsonl", b'{"report": "a", "text": "x"}\nnonsense\n')),
    ]
    job = add(client, files)
    counts = job["summary"]
    assert isinstance(counts, dict) and isinstance(job["problems"], list)
    assert (counts["read"], counts["kept"], counts["repeated"], counts["skipped"]) == (6, 2, 1, 3)
    assert len(job["problems"]) >= 3 and not any("istor-add" in line or "etc/" in line for line in job["problems"])
    assert any(line.startswith("κενό.txt: ") for line in job["problems"])
    assert client.get("/timeline.json?from=2031").json()["items"][0]["report"] == "καλό"


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": " \n "}, {"text": "Κείμενο.", "published": "χθες"}, {"text": "Κείμενο.", "published": "2030-02-31"}],
)
def test_what_cannot_be_added(client: httpx.Client, fields: dict[str, str]) -> None:
    token = parsed(client.get("/add")).hidden("csrf")[0]
    answer = client.post("/add", data={"csrf": token, **fields}, headers={"accept": "application/json"})
    assert answer.status_code == 400 and answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("a.txt", "a.txt"), ("../../a.txt", "a.txt"), ("C:\\x\\a.txt", "a.txt"), (".hidden.txt", "hidden.txt"),
        ("..", "file"), ("", "file"), ("/", "file"), ("a\0b.txt", "ab.txt"), ("\u202egnp.txt", "gnp.txt"),
        ("-o", "o"), ("νέα έκδοση.TXT", "νέα έκδοση.TXT"), ("a\nb.txt", "ab.txt"),
    ],
)  # fmt: skip
def test_names_of_files_stay_in_their_folder(given: str, name: str) -> None:
    assert file_name(given) == name


def test_a_long_name_fits_a_file_system() -> None:
    made = file_name("α" * 5000 + ".txt")
    assert made.endswith(".txt") and len(made) <= LONGEST_NAME + 1 and len(made.encode()) <= 255
