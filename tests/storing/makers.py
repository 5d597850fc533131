"""Reports, claims and links to store: drawn by Hypothesis, or made in numbers; and a dump to compare archives by."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, get_args

from hypothesis import strategies as st
from sqlalchemy import select

from istor.model import Block, Claim, Figure, Link, Made, Party, Repair, Report, Span, Vectors, Voice, When
from istor.model.ids import content_id
from istor.model.link import Judgement, LinkKind
from istor.model.values import Basis
from istor.storing import Archive
from istor.storing.acts import judging
from istor.storing.engine import open_engine
from istor.storing.links import judged
from istor.storing.tables import metadata

MADE = Made("coding", "1.0", "frame:meet", "συνάντηση with two parties")

# PostgreSQL keeps no NUL, and no encoding keeps half a surrogate pair; reading drops both.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
codes = st.sampled_from(["RUS", "PRK", "GRC", "EUE", "---"])
spans = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4)).map(lambda t: Span(t[0], t[0] + t[1]))
made = st.builds(Made, texts, texts, texts, texts)
parties = st.lists(st.builds(Party, codes, texts, st.none() | spans), max_size=3).map(tuple)
values = st.floats(allow_nan=False) | texts
figures = st.builds(Figure, texts, values, texts, st.booleans(), spans)
voices = st.builds(Voice, texts, codes, st.booleans(), st.none() | spans)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A stretch of days, each end open now and then."""
    first, last = draw(st.none() | st.dates()), draw(st.none() | st.dates())
    if first and last and first > last:
        first, last = last, first
    return When(first, last, draw(texts), draw(st.sampled_from(get_args(Basis))), draw(st.none() | spans))


blocks = st.builds(Block, st.sampled_from(["date line", "title", "body", "furniture"]), spans, texts, texts)
repairs = st.builds(Repair, spans, texts, texts)


def reports(report_id: str) -> st.SearchStrategy[Report]:
    """Reports of that id."""
    return st.builds(
        Report,
        id=st.just(report_id),
        name=texts,
        text=texts,
        blocks=st.lists(blocks, max_size=4).map(tuple),
        made=made,
        title=texts,
        lang=texts,
        published=st.none() | whens(),
        source=texts,
        url=texts,
        author=texts,
        bytes_digest=texts,
        repairs=st.lists(repairs, max_size=3).map(tuple),
    )


def claims(report_id: str) -> st.SearchStrategy[list[Claim]]:
    """Claims of that report, each with an id of its own."""
    claim = st.builds(
        Claim,
        id=st.uuids().map(lambda u: f"claim-{u}"),
        report=st.just(report_id),
        trigger=spans,
        sentence=spans,
        type=st.sampled_from(["CONSULT", "AID", "ASSAULT"]),
        actors=parties,
        recipients=parties,
        status=st.sampled_from(["actual", "future", "hypothetical", "negated"]),
        made=made,
        confidence=st.floats(0, 1),
        mode=st.none() | texts,
        context=st.none() | texts,
        when=st.none() | whens(),
        place=st.none() | texts,
        voices=st.lists(voices, max_size=3).map(tuple),
        quote=st.sampled_from([None, "direct", "indirect"]),
        figures=st.lists(figures, max_size=3).map(tuple),
    )
    return st.lists(claim, max_size=5, unique_by=lambda c: c.id)


def day(value: date) -> When:
    """That one day, stated."""
    return When(value, value, value.isoformat(), "stated")


def report(number: int, **fields: Any) -> Report:
    """The report of that number: the same in every process."""
    text = f"Η είδηση {number}. Ο Πούτιν συναντήθηκε με τον Κιμ."
    given = {
        "id": content_id("report", text),
        "name": f"{number:03}",
        "text": text,
        "blocks": (Block("title", Span(0, 12)), Block("body", Span(13, len(text)), "after the title")),
        "made": Made("reading", "1.0", "text"),
        "title": text[:12],
        "published": day(date(2025, 1, 1) + timedelta(days=number % 7)),
        "source": "outlet.gr",
    }
    return Report(**{**given, **fields})


def claim(owner: Report, number: int, **fields: Any) -> Claim:
    """The claim of that number in ``owner``."""
    given = {
        "id": content_id("claim", owner.id, number),
        "report": owner.id,
        "trigger": Span(20 + number, 25 + number),
        "sentence": Span(13, len(owner.text)),
        "type": "CONSULT",
        "actors": (Party("RUS", "Vladimir Putin", Span(2, 9)), Party("PRK", "Kim Jong Un")),
        "recipients": (),
        "status": "actual",
        "made": MADE,
        "confidence": 0.1,
        "when": owner.published,
        "voices": (Voice("KCNA", "PRK", False, Span(1, 4)), Voice("Φωνή")),
    }
    return Claim(**{**given, **fields})


def claims_of(owner: Report, count: int) -> list[Claim]:
    """So many claims of ``owner``."""
    return [claim(owner, n) for n in range(count)]


def vectors(owner: Report, *rows: Sequence[int], model: str = "m") -> Vectors:
    """Vectors of so many stretches of ``owner``'s text, of one letter each."""
    spans = tuple(Span(n, n + 1) for n in range(len(rows)))
    return Vectors(model, spans, b"".join(value.to_bytes(signed=True) for row in rows for value in row))


def link(left: str, right: str, **fields: Any) -> Link:
    """A link by the program between two claims."""
    given = {
        "kind": "event",
        "left": left,
        "right": right,
        "judgement": "same",
        "score": 0.8,
        "reasons": ("ίδια μέρα", "same parties"),
        "by": "program",
        "made": Made("linking", "1.0", "pairs"),
    }
    return Link(**{**given, **fields})


def dump(where: str) -> bytes:
    """All rows of all tables, in the order of their keys."""
    engine = open_engine(where, create=False)
    with engine.connect() as connection:
        rows: list[Sequence[Any]] = []
        for table in metadata.sorted_tables:
            rows += [(table.name, *row) for row in connection.execute(select(table).order_by(*table.primary_key))]
    engine.dispose()
    return "\n".join(map(repr, rows)).encode()


def judge(archive: Archive, kind: LinkKind, left: str, right: str, judgement: Judgement, by: str,
          reason: str = "") -> Link:
    """What the person ``by`` judges of two ids, kept as an act of theirs."""
    link = judged(kind, left, right, judgement, by, reason)
    archive.act(judgement, by, [left, right], [judging(link)], reason)
    return link
