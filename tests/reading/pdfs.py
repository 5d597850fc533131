"""PDF files made for the tests, with a font that has Greek letters."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FOLDER = Path("/usr/share/fonts/truetype")
FONTS = [FOLDER / "dejavu" / "DejaVuSans.ttf", FOLDER / "liberation" / "LiberationSans-Regular.ttf"]
WIDE, HIGH = 595.0, 842.0
LEADING, SIZE = 14.0, 10.0
Draw = Callable[[Canvas, int], None]


@cache
def font() -> str:
    """The name of a font with Greek letters; the test is skipped where the system has none."""
    path = next((path for path in FONTS if path.exists()), None)
    if path is None:
        pytest.skip("no font with Greek letters is here")
    pdfmetrics.registerFont(TTFont("Greek", str(path)))
    return "Greek"


def drawn(draw: Draw, pages: int = 1, password: str = "") -> bytes:
    """The file whose pages ``draw`` draws."""
    made = io.BytesIO()
    locked = StandardEncryption(password) if password else None
    canvas = Canvas(made, pagesize=(WIDE, HIGH), encrypt=locked, invariant=1)
    for page in range(pages):
        draw(canvas, page)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def write(canvas: Canvas, lines: list[str], left: float = 50.0, top: float = 120.0, size: float = SIZE) -> None:
    """Draws ``lines`` under each other, the first ``top`` points under the page's upper edge."""
    canvas.setFont(font(), size)
    for at, line in enumerate(lines):
        canvas.drawString(left, HIGH - top - LEADING * at, line)


def pdf(*lines: str) -> bytes:
    """One page with these lines."""
    return drawn(lambda canvas, _: write(canvas, list(lines)))
