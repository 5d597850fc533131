"""Sound inputs of every kind, how they are harmed, and some that are made to hurt. All of it comes from seeds."""

import gzip
import io
import json
import random
import zipfile
from collections.abc import Iterator

from .documents import paragraph, parquet, row, word
from .pdfs import drawn
from .test_kinds import ARCHIVE, LIST, PAGE, RSS, SITEMAP, TEXT, table, tarred, zipped

RECORD = json.dumps({"report": "a", "text": TEXT, "published": "2021-03-04"}, ensure_ascii=False).encode()
SITE = "https://a.example"
SOUND = {
    "a.txt": TEXT.encode() * 5,
    "a.html": PAGE,
    "b.html": PAGE.decode().encode("cp1253", "replace"),
    "a.jsonl": RECORD + b"\n" + RECORD,
    "a.json": b"[" + RECORD + b"]",
    "a.csv": table(",", ["id", "text"], ["1", TEXT]),
    "a.parquet": parquet(id=["α", "β"], text=[TEXT, f"{TEXT} Ξανά."]),
    "a.docx": word(paragraph("Νέα μέτρα", "title"), paragraph(TEXT), row("Αθήνα", "3"), paragraph(TEXT, "item")),
    "a.pdf": drawn(lambda canvas, _: canvas.drawString(50, 700, "The ferries sail again from Piraeus.")),
    "a.warc": b"".join(ARCHIVE),
    "a.warc.gz": b"".join(map(gzip.compress, ARCHIVE)),
    "a.zip": zipped({"a.txt": TEXT.encode(), "b.jsonl": RECORD}),
    "a.tar": tarred({"a.txt": TEXT.encode(), "b.jsonl": RECORD}),
    "a.tar.gz": tarred({"a.txt": TEXT.encode()}, "w:gz"),
    "a.html.gz": gzip.compress(PAGE),
    "a.rss": RSS.format(SITE).encode(),
    "a.xml": SITEMAP.format(SITE).encode(),
    "a.urls": LIST.format(SITE).encode(),
}
EACH = 20


def harmed(data: bytes, chance: random.Random) -> bytes:
    """``data`` cut, with bytes flipped, doubled, put in or taken out."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(6):
            case 0:
                del made[at:]
            case 1 if made:
                made[at % len(made)] ^= 1 << chance.randrange(8)
            case 2:
                made[at:at] = chance.randbytes(chance.randrange(1, 40))
            case 3:
                made[at:at] = made[: chance.randrange(200)]
            case 4:
                del made[at : at + chance.randrange(100)]
            case _:
                made[at:at] = chance.choice((b"\0", b"\xff\xfe", b"<", b'"', b"\r\n", "Ά".encode(), b"\x1b[31m"))
    return bytes(made)


def broken() -> Iterator[tuple[str, bytes]]:
    """The name and bytes of each broken input: every sound one, harmed twenty times."""
    for name, data in SOUND.items():
        for seed in range(EACH):
            yield name, harmed(data, random.Random(f"{name} {seed}"))


def many_members() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number in range(3000):
            bundle.writestr(f"{number}.png", b"")
        bundle.writestr("a.txt", TEXT)
    return made.getvalue()


LONG = 200_000
HURTING = {
    "an open bracket, often": ("a.html", b"<" * LONG),
    "tags that never close": ("a.html", b"<div><p>" * (LONG // 10) + TEXT.encode()),
    "one tag of many attributes": ("a.html", b"<p " + b"a=b " * (LONG // 4) + b">" + TEXT.encode()),
    "comments in comments": ("a.html", b"<!--" * (LONG // 4)),
    "entities": ("a.html", b"<html><p>" + b"&amp;#" * (LONG // 6) + TEXT.encode()),
    "a page of scripts": ("a.html", b"<html><script>" + b"</scrip" * (LONG // 7) + b"</script>"),
    "a charset of nonsense": ("a.html", b'<meta charset="' + b"x" * LONG + b'">' + "Άλλο".encode("cp1253")),
    "a million brackets": ("a.json", b"[" * LONG),
    "numbers without end": ("a.jsonl", b'{"text": ' + b"9" * LONG + b"}"),
    "quotes without end": ("a.csv", b'text\n"' + b'""' * LONG),
    "one line of capitals": ("a.txt", ("Του " + "Αα " * (LONG // 6)).encode()),
    "one line of dots": ("a.txt", ("Α." * (LONG // 3)).encode()),
    "many short lines": ("a.txt", "Διαβάστε επίσης\nα\n".encode() * (LONG // 40)),
    "letters of two alphabets": ("a.txt", ("Aα" * (LONG // 3)).encode()),
    "accents on accents": ("a.txt", ("α" + "\u0301" * LONG).encode()),
    "mojibake of mojibake": ("a.txt", (TEXT * 20).encode().decode("latin-1").encode()),
    "entities of entities": (
        "a.xml",
        b'<!DOCTYPE a [<!ENTITY a "' + b"x" * 9000 + b'"><!ENTITY b "' + b"&a;" * 9000 + b'">]><rss><a>&b;</a></rss>',
    ),
    "a feed of nothing": ("a.xml", b"<rss>" + b"<item>" * (LONG // 6)),
    "many members": ("a.zip", many_members()),
    "a zip of a path upwards": ("a.zip", zipped({"../../up.txt": TEXT.encode()})),
    "zeros, packed": ("a.html.gz", gzip.compress(bytes(30_000_000))),
    "a document of entities": ("a.docx", word(paragraph("&b;"), doctype='<!DOCTYPE a [<!ENTITY b "bb">]>')),
    "a document of tags": ("a.docx", word("<w:p/>" * 200_000)),
    "a PDF of streams in streams": ("a.pdf", b"%PDF-1.7\n" + b"1 0 obj<</Length 2 0 R>>stream\n" * (LONG // 30)),
    "a PDF of brackets": ("a.pdf", b"%PDF-1.7\n1 0 obj" + b"[" * LONG + b"\ntrailer<</Root 1 0 R>>"),
    "a row of a million cells": ("a.csv", b"text" + b"," * 1_000_000 + b"\n" + b"," * 1_000_000),
    "a record that says it is endless": ("a.warc", ARCHIVE[0].replace(b"Content-Length: ", b"Content-Length: 9999999")),
}
