"""Broken and hostile inputs: each has an outcome in one line, in little time and memory, and none stops the rest.

Over three hundred are made from sound ones with a seed; some more are made to hurt. ``make fuzz`` goes on from there.
"""

import io
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.errors import InputError
from istor.reading import Outcome, gather
from istor.reading.feeds import links_in
from istor.reading.fetch import Fetcher, Limits
from istor.reading.kinds import reader_by, reader_for
from istor.reading.pages import read_page

from .hostile import HURTING, SOUND, broken
from .test_kinds import ATOM, JSON_FEED, PAGE

MOST_SECONDS = 10.0
"""Of the processor: what else runs on the machine is nobody's fault."""
MOST_MEMORY = 2**30


def nowhere(*_: object, **__: object) -> list[object]:
    """A resolver for which there is no host."""
    raise OSError("no network here")


def outcomes(path: Path) -> list[Outcome]:
    """What comes of ``path``, each named and on one line, within the time."""
    began = time.process_time()
    found = list(gather([path], Fetcher(Limits(pause=0), resolve=nowhere)))  # type: ignore[arg-type]
    assert time.process_time() - began < MOST_SECONDS
    for outcome in found:
        assert (outcome.report is None) != (outcome.problem is None)
        assert (outcome.problem or outcome.path).isprintable()
        assert (outcome.warning or "-").isprintable()
        if outcome.report:
            assert outcome.report.text.strip() and outcome.report.blocks
    return found


@pytest.mark.parametrize("name", SOUND)
def test_broken_inputs_have_an_outcome_each(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for number, data in enumerate(data for of, data in broken() if of == name):
        path.write_bytes(data)
        assert outcomes(path), number


@pytest.mark.slow
def test_none_of_them_takes_a_gigabyte(tmp_path: Path) -> None:
    """All in one process of their own, and each of the processes that it starts in turn."""
    inputs = [*broken(), *HURTING.values()]
    assert len(inputs) >= 300
    for number, (name, data) in enumerate(inputs):
        (tmp_path / f"{number:03}").mkdir()
        (tmp_path / f"{number:03}" / name).write_bytes(data)
    program = (
        "import resource as r, sys; from istor.reading import gather; count = sum(1 for _ in gather(sys.argv[1:]));"
        "own = next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM'));"  # not pytest's
        "print(count, own, r.getrusage(r.RUSAGE_CHILDREN).ru_maxrss)"
    )
    paths = [path for path in sorted(tmp_path.glob("*/*")) if path.suffix not in {".rss", ".xml", ".urls"}]
    done = subprocess.run([sys.executable, "-c", program, *paths], check=True, capture_output=True, text=True)
    count, *peaks = map(int, done.stdout.split())
    assert count >= len(paths)
    assert max(peaks) * 1024 < MOST_MEMORY


@pytest.mark.parametrize(("name", "data"), HURTING.values(), ids=HURTING)
def test_inputs_made_to_hurt(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert outcomes(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.sampled_from([PAGE]).flatmap(lambda d: st.integers(0, len(d)).map(lambda n: d[:n])))
def test_any_bytes_as_a_page(data: bytes) -> None:
    try:
        report = read_page(data, "a")
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert report.text.strip()


PIECES = [b"<rss>", b"<item>", b"<link>", b"http://a.example/", b"</link>", b"<urlset>", b"<loc>", b"\n", b"&a;", b"{"]
NAMES = ["a.jsonl", "a.json", "a.csv", "a.warc", "a.zip", "a.tar", "a.txt.gz", ""]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, ATOM.encode(), JSON_FEED.encode()]) | st.binary(max_size=9)).map(b"".join))
def test_any_bytes_as_a_feed(data: bytes) -> None:
    try:
        links = links_in(data, "a")
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert links is None or all(address.startswith("http") for address in links.addresses)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=300))
def test_any_bytes_as_anything(name: str, data: bytes) -> None:
    read = reader_for(name) or reader_by(data)
    for outcome in _all(read(io.BytesIO(data), "a", "a")):
        assert outcome.report or (outcome.problem or "").isprintable()


def _all(found: Iterator[Outcome]) -> list[Outcome]:
    return list(found)
