"""Broken and hostile inputs: each has an outcome in one line, in little time, and none stops the rest.

Three hundred are made from sound ones with a seed; a few more are made to hurt. Hypothesis goes on from there.
"""

import gzip
import io
import json
import random
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from istor.errors import InputError
from istor.reading import Outcome, gather
from istor.reading.feeds import links_in
from istor.reading.fetch import Fetcher, Limits
from istor.reading.kinds import reader_by, reader_for
from istor.reading.pages import read_page

from .test_kinds import ARCHIVE, ATOM, JSON_FEED, LIST, PAGE, RSS, SITEMAP, TEXT, table, tarred, zipped

RECORD = json.dumps({"report": "a", "text": TEXT, "published": "2021-03-04"}, ensure_ascii=False).encode()
SOUND = {
    "a.txt": TEXT.encode() * 5,
    "a.html": PAGE,
    "b.html": PAGE.decode().encode("cp1253", "replace"),
    "a.jsonl": RECORD + b"\n" + RECORD,
    "a.json": b"[" + RECORD + b"]",
    "a.csv": table(",", ["id", "text"], ["1", TEXT]),
    "a.warc": b"".join(ARCHIVE),
    "a.warc.gz": b"".join(map(gzip.compress, ARCHIVE)),
    "a.zip": zipped({"a.txt": TEXT.encode(), "b.jsonl": RECORD}),
    "a.tar": tarred({"a.txt": TEXT.encode(), "b.jsonl": RECORD}),
    "a.tar.gz": tarred({"a.txt": TEXT.encode()}, "w:gz"),
    "a.html.gz": gzip.compress(PAGE),
    "a.rss": RSS.format("https://a.example").encode(),
    "a.xml": SITEMAP.format("https://a.example").encode(),
    "a.urls": LIST.format("https://a.example").encode(),
}
EACH = 20
MOST_SECONDS = 10.0
"""Of the processor: what else runs on the machine is nobody's fault."""


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


def nowhere(*_: object, **__: object) -> list[object]:
    """A resolver for which there is no host."""
    raise OSError("no network here")


def outcomes(path: Path) -> list[Outcome]:
    """What comes of ``path``, each named and on one line, within the time."""
    began = time.process_time()
    found = list(gather([path], Fetcher(Limits(pause=0), resolve=nowhere)))  # type: ignore[arg-type]
    assert time.process_time() - began < MOST_SECONDS
    for outcome in found:
        assert (outcome.report is None) != (outcome.problem is None)
        assert (outcome.problem or outcome.path).isprintable()
        assert (outcome.warning or "-").isprintable()
        if outcome.report:
            assert outcome.report.text.strip() and outcome.report.blocks
    return found


@pytest.mark.parametrize("name", SOUND)
def test_three_hundred_broken_inputs_have_an_outcome_each(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    for seed in range(EACH):
        path.write_bytes(harmed(SOUND[name], random.Random(f"{name} {seed}")))
        assert outcomes(path), seed


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
}


@pytest.mark.parametrize(("name", "data"), HURTING.values(), ids=HURTING)
def test_inputs_made_to_hurt(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert outcomes(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.sampled_from([PAGE]).flatmap(lambda d: st.integers(0, len(d)).map(lambda n: d[:n])))
def test_any_bytes_as_a_page(data: bytes) -> None:
    try:
        report = read_page(data, "a")
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert report.text.strip()


PIECES = [b"<rss>", b"<item>", b"<link>", b"http://a.example/", b"</link>", b"<urlset>", b"<loc>", b"\n", b"&a;", b"{"]
NAMES = ["a.jsonl", "a.json", "a.csv", "a.warc", "a.zip", "a.tar", "a.txt.gz", ""]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, ATOM.encode(), JSON_FEED.encode()]) | st.binary(max_size=9)).map(b"".join))
def test_any_bytes_as_a_feed(data: bytes) -> None:
    try:
        links = links_in(data, "a")
    except InputError as error:
        assert str(error).isprintable()
    else:
        assert links is None or all(address.startswith("http") for address in links.addresses)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(NAMES), st.binary(max_size=300))
def test_any_bytes_as_anything(name: str, data: bytes) -> None:
    read = reader_for(name) or reader_by(data)
    for outcome in _all(read(io.BytesIO(data), "a", "a")):
        assert outcome.report or (outcome.problem or "").isprintable()


def _all(found: Iterator[Outcome]) -> list[Outcome]:
    return list(found)
