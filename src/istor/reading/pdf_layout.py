"""Where each line of a PDF stands, found by pdfminer.six. A process of its own, since a PDF can be made to harm.

    python -P pdf_layout.py PAGES BYTES SECONDS < file.pdf

It takes no more than so many pages, bytes of memory and seconds of the processor, whatever the file asks for, and
prints one JSON object: ``pages``, or ``problem`` with what to do. Imports nothing of istor, so that it starts quickly.
Where a system cannot limit memory (Windows), only pages and time are limited.
"""

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

MOST_LETTERS = 2_000_000
MOST_UNKNOWN = 0.2
"""Share of letters that a font draws without saying which they are, above which the text is none."""
UNKNOWN = "(cid:"


def main() -> int:
    """Reads standard input; the exit code is 0 whenever something was printed."""
    pages, memory, seconds = map(int, sys.argv[1:4])
    _limit(memory, seconds)
    try:
        told = _told(sys.stdin.buffer.read(), pages)
    except MemoryError:
        told = {"problem": "needs too much memory; print it anew as PDF, or save its text as .txt"}
    except RecursionError:
        told = {"problem": "is nested too deeply; print it anew as PDF, or save its text as .txt"}
    except Exception as error:  # noqa: BLE001  # the library raises whatever a broken file leads it to
        said = " ".join(str(error).split()) or type(error).__name__
        told = {"problem": f"cannot be read as PDF ({said:.100}); print it anew as PDF, or save its text as .txt"}
    json.dump(told, sys.stdout)
    return 0


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _told(data: bytes, most: int) -> dict[str, Any]:
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
    except PDFPasswordIncorrect:
        return {"problem": "is locked with a password; unlock it first"}
    pages: list[Any] = []
    for page in PDFPage.create_pages(document):
        if len(pages) == most:
            return {"problem": f"has more than {most} pages; split it"}
        pages.append(page)
    if not pages:
        return {"problem": "has no page; print it anew as PDF"}
    found = list(_laid_out(pages))
    if problem := _problem(found):
        return {"problem": problem}
    return {"pages": [{"height": height, "lines": lines} for height, lines, _ in found]}


def _laid_out(pages: list[Any]) -> Iterator[tuple[float, list[dict[str, Any]], bool]]:
    """The height of each page, its lines in reading order, and whether it holds a picture."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTFigure, LTImage, LTTextBox
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=LAParams())
    interpreter = PDFPageInterpreter(manager, device)
    letters = 0
    for page in pages:
        interpreter.process_page(page)
        layout = device.get_result()
        lines = [_line(line, at) for at, box in enumerate(layout) if isinstance(box, LTTextBox) for line in box]
        lines = [line for line in lines if line["text"]]
        letters += sum(len(line["text"]) for line in lines)
        if letters > MOST_LETTERS:
            raise MemoryError
        yield layout.height, lines, any(isinstance(part, LTFigure | LTImage) for part in layout)


def _line(line: Any, box: int) -> dict[str, Any]:
    from pdfminer.layout import LTChar

    sizes = sorted(char.size for char in line if isinstance(char, LTChar))
    return {
        "text": _text(line),
        "box": box,
        "left": line.x0,
        "right": line.x1,
        "top": line.y1,
        "size": sizes[len(sizes) // 2] if sizes else line.height,
    }


def _text(line: Any) -> str:
    """What a line says; a blank that the next letter is drawn over is no blank, but a soft hyphen that was not used."""
    from pdfminer.layout import LTChar

    chars = list(line)
    said = []
    for char, after in zip(chars, [*chars[1:], None], strict=True):
        is_blank = isinstance(char, LTChar) and char.get_text().isspace()
        if not (is_blank and isinstance(after, LTChar) and after.x0 < (char.x0 + char.x1) / 2):
            said.append(char.get_text())
    return " ".join("".join(said).split())


def _problem(found: list[tuple[float, list[dict[str, Any]], bool]]) -> str:
    text = "".join(line["text"] for _, lines, _ in found for line in lines)
    if not any(char.isalnum() for char in text):
        is_picture = any(has_picture for _, _, has_picture in found)
        what = "holds pictures of pages and no text" if is_picture else "holds no text"
        return f"{what}; let a text recognition (OCR) read it and save the text as .txt"
    if text.count(UNKNOWN) > MOST_UNKNOWN * (len(text) - text.count(UNKNOWN) * len(UNKNOWN)):
        return "does not say which letters its fonts draw; print it anew as PDF, or save its text as .txt"
    return ""


if __name__ == "__main__":
    sys.exit(main())
