"""``istor watch`` as a person uses it: once, and until Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from istor.reading import fetch
from istor.storing import Archive
from tests.reading.servers import HERE, given, served
from tests.reading.test_kinds import PAGE, PAGE_URL

from .conftest import Istor

ROOT = Path(__file__).parents[2]
PROGRAM = """
import tests.scaling.wordlist as words
from istor.scaling import serial
from istor.reading import fetch
serial.code_report = words.code_report
real = fetch.Fetcher
fetch.Fetcher = lambda: real(fetch.Limits(pause=0), allowed={"127.0.0.1"})
from istor.cli import main
main()
"""


@pytest.fixture
def site() -> Iterator[Any]:
    answers = {"/one": given(PAGE)}
    with served(answers) as made:
        answers["/feed"] = given(f"<rss><channel><item><link>{made.at('/one')}</link></item></channel></rss>".encode())
        yield made


def test_once(istor: Istor, site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fetch.Fetcher
    monkeypatch.setattr(fetch, "Fetcher", lambda: real(fetch.Limits(seconds=20, pause=0), allowed={HERE}))
    result = istor("watch", site.at("/feed"), "--once")
    assert result.stdout == (
        f"2023-05-18 · Ο Φάρος · Συμφωνία για το λιμάνι της Καβάλας · {PAGE_URL}\n"
        "read 1, kept 1, repeated 0, skipped 0\n"
    )
    assert istor("watch", site.at("/feed"), "--once").stdout == "", "nothing is due, nothing is said"
    with Archive.open("istor.db", create=False) as archive:
        assert [report.url for report in archive.reports()] == [PAGE_URL]


def test_what_is_no_address_is_one_line(istor: Istor) -> None:
    assert "is no address" in istor("watch", "feed.rss", code=2).stderr


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent otherwise there")
def test_ctrl_c_ends_it_cleanly(site: Any, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [sys.executable, "-c", PROGRAM, "watch", site.at("/feed")]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout and process.stderr
        assert "Ο Φάρος" in process.stdout.readline()
        assert process.stdout.readline().startswith("read 1, kept 1")
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert (process.returncode, rest, errors) == (0, "", "")
