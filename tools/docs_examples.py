"""Runs the examples of the how-to pages and writes what they print into the pages, so that they show what is so.

    python tools/docs_examples.py [--check]

In a page, a block of ``sh`` that a block of ``text`` follows is run, and the second block is what it prints. A line
``<!-- into FILE, below LINE -->``, or ``above``, before a block puts the block into that data file of a copy of istor,
as a reader would, and the commands after it run with the copy. ``--check`` writes nothing and fails when a page is out
of date; numbers with decimals may differ there, because no two processors round alike.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import istor

ROOT = Path(__file__).resolve().parent.parent
PAGES = (ROOT / "docs" / "how-to" / "add-a-frame.md",)
INTO = r"(?:<!-- into (?P<file>\S+), (?P<side>below|above) (?P<line>.+?) -->\n)?"
BLOCK = re.compile(INTO + r"```(?P<kind>\w+)\n(?P<body>.*?)```\n", re.DOTALL)
NUMBER = re.compile(r"[+-]?\d+\.\d+")


def copy(to: Path) -> None:
    """A copy of istor in ``to``: links to its parts, but the languages' data as files that can be changed."""
    (source,) = map(Path, istor.__path__)
    package = to / "istor"
    package.mkdir()
    for part in source.iterdir():
        if part.name != "languages":
            (package / part.name).symlink_to(part, target_is_directory=part.is_dir())
    for file in (source / "languages").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            there = package / file.relative_to(source)
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(file.read_bytes())
    command = to / "bin" / "istor"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m istor "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def page(text: str) -> str:
    """The page with every example's output as it is now."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        copy(home)
        printed = ""

        def renewed(match: re.Match[str]) -> str:
            nonlocal printed
            body, whole = match["body"], match[0]
            if match["file"]:
                put(home / match["file"].removeprefix("src/"), match["side"] == "below", match["line"], body)
            if match["kind"] == "text" and printed:
                whole = whole.replace(f"```text\n{body}```", f"```text\n{printed}```")
            is_run = match["kind"] == "sh" and text[match.end() :].lstrip("\n").startswith("```text\n")
            printed = run(body, home) if is_run else ""
            return whole

        return BLOCK.sub(renewed, text)


def put(file: Path, is_below: bool, line: str, body: str) -> None:
    """``body`` below or above the first line of ``file`` that begins so."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(n for n, there in enumerate(lines) if there.startswith(line)) + is_below
    file.write_text("".join([*lines[:at], body, *lines[at:]]), encoding="utf-8")


def run(commands: str, home: Path) -> str:
    """What the commands print."""
    path = os.pathsep.join([str(home / "bin"), os.environ.get("PATH", "")])
    environment = {**os.environ, "PYTHONPATH": str(home), "PATH": path}
    done = subprocess.run(["sh", "-c", commands], stdout=subprocess.PIPE, env=environment, cwd=home, check=True)
    return done.stdout.decode()


def alike(text: str) -> str:
    """The text without the figures that processors round differently."""
    return NUMBER.sub("N", text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="fail when a page is out of date")
    options = parser.parse_args()
    is_same = True
    for path in PAGES:
        before = path.read_text(encoding="utf-8")
        now = page(before)
        if not options.check:
            path.write_text(now, encoding="utf-8")
        elif alike(now) != alike(before):
            is_same = False
            print(f"{path.name} is out of date: make docs", file=sys.stderr)
    return int(not is_same)


if __name__ == "__main__":
    sys.exit(main())
