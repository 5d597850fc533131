"""The text that trafilatura found in a page, as lines, each with what the mark-up makes of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from istor.languages.folding import fold
from istor.reading.furniture import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

ROLES: dict[str, Role] = {"head": "heading", "quote": "quotation", "item": "item", "row": "row"}
BREAKS = frozenset({"body", "p", "head", "quote", "list", "item", "table", "row", "lb", "div", "ab", "comments"})
"""Elements of trafilatura's tree (TEI names) that begin and end a line."""
CELL = " | "


@dataclass(frozen=True)
class PageLine:
    """One line of a page's text, without white space around it."""

    text: str
    role: Role


def page_lines(body: "_Element", title: str) -> list[PageLine]:
    """The lines under ``body`` that hold a letter or digit, the title first.

    The page's own first heading is the title where it has one; else ``title`` is put in front, if there is any.
    """
    found = _lines(body)
    if found and found[0].role == "heading" and (not title or _is_title(body, found[0].text, title)):
        return [PageLine(found[0].text, "title"), *found[1:]]
    heading = [PageLine(title, "title")] if title else []
    return [*heading, *(line for line in found if fold(line.text) != fold(title))]


def _is_title(body: "_Element", text: str, title: str) -> bool:
    first = next(body.iter("head"), None)
    return fold(text) == fold(title) or (first is not None and first.get("rend") == "h1")


def _lines(body: "_Element") -> list[PageLine]:
    """Walks the tree with a stack: pages can be nested deeper than calls may be."""
    from lxml.etree import iterwalk

    pieces: list[tuple[list[str], Role]] = [([], "paragraph")]
    roles: list[Role] = ["paragraph"]
    for event, element in iterwalk(body, events=("start", "end")):
        is_break = element.tag in BREAKS
        if event == "start":
            roles.append(ROLES.get(str(element.tag), roles[-1]))
            said = element.text if isinstance(element.tag, str) else ""
        else:
            roles.pop()
            said = (CELL if element.tag == "cell" else "") + (element.tail or "")
        if is_break:
            pieces.append(([], roles[-1]))
        pieces[-1][0].append(said or "")
    whole = ((" ".join("".join(words).split()).removesuffix(CELL.rstrip()).rstrip(), role) for words, role in pieces)
    return [PageLine(text, role) for text, role in whole if any(char.isalnum() for char in text)]
