"""Plain text to a report: decoded, dated, and cut into blocks. What is put right in the text is told with it."""

from dataclasses import dataclass

from istor.languages.coded import coded
from istor.model import Block, Made, Report, When
from istor.model.ids import content_id, digest
from istor.reading.decoding import Decoded, decode, normalise
from istor.reading.furniture import Role, blocks
from istor.reading.language import lang_of, told
from istor.reading.published import DateLine, date_line

STEP = "reading"
VERSION = "2"


@dataclass(frozen=True)
class About:
    """What is known of a report beside its text; empty where nothing is."""

    title: str = ""
    published: When | None = None
    source: str = ""
    url: str = ""
    author: str = ""


def read(data: bytes, name: str, where: str = "") -> Report:
    """The report in ``data``, the bytes of a plain text file.

    The text is NFC with ``\\n`` for every line break; a byte order mark is dropped before the first offset. What else
    changes is in ``repairs``. ``made.reason`` names the encoding. ``where`` is what messages call the input (``name``
    if not given). Raises InputError when ``data`` is empty, blank, binary or in no known encoding.
    """
    return compose(decode(data, where or name), name, About(), "plain text", bytes_digest=digest(data))


def read_text(text: str, name: str, about: About, where: str = "", rule: str = "JSON line") -> Report:
    """The report in a ``text`` that came decoded, with what is known ``about`` it; InputError as in :func:`read`."""
    return compose(normalise(text, where or name, "UTF-8"), name, about, rule)


def warning_of(report: Report) -> str | None:
    """What a reader of ``report`` should be told: that its date line names no day, that its language is not coded."""
    odd_dates = (block.reason for block in report.blocks if block.kind == "date line" and block.reason)
    language = "" if report.lang in coded() else f"kept, but not coded: language {report.lang}"
    return "; ".join(filter(None, (*odd_dates, language))) or None


def compose(
    decoded: Decoded, name: str, about: About, rule: str, roles: tuple[Role, ...] = (), bytes_digest: str = ""
) -> Report:
    """The report of a ``decoded`` text; ``roles`` says what the page's mark-up makes of each line, if there was one."""
    text = decoded.text
    dated = DateLine() if roles else date_line(text)  # a page states its date elsewhere
    lang = lang_of(text)
    found = told(blocks(text, dated.end, roles=roles), text, lang)
    known = about.published
    is_same_day = known and dated.when and known.first == dated.when.first
    return Report(
        id=content_id("report", text, name, about.source, about.url),
        name=name,
        text=text,
        blocks=(dated.block, *found) if dated.block else found,
        made=Made(STEP, VERSION, rule, decoded.reason),
        title=about.title or _title(found, text),
        lang=lang,
        published=dated.when if is_same_day or not known else known,
        source=about.source,
        url=about.url,
        author=about.author,
        bytes_digest=bytes_digest,
        repairs=decoded.repairs,
    )


def _title(found: tuple[Block, ...], text: str) -> str:
    first = next((block for block in found if block.kind in ("title", "body")), None)
    return first.span.of(text) if first and first.kind == "title" else ""
