"""``istor`` as a process: pipes, streams, exit codes, and how soon it answers."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import istor
from tests.scaling import stories, wordlist

SOURCE = str(Path(next(iter(istor.__path__))).parent)
ROOT = str(Path(__file__).parents[2])
HEAVY = ("spacy", "onnxruntime", "sqlalchemy", "numpy", "jinja2", "charset_normalizer")
SECONDS = 0.5
"""What ``istor --help`` may take on a machine at rest."""


def run(*args: str, by: tuple[str, ...] = ("-m", "istor"), **given: object) -> "subprocess.CompletedProcess[bytes]":
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([SOURCE, ROOT]), **dict(given.pop("env", {}))}  # type: ignore[call-overload]
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, *by, *args], capture_output=True, env=environment, timeout=120, check=False, **given
    )


BY_LIST = (wordlist.__file__,)


def test_help_says_what_there_is() -> None:
    result = run("--help")
    assert result.returncode == 0
    for name in ("add", "timeline", "event", "actor", "sources", "code", "times", "export", "same", "doctor"):
        assert f" {name} ".encode() in result.stdout


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, istor.cli; print([name for name in {HEAVY!r} if name in sys.modules])"
    result = run(by=("-c", code))
    assert result.stdout.strip() == b"[]", result.stderr


def test_help_comes_at_once() -> None:
    run("--help")  # the first start may have to compile
    took = []
    for _ in range(3):
        began = time.perf_counter()
        run("--help")
        took.append(time.perf_counter() - began)
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    assert min(took) < SECONDS * busy


def test_usage_errors_end_with_2() -> None:
    assert run("timeline", "--no-such-option").returncode == 2
    assert run("no-such-command").returncode == 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return stories.write(tmp_path / "news")


def test_from_stdin_to_stdout(tmp_path: Path) -> None:
    result = run("code", "-", by=BY_LIST, cwd=tmp_path, input=stories.RAID.encode())
    assert json.loads(result.stdout)["report"] == "stdin"


def test_an_empty_stdin_is_one_line(tmp_path: Path) -> None:
    result = run("add", "-", by=BY_LIST, cwd=tmp_path, input=b"")
    assert result.returncode == 3
    assert len(result.stderr.splitlines()) == 2


def test_errors_are_one_line_and_bugs_keep_their_traceback(tmp_path: Path, folder: Path) -> None:
    result = run("timeline", cwd=tmp_path)
    assert result.returncode == 6 and result.stderr.count(b"\n") == 1
    bug = "import tests.scaling.wordlist as w; from istor.scaling import serial; serial.code_report = lambda r: 1 / 0\n"
    result = run("add", str(folder), by=("-c", f"{bug}from istor.cli import main; main()"), cwd=tmp_path)
    assert result.returncode == 1 and b"Traceback" in result.stderr and b"ZeroDivisionError" in result.stderr


@pytest.mark.parametrize("command", ["export jsonl", "timeline", "timeline --json", "sources", "export html"])
def test_a_closed_pipe_is_silent(tmp_path: Path, folder: Path, command: str) -> None:
    many = stories.RAID + "".join(f"Η Ρωσία βομβάρδισε ξανά τον οικισμό {n}.\n" for n in range(40))
    (folder / "many.txt").write_text(many, encoding="utf-8")
    assert run("add", str(folder), by=BY_LIST, cwd=tmp_path).returncode == 0
    environment = {**os.environ, "PYTHONPATH": SOURCE}
    process = subprocess.Popen(
        [sys.executable, "-m", "istor", *command.split()],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path,
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == b""
    assert process.wait(60) == 0


def test_data_is_utf8_whatever_the_locale(tmp_path: Path, folder: Path) -> None:
    run("add", str(folder), by=BY_LIST, cwd=tmp_path)
    plain = {"PYTHONIOENCODING": "latin-1"}
    assert "συναντήθηκε" in run("export", "jsonl", cwd=tmp_path, env=plain).stdout.decode()
    result = run("timeline", cwd=tmp_path, env=plain)
    assert result.returncode == 0 and b"CONSULT" in result.stdout and b"??????" in result.stdout


def test_a_device_can_be_written_to(tmp_path: Path, folder: Path) -> None:
    run("add", str(folder), by=BY_LIST, cwd=tmp_path)
    assert run("export", "csv", "-o", os.devnull, cwd=tmp_path).returncode == 0
    assert Path(os.devnull).is_char_device()
    assert run("export", "csv", "-o", "/dev/stdout", cwd=tmp_path).stdout.startswith(b"id,date")
