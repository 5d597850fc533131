"""What each reader is fuzzed with: sound inputs, the words that its readers look for, and how harmed ones are made."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hypothesis import strategies as st

from tests.reading import documents
from tests.reading.hostile import HURTING, RECORD, SITE, SOUND
from tests.reading.test_coded import OWN, PLOVER
from tests.reading.test_kinds import ATOM, INDEX, JSON_FEED, PAGE, RECORDS, TEXT, record

MOST_CHANGES, MOST_BYTES, LONGEST_PIECE, MOST_TIMES = 12, 400_000, 60, 2_000
GREEK = ("Ά", "\u0301", "\u00ad", "\ufeff", "\u2028", "\u202e", "\x85", "\x00", "Î‘", "\U0001f600", "\ud7ff")
TEXTS = [b"\n", b"\r", b" ", b"\xff", b"\xfe\xff", b"\xff\xfe\0\0", "«Διαβάστε επίσης»".encode()]
TEXTS += [letter.encode() for letter in GREEK]
TAGS = b"""<p> </p> <div> <table> <tr> <td> <br> <!-- --> <![CDATA[ ]]> <script> </script> <svg> <template> <h1> <ul>
<li> <meta charset= &amp; &#0; &#x110000; <a href= <article> <time datetime= <title> </title> <blockquote> <html lang=
</html> 9999-99-99""".split()
JSONS = [*rb"{ } [ ] : , null 1e999 NaN -0 \\ud800 \\u0000 true".split(), b'"', *RECORD.split()]
FEEDS = b"""<rss> <item> <link> </link> <feed> <entry> <urlset> <loc> </loc> <sitemapindex> <!DOCTYPE <!ENTITY &a; http://
file:/// http://[ https://a.example:99999 xmlns: <![CDATA[""".split()
HEADS = b"""HTTP/1.1 200 OK|Content-Length: |Content-Length: -1|WARC/1.0|WARC/1.1|WARC-Date: |Content-Encoding: gzip|\
Transfer-Encoding: chunked|\r\n|\r\n\r\n|ffffffff|Content-Type: text/html; charset=|Location: |\
WARC-Target-URI: """.split(b"|")
PDFS = b"""obj endobj stream endstream << >> [ ] /Length /Filter /FlateDecode /Kids /Parent /Type /Page /Font /ToUnicode
/Prev xref trailer startxref %%EOF BT ET Tj 0 -1 99999999999 1 0 R /LZWDecode /Encrypt""".split()
WORDS = b"""<w:p> </w:p> <w:r> <w:t> </w:t> <w:tbl> <w:tr> <w:tc> <w:pPr> <w:numPr> <w:hyperlink> <w:fldChar <w:del>
<mc:AlternateContent> <w:footnoteReference w:id= &lt; <!DOCTYPE""".split()


@dataclass(frozen=True)
class Inputs:
    """Sound inputs, words to put into them, and what packs them; ``packs`` are chosen among by chance."""

    sound: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()
    packs: tuple[Callable[[bytes], bytes], ...] = (bytes,)

    @property
    def strategy(self) -> st.SearchStrategy[bytes]:
        """Harmed inputs, and now and then bytes that nobody made."""
        words = st.sampled_from(self.words + tuple(TEXTS)) | st.binary(max_size=9)
        changed = st.builds(_changed, st.sampled_from(self.sound), st.lists(_change(words), max_size=MOST_CHANGES))
        whole = st.builds(lambda data, pack: pack(data), changed, st.sampled_from(self.packs))
        packed = st.builds(_changed, whole, st.lists(_change(words), max_size=2))
        return st.one_of(whole, whole, packed, st.binary(max_size=400))


Change = tuple[str, float, float, bytes, int]


def _change(words: st.SearchStrategy[bytes]) -> st.SearchStrategy[Change]:
    """What is done, where and how far (as shares of the whole), with which word, how many times."""
    share = st.floats(0, 1, allow_nan=False)
    times = st.one_of(st.just(1), st.just(1), st.integers(2, MOST_TIMES))
    return st.tuples(st.sampled_from(("put", "put", "cut", "drop", "flip", "copy")), share, share, words, times)


def _changed(data: bytes, changes: list[Change]) -> bytes:
    made = bytearray(data)
    for what, place, far, word, times in changes:
        at = int(place * len(made))
        end = min(len(made), at + int(far * LONGEST_PIECE))
        match what:
            case "put":
                made[at:at] = word * times
            case "cut":
                del made[at:]
            case "drop":
                del made[at:end]
            case "flip" if made:
                made[at % len(made)] ^= 1 << int(far * 7)
            case _:
                made[at:at] = made[at:end] * min(times, 50)
        del made[MOST_BYTES:]
    return bytes(made)


def _zip(data: bytes, name: str = "a.txt", packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as bundle:
        bundle.writestr(name, data)
        bundle.writestr("b.jsonl", RECORD)
    return made.getvalue()


def _tar(data: bytes, name: str = "a.html", form: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as bundle:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        bundle.addfile(info, io.BytesIO(data))
    return made.getvalue()


def _word(part: str, data: bytes) -> bytes:
    """A Word document of which one part is ``data``."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SOUND["a.docx"])) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, data if name == part else old.read(name))
    return made.getvalue()


def _parts(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SOUND["a.docx"])) as old:
        return old.read(part)


def _archived(data: bytes) -> bytes:
    return record("https://a.example/1", data)


def _hurting(suffix: str) -> tuple[bytes, ...]:
    return tuple(data for name, data in HURTING.values() if name.endswith(suffix))


PAGES = (PAGE, SOUND["b.html"], *(data for data in _hurting(".html")))
LINES = tuple(json.dumps(row, ensure_ascii=False).encode() for row in (*RECORDS.values(), OWN, PLOVER))
TABLES = (
    SOUND["a.csv"], f"text;date;title\n{TEXT};2021-03-04;x\n".encode(), f'text\tid\n"{TEXT}"\t1'.encode(),
)  # fmt: skip
PARQUETS = (
    SOUND["a.parquet"], documents.parquet(text=[TEXT] * 50, group=7), documents.parquet(body=[TEXT, None], id=[1, 2]),
)  # fmt: skip
FEED = (
    SOUND["a.rss"], SOUND["a.xml"], SOUND["a.urls"],
    *(text.format(SITE).encode() for text in (ATOM, INDEX, JSON_FEED)),
)  # fmt: skip
ROBOTS = b"User-agent: *\nDisallow: /x\nCrawl-delay: 3\nAllow: /\n"
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: x\r\nContent-Length: 30\r\n\r\n" + b"a" * 30
PACKERS = (gzip.compress, bz2.compress, lzma.compress)

INPUTS: dict[str, Inputs] = {
    "text": Inputs((SOUND["a.txt"], TEXT.encode("cp1253", "replace"), TEXT.encode("utf-16"), *_hurting(".txt"))),
    "page": Inputs(PAGES, tuple(TAGS)),
    "JSON lines": Inputs((*LINES, b"\n".join(LINES)), tuple(JSONS)),
    "JSON": Inputs((SOUND["a.json"], *LINES), tuple(JSONS)),
    "table": Inputs(TABLES, (b",", b";", b"\t", b'"', b'""', b"text", b"id")),
    "Parquet": Inputs(PARQUETS),
    "Word": Inputs(
        tuple(map(_parts, ("word/document.xml", "word/styles.xml", "word/numbering.xml"))), tuple(WORDS),
        tuple(partial(_word, part) for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml")),
    ),
    "PDF": Inputs((SOUND["a.pdf"],), tuple(PDFS)),
    "WARC": Inputs(
        (PAGE, SOUND["a.warc"], b"<p>"), (*TAGS, *HEADS),
        (bytes, _archived, lambda data: gzip.compress(_archived(data))),
    ),
    "ZIP": Inputs(
        (TEXT.encode(), PAGE), tuple(TAGS),
        (_zip, partial(_zip, name="a.html"), partial(_zip, packing=zipfile.ZIP_LZMA)),
    ),
    "tar": Inputs((TEXT.encode(), PAGE), tuple(TAGS), (_tar, partial(_tar, form=tarfile.GNU_FORMAT), *(
        lambda data, pack=pack: pack(_tar(data)) for pack in PACKERS
    ))),
    "packed": Inputs((TEXT.encode(), PAGE), tuple(TAGS), (gzip.compress,)),
    "any": Inputs(tuple(data for name, data in SOUND.items() if name != "a.pdf"), (*TAGS, *JSONS, *HEADS)),
    "feed": Inputs(FEED, (*FEEDS, *JSONS)),
    "answer": Inputs((ANSWER, b"HTTP/1.1 302 x\r\nLocation: /x\r\n\r\n"), tuple(HEADS)),
    "robots": Inputs((ROBOTS,), tuple(ROBOTS.split())),
    "claims": Inputs((*LINES, b"\n".join(LINES)), tuple(JSONS)),
}  # fmt: skip
"""By reader, as :mod:`tools.fuzz` has them."""
