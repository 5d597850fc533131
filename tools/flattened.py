"""Labelled web pages flattened to text by other programs, with the label of every line: ``evals/furniture/lines.tsv``.

    python -m tools.flattened

Every piece of text in the pages stands under an element with ``data-label``. Its label rides through the program that
flattens the page as a private character in front of each word, and is taken off afterwards; a line of several labels
has that of most of its letters. Lines that a program adds itself are ``navigation``. Needs lynx (2.9), w3m (0.5),
Chromium, and the development tools.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from lxml import html as lxml_html
from lxml.etree import _Element, tostring
from playwright.sync_api import Playwright, sync_playwright

from istor.reading.markup import decode_page
from tests.web.browsing import CHROMIUM

ROOT = Path(__file__).resolve().parent.parent
FURNITURE = ROOT / "evals" / "furniture"
FOLDERS = (ROOT / "tests" / "reading" / "pages", FURNITURE / "pages", FURNITURE / "unseen")
OUT = FURNITURE / "lines.tsv"
ADDED = "navigation"
FIRST_MARK = 0xE000
SILENT = ("script", "style", "template")
Flatten = Callable[[str], str]


class _Nodes(HTMLParser):
    """Every piece of text between two tags on a line of its own, as Beautiful Soup's ``get_text("\\n")`` has it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data.replace("\n", " "))


def nodes(page: str) -> str:
    """What Python's ``html.parser`` gives."""
    parser = _Nodes()
    parser.feed(page)
    parser.close()
    return "\n".join(parser.found)


def lynx(page: str) -> str:
    """What ``lynx -dump`` gives, with the numbers of links and their list; lines are not wrapped."""
    charset = [f"-{kind}_charset=utf-8" for kind in ("assume", "assume_local", "display")]
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(page.replace("<head>", '<head><base href="https://site.example/">', 1))
        file.flush()
        done = subprocess.run(["lynx", "-dump", "-width=1000", *charset, file.name], capture_output=True, check=True)
    return done.stdout.decode().replace(f"file://{file.name}", "https://site.example/page")


def w3m(page: str) -> str:
    """What ``w3m -dump`` gives: tables laid out, no links."""
    command = ["w3m", "-dump", "-cols", "1000", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"]
    return subprocess.run(command, input=page.encode(), capture_output=True, check=True).stdout.decode()


class Browser:
    """A browser that is started once; ``copied`` is what it copies when all of a page is marked."""

    def __init__(self, player: Playwright) -> None:
        self._tab = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"]).new_page()

    def copied(self, page: str) -> str:
        """The page's text as it is laid out; no page here has a style sheet."""
        self._tab.set_content(page, wait_until="domcontentloaded")
        return str(self._tab.evaluate("document.body.innerText"))


def marked(data: bytes, name: str) -> tuple[str, dict[str, str]]:
    """The page with a private character in front of each word, and the label that each character stands for."""
    tree = lxml_html.document_fromstring(decode_page(data, name).html)
    for element in tree.xpath("//script | //style | //meta"):
        element.drop_tree()
    marks: dict[str, str] = {}
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.text = _marked(element.text, element, marks, name)
        parent = element.getparent()
        if parent is not None:
            element.tail = _marked(element.tail, parent, marks, name)
    for element in tree.xpath("//*[@data-label]"):
        del element.attrib["data-label"]
    return tostring(tree, encoding="unicode", method="html"), {mark: label for label, mark in marks.items()}


def _marked(text: str | None, element: _Element, marks: dict[str, str], name: str) -> str | None:
    if not text or not text.strip():
        return text
    labels = (above.get("data-label") for above in (element, *element.iterancestors()))
    label = next(filter(None, labels), "")
    if not label and any(char.isalnum() for char in text):
        sys.exit(f"{name}: no label for {text.strip()[:60]!r} in <{element.tag}>")
    mark = marks.setdefault(label or ADDED, chr(FIRST_MARK + len(marks)))
    lead = text[: len(text) - len(text.lstrip())]
    return lead + " ".join(mark + word for word in text.split()) + text[len(text.rstrip()) :]


def labelled(line: str, marks: dict[str, str]) -> tuple[str, str]:
    """The label of most letters of ``line``, and ``line`` without marks."""
    counts: Counter[str] = Counter()
    for word in line.split():
        mark = next((char for char in word if char in marks), "")
        counts[marks.get(mark, ADDED)] += len(word) if mark else 0
    plain = "".join(char for char in line if char not in marks)
    return max(counts, key=lambda label: counts[label]) if counts.total() else ADDED, plain


def flattened(programs: dict[str, Flatten]) -> list[tuple[str, str, str, str]]:
    """Page, program, label and text of every line, of each page by each program."""
    rows = []
    for path in (path for folder in FOLDERS for path in sorted(folder.glob("*.html"))):
        page, marks = marked(path.read_bytes(), path.stem)
        for name, flatten in programs.items():
            lines = [" ".join(line.split()) for line in flatten(page).splitlines()]
            rows += [(path.stem, name, *labelled(line, marks)) for line in lines if line]
    return rows


if __name__ == "__main__":
    with sync_playwright() as player:
        table = flattened({"nodes": nodes, "lynx": lynx, "copied": Browser(player).copied, "w3m": w3m})
    OUT.write_text("page\tprogram\tlabel\tline\n" + "".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    pages = len({row[:2] for row in table})
    print(f"{OUT.relative_to(ROOT)}: {pages} flattened pages, {len(table)} lines")
