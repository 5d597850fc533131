"""Addresses out of feeds (RSS, Atom, JSON Feed), sitemaps and lists of addresses. Nothing is fetched here."""

import io
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from istor.errors import InputError, MissingExtra
from istor.reading.decoding import as_text
from istor.reading.outcome import said
from istor.reading.pages import EXTRA

MOST = 10_000
"""Addresses that are taken from one feed or list; a sitemap has at most 50,000, of pages of all years."""
HEAD = 4096

_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|urlset|sitemapindex)[\s/>]", re.IGNORECASE)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Links:
    """Addresses in the order given, each once; ``is_index`` when they lead to further sitemaps rather than reports."""

    addresses: tuple[str, ...]
    is_index: bool = False


def links_in(data: bytes, where: str, base: str = "") -> Links | None:
    """The addresses in ``data`` if it is a feed, sitemap or list, else ``None``; ``base`` is where it lies itself.

    InputError, naming ``where``, for one that holds no address or is broken; MissingExtra without the extra ``pages``.
    """
    head = data[:HEAD]
    root = None if _PAGE.search(head) else _ROOT.search(head)
    if root:
        kind = root[1].lower()
        found = _sitemap(data, where) if kind in (b"urlset", b"sitemapindex") else _feed(data, where)
        return _links(found, where, base, is_index=kind == b"sitemapindex")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{") and _JSON_FEED.search(data):
        return _links(_json_feed(data, where), where, base)
    return _links(listed, where, base) if (listed := _listed(data, where)) else None


def _links(found: list[str], where: str, base: str, *, is_index: bool = False) -> Links:
    whole = (_joined(base, address.strip()) for address in found)
    sound = (address for address in whole if _ADDRESS.fullmatch(address) and address.isprintable())
    addresses = tuple(dict.fromkeys(sound))
    if not addresses:
        raise InputError(f"{where}: holds no address of a report; check that it is the feed you meant")
    return Links(addresses[:MOST], is_index)


def _joined(base: str, address: str) -> str:
    """The whole address; empty where it is none ("http://[")."""
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


def _feed(data: bytes, where: str) -> list[str]:
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtra("reading feeds", EXTRA) from error
    # From memory: a string would be taken for the name of a file or address.
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError) as error:  # an encoding with a name that is none
        raise InputError(f"{where}: is no sound feed ({said(error)}); check it") from error
    return [str(entry.get("link") or "") for entry in found.entries]


def _sitemap(data: bytes, where: str) -> list[str]:
    try:
        from lxml import etree
    except ImportError as error:
        raise MissingExtra("reading sitemaps", EXTRA) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{where}: is no sound XML ({said(error)}); check it") from error
    return [str(loc.text or "") for loc in (*root.findall("{*}url/{*}loc"), *root.findall("{*}sitemap/{*}loc"))]


def _json_feed(data: bytes, where: str) -> list[str]:
    try:
        items: Any = json.loads(data).get("items")
    except (ValueError, RecursionError, AttributeError) as error:
        raise InputError(f"{where}: is no sound JSON ({error}); check it") from error
    rows = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [str(row.get("url") or row.get("external_url") or "") for row in rows]


def _listed(data: bytes, where: str) -> list[str]:
    """The lines of a text of which each is an address; empty where one is not. Lines that begin with # are notes."""
    try:
        text, _ = as_text(data, where)
    except InputError:
        return []
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line and not line.startswith("#")]
    return lines if all(_ADDRESS.fullmatch(line) for line in lines) else []
