"""What the fields of a record are called elsewhere, and a report out of a record with such fields.

A record is an object of JSON or a row of a table. Names that mean one thing stand in one list, ours first; they are
those of news-please (``maintext``, ``date_publish``), Media Cloud (``publish_date``, ``media_name``), NGEC
(``event_text``, ``pub_date``), trafilatura (``sitename``; its ``source`` is the address), schema.org (``articleBody``).
"""

import re
from collections.abc import Mapping
from typing import Any

from istor.errors import InputError
from istor.model import Report
from istor.reading.decoding import is_whole
from istor.reading.outcome import Outcome
from istor.reading.published import stated
from istor.reading.text import About, read_text, warning_of
from istor.reading.web_names import name_of

NAMES: dict[str, tuple[str, ...]] = {
    "report": ("report", "id", "stories_id", "doc_id", "docid", "guid", "fingerprint", "filename"),
    "text": ("text", "maintext", "event_text", "articleBody", "article_body", "body", "content", "raw_text"),
    "title": ("title", "headline", "title_page"),
    "source": ("source-hostname", "sitename", "source", "media_name", "outlet", "publisher", "source_domain"),
    "url": ("url", "link", "canonical_url", "mainEntityOfPage", "uri"),
    "published": ("published", "date_publish", "publish_date", "pub_date", "datePublished", "date", "published_at"),
    "author": ("author", "authors", "byline"),
}
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/?#]+).*", re.IGNORECASE | re.DOTALL)
BESIDE = ("title", "source", "url", "published", "author")


def outcome_of(row: Mapping[str, Any], where: str, at: str, rule: str, name: str = "") -> Outcome:
    """What comes of a record; ``at`` says where in ``where`` it stands, ``name`` is for one that names itself not."""
    try:
        text = row.get(_key(row, "text"))
        if not isinstance(text, str) or not text.strip():
            raise InputError(f'{at}: has no "text" with words in it; write {{"report": …, "text": …}}')
        about, problems = _about(row)
        called = _called(row, about, name, at)
        report = read_text(text, called, about, f"{at} ({called!r})", rule)
    except InputError as error:
        return Outcome(where, problem=str(error))
    return _told(report, where, at, problems)


def _told(report: Report, where: str, at: str, problems: list[str]) -> Outcome:
    noted = [*problems, *filter(None, [warning_of(report)])]
    return Outcome(where, report, warning=f"{at}: {'; '.join(noted)}" if noted else None)


def _key(row: Mapping[str, Any], field: str) -> str:
    """Under which name ``row`` has the field: the first of the list that holds anything."""
    return next((name for name in NAMES[field] if row.get(name) not in (None, "", [])), field)


def _called(row: Mapping[str, Any], about: About, name: str, at: str) -> str:
    value = row.get(_key(row, "report"))
    called = str(value).strip() if isinstance(value, str | int) else name_of(about.url) or name
    if not called:
        raise InputError(f'{at}: has no "report" with words in it; write {{"report": …, "text": …}}')
    if not is_whole(called):
        raise InputError(f'{at}: "report" holds half of a surrogate pair, which is no character; name it anew')
    return called


def _about(row: Mapping[str, Any]) -> tuple[About, list[str]]:
    """What the row knows beside the text, and what of it had to be left out."""
    known, problems = {}, []
    for field in BESIDE:
        key = _key(row, field)
        value = row.get(key)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "; ".join(value)
        if isinstance(value, str) and is_whole(value):
            known[field] = value.strip()
        elif value is not None:
            problems.append(f'"{key}" is no text and was left out')
    address = row.get("source")
    if isinstance(address, str) and _ADDRESS.match(address):  # trafilatura calls the address "source"
        known.setdefault("url", address)
        if known["source"] == address:
            known["source"] = _ADDRESS.sub(r"\1", address).lower()
    day = known.pop("published", "")
    if day and stated(day) is None:
        problems.append(f'"{_key(row, "published")}" is no day written YYYY-MM-DD ({day!r:.40}) and was left out')
    return About(published=stated(day), **known), problems
