"""Reports that are pasted and uploaded."""

import time
from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from istor.web.uploads import LONGEST_NAME, file_name
from tests.scaling import stories

from .conftest import parsed

NEW = "date 2031-02-03\n\nΗ Ρωσία βομβάρδισε το Κίεβο.\n"


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
