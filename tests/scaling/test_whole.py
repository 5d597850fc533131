"""A whole run to Parquet: the claims and links of ``istor add``, whoever coded them, whatever was killed on the way."""

import hashlib
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from istor.errors import InputError
from istor.model import Report
from istor.reading import gather
from istor.scaling import Serial, serial
from istor.scaling.adding import add_to
from istor.scaling.bringing import bring_to
from istor.scaling.here import Here
from istor.scaling.parts import FOLDER, code_part, parts_of, read_part
from istor.scaling.release import manifest
from istor.scaling.runner import Coded
from istor.scaling.whole import MANIFEST, TABLES, Manifest, Whole, run
from istor.storing import Archive
from istor.telling import Record
from tests.scaling import stories, wordlist

pq = pytest.importorskip("pyarrow.parquet")

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coder by a list of words."""
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """The stories many times over as JSON lines, each time with another name; and a line that is none."""
    rows = [{"report": f"{name}-{n}", "text": text} for n in range(40) for name, text in stories.STORIES.items()]
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "{no JSON\n", encoding="utf-8")
    return path


def here(sources: list[Path], out: Path, jobs: int = 1) -> tuple[Whole, list[str]]:
    told: list[str] = []
    return run([str(source) for source in sources], out, Here(jobs), told.append), told


def bytes_of(out: Path) -> dict[str, str]:
    """What a run wrote, all of it, by file."""
    return {str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(out.rglob("[!.]*")) if path.is_file()}


def content_of(where: Path) -> list[Any]:
    with Archive.open(where, create=False) as archive:
        reports = list(archive.reports())
        return [reports, list(archive.claims()), list(archive.links()), list(archive.datings()),
                list(archive.statements()), [archive.vectors(report.id) for report in reports]]


@pytest.mark.usefixtures("words")
def test_a_run_holds_what_adding_gives(lines: Path, tmp_path: Path) -> None:
    found, told = here([lines], tmp_path / "out")
    added = add_to(tmp_path / "added.db", gather([lines]), Serial())
    assert found.summary.row() == added.row() and found.summary.skipped == 1
    assert len(told) == 1 and told[0].startswith(f"{lines}, line {added.read}: is not JSON")
    assert bring_to(tmp_path / "brought.db", [tmp_path / "out"]).kept == added.kept
    assert content_of(tmp_path / "brought.db") == content_of(tmp_path / "added.db")
    with Archive.open(tmp_path / "added.db") as archive:
        record = Record.read(archive)
    tables = {name: pq.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist() for name in TABLES}
    assert {row["id"] for row in tables["claims"]} == {claim.id for claim in record.claims}
    assert [row["id"] for row in tables["events"]] == [event.id for event in record.events]
    assert {(k["kind"], k["left"], k["right"]) for k in tables["links"]} == {
        (k.kind, k.left, k.right) for k in record.links
    }
    assert found.counts == {name: len(rows) for name, rows in tables.items()}


@pytest.mark.usefixtures("words")
def test_what_was_coded_is_not_coded_again(lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here([lines], tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    lost = next((tmp_path / "out" / FOLDER).iterdir())
    lost.unlink()
    coded: list[str] = []

    def counted(report: Report, model: str | None = None) -> Coded:
        coded.append(report.id)
        return wordlist.code_report(report)

    monkeypatch.setattr(serial, "code_report", counted)
    here([lines], tmp_path / "out")
    assert bytes_of(tmp_path / "out") == before
    assert coded == [one.report.id for one, _ in read_part(tmp_path / "out", lost.stem)]


@pytest.mark.usefixtures("words")
def test_a_run_that_was_cut_off_leaves_whole_parts(
    lines: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter(range(100))

    def failing(report: Report, model: str | None = None) -> Coded:
        if next(left, None) is None:
            raise KeyboardInterrupt
        return wordlist.code_report(report)

    monkeypatch.setattr(serial, "code_report", failing)
    with pytest.raises(KeyboardInterrupt):
        here([lines], tmp_path / "out")
    assert [path.suffix for path in (tmp_path / "out" / FOLDER).iterdir()] == [".parquet"]
    with pytest.raises(InputError, match="holds no finished run"):
        Manifest.read(tmp_path / "out")
    monkeypatch.setattr(serial, "code_report", wordlist.code_report)
    here([lines], tmp_path / "out")
    here([lines], tmp_path / "again")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "again")


@pytest.mark.usefixtures("words")
def test_the_first_of_two_alike_stays_wherever_they_stand(lines: Path, tmp_path: Path) -> None:
    once, _ = here([lines], tmp_path / "once")
    twice, _ = here([lines, lines], tmp_path / "twice")
    assert twice.summary.repeated == once.summary.kept and twice.counts == once.counts
    one, two = bytes_of(tmp_path / "once"), bytes_of(tmp_path / "twice")
    assert [one[f"{name}.parquet"] for name in TABLES] == [two[f"{name}.parquet"] for name in TABLES]


def test_a_manifest_names_no_file_outside(tmp_path: Path) -> None:
    told = {"version": "1", "model": "m", "settings": {}, "parts": ["../../etc/passwd"]}
    (tmp_path / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(InputError, match="is no part of a run"):
        Manifest.read(tmp_path)


@pytest.mark.usefixtures("words")
def test_pages_keep_their_bytes(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    page = tmp_path / "page.html"
    body = "".join(f"<p>Ο Πούτιν συναντήθηκε με τον Κιμ στο Βλαδιβοστόκ, {n} ώρες, όπως είπαν.</p>" for n in range(9))
    page.write_text(f"<html><body><article><h1>Συνομιλίες</h1>{body}</article></body></html>", encoding="utf-8")
    (part,) = parts_of(str(page))
    done = code_part(part, str(tmp_path), None)
    ((one, original),) = read_part(tmp_path, done.key)
    assert original is not None and original.data == page.read_bytes() and one.report == part.reports[0]


def test_an_address_of_fsspec_is_read_under_its_name(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://news/may.txt", "wb") as file:
        file.write(stories.MEETING.encode())
    (part,) = parts_of("memory://news/may.txt")
    assert [report.name for report in part.reports] == ["may"]
    (missing,) = parts_of("memory://news/june.txt")
    assert missing.reports == () and missing.notes[0].startswith("memory://news/june.txt: cannot be read")
    (chain,) = parts_of("simplecache::memory://news/may.txt")
    assert "a chain of addresses is not read" in chain.notes[0]


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short reports that the real coder finds claims in: the examples' sentences by threes."""
    rows = []
    for outcome in gather([EXAMPLES]):
        assert outcome.report is not None
        report, body = outcome.report, [b.span.of(outcome.report.text) for b in outcome.report.body]
        for n in range(0, len(body), 2):
            day = report.published.edtf if report.published else None
            rows.append({"report": f"{report.name}-{n}", "text": "\n\n".join(body[n : n + 2]), "published": day})
    folder = tmp_path_factory.mktemp("short")
    for n in range(2):
        text = "".join(json.dumps(row) + "\n" for row in rows[n::2])
        (folder / f"{n}.jsonl").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(not manifest().is_file(), reason="no trained model here")
@pytest.mark.parametrize("workers", [1, 2, 4])
def test_a_cluster_writes_the_same_bytes(short: Path, workers: int, tmp_path: Path) -> None:
    """Also where a worker is killed while it works."""
    pytest.importorskip("ray")
    from istor.scaling.ray import Cluster

    sources = [str(path) for path in sorted(short.iterdir())]
    run(sources, tmp_path / "here", Here(1, size=8), print)
    with Cluster(workers, size=8) as cluster, _killing_one(tmp_path / "there") as killed:
        run(sources, tmp_path / "there", cluster, print)
    assert killed, "no worker was killed: the test shows nothing"
    assert bytes_of(tmp_path / "there") == bytes_of(tmp_path / "here")


class _killing_one:  # noqa: N801 - reads as what it does
    """Kills one worker of the cluster, once some part is there; its process id is then in the list."""

    def __init__(self, out: Path) -> None:
        self.out, self.killed, self.is_over = out, list[int](), threading.Event()
        self.thread = threading.Thread(target=self._wait)

    def __enter__(self) -> list[int]:
        self.thread.start()
        return self.killed

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def _wait(self) -> None:
        while not self.is_over.is_set() and not self.killed:
            time.sleep(0.05)
            if not list((self.out / FOLDER).glob("*.parquet")):
                continue
            for pid in _workers():
                os.kill(pid, signal.SIGKILL)
                self.killed.append(pid)
                return


def _workers() -> Iterator[int]:
    """Process ids of workers at work on a part."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if path.read_bytes().startswith(b"ray::_Coder.part"):
                yield int(path.parent.name)
        except OSError:
            continue
