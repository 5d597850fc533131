"""Made-up web pages to learn lines from: our own written reports inside the furniture of labelled pages.

Each page takes its head, its meta lines, what stands between its paragraphs and its foot from other pages, by chance,
and further pieces from ``furniture.tsv``; headlines in lists of links are those of other reports, names and digits are
drawn anew. So there are as many pages as are wanted. Every piece of text stands under an element with ``data-label``.
"""

import random
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from lxml import html as lxml_html
from lxml.etree import _Element, tostring

from evals.furniture import kind
from istor.reading.furniture import by_rules
from istor.reading.layout import Layout
from istor.reading.lines import lines
from istor.reading.markup import decode_page
from istor.reading.rules import load_rules

ROOT = Path(__file__).resolve().parent.parent
PIECES = Path(__file__).with_name("furniture.tsv")
SHAPES = ("<div {}>{}</div>|<a>{}</a>", "<ul {}>{}</ul>|<li>{}</li>", "<div {}>{}</div>|<p>{}</p>", "<p {}>{}</p>|{} ")
"""How the bits of such a piece stand in the page: the piece round them, and each bit."""
REPORTS = (ROOT / "training" / "reports", ROOT / "evals" / "stories" / "reports", ROOT / "examples" / "reports")
SHORTEST = 40
"""Characters from which a line of a report is a paragraph to be put into a page."""
LINKS = frozenset({"other reports", "being read now", "read also"})
SITES = ("Ο Παρατηρητής", "Πρωινός Τύπος", "Ενημέρωση24", "newsline.example", "Το Ρεπορτάζ", "ΗΜΕΡΑ", "Ακτή",
         "Polis Press")
SECTIONS = "ΕΛΛΑΔΑ Πολιτική Κόσμος ΟΙΚΟΝΟΜΙΑ Κοινωνία Τοπικά Sports Απόψεις".split()
DAYS = ("12.04.2021", "12/04/2021, 10:15", "πριν από 2 ώρες", "12 Απριλίου 2021", "10:15", "χθες", "Apr 12, 2021")
FIRST = "Μαρία Γιώργος Ελένη Νίκος Κατερίνα Δημήτρης Σοφία Κώστας Άννα Βασίλης Χρήστος Ιωάννα Πέτρος Δέσποινα".split()
LAST = "Παππάς Νικολάου Αλεξίου Ράλλης Δούκας Μαυρίδη Καρρά Σταθόπουλος Λιάκου Βέργος Μπέκα Φωτίου Τζιώτης".split()
Zone = Literal["head", "meta", "inside", "foot", "text", "end"]
_LAST_DIGIT = re.compile(r"\d(?!\d)")
_NAMES = re.compile(r"[Α-ΩΆ-Ώ][α-ωά-ώ]+ [Α-ΩΆ-Ώ][α-ωά-ώ]+")


@dataclass(frozen=True)
class Source:
    """A report to be put into pages."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Furniture:
    """What a page prints round its report: its pieces by where they stand, in their order."""

    pieces: dict[Zone, tuple[_Element, ...]]
    subheadings: tuple[str, ...]


def sources() -> list[Source]:
    """The reports that are put into pages."""
    found = []
    for path in (path for folder in REPORTS for path in sorted(folder.glob("*.txt"))):
        layout = Layout.of(lines(path.read_text(encoding="utf-8")), load_rules())
        marks = zip(layout.lines, by_rules(layout), strict=True)
        texts = [(kind, line.text) for line, (kind, _) in marks]
        title = next((text for kind, text in texts if kind == "title"), "")
        whole = (text for kind, text in texts if kind == "body" and text[-1] in ".;!»")
        paragraphs = tuple(text for text in whole if len(text) >= SHORTEST)
        if title and len(paragraphs) > 1:
            found.append(Source(title, paragraphs))
    return found


def furniture(path: Path) -> Furniture:
    """The pieces of a labelled page."""
    tree = lxml_html.document_fromstring(decode_page(path.read_bytes(), path.stem).html)
    found = [(element, element.get("data-label")) for element in _pieces(tree.body)]
    title = max((at for at, (_, label) in enumerate(found) if label == "title"), default=-1)
    content = [at for at, (_, label) in enumerate(found) if at > title and kind(label) != "furniture"] or [title + 1]
    pieces: dict[Zone, list[_Element]] = {zone: [] for zone in get_args(Zone)}
    for at, (element, label) in enumerate(found):
        if kind(label) == "furniture":
            later: Zone = "inside" if at < content[-1] else "foot"
            pieces["head" if at < title else "meta" if at < content[0] else later].append(element)
    said = tuple(str(element.text_content()) for element, label in found if label == "subheading")
    return Furniture({zone: tuple(some) for zone, some in pieces.items()}, said)


def spare() -> dict[Zone, list[tuple[str, tuple[str, ...]]]]:
    """The pieces of ``furniture.tsv`` by zone: a label and its bits of text."""
    found: dict[Zone, list[tuple[str, tuple[str, ...]]]] = {zone: [] for zone in get_args(Zone)}
    for row in PIECES.read_text(encoding="utf-8").splitlines()[1:]:
        zone, label, bits = row.split("\t")
        found[zone].append((label, tuple(bits.split(" ¦ "))))  # type: ignore[index]  # a zone, as the file's head says
    return found


def _pieces(element: _Element) -> Iterator[_Element]:
    """Elements with one label and text, outermost first found."""
    labels = {inner.get("data-label") for inner in element.iter() if inner.get("data-label")}
    if element.get("data-label") and len(labels) == 1:
        if element.text_content().strip():
            yield element
    elif labels:
        for child in element:
            yield from _pieces(child)


@dataclass(frozen=True)
class Maker:
    """Makes pages by chance out of reports and furniture."""

    reports: Sequence[Source]
    furniture: Sequence[Furniture]
    spare: dict[Zone, list[tuple[str, tuple[str, ...]]]]
    chance: random.Random

    def page(self) -> str:
        """A new page, as HTML."""
        report = self.chance.choice(self.reports)
        title, site = report.title, self.chance.choice(SITES)
        names = (title, f"{title} | {site}", f"{title} - {site}", f"{site}: {title}")
        head = f"<title data-label='title'>{_safe(self.chance.choice(names))}</title>" if self._is(0.8) else ""
        parts = self._from("head", 0.85)
        if self._is(0.95) or not head:
            parts.append(f"<h1 data-label='title'>{_safe(title)}</h1>")
        meta = self._from("meta", 0.85)
        if self._is(0.35):
            lead = self.chance.choice(report.paragraphs).split(". ")[0] + self.chance.choice(("", "."))
            meta.insert(self.chance.randint(0, len(meta)), f"<p data-label='lead'>{_safe(lead)}</p>")
        parts += [*meta, *self._body(report), *self._from("foot", 0.8)]
        if self._is(0.35):
            parts.insert(self.chance.randint(0, len(parts)) if self._is(0.3) else len(parts), self._teasers())
        if self._is(0.4):
            parts += self._from("foot", 0.5)
        return f"<html><head>{head}</head><body>{''.join(parts)}</body></html>"

    def _teasers(self) -> str:
        """Other reports under a heading: their titles, and of each, as the page has it, section, day or beginning."""
        heading = self.chance.choice([bits[0] for label, bits in self.spare["foot"] if label in LINKS])
        has_section, has_day, has_beginning = (self._is(share) for share in (0.3, 0.4, 0.5))
        made = [f"<h4>{_safe(heading)}</h4>"]
        for report in self.chance.sample(self.reports, self.chance.randint(2, 5)):
            beginning = re.split(r"(?<=[.;!»])\s", report.paragraphs[0])[0]
            if self._is(0.3):
                cut = beginning[: self.chance.randint(40, 120)].rpartition(" ")[0]
                beginning = cut + self.chance.choice(("...", "…"))
            made += [f"<p>{_safe(self.chance.choice(SECTIONS))}</p>"] * has_section
            made += [f"<p><a>{_safe(report.title)}</a></p>"]
            made += [f"<p>{self._drawn(self.chance.choice(DAYS))}</p>"] * has_day
            made += [f"<p>{_safe(beginning)}</p>"] * has_beginning
        return f"<div data-label='other reports'>{''.join(made)}</div>"

    def _is(self, share: float) -> bool:
        return self.chance.random() < share

    def _from(self, zone: Zone, share: float) -> list[str]:
        """The pieces of one page in a zone, each with a chance of ``share`` to be there, and some that are spare."""
        some = self.chance.choice(self.furniture).pieces[zone] if self._is(0.75) else ()
        found = [self._renewed(piece) for piece in some if self._is(share)]
        most = {"head": 4, "meta": 3, "inside": 2, "foot": 6}[zone]
        for label, bits in self.chance.sample(self.spare[zone], self.chance.randint(0, most + (0 if found else 3))):
            found.insert(self.chance.randint(0, len(found)), self._made(label, bits))
        return found

    def _row(self, zone: Zone) -> str:
        return self._made(*self.chance.choice(self.spare[zone]))

    def _made(self, label: str, bits: tuple[str, ...]) -> str:
        whole, bit = self.chance.choice(SHAPES).split("|")
        texts = [self.chance.choice(self.reports).title if self._is_headline(label, text) else text for text in bits]
        return whole.format(f"data-label='{label}'", "".join(bit.format(_safe(self._drawn(text))) for text in texts))

    def _is_headline(self, label: str, text: str | None) -> bool:
        return label in LINKS and len((text or "").split()) > 3 and self._is(0.8)

    def _renewed(self, piece: _Element) -> str:
        made = deepcopy(piece)
        made.tail = None
        label = str(made.get("data-label"))
        for element in made.iter():
            if not len(element) and self._is_headline(label, element.text):
                element.text = self.chance.choice(self.reports).title
            element.text, element.tail = self._drawn(element.text or ""), self._drawn(element.tail or "")
        return str(tostring(made, encoding="unicode", method="html"))

    def _drawn(self, text: str) -> str:
        """The text with other digits, and with another name where it is one."""
        text = _LAST_DIGIT.sub(lambda _: str(self.chance.randint(0, 9)), text)
        return _NAMES.sub(lambda _: self._name(), text) if _NAMES.fullmatch(text.strip()) else text

    def _name(self) -> str:
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"

    def _body(self, report: Source) -> list[str]:
        texts = [part for text in report.paragraphs for part in self._split(text)]
        texts = texts[: self.chance.randint(2, 14)]
        inside = self._from("inside", 0.7) if self._is(0.7) else []
        *parts, last = [self._paragraph(text) for text in texts]
        for piece in inside:
            parts.insert(self.chance.randint(min(1, len(parts)), len(parts)), piece)
        for _ in range(self.chance.randint(1, 3) if self._is(0.4) else 0):
            heading = f"<h3 data-label='subheading'>{_safe(self._subheading())}</h3>"
            parts.insert(self.chance.randint(min(1, len(parts)), len(parts)), heading)
        for _ in range(self.chance.randint(1, 2) if self._is(0.3) else 0):
            parts.insert(self.chance.randint(min(1, len(parts)), len(parts)), self._row("text"))
        return [*parts, last, *([self._row("end")] if self._is(0.3) else [])]

    def _split(self, text: str) -> list[str]:
        """The paragraph whole, or its sentences one or two at a time."""
        sentences = re.split(r"(?<=[.;!»])\s+(?=[Α-ΩΆ-Ώ«])", text)
        if len(sentences) == 1 or self._is(0.5):
            return [text]
        at = self.chance.randint(1, len(sentences) - 1)
        return [" ".join(sentences[:at]), " ".join(sentences[at:])]

    def _subheading(self) -> str:
        some = [said for each in self.furniture for said in each.subheadings]
        if some and self._is(0.5):
            return self.chance.choice(some)
        words = self.chance.choice(self.reports).title.split()
        return " ".join(words[: self.chance.randint(2, 7)]).strip(" ,:–-«»")

    def _paragraph(self, text: str) -> str:
        words = [_safe(word) for word in text.split()]
        if self._is(0.35) and len(words) > 6:
            first = self.chance.randrange(len(words) - 3)
            last = first + self.chance.randint(0, 3)
            tag = self.chance.choice(("a", "a", "strong", "i", "b"))
            words[first], words[last] = f"<{tag}>{words[first]}", f"{words[last]}</{tag}>"
        if self._is(0.04):
            text = text.rstrip(".")
            words[-1] = words[-1].rstrip(".")
        if len(text) < 120 and self._is(0.2):
            return f"<ul><li data-label='bullet'>{' '.join(words)}</li></ul>"
        if "«" in text and self._is(0.1):
            return f"<blockquote data-label='quotation'>{' '.join(words)}</blockquote>"
        if self._is(0.08):
            half = len(words) // 2
            return f"<p data-label='body'>{' '.join(words[:half])}<br>{' '.join(words[half:])}</p>"
        return f"<p data-label='body'>{' '.join(words)}</p>"


def _safe(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
