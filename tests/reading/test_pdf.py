"""PDF files to reports: what is read as one paragraph, what runs along the pages, and what is no text at all."""

import random
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from istor.errors import InputError
from istor.reading import gather, pdf
from istor.reading.pdf import read_pdf
from tests.web.browsing import CHROMIUM

from .hostile import harmed
from .pdfs import HIGH, WIDE, drawn, font, write

LEFT = [
    "Το δημοτικό συμβούλιο Καλαμάτας ενέ-", "κρινε τη Δευτέρα τη νέα σύμβαση για", "το λιμάνι, ύστερα από συζήτηση έξι",
    "ωρών.", "Ο δήμαρχος είπε ότι η συμφωνία Κιμ-", "Λαβρόφ δεν επηρεάζει το έργο, και ότι οι",
]  # fmt: skip
RIGHT = ["εργασίες θα αρχίσουν τον Μάιο.", "Η αντιπολίτευση ζήτησε να δοθεί στη δη-", "μοσιότητα η σύμβαση."]
JOINED = [
    "Το δημοτικό συμβούλιο Καλαμάτας ενέκρινε τη Δευτέρα τη νέα σύμβαση για το λιμάνι, ύστερα από συζήτηση έξι ωρών.",
    "Ο δήμαρχος είπε ότι η συμφωνία Κιμ-Λαβρόφ δεν επηρεάζει το έργο, και ότι οι εργασίες θα αρχίσουν τον Μάιο.",
    "Η αντιπολίτευση ζήτησε να δοθεί στη δημοσιότητα η σύμβαση.",
]
RUNNING = "Ο ΦΑΡΟΣ • Πέμπτη 18 Μαΐου 2023"


def columns(canvas: Canvas, page: int) -> None:
    """A page in two columns, drawn row by row across both, with a head and a number."""
    write(canvas, [RUNNING], top=40, size=8)
    write(canvas, [str(page + 1)], left=WIDE / 2, top=HIGH - 30, size=8)
    write(canvas, ["Νέα σύμβαση για το λιμάνι" if page == 0 else "Οι αντιδράσεις της αγοράς"], top=80, size=18)
    for at in range(max(len(LEFT), len(RIGHT))):
        for left, lines in ((50, LEFT), (310, RIGHT)):
            if at < len(lines):
                write(canvas, [lines[at]], left, 120 + 14 * at)


def test_two_columns_with_divided_words() -> None:
    report = read_pdf(drawn(columns), "a")
    assert [(b.kind, b.span.of(report.text)) for b in report.blocks if b.kind != "furniture"] == [
        ("title", "Νέα σύμβαση για το λιμάνι"), *(("body", text) for text in JOINED)
    ]  # fmt: skip
    assert report.title == "Νέα σύμβαση για το λιμάνι" and report.published is None
    assert (report.made.rule, report.lang) == ("PDF", "el")


def test_what_runs_along_the_pages_is_furniture() -> None:
    report = read_pdf(drawn(columns, pages=3), "a")
    running = [b.span.of(report.text) for b in report.blocks if b.reason == "runs along the pages"]
    assert sorted(running) == sorted([RUNNING] * 3 + ["1", "2", "3"])
    headings = [b.span.of(report.text) for b in report.blocks if b.kind == "title"]
    assert headings == ["Νέα σύμβαση για το λιμάνι", *["Οι αντιδράσεις της αγοράς"] * 2]


def test_a_sentence_goes_on_over_the_page() -> None:
    pages = [["Η Βουλή ψήφισε την Πέμπτη τον νόμο με", "εκατόν πενήντα"], ["ψήφους υπέρ.", "Το σωματείο διαφώνησε."]]

    def draw(canvas: Canvas, page: int) -> None:
        write(canvas, pages[page], top=200)
        write(canvas, [f"Σελίδα {page + 1} από 2"], top=HIGH - 30)

    report = read_pdf(drawn(draw, pages=2), "a")
    whole = "Η Βουλή ψήφισε την Πέμπτη τον νόμο με εκατόν πενήντα ψήφους υπέρ."
    assert whole in [b.span.of(report.text)[: len(whole)] for b in report.body]
    numbers = [b.span.of(report.text) for b in report.blocks if b.kind == "furniture"]
    assert numbers == ["Σελίδα 1 από 2", "Σελίδα 2 από 2"]


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not here")
def test_a_page_that_a_browser_printed(tmp_path: Path) -> None:
    text = "Το υπουργείο υπέγραψε την Τετάρτη τη σύμβαση για την επέ\u00adκταση του λιμα\u00adνιού, μετά από έξι μήνες."
    style = "<style>body{columns:2;width:500px}h1{column-span:all}</style>"
    page = f"{style}<h1>Νέα σύμβαση</h1><p>{text}</p><p>{text}</p>"
    (tmp_path / "a.html").write_text(f"<meta charset=utf-8>{page}", encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--user-data-dir={tmp_path / 'user'}", f"--print-to-pdf={tmp_path / 'a.pdf'}", str(tmp_path / "a.html")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    report = read_pdf((tmp_path / "a.pdf").read_bytes(), "a")
    assert [(b.kind, b.span.of(report.text)) for b in report.blocks] == [
        ("title", "Νέα σύμβαση"), *[("body", text.replace("\u00ad", ""))] * 2
    ]  # fmt: skip


def picture(canvas: Canvas, _: int) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 0, 0, WIDE, HIGH)


def swelling() -> bytes:
    """A page whose drawing is 400 MiB of blanks, packed small."""
    packer = zlib.compressobj(1)
    packed = b"".join([*(packer.compress(b" " * 2**20) for _ in range(400)), packer.flush()])
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
             b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj%s endobj\n" % (at, part) for at, part in enumerate(parts, 1))
    return body + b"trailer<</Root 1 0 R/Size 5>>\n%%EOF"


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "locked": (lambda: drawn(columns, password="μυστικό"), "locked with a password"),
    "pictures": (lambda: drawn(picture), "holds pictures of pages and no text"),
    "empty pages": (lambda: drawn(lambda canvas, _: None), "holds no text"),
    "cut off": (lambda: drawn(columns)[:700], "PDF"),
    "no PDF": (lambda: b"%PDF-1.7\nHello", "PDF"),
    "many pages": (lambda: drawn(lambda canvas, _: None, pages=101), "more than 100 pages"),
    "swells": (swelling, "memory"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_one_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_MEMORY", 400 * 2**20)
    make, says = BAD[name]
    (tmp_path / "a.pdf").write_bytes(make())
    (outcome,) = gather([tmp_path / "a.pdf"])
    assert outcome.problem and outcome.problem.startswith(f"{tmp_path}/a.pdf: ") and says in outcome.problem
    assert outcome.problem.isprintable() and outcome.report is None


def test_a_file_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_SECONDS", 1)

    def long(canvas: Canvas, _: int) -> None:
        canvas.setFont(font(), 3)
        for at in range(3000):
            canvas.drawString(at * 7 % 590, at * 13 % 840, "αβ")

    with pytest.raises(InputError, match="takes more than 1 s"):
        read_pdf(drawn(long, pages=3), "a")


@pytest.mark.parametrize("seed", range(8))
def test_broken_files_have_an_outcome_each(seed: int, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(harmed(drawn(columns), random.Random(seed)))
    (outcome,) = gather([tmp_path / "a.pdf"])
    assert (outcome.report is None) != (outcome.problem is None)
    assert (outcome.problem or "-").isprintable()


def test_without_the_extra_it_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfminer", None)
    (tmp_path / "a.pdf").write_bytes(drawn(columns))
    (outcome,) = gather([tmp_path / "a.pdf"])
    assert outcome.problem is not None and "needs the extra 'pdf'" in outcome.problem
