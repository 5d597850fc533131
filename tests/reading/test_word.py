"""Word documents to reports: what is text, what each line is, and what is no document at all."""

import hashlib
import io
import sys
import zipfile
from pathlib import Path

import pytest

from istor.errors import InputError
from istor.reading import gather
from istor.reading.word import read_word

from .documents import paragraph, row, word

TEXT = "Ο δήμαρχος Καλαμάτας συναντήθηκε τη Δευτέρα με τον υπουργό Ναυτιλίας για τη νέα σύμβαση του λιμανιού."
ADDED = '<w:ins w:author="Άννα"><w:r><w:t>Νέα πηγή. </w:t></w:r></w:ins>'
DELETED = '<w:del w:author="Άννα"><w:r><w:delText>Παλιά πηγή. </w:delText></w:r></w:del>'
CONTROL = f"<w:sdt><w:sdtContent>{paragraph('Μέσα σε πλαίσιο συμπλήρωσης.')}</w:sdtContent></w:sdt>"


def test_lines_and_what_they_are() -> None:
    data = word(
        paragraph("Νέα σύμβαση για το λιμάνι", "title"), paragraph(TEXT), paragraph("Οι αντιδράσεις", "heading"),
        paragraph("απεργία την επόμενη εβδομάδα", "item"),
        f"<w:tbl>{row('Έτος', 'Ευρώ')}{row('2024', '12 εκατ.')}</w:tbl>",
        paragraph("Η σύμβαση ισχύει για δέκα χρόνια."),
    )
    report = read_word(data, "a")
    assert [(block.kind, block.reason, block.span.of(report.text)) for block in report.blocks] == [
        ("title", "", "Νέα σύμβαση για το λιμάνι"), ("body", "", TEXT), ("title", "subheading", "Οι αντιδράσεις"),
        ("body", "bullet", "απεργία την επόμενη εβδομάδα"), ("body", "row of a table", "Έτος | Ευρώ"),
        ("body", "row of a table", "2024 | 12 εκατ."), ("body", "", "Η σύμβαση ισχύει για δέκα χρόνια."),
    ]
    assert (report.title, report.made.rule, report.published) == ("Νέα σύμβαση για το λιμάνι", "Word document", None)
    assert report.bytes_digest == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (paragraph(TEXT, before=ADDED), f"Νέα πηγή. {TEXT}"),
        (paragraph(TEXT, before=DELETED), TEXT),
        (paragraph(TEXT) + CONTROL, f"{TEXT}\n\nΜέσα σε πλαίσιο συμπλήρωσης."),
        (paragraph("Πρώτη γραμμή.", before="<w:r><w:t>Άνω.</w:t><w:br/></w:r>"), "Άνω.\n\nΠρώτη γραμμή."),
        (paragraph(f"&lt;script&gt;alert(1)&lt;/script&gt; {TEXT}"), f"<script>alert(1)</script> {TEXT}"),
        (paragraph("e\u0301νωση e\u0301τσι".replace("e\u0301", "ε\u0301")), "ένωση έτσι"),
    ],
    ids=["put in by a change", "taken out by a change", "content control", "line break", "mark-up as text", "accents"],
)
def test_what_is_text(body: str, text: str) -> None:
    assert read_word(word(body), "a").text == text


def test_a_date_line_is_read() -> None:
    report = read_word(word(paragraph("date 2024-03-04"), paragraph("Νέα σύμβαση", "heading"), paragraph(TEXT)), "a")
    assert report.published is not None and report.published.edtf == "2024-03-04"
    assert [block.kind for block in report.blocks] == ["date line", "title", "body"]


def locked() -> bytes:
    """What Word writes with a password: a compound file, no ZIP."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def sheet() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
    return made.getvalue()


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE a [<!ENTITY e0 "{"χα" * 1000}">{ENTITIES}]>'
BAD = {
    "no ZIP": (locked(), "cannot be read as DOCX"),
    "cut off": (word(paragraph(TEXT))[:-200], "cannot be read as DOCX"),
    "a spreadsheet": (sheet(), "cannot be read as DOCX"),
    "no text": (word(paragraph("  "), paragraph("* * *")), "holds no text"),
    "swells": (word(paragraph(" " * 5_000_000)), "larger than 4 MiB unpacked"),
    "broken mark-up": (word("<w:p><w:r>"), "cannot be read as DOCX"),
    "entities in entities": (word(paragraph("&e9;"), doctype=LAUGHS), "declares entities"),
    "many tags": (word("<w:p/>" * 120_000), "holds over 100,000 tags"),
    "deep": (word("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000), "recursion"),
}


@pytest.mark.parametrize(("data", "says"), BAD.values(), ids=BAD)
def test_what_is_no_document_is_one_line(data: bytes, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read_word(data, "a")
    (tmp_path / "a.docx").write_bytes(data)
    (outcome,) = gather([tmp_path / "a.docx"])
    assert outcome.problem and outcome.problem.startswith(str(tmp_path / "a.docx")) and outcome.problem.isprintable()


def test_without_the_extra_it_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mammoth", None)
    (tmp_path / "a.docx").write_bytes(word(paragraph(TEXT)))
    (outcome,) = gather([tmp_path / "a.docx"])
    assert outcome.problem is not None and "needs the extra 'documents'" in outcome.problem
